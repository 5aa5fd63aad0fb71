"""Home: what waits, for each role."""
