"""Sending and receiving: the strip that tells of it, and the worker that does it."""
