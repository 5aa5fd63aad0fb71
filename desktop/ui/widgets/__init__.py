"""Widgets that know no feature: they are given words, keys and rows, and say what was pressed."""
