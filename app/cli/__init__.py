"""The headless front end: everything that the core does, without a window."""
