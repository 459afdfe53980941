"""The plan: the table that people edit, its Gantt, and where both stand."""
