"""The exchange loop and its HTTP transport."""
