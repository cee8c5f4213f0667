"""Writing scenarios of one's own: the list of them, and the editor."""
