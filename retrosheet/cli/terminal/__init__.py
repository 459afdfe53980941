"""What a terminal shows: columns, colours, Gantt charts, whole sentences."""
