"""Who owns each line, so that a cell with two names counts for both.

The team of Settings stands once more on the engine's tab, each name as ``owners.spelled`` writes
it; a line's cell is spelled alike, and owned by whoever is found in it. A cell that the team knows
as it stands is one name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.owners import BETWEEN, MARK, SPACES, spelled
from retrosheet.workbook.model import Sheet, Style
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.frame import Frame

WHOLE = ":"
"""What stands around a cell that is one name of the team."""
_NOBODY = f"{MARK}{WHOLE}{MARK}"
"""The spelling of an unused line of the team, found in no cell."""
_WILD = "~*?"
_PLAIN = Style(size=9)


def put_people(sheet: Sheet, frame: Frame) -> None:
    """The team: name, spelling, and the spelling as a criterion, where a star is but a star."""
    area, team = frame.engine.people, frame.settings.team.ref
    roles = frame.campaign.roles
    for slot in range(frame.settings.team_rows):
        row = area.first_row + slot
        label = roles[slot].label if slot < len(roles) else ""
        if label.casefold() in {role.label.casefold() for role in roles[:slot]}:
            label = ""
        name, key = (cell_ref(row, area.first_column + n) for n in (0, 1))
        listed = f"INDEX({team},{slot + 2})"
        found = f"IFERROR(MATCH({escaped(listed)},{team},0),0)={slot + 2}"
        text = f'=IF(TRIM({listed})="","",IF({found},{listed},""))'
        sheet.calc(row, area.first_column, text, label, _PLAIN)
        shown = spelled(label) if label else _NOBODY
        text = f'=IF({name}="","{_NOBODY}",{spelled_of(name)})'
        sheet.calc(row, area.first_column + 1, text, shown, _PLAIN)
        for sign in _WILD:
            shown = shown.replace(sign, f"~{sign}")
        sheet.calc(row, area.first_column + 2, f"={escaped(key)}", shown, _PLAIN)


def formulas(owner: str, own: Mapping[str, str], frame: Frame) -> dict[str, str]:
    """A line's names, and whether one of the team is among them; ``owner`` is the plan's cell."""
    at, names, team = own["position"], own["owners"], frame.settings.team.ref
    keys = frame.engine.people.column(1)
    known = ",".join(
        f"ISNUMBER(FIND({cell_ref(row, keys.first_column, row_abs=True, col_abs=True)},{names}))"
        for row in range(keys.first_row, keys.last_row + 1)
    )
    return {
        "owners": f'=IF(OR({at}=0,{own["split"]}=1),"",'
        f"IF(ISNUMBER(MATCH(TRIM({escaped(owner)}),{team},0)),"
        f"{whole_of(owner)},{spelled_of(owner)}))",
        "owned": f'=IF(OR({at}=0,{names}="{WHOLE}{WHOLE}"),0,IF({own["split"]}=1,1,'
        f'IF(LEFT({names},1)="{WHOLE}",1,IF(OR({known}),1,0))))',
    }


def escaped(cell: str) -> str:
    """A cell as a criterion in which a star is but a star."""
    for sign in _WILD:
        cell = f'SUBSTITUTE({cell},"{sign}","~{sign}")'
    return cell


def whole(label: str) -> str:
    """What the engine shows for the cell of one who is in the team."""
    return f"{WHOLE}{label.lower()}{WHOLE}"


def whole_of(cell: str) -> str:
    """``whole`` as a formula."""
    return f'"{WHOLE}"&LOWER(TRIM({cell}))&"{WHOLE}"'


def spelled_of(cell: str) -> str:
    """``owners.spelled`` as a formula."""
    for space in SPACES:
        cell = f'SUBSTITUTE({cell},"{space}"," ")'
    text = f"LOWER(TRIM({cell}))"
    for between in BETWEEN:
        sign = "CHAR(10)" if between == "\n" else f'"{between}"'
        text = f'SUBSTITUTE({text},{sign},"{MARK}")' if between != MARK else text
    for beside in (f"{MARK} ", f" {MARK}"):
        text = f'SUBSTITUTE({text},"{beside}","{MARK}")'
    return f'"{MARK}"&{text}&"{MARK}"'
