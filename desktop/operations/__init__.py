"""What a person can do: one function per intention; no Qt, no SQL."""
