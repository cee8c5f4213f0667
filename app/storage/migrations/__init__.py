"""Numbered steps from an empty database to the newest format; a step that was published never changes."""
