"""The web page: static files in which the package itself runs, in the visitor's browser.

``python -m website`` builds it: pages that need no script, the Python runtime for those that have
one, the package and what it needs as one archive, and the same once more as a single file. Nothing
is sent anywhere; what a visitor types or drops stays in the page's own worker.
"""
