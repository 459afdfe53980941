"""The commands, one module each, with what only one of them says or asks."""
