"""Processes of our own for work that may crash, hang or eat the memory: how they are kept, how they behave."""
