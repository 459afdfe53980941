"""The archetype format: every key, its shape, and the little languages of its values."""
