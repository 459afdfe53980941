"""The hidden tab that calculates every date, one row a task."""
