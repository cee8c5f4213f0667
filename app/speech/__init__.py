"""Turns segments of speech into words, in a process of its own."""
