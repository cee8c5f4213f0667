"""Scenarios: who the salesperson is, what happened, what they say and how they take a reply."""
