"""The doors: the walk at the left, one household at the right, keyed by one person for a team."""
