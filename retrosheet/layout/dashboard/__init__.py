"""The dashboard: where the campaign stands, on one screen."""
