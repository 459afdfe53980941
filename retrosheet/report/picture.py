"""The Gantt as a PNG, by resvg, in a font that comes along: the same picture on every machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

_STYLES = ("Regular", "Semibold", "Bold")
_DENSITY = 2
"""Pixels of one unit of the drawing."""


def installed() -> bool:
    """Whether the extra packages are there: the renderer and the font."""
    return all(find_spec(name) for name in ("resvg_py", "font_source_sans_pro"))


def png(svg: str) -> bytes:
    """The picture of a drawing that stands alone.

    Letters that the font lacks are looked for in the fonts of the system.
    """
    import font_source_sans_pro
    import resvg_py

    folder = Path(font_source_sans_pro.__file__).parent / "files"
    fonts = [str(folder / f"SourceSansPro-{style}.ttf") for style in _STYLES]
    family = "Source Sans Pro"
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=_DENSITY,
        font_files=fonts,
        font_family=family,
        sans_serif_family=family,
    )
