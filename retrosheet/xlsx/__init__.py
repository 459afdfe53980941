"""The .xlsx file: written whole, read back, patched in place."""
