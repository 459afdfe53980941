"""Requests to Google and its answers: retries, refusals, outages, in words."""
