"""What people type under "Depends on", read by formulas, and the order that it gives the rows.

The rules are those of ``workbook.needs`` and ``schedule.network``. Each task has a row in an order
in which the archetype's needs all point up. A need that points down is followed too: its row's turn
comes one sweep later, and the rows are put in order by their turns. Where a turn never comes, what
points down to it is left out, and the row says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import MOST_DAYS, lag_text, needs_text
from retrosheet.layout.dashboard.words import literal
from retrosheet.layout.engine.columns import slots
from retrosheet.workbook.needs import (
    BETWEEN,
    LONGEST,
    NO_SIGN,
    RING_SWEEPS,
    SLOTS,
    SNAGS,
    SPACES,
    SWEEPS,
    WILD,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.layout.engine.refs import RowRefs
    from retrosheet.layout.frame import Frame
    from retrosheet.layout.outline import PlanLine
    from retrosheet.workbook.model import Value

_APART = f'REPT(" ",{LONGEST})'
NONE, NO_TASK, UNREAD = 0, -1, -2
"""What stands for a need where none is typed, for an ID that the plan lacks, for a text."""
_NUMBERS = range(1, SLOTS + 1)


class Listed:
    """Writes the formulas of the listed rows; ``refs`` knows their columns behind a mark."""

    def __init__(self, frame: Frame, refs: RowRefs) -> None:
        self.frame, self.refs = frame, refs
        self.ready = [frame.engine.scalar(f"ready_{sweep}") for sweep in range(1, SWEEPS + 1)]
        self.plan = {key: frame.plan.range(key).ref for key in ("id", "title", "parent", "needs")}
        self._written: dict[tuple[int, bool, bool], dict[str, str]] = {}

    def own(self, key: str) -> str:
        return self.refs.own(f"@{key}")

    def formulas(self, line: PlanLine, chunk: int) -> Mapping[str, str]:
        """The formulas of one row by column, with marks for the row's numbers.

        ``chunk`` counts the rows of the same task above it.
        """
        more, continued = not line.id, chunk > 0
        look = (chunk, more, continued)
        if look not in self._written:
            self._written[look] = self._needs(chunk, more=more, continued=continued)
        texts = dict(self._written[look])
        if more:
            return texts
        own = self.own
        found = f"MATCH({own('id')},{self.plan['id']},0)"
        if line.placed is None:
            title = f"INDEX({self.plan['title']},{found})"
            texts["where"] = f'=IFERROR(IF(TRIM({title})="",0,{found}),0)'
            texts["key"] = f'=IF({own("where")}=0,"",{own("id")})'
        else:
            texts["where"] = f"=IFERROR({found},0)"
        return texts

    def _needs(self, chunk: int, *, more: bool, continued: bool) -> dict[str, str]:
        refs, own = self.refs, self.own
        texts = {} if more else self._parts()
        texts["typed"] = refs.below("@typed") if more else self._typed()
        texts["typed"] = texts["typed"] if texts["typed"].startswith("=") else f"={texts['typed']}"
        typed = own("typed")
        texts["entries"] = f'=IF({typed}="",0,1+LEN({typed})-LEN(SUBSTITUTE({typed},",","")))'
        for number in _NUMBERS:
            texts.update(self._slot(number, chunk * SLOTS + number - 1))
        for sweep in range(1, SWEEPS + 1):
            texts[f"done_{sweep}"] = self._done(sweep, continued=continued)
        turn, place = own("turn"), refs.place
        last = own(f"done_{SWEEPS}")
        if more:
            texts["turn"] = f"={refs.below('@turn')}"
            texts["order"] = f"={refs.below('@order')}-1"
        else:
            texts["turn"] = f"=IF({last}=0,{SWEEPS + 1},{last})"
            texts["order"] = (
                f'=IF({self.ready[0]}=1,{place},COUNTIF({refs.all("@turn")},"<"&{turn})'
                f"+COUNTIF({refs.down_to_here('@turn')},{turn}))"
            )
        for sweep in range(1, RING_SWEEPS + 1):
            texts[f"ring_{sweep}"] = (
                f"={refs.below(f'@ring_{sweep}')}" if more else self._ring(sweep)
            )
        texts["snag"] = self._snag(chunk, more=more, continued=continued)
        return texts

    def _parts(self) -> dict[str, str]:
        """Which row this one is a part of, and the IDs of its own parts."""
        refs, own = self.refs, self.own
        under, of, next_one = own("under"), own("of"), own("sibling")
        cell = f"IF({own('where')}=0,{own('parent')},INDEX({self.plan['parent']},{own('where')}))"
        name = f'{cell}&""'
        for space in SPACES:
            name = f'SUBSTITUTE({name},"{space}"," ")'
        for sign in WILD:
            name = f'SUBSTITUTE({name},"{sign}","{NO_SIGN}")'
        name = f"TRIM({name})"
        below = f"INDEX({refs.rows_below('@listing')},{next_one})"
        return {
            "under": f'=IFERROR(IF({name}="",0,MATCH({name},{refs.all("@key")},0)),{NO_TASK})',
            "of": f"=IF({under}<=0,0,IF({under}={refs.place},0,"
            f"IF(INDEX({refs.all('@under')},{under})>0,0,{under})))",
            "sibling": f"=IF({of}=0,0,IFERROR(MATCH({of},{refs.rows_below('@of')},0),0))",
            "listing": f'=IF({of}=0,"",{own("id")}&IF({next_one}=0,"",", "&{below}))',
            "parts": f"=IFERROR(INDEX({refs.all('@listing')},"
            f'MATCH({refs.place},{refs.all("@of")},0)),"")',
        }

    def _typed(self) -> str:
        """The parts of a row that is split; else its cell, or if it is gone what was planned."""
        own = self.own
        text = cell = f"INDEX({self.plan['needs']},{own('where')})"
        for space in SPACES:
            text = f'SUBSTITUTE({text},"{space}"," ")'
        for sign in BETWEEN:
            text = f'SUBSTITUTE({text},{_sign(sign)},",")'
        for sign in WILD:
            text = f'SUBSTITUTE({text},"{sign}","{NO_SIGN}")'
        parts = own("parts")
        return (
            f'=IF({parts}<>"",IF(LEN({parts})>{LONGEST},"",{parts}),'
            f'IF({own("where")}=0,{own("needs")}&"",'
            f'IFERROR(IF(LEN({cell})>{LONGEST},"",{text}),"#")))'
        )

    def _piece(self, place: int) -> str:
        """One entry of the cell, with spaces around it."""
        spread = f'SUBSTITUTE({self.own("typed")},",",{_APART})'
        return f"MID({spread},{LONGEST * place + 1},{LONGEST})"

    def _slot(self, number: int, place: int) -> dict[str, str]:
        own, typed = self.own, self.own("typed")
        parted = f'SUBSTITUTE({self._piece(place)},"+",{_APART})'
        name = f"TRIM(LEFT({parted},{LONGEST}))"
        gap, lag = own(f"gap_{number}"), own(f"lag_{number}")
        rest = f"MID({parted},{LONGEST + 1},{3 * LONGEST})"
        for sign, instead in ((" ", ""), (".", ""), ("-", NO_SIGN)):
            rest = f'SUBSTITUTE({rest},"{sign}","{instead}")'
        words = self.frame.engine.lag_words
        read = '"?"'
        for digits in range(4, 0, -1):
            unit = f"MATCH(MID({gap},{digits + 1},30),{words.column(0).local},0)"
            value = f"LEFT({gap},{digits})*INDEX({words.column(1).local},{unit})"
            read = f"IFERROR({value},{read})"
        bad = f"IF(ISNUMBER({lag}),ABS({lag})>{MOST_DAYS},TRUE)"
        return {
            # most tasks wait for one other: the places beyond the last entry are not looked for
            f"gap_{number}": f'=IF({own("entries")}<={place},"",'
            f'IF(ISNUMBER(FIND("+",{typed})),LOWER({rest}),""))',
            f"lag_{number}": f'=IF({gap}="",0,{read})',
            f"need_{number}": f'=IF({own("entries")}<={place},{NONE},IF({name}="",'
            f'IF(TRIM({self._piece(place)})="",{NONE},{UNREAD}),IF({bad},{UNREAD},'
            f"IFERROR(MATCH({name},{self.refs.all('@key')},0),{NO_TASK}))))",
        }

    def _done(self, sweep: int, *, continued: bool) -> str:
        """In which sweep the turn of a row has come, 0 while it has not."""
        refs, place, here = self.refs, self.refs.place, f"@done_{sweep}"
        before = f"@done_{sweep - 1}"
        terms = []
        for number in _NUMBERS:
            need = self.own(f"need_{number}")
            below = f"INDEX({refs.all(before)},{need})" if sweep > 1 else "0"
            above = f"INDEX({refs.rows_above(here)},{need}+1)"
            terms.append(f"IF({need}<=0,1,IF({need}<{place},{above},{below}))")
        if continued:
            terms.append(refs.above(here))
        ready = f"IF(MIN({','.join(terms)})>0,{sweep},0)"
        if sweep == 1:
            return f"={ready}"
        was = self.own(f"done_{sweep - 1}")
        return f"=IF({self.ready[sweep - 2]}=1,{was},IF({was}>0,{was},{ready}))"

    def _ring(self, sweep: int) -> str:
        """1 on a row that waits for itself, or for which such a one waits."""
        refs, place, here = self.refs, self.refs.place, f"@ring_{sweep}"
        waits = f"{refs.rows_above('@turn')},{SWEEPS + 1}"
        if sweep > 1:
            waits = f"{refs.rows_above(f'@ring_{sweep - 1}')},1"
        needs = [f"@need_{number}" for number in _NUMBERS]
        itself = f"COUNTIF({refs.own(needs[0])}:{refs.own(needs[-1])},{place})"
        counts = [
            f"COUNTIFS({refs.rows_below(need)},{place},{refs.rows_below(here)},1)"
            f"+COUNTIFS({refs.rows_above(need)},{place},{waits})"
            for need in needs
        ]
        return (
            f"=IF({self.ready[-1]}=1,0,IF({self.own('turn')}<={SWEEPS},0,"
            f"IF({'+'.join((itself, *counts))}>0,1,0)))"
        )

    def _snag(self, chunk: int, *, more: bool, continued: bool) -> str:
        """What is not followed of this row's needs, in words; "" for nothing."""
        refs, own, typed = self.refs, self.own, self.own("typed")
        needs = f"{own('need_1')}:{own(f'need_{SLOTS}')}"
        ids, turns = refs.all("@id"), refs.all("@turn")
        ring = refs.all(f"@ring_{RING_SWEEPS}")
        room = (chunk + 1) * SLOTS
        cell = f"INDEX({self.plan['needs']},{own('where')})"
        parts = own("parts")
        length = f'IF({parts}="",LEN({cell}),LEN({parts}))'
        many = f"OR({own('entries')}>{room},{length}>{LONGEST})"

        def said(key: str, it: str) -> str:
            before, after = SNAGS[key].to(self.frame.lang).split("{it}")
            return f"{literal(before)}&{it}" + (f"&{literal(after)}" if after else "")

        def entry(code: int) -> str:
            spread = f'SUBSTITUTE({typed},",",{_APART})'
            first = f"{LONGEST}*(MATCH({code},{needs},0)+{chunk * SLOTS - 1})+1"
            return f"TRIM(MID({spread},{first},{LONGEST}))"

        crowded = '""' if more else f'IF({many},{said("many", str(room))},"")'
        circle, later = '""', crowded
        for number in reversed(_NUMBERS):
            need = own(f"need_{number}")
            shown = f"INDEX({ids},{need})"
            known = f"MAX(1,{need})"
            circle = f"IF(AND({need}>0,INDEX({ring},{known})=1),{said('circle', shown)},{circle})"
            left = f"AND({need}>={refs.place},INDEX({turns},{known})>{SWEEPS})"
            later = f"IF({left},{said('later', shown)},{later})"
        text = f"IF({own(f'ring_{RING_SWEEPS}')}=1,{circle},{later})"
        for key, code in (("no_task", NO_TASK), ("unread", UNREAD)):
            text = f"IF(COUNTIF({needs},{code})>0,{said(key, entry(code))},{text})"
        well = [f"MIN({needs})>=0", f"{self.ready[-1]}=1"]
        if not more:
            well.append(f"NOT({many})")
        text = f'IF(AND({",".join(well)}),"",{text})'
        if continued:
            text = f'IF({refs.above("@snag")}<>"",{refs.above("@snag")},{text})'
        if not more:
            under = own("under")
            shown = f"TRIM(INDEX({self.plan['parent']},{own('where')}))"
            beside = f'AND({parts}<>"",TRIM({cell})<>"",TRIM({cell})<>{parts})'
            for test, key, it in (
                (beside, "split_needs", f"TRIM({cell})"),
                (f"AND({under}>0,{own('of')}=0)", "too_deep", shown),
                (f"{under}={NO_TASK}", "no_parent", shown),
            ):
                text = f"IF({test},{said(key, it)},{text})"
        return f"={text}" if more else f'=IF({own("where")}=0,"",{text})'


