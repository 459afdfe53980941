"""A file on disk is replaced whole or not at all, and kept beside its former version."""
