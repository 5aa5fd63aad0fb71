"""Sheets painted by Qt into PDF or a printer."""
