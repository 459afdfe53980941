"""The colours of a foreign workbook's cells as ``#RRGGBB``, whichever way the file says them."""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

# The order in which cells count a theme's colours, which is not that of its part.
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
_SCHEME = re.compile(r"<(?:\w+:)?clrScheme\b.*?</(?:\w+:)?clrScheme>", re.DOTALL)
_COLOR = re.compile(
    r"<(?:\w+:)?(?:sysClr\b[^>]*?lastClr|srgbClr\b[^>]*?val)=[\"']([0-9A-Fa-f]{6})[\"']"
)
_OFFICE = (
    "FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31",
    "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72",
)  # fmt: skip
_WHITE = "FFFFFF"


def theme_colors(part: bytes | str | None) -> Sequence[str]:
    """The theme's colours in the order in which cells count them; Office's own without a theme."""
    text = part.decode("utf-8", "replace") if isinstance(part, bytes) else part or ""
    scheme = _SCHEME.search(text)
    found = _COLOR.findall(scheme[0]) if scheme else []
    if len(found) < len(_THEME_ORDER):
        return _OFFICE
    return [found[at].upper() for at in _THEME_ORDER]


def fill_of(fill: Any, theme: Sequence[str]) -> str:
    """The colour that an openpyxl fill shows; "" for none and for white."""
    stops = getattr(fill, "stop", None)
    if stops:
        return _shown(stops[0].color, theme)
    pattern = getattr(fill, "fill_type", None)
    if not pattern or pattern in ("none", "gray125", "gray0625"):
        return ""
    return _shown(fill.fgColor, theme)


def _shown(color: Any, theme: Sequence[str]) -> str:
    from openpyxl.styles.colors import COLOR_INDEX

    kind = getattr(color, "type", None)
    if kind == "rgb" and isinstance(color.rgb, str):
        found = color.rgb[-6:].upper()
    elif kind == "indexed" and 0 <= color.indexed < len(COLOR_INDEX):
        found = COLOR_INDEX[color.indexed][-6:].upper()
    elif kind == "theme" and 0 <= color.theme < len(theme):
        found = theme[color.theme]
    else:
        return ""
    if not re.fullmatch(r"[0-9A-F]{6}", found):
        return ""
    found = _tinted(found, float(color.tint or 0))
    return "" if found == _WHITE else f"#{found}"


def _tinted(rgb: str, tint: float) -> str:
    """The colour darkened (below 0) or lightened (above 0), as ECMA-376 defines a tint."""
    if not tint:
        return rgb
    hue, light, saturation = colorsys.rgb_to_hls(
        *(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    )
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)
