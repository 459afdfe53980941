"""Several files as one archetype: what it extends, the blocks that it uses."""
