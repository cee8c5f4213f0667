"""Dialogs: the recogniser and the rules."""
