"""Keeps sessions: one SQLite file with one writer, recordings beside it, backups of the file."""
