"""How laptops and the central server come to hold the same entries."""
