"""Scenarios, faces, icons and the marker model, read by importlib.resources."""
