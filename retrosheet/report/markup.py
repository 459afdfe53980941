"""Text into XML and HTML: what must be escaped is, and what no document may hold is shown as �.

SVG is XML, where a single control character makes the whole file unreadable.
"""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escaped(text: str) -> str:
    """The text as it may stand between tags and inside a quoted attribute."""
    return _FORBIDDEN.sub("\ufffd", text).translate(_ESCAPES)


def units(value: float) -> str:
    """A length, as short as it can be written: 12, 12.5."""
    return f"{value:.1f}".removesuffix(".0")
