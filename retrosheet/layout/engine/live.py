"""The engine's live columns: where the work stands today, by line, and what its row shows.

The rules are those of ``schedule.placed`` and ``Outlook.timely``. Late means that the due date
has passed and the work is not done; days are working days, at least one. A flag is a code of
``alerts.FLAGS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.alerts import FLAGS
from retrosheet.layout.engine.days_off import DAYS
from retrosheet.statuses import APPROVED, BLOCKED, CANCELLED, DOING, DONE, TODO, WAITING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.frame import Frame

CODES = {flag: code for code, flag in enumerate(FLAGS)}


def formulas(own: Mapping[str, str], place: str, frame: Frame) -> dict[str, str]:
    """The formulas of one line; ``own`` refers to its cells, ``place`` is what its parts name."""
    at, gone, status = own["position"], own["gone"], own["status"]
    done, begun, due = own["done"], own["begun"], own["due"]
    start, late, timely, end = own["start"], own["late"], own["timely"], own["forecast_end"]
    actual, expected, _left = own["actual"], own["expected"], own["left"]
    today, soon = frame.engine.scalar("today"), frame.engine.scalar("soon_days")
    duration, progress = own["duration"], own["progress"]
    # of two lines alike the one that stands higher in the plan comes first
    tie = f"{at}/100000"
    milestone = f'{own["kind"]}="milestone"'
    code = CODES
    danger = f"AND({end}>{own['limit']},{own['conflict']}=0)"
    over = f"OR({gone}=1,{done}=1)"
    return {
        "expected": f'=IF({actual}="","",IF({actual}>{today},{actual},""))',
        "done": f'=IF(OR({gone}=1,{expected}<>""),0,'
        f'IF(OR({status}={APPROVED},{status}={DONE},{actual}<>""),1,0))',
        "begun": f'=IF({gone}=1,0,IF(OR({done}=1,{expected}<>"",{status}={DOING},'
        f"{status}={WAITING},{progress}>0),1,0))",
        "left": f"=IF(OR({gone}=1,{duration}=0),0,"
        f"MAX(1,ROUNDUP(ROUND({duration}*(1-{progress}),6),0)))",
        "weight": f"=IF({gone}=1,0,MAX(1,{duration}))",
        "late": f"=IF({over},0,IF({due}<{today},"
        f"MAX(1,NETWORKDAYS.INTL({due}+1,{today},{DAYS})),0))",
        "over": f"=IF({over},0,IF({end}>{due},MAX(1,NETWORKDAYS.INTL({due}+1,{end},{DAYS})),0))",
        "timely": f"=IF({over},0,IF({late}>0,{code['late']},"
        f"IF(AND({begun}=0,{start}<{today}),{code['late_start']},IF({danger},{code['risk']},"
        f"IF({due}-{today}<={soon},{code['soon']},0)))))",
        "flag": f"=IF({at}=0,0,IF({own['whole']}>0,IF({own['state']}={DONE},{code['done']},0),"
        f"IF({gone}=1,{code['cancelled']},IF({done}=1,{code['done']},"
        f"IF({timely}={code['late']},{timely},IF({status}={BLOCKED},{code['blocked']},"
        f"IF({timely}={code['late_start']},{timely},"
        f"IF({own['conflict']}=1,{code['conflict']},{timely}))))))))",
        "alive_start": f'=IF({gone}=1,"",{own["work_start"]})',
        "waiting_start": f'=IF(OR({gone}=1,{begun}=1),"",{own["work_start"]})',
        "milestone_rank": f'=IF({gone}=1,"",IF(AND({milestone},{done}=0,{due}>={today}),'
        f'{due}+{tie},""))',
        "late_rank": f'=IF({late}=0,"",{late}-{tie})',
        "soon_rank": f'=IF({over},"",IF(OR({timely}={code["late_start"]},'
        f'AND({due}>={today},{due}<={today}+{soon})),{due}+{tie},""))',
        **_of_parts(own, place, frame),
    }


def _of_parts(own: Mapping[str, str], place: str, frame: Frame) -> dict[str, str]:
    """How the parts of a task that is split stand together; what is cancelled does not count."""
    column = {
        key: frame.engine.range(key).local
        for key in ("of", "gone", "done", "begun", "weight", "worked")
    }
    whole = own["whole"]

    def counted(key: str = "") -> str:
        which = f",{column[key]},1" if key else ""
        return f"COUNTIFS({column['of']},{place},{column['gone']},0{which})"

    def summed(key: str) -> str:
        return f"SUMIF({column['of']},{place},{column[key]})"

    return {
        "whole": f"=IF({own['split']}=0,0,{counted()})",
        "worked": f"={own['weight']}*{own['progress']}",
        "state": f'=IF({own["split"]}=0,"",IF({whole}=0,{CANCELLED},'
        f"IF({counted('done')}={whole},{DONE},IF({counted('begun')}>0,{DOING},{TODO}))))",
        "share": f'=IF({whole}=0,"",{summed("worked")}/{summed("weight")})',
        "days": f'=IF({whole}=0,"",NETWORKDAYS.INTL({own["start"]},{own["due"]},{DAYS}))',
    }
