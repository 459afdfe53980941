"""What people typed on a line, cleaned: nothing that they type can stop the arithmetic.

A text that sync understood, where a formula cannot, counts as sync read it for as long as the cell
says the same. A cancelled task is cleaned away like one whose row is deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.layout.dashboard.words import literal
from retrosheet.layout.engine.columns import LISTED_MARK
from retrosheet.statuses import CANCELLED
from retrosheet.workbook.sync_tab import READ_CELLS, SAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.frame import Frame
    from retrosheet.layout.outline import PlanLine

EMPTY = '""'


def formulas(
    plan: Mapping[str, str], line: PlanLine, own: Mapping[str, str], frame: Frame, place: int
) -> dict[str, str]:
    """The formulas of one line; ``own`` refers to its cells, ``plan`` to the ranges.

    ``place`` is that of the line in the engine, from 0.
    """
    found = f"MATCH({own['id']},{plan['id']},0)"
    if line.placed is None:
        title = f"INDEX({plan['title']},{found})"
        position = f'=IFERROR(IF(TRIM({title})="",0,{found}),0)'
    else:
        position = f"=IFERROR({found},0)"
    return {"position": position, **cleaned(plan, own, frame, place)}


def cleaned(
    plan: Mapping[str, str], own: Mapping[str, str], frame: Frame, place: int | str
) -> dict[str, str]:
    """What was typed on the line; ``place`` is that of the line, or a formula for it from 1."""
    at, gone = own["position"], own["gone"]

    def typed(key: str) -> str:
        return f"INDEX({plan[key]},{at})"

    def heard(key: str, otherwise: str) -> str:
        """What sync read in a cell that still says the same; else ``otherwise``.

        The tick adds nothing, but follows the clock: LibreOffice, which believes stored values,
        so calculates all that sync has heard when it opens the file.
        """
        assert key in READ_CELLS
        said, meant = (_read(frame, f"{key}_{part}", place) for part in ("typed", "read"))
        same = f"IFERROR({literal(SAME)}&{typed(key)}={said}&{EMPTY},FALSE)"
        return f"IF({same},{meant}+{frame.engine.scalar('tick')},{otherwise})"

    def number(key: str, least: int, used: str, otherwise: str) -> str:
        """What was typed, if it is a number that can be meant; the cell says what else is not."""
        cell = typed(key)
        within = f"AND({cell}>={least},{cell}<={MOST_DAYS})"
        return (
            f"=IF({gone}=1,{0 if least == 0 else EMPTY},IF(ISNUMBER({cell}),"
            f"IF({within},{used}({cell}{',0' if used == 'ROUNDUP' else ''}),{otherwise}),"
            f"{heard(key, otherwise)}))"
        )

    def day(key: str) -> str:
        cell = typed(key)
        within = f'IF(AND({cell}>20000,{cell}<80000),INT({cell}),"")'
        return f'=IF({gone}=1,"",IF(ISNUMBER({cell}),{within},{heard(key, EMPTY)}))'

    def planned(key: str) -> str:
        if isinstance(place, int):
            return own[key]
        column = frame.engine.range(f"{LISTED_MARK}{key}").local
        return f"INDEX({column},{own['at']})"

    share = typed("progress")
    # between 1 and 10 nobody knows: 110 % in a cell of percentages is the number 1.1
    known = (
        f"IF(OR({share}<0,{share}>100,AND({share}>1,{share}<10)),0,"
        f"IF({share}>1,{share}/100,{share}))"
    )
    status = status_formula(frame, typed("status"))
    return {
        "status": f'=IF({at}=0,0,IF({own["split"]}=1,"",{heard("status", status)}))',
        "gone": f"=IF(OR({at}=0,{own['split']}=1,{own['status']}={CANCELLED}),1,0)",
        "duration": number("duration", 0, "ROUNDUP", planned("planned_duration")),
        "margin": number("margin", 0, "ROUNDUP", planned("planned_margin")),
        "offset": number("offset", -MOST_DAYS, "INT", EMPTY),
        "imposed": day("imposed"),
        "actual": day("actual_end"),
        "progress": f"=IF({gone}=1,0,IF({own['done']}=1,1,IF(ISNUMBER({share}),{known},"
        f"{heard('progress', '0')})))",
    }


def _read(frame: Frame, key: str, place: int | str) -> str:
    """What sync read of the line."""
    if isinstance(place, int):
        return frame.sync.read_cell(key, place)
    return f"INDEX({frame.sync.read_column(key).ref},{place})"


def status_formula(frame: Frame, status: str) -> str:
    """The code of a typed status: 1 for none, 0 for a word that nobody knows.

    The words of Settings come first, then all those that people use elsewhere.
    """
    own, others = frame.settings.status_list, frame.engine.other_words
    in_settings = _found(own.column(0).ref, own.column(2).ref, status)
    elsewhere = _found(others.column(0).local, others.column(1).local, status)
    return f'IFERROR(IF(TRIM({status})="",1,IFERROR({in_settings},{elsewhere})),0)'


def _found(words: str, codes: str, status: str) -> str:
    return f"INDEX({codes},MATCH(TRIM({status}),{words},0))"
