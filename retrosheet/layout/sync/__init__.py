"""The tool's own tab, as it stands before the first sync."""
