"""Surveys: reading an XLSForm once, storing what it asks, and filling it at a door.

``forms.read_form`` turns the bytes of a workbook into a ``Survey`` or into problems by sheet and row;
``documents`` stores a survey as JSON; ``filling.Filling`` says what to ask next. Filling loads no library.
"""
