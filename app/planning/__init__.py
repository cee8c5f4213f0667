"""The plan that a manager writes before the talk, and what of it was said."""
