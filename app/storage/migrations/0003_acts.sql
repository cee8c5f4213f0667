-- How the salesperson took in the turns that a take's marking is of; it goes and comes with the marking.
ALTER TABLE take ADD COLUMN acts TEXT; -- JSON; NULL where nothing is marked, or was before there were any
