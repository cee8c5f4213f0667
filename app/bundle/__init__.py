"""One session as a file for another person: what leaves, how it is written, and what of a stranger's file comes in."""
