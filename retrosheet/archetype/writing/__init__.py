"""Archetypes as YAML that a person would gladly edit."""
