-- Two people: who they are and what they agreed to; turns that follow one another; what people, not the program, add.
ALTER TABLE session ADD COLUMN pair TEXT; -- JSON; NULL where somebody rehearsed alone
ALTER TABLE session ADD COLUMN origin TEXT; -- JSON; NULL where it was made on this computer
ALTER TABLE take ADD COLUMN after INTEGER NOT NULL DEFAULT 0; -- the take whose turn it follows; 0: the opening line

CREATE TABLE feedback (
    place INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    id TEXT NOT NULL, -- the same on every computer that it travels to
    take INTEGER NOT NULL,
    kind TEXT NOT NULL, -- critique, pin, settlement
    written TEXT NOT NULL, -- JSON
    origin TEXT, -- JSON; NULL where it was given on this computer
    UNIQUE (session, id),
    FOREIGN KEY (session, take) REFERENCES take (session, number) ON DELETE CASCADE
) STRICT;

-- What was taken back must not come in again with a file: only its id is kept.
CREATE TABLE withdrawn (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    PRIMARY KEY (session, id)
) STRICT;

CREATE TABLE critique_of_0001 AS
SELECT session, take, lower(hex(randomblob(8))) AS id, critique FROM critique ORDER BY rowid;
INSERT INTO feedback (session, id, take, kind, written)
SELECT session, id, take, 'critique', json_set(critique, '$.id', id) FROM critique_of_0001;
DROP TABLE critique_of_0001;
DROP TABLE critique;
