"""What the rubric says, as pure functions: labels, moves, the order verdict, the checklist."""
