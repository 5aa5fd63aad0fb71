"""Backups: the page that lists and makes them, and what makes them by itself."""