def _sign(sign: str) -> str:
    return "CHAR(10)" if sign == "\n" else f'"{sign}"'


def values(frame: Frame) -> list[dict[str, Value]]:
    """What the listed rows show on the day of generation, when all is as the archetype says."""
    lines = frame.engine_lines
    places = {line.id: place for place, line in enumerate(lines, 1) if line.id}
    found: list[dict[str, Value]] = []
    number = 0
    for place, line in enumerate(lines, 1):
        task = line.placed.task if line.placed else None
        number += bool(line.id)
        found.append({
            "place": place,
            "line": number if line.id else 0,
            "where": 0,
            "key": line.id if task else "",
            "under": 0, "of": 0, "sibling": 0, "listing": "", "parts": "",
            "typed": needs_text(task.needs, frame.lang) if task else "",
            "entries": len(task.needs) if task else 0,
            **dict.fromkeys(slots("gap"), ""),
            **dict.fromkeys(slots("lag", "need"), 0),
            **{f"done_{sweep}": 1 for sweep in range(1, SWEEPS + 1)},
            "turn": 1,
            "order": place,
            **{f"ring_{sweep}": 0 for sweep in range(1, RING_SWEEPS + 1)},
            "snag": "",
        })  # fmt: skip
        if task is None:
            continue
        rows = rows_of(lines, place - 1)
        needs = task.needs
        if task.split:
            # in the order in which the list has them
            needs = tuple(sorted(needs, key=lambda need: places[need.id]))
        for index, need in enumerate(needs):
            chunk, slot = divmod(index, SLOTS)
            row, slot = found[rows[chunk]], slot + 1
            amount, unit = need.lag
            row[f"need_{slot}"] = places[need.id]
            if amount:
                row[f"lag_{slot}"] = -amount if unit == "cd" else amount
                row[f"gap_{slot}"] = lag_text(need.lag, frame.lang).replace(" ", "")
        for row in (found[index] for index in rows):
            row["typed"], row["entries"] = needs_text(needs, frame.lang), len(needs)
    _put_parts(found, lines, places)
    return found


def _put_parts(
    found: list[dict[str, Value]], lines: Sequence[PlanLine], places: Mapping[str, int]
) -> None:
    """Which rows are parts of which, from the bottom up."""
    first: dict[int, int] = {}
    for index in range(len(lines) - 1, -1, -1):
        placed, row = lines[index].placed, found[index]
        if placed is None or not placed.task.parent:
            continue
        parent = places[placed.task.parent]
        below = first.get(parent)
        listing = lines[index].id
        if below is not None:
            listing = f"{listing}, {found[below]['listing']}"
        row |= {
            "under": parent, "of": parent, "listing": listing,
            "sibling": 0 if below is None else below - index,
        }  # fmt: skip
        first[parent] = index
    for parent, index in first.items():
        found[parent - 1]["parts"] = found[index]["listing"]


def rows_of(lines: Sequence[PlanLine], index: int) -> list[int]:
    """The rows that hold the needs of the task in that row, all counted from 0, it being last."""
    first = index
    while first and not lines[first - 1].id:
        first -= 1
    return list(range(first, index + 1))
