"""A faithful fake of Google Sheets and Drive on loopback, for the tests."""
