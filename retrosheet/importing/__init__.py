"""A table or a list of tasks, as people keep them, read as an archetype. Pure: no file, no clock.

``imported`` is the way in: the edge gives it a text or the grids of a workbook.
"""
