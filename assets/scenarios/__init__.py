"""The scenarios that come with the program, one TOML file each."""
