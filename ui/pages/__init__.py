"""The pages of the window: each draws one state."""
