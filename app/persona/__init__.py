"""The salesperson as a mind with rules: what a manager's words do to them, and what they answer."""
