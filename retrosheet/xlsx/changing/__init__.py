"""An .xlsx file with some of its parts changed and every other byte as it lies."""
