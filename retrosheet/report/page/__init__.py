"""The page for a meeting or a client, in one HTML file."""
