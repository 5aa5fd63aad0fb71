"""The laptop in the hands of whoever helps: one task, under their initials, until the organiser takes it back."""
