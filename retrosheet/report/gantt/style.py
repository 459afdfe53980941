"""How the drawing looks: its colours in light and dark, the hatches, the signs of the states.

Nothing is said by colour alone: critical bars are thick, what waits is hatched, margins are dotted
outlines, states have a sign of their own shape. The hues are those of the workbook.
"""

from __future__ import annotations

from retrosheet.layout import palette

FONTS = "'Segoe UI',Roboto,'Source Sans Pro','Helvetica Neue',Arial,'Liberation Sans',sans-serif"

_INK, _MUTED = palette.INK, "#5B6773"
_LATE, _LATE_DARK = palette.LATE, "#FF8A73"
_RISK_DARK = "#F2B84B"


def style_sheet(prefix: str) -> str:
    """The rules of a drawing in light, for all media; ``prefix`` begins the names of its ids."""
    hues = "".join(
        f".w{n}{{fill:{hue.soft}}}.c{n}{{fill:{hue.strong}}}.b{n}{{fill:{hue.tint}}}"
        for n, hue in enumerate(palette.HUES)
    )
    return (
        f".rs text{{font-family:{FONTS};fill:{_INK}}}"
        f".rs .m{{fill:{_MUTED}}}.rs .h{{fill:{palette.NIGHT};font-weight:600}}"
        ".rs .e{text-anchor:end}.rs .o{text-anchor:middle}"
        ".rs .k{font-weight:600}.rs .x{text-decoration:line-through}"
        f".rs .r{{fill:{_LATE};font-weight:600}}"
        f".pp{{fill:{palette.PAPER}}}.gl{{stroke:{palette.HAIRLINE};fill:none}}"
        f".do{{fill:#F1F3F6}}.dn{{fill:{palette.DONE}}}"
        f".mg{{fill:{palette.PAPER};stroke:{palette.DONE_TEXT};stroke-dasharray:1.5 1.5}}"
        f".bu{{fill:url(#{prefix}b)}}.wt{{fill:url(#{prefix}w)}}"
        f".ov{{fill:url(#{prefix}o);stroke:{_LATE}}}.lt{{fill:{_LATE}}}"
        f".bf{{fill:none;stroke:{_MUTED};stroke-width:1.2}}"
        f".fp{{fill:none;stroke:{_MUTED};stroke-width:1.8}}"
        f".ja{{stroke:{palette.ACCENT};stroke-width:2}}"
        f".rs .jt{{fill:{palette.ACCENT};font-weight:700}}"
        f".jf{{stroke:{_LATE};stroke-width:1.6;stroke-dasharray:5 3}}"
        "[class=td]{stroke:#8A5A00;stroke-width:1.2;stroke-dasharray:2 2}"
        ".rs .tt{fill:#8A5A00;font-weight:600}"
        f".sl{{fill:{_LATE}}}.sr{{fill:{palette.RISK}}}.sd{{stroke:{palette.GOOD}}}"
        f".si{{fill:{palette.PAPER}}}.sk{{fill:{_INK}}}{hues}"
    )


def dark_sheet() -> str:
    """What differs in the dark: the same signs, the strong hues swapped for the soft ones."""
    hues = "".join(
        f".w{n}{{fill:{hue.strong}}}.c{n}{{fill:{hue.soft}}}.b{n}{{fill:{hue.strong}40}}"
        for n, hue in enumerate(palette.HUES)
    )
    return (
        ".rs text{fill:#E4E9EE}.rs .m{fill:#A3B1BE}.rs .h{fill:#E4E9EE}"
        f".rs .r{{fill:{_LATE_DARK}}}.pp{{fill:#111A22}}.gl{{stroke:#2A3743}}.do{{fill:#18232D}}"
        f".dn{{fill:#4A5865}}.mg{{fill:#111A22;stroke:#8D9BA8}}"
        f".ov{{stroke:{_LATE_DARK}}}.lt{{fill:#E5573F}}.bf{{stroke:#A3B1BE}}.fp{{stroke:#A3B1BE}}"
        f".ja{{stroke:#58C4E0}}.rs .jt{{fill:#58C4E0}}.jf{{stroke:{_LATE_DARK}}}"
        f"[class=td]{{stroke:{_RISK_DARK}}}.rs .tt{{fill:{_RISK_DARK}}}"
        f".sl{{fill:{_LATE_DARK}}}.sr{{fill:{_RISK_DARK}}}.sd{{stroke:#6FCF97}}"
        f".si{{fill:#111A22}}.sk{{fill:#E4E9EE}}{hues}"
    )


def definitions(prefix: str) -> str:
    """The hatches, and the signs of done, late, at risk and blocked, each nine units wide."""

    def hatch(name: str, ground: str, line: str, width: float, turn: int) -> str:
        return (
            f'<pattern id="{prefix}{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate({turn})"><rect width="5" height="5" fill="{ground}"/>'
            f'<rect width="{width}" height="5" fill="{line}"/></pattern>'
        )

    return (
        "<defs>"
        + hatch("w", "none", "#FFFFFFA6", 2, 45)
        + hatch("b", "#FBE3B0", palette.RISK, 2, -45)
        + hatch("o", "#FBD5CD", palette.LATE, 2.2, -45)
        + f'<path id="{prefix}d" class="sd" fill="none" stroke-width="1.8" d="M1 5l2.6 2.6L8 1.8"/>'
        f'<g id="{prefix}l"><circle class="sl" cx="4.5" cy="4.5" r="4.5"/>'
        '<path class="si" d="M3.9 1.8h1.2v3.4H3.9zM3.9 6h1.2v1.3H3.9z"/></g>'
        f'<path id="{prefix}r" class="sr" d="M4.5 0L9 8.6H0z"/>'
        f'<g id="{prefix}k"><rect class="sk" width="9" height="9" rx="1.5"/>'
        '<path class="si" d="M1.8 3.8h5.4v1.4H1.8z"/></g>'
        "</defs>"
    )
