"""The middle of the dashboard: how far each phase is, and what each person has to do.

Both tables list one entry more than there is today, blank until somebody adds one; what does not
fit is counted in a note. A chart beside each table draws the same rows, numbered alike.
"""

from __future__ import annotations



