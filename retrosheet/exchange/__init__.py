"""A plan in other people's tools: one module a target, each a pure function of a standing.

What a target cannot take is replaced where one can see it, and said once. Each module names the
page of the maker that it was written from; docs/exchange.md says when that was read, and what was
never tried live.
"""
