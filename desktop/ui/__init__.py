"""The Qt widgets, one folder per noun."""
