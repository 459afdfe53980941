"""Credentials for Google: a person's consent, a service account, what is stored."""
