"""A retroplanning that somebody made by hand → a living workbook, with nothing of it lost."""
