"""The settings: launch, days off, the team, the words of the statuses."""
