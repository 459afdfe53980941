"""The Gantt: one geometry in days, and its drawing as SVG for a screen or a sheet of paper."""
