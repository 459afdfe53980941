"""Findings as people and programs want them: a report to read aloud, and a JSON document."""
