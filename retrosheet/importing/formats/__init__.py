"""Texts and files that hold tasks, each taken apart into rows."""
