"""Pictures of every page and state over fake parts."""
