"""Locking: what brings it about, and how nothing of anybody stays behind it."""
