"""The window of Heard First (Qt Widgets)."""
