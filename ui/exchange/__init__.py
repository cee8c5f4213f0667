"""Sessions that leave as a file and come back as one."""
