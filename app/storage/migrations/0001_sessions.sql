-- Sessions in the order in which they began (`place`), whatever the clock says.
CREATE TABLE session (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    started_utc_s INTEGER NOT NULL,
    scenario_id TEXT NOT NULL,
    scenario_title TEXT NOT NULL,
    scenario TEXT NOT NULL -- as it was when it was rehearsed, JSON
) STRICT;

CREATE TABLE take (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    salesperson TEXT NOT NULL,
    sound TEXT, -- path below the sound folder, with forward slashes
    recording TEXT, -- JSON
    transcript TEXT, -- JSON
    marking TEXT, -- JSON
    verdict TEXT,
    rubric_version INTEGER,
    classifier TEXT,
    PRIMARY KEY (session, number)
) STRICT;

-- What a take was marked before other rules or another classifier marked it again.
CREATE TABLE earlier_marking (
    place INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    take INTEGER NOT NULL,
    marking TEXT NOT NULL, -- JSON
    rubric_version INTEGER NOT NULL,
    classifier TEXT NOT NULL,
    FOREIGN KEY (session, take) REFERENCES take (session, number) ON DELETE CASCADE
) STRICT;

CREATE TABLE critique (
    session TEXT NOT NULL,
    take INTEGER NOT NULL,
    colleague TEXT NOT NULL,
    critique TEXT NOT NULL, -- JSON
    PRIMARY KEY (session, take, colleague),
    FOREIGN KEY (session, take) REFERENCES take (session, number) ON DELETE CASCADE
) STRICT;

CREATE INDEX earlier_marking_of ON earlier_marking (session, take);
