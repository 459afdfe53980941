"""Where a campaign stands on a day: one value that pages, drawings and other tools' files show."""
