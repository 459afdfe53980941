"""Workbooks to try a reader with, made in code: odd but right, or hostile."""
