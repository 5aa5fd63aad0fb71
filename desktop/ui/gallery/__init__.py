"""The gallery: every widget on one sheet, in each palette, for those who build screens."""
