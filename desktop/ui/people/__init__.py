"""People: find anyone, and look at one closely."""
