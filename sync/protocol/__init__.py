"""What both sides agree on: entries, clock, merge, codec and kinds. Pure."""
