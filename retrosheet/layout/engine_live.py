"""The engine's live columns: where the work stands today, by line.

Conventions: a line is done when its status says so, or when somebody typed its actual end. Late
means that the due date has passed and it is not done; the days are working days, at least one.
A flag is a code; the gravest that holds wins, in the order of ``FLAGS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.engine_days_off import DAYS
from retrosheet.statuses import APPROVED, BLOCKED, CANCELLED, DOING, DONE, WAITING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.frame import Frame

FLAGS = ("", "done", "late", "blocked", "late_start", "soon")
"""The codes of the ``flag`` column, from 0."""


def status_formula(frame: Frame, status: str) -> str:
    """The code of a typed status: 1 for none, 0 for a word that nobody knows.

    The words of Settings come first, then all those that people use elsewhere.
    """
    own, others = frame.status_list, frame.other_words
    in_settings = _found(own.column(0).ref, own.column(2).ref, status)
    elsewhere = _found(others.column(0).local, others.column(1).local, status)
    return f'IF(TRIM({status})="",1,IFERROR({in_settings},IFERROR({elsewhere},0)))'


def _found(words: str, codes: str, status: str) -> str:
    return f"INDEX({codes},MATCH(TRIM({status}),{words},0))"


def formulas(plan: Mapping[str, str], own: Mapping[str, str], frame: Frame) -> dict[str, str]:
    """The formulas of one line; ``own`` refers to its cells, ``plan`` to the ranges."""
    at, status, done, begun = own["position"], own["status"], own["done"], own["begun"]
    due, start, late = own["due"], own["start"], own["late"]
    today, soon = frame.scalar("today"), frame.scalar("soon_days")
    typed = f"INDEX({plan['progress']},{at})"
    # between 1 and 10 nobody knows: 110 % in a cell of percentages is the number 1.1
    share = (
        f"IF(OR({typed}<0,{typed}>100,AND({typed}>1,{typed}<10)),0,"
        f"IF({typed}>1,{typed}/100,{typed}))"
    )
    word = f"INDEX({plan['status']},{at})"
    tie = f"ROW({own['id']})/100000"
    milestone = f'{own["kind"]}="milestone"'
    return {
        "status": f"=IF({at}=0,0,{status_formula(frame, word)})",
        "done": f"=IF({at}=0,0,IF(OR({status}={APPROVED},{status}={DONE},{status}={CANCELLED},"
        f"ISNUMBER(INDEX({plan['actual_end']},{at}))),1,0))",
        "begun": f"=IF({at}=0,0,IF(OR({done}=1,{status}={DOING},{status}={WAITING},"
        f"{own['progress']}>0),1,0))",
        "progress": f"=IF({at}=0,0,IF({done}=1,1,IF(ISNUMBER({typed}),{share},0)))",
        "weight": f"=IF(OR({at}=0,{status}={CANCELLED}),0,MAX(1,{own['duration']}))",
        "late": f"=IF(OR({at}=0,{done}=1),0,IF({due}<{today},"
        f"MAX(1,NETWORKDAYS.INTL({due}+1,{today},{DAYS})),0))",
        "flag": f"=IF({at}=0,0,IF({done}=1,1,IF({late}>0,2,IF({status}={BLOCKED},3,"
        f"IF(AND({begun}=0,{start}<{today}),4,IF({due}-{today}<={soon},5,0))))))",
        "waiting_start": f'=IF(OR({at}=0,{begun}=1),"",{own["work_start"]})',
        "milestone_rank": f'=IF({at}=0,"",IF(AND({milestone},{done}=0,{due}>={today}),'
        f'{due}+{tie},""))',
        "late_rank": f'=IF({late}=0,"",{late}-{tie})',
        "soon_rank": f'=IF(OR({own["flag"]}=5,{own["flag"]}=4),{due}+{tie},"")',
    }
