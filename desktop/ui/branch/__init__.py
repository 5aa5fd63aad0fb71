"""The branch: its register, its walks, its survey, its people, and its server; for organisers."""
