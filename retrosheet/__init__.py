"""retrosheet: retroplannings that schedule themselves backward from launch day."""

__version__ = "0.1.0"
