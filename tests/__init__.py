"""The tests; every one reads XML as an installation does that has only what retrosheet asks for."""

import os

# openpyxl would take defusedxml, which comes with a program that only tests use: parsing in Python,
# and not what guards people's files.
os.environ["OPENPYXL_DEFUSEDXML"] = "False"
