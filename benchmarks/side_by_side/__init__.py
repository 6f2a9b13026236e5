"""Ours beside what a user would take instead, on the same documents in one run."""
