"""The engine's rows in order: each below all that it needs, so that one pass each way suffices.

The rules are those of ``schedule``, with the same names. What a task waits for stands above it and
is looked up there; what waits for it stands below, in chains that lead from one follower to the
next. No cell looks at its own row's column, or at both sides of it, so that no program sees a
circle whatever people type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout import remarks
from retrosheet.layout.engine import forecast as engine_forecast
from retrosheet.layout.engine import inputs as engine_inputs
from retrosheet.layout.engine import live as engine_live
from retrosheet.layout.engine import people as engine_people
from retrosheet.layout.engine.forecast import NO_LIMIT
from retrosheet.layout.engine.linked_rows import NUMBERS, LinkedRow
from retrosheet.layout.engine.places import LAUNCH
from retrosheet.layout.engine.steps import (
    before_margin,
    chosen,
    evening_after_read,
    last_day_before_read,
    last_evening_before_read,
    start_from,
    worked,
)
from retrosheet.workbook.needs import SWEEPS

if TYPE_CHECKING:
    from retrosheet.layout.engine.refs import RowRefs
    from retrosheet.layout.frame import Frame


def formulas(frame: Frame, refs: RowRefs) -> dict[str, str]:
    """The formulas of a row by column, with marks for the row's numbers."""
    plan = {
        key: frame.plan.range(key).ref
        for key in ("title", "owner", "offset", "margin", "imposed", "actual_end")
    }
    plan |= {key: frame.plan.typed_range(key).ref for key in ("status", "progress", "duration")}
    row = _Row(frame, refs)
    own = row.own
    texts = {
        **row.listed(),
        **engine_inputs.cleaned(plan, own, frame, row.fact("line")),
        "position": f"={row.fact('where')}",
        **row.links(),
        **row.before_launch(),
        **row.behind_launch(),
        **row.dates(),
        **row.latest(),
        **row.earliest(),
        **row.forecast(),
        **row.critical(),
        **engine_forecast.floats(own["back"], own["drives"], own),
        "slip": f'=IF({own["drives"]}=2,{engine_forecast.slip(own, frame)},"")',
        **engine_live.formulas(own, own["at"], frame),
        **engine_people.formulas(f"INDEX({plan['owner']},{own['position']})", own, frame),
    }
    snag = f'IF({row.fact("snag")}="",0,1)'
    texts.update(remarks.odd(plan, own, snag))
    return texts


class _Row(LinkedRow):
    """The formulas of a row, pass by pass."""

    def listed(self) -> dict[str, str]:
        ready, place = self.frame.engine.scalar("ready_1"), self.refs.place
        order = self.refs.all("@order")
        return {
            "at": f"=IF({ready}=1,{place},MATCH({place},{order},0))",
            "id": f'={self.fact("id")}&""',
            "kind": f"={self.fact('kind')}",
            "incompressible": f"={self.fact('incompressible')}",
            "of": f"={self.fact('of')}",
            "split": f'=IF({self.fact("parts")}="",0,1)',
            # nothing rounds what waits through a task that is split
            "any_day": f"=IF({self.own['split']}=1,1,{self.fact('any_day')})",
            "spans": f"=IF({self.own['any_day']}+{self.fact('calendar_days')}>0,1,0)",
            "more": f'=IF({self.fact("id")}="",1,0)',
        }

    def links(self) -> dict[str, str]:
        own, refs = self.own, self.refs
        order, turn = refs.all("@order"), refs.all("@turn")
        texts: dict[str, str] = {}
        for number in NUMBERS:
            need, link = self.fact(f"need_{number}"), own[f"link_{number}"]
            row = f"INDEX({order},{need})"
            texts |= {
                f"link_{number}": f"=IF({need}<=0,0,IF({need}<{own['at']},{row},"
                f"IF(INDEX({turn},{need})>{SWEEPS},0,{row})))",
                f"gap_to_{number}": f"=IF({link}=0,0,{self.fact(f'lag_{number}')})",
                # over all rows, though none above can be one: programs search one range once
                f"first_{number}": f"=IFERROR(MATCH({refs.place},"
                f"{refs.all(f'link_{number}')},0)-{refs.place},0)",
                f"next_{number}": f"=IF({link}=0,0,IFERROR(MATCH({link},"
                f"{refs.rows_below(f'link_{number}')},0),0))",
            }
        mode, behind = self.fact("placement"), self.greatest("behind", "day", "behind")
        driven = f"IF({self.flagged('chain_drives')}>0,1,IF({self.fact('launches')}=1,2,0))"
        if self.split:
            driven = f"IF({own['more']}=1,MIN(1,{refs.below('drives')}),{driven})"
        return {
            **texts,
            "behind": f"=IF({self.fact('launches')}=1,2,IF({self.fact('after_launch')}=1,1,"
            f'IF(OR({mode}="soon",{own["offset"]}<>""),0,IF({behind}>0,1,0))))',
            "drives": f"={driven}",
            **self.flags("chain_drives", lambda _: f"{own['drives']}>0"),
        }

    def before_launch(self) -> dict[str, str]:
        """The pass back from launch, for rows that are placed late."""
        own, refs = self.own, self.refs
        free, anywhere = own["follow_start"], refs.all("any_day")
        mode = self.fact("placement")

        def held(link: str, lag: str) -> str:
            anyhow = f"INDEX({anywhere},{link})=1"
            return last_day_before_read(own["wait_start"], lag, anyhow)

        return {
            "follow_start": self.least("chain_start"),
            "back": f'=IF({own["behind"]}=1,0,IF({mode}="late",1,'
            f'IF(AND({mode}="free",{free}<{NO_LIMIT}),1,0)))',
            "due_late": f'=IF({own["imposed"]}<>"",{own["imposed"]},{self._reached()})',
            "end_late": before_margin(own["due_late"], own["margin"]),
            "start_late": start_from(own["spans"], own["end_late"], own["duration"]),
            **self.waiting("wait_start", f"IF({own['back']}=1,{own['start_late']},{NO_LIMIT})"),
            **self.chain("chain_start", lambda n: self.left(n, own["wait_start"], held)),
        }

    def _bound_late(self) -> str:
        free = self.own["follow_start"]
        return f"IF({free}<{NO_LIMIT},{free},{self._launch()})"

    def _launch(self) -> str:
        """Launch day as a task knows it that has nothing else to go by."""
        return chosen(self.own["any_day"], LAUNCH, worked(f"{LAUNCH}+1", -1))

    def _reached(self) -> str:
        own = self.own
        free, anchor = own["follow_start"], own["anchor"]
        return (
            f'IF({anchor}="",{self._bound_late()},'
            f"IF({free}<{NO_LIMIT},MIN({anchor},{free}),{anchor}))"
        )

    def behind_launch(self) -> dict[str, str]:
        """The pass on, for the other rows."""
        own = self.own
        imposed, anchor, spans = own["imposed"], own["anchor"], own["spans"]
        evening, aim = own["needs_evening"], own["aim"]
        floored = f'{own["behind"]}=1,{own["offset"]}="",{own["more"]}=0'
        after = f"IF({evening}=0,0,{chosen(spans, f'{evening}+1', worked(evening, 1))})"
        floor = f"IF(AND({floored}),{chosen(spans, f'{LAUNCH}+1', worked(LAUNCH, 1))},0)"
        nothing = f"OR({own['more']}=1,AND({evening}=0,NOT(AND({floored}))))"
        day = f"{LAUNCH}+{own['offset']}"
        worked_day = f"IF({own['offset']}<=0,{worked(f'{day}+1', -1)},{worked(f'{day}-1', 1)})"
        return {
            "anchor": f'=IF({own["offset"]}="","",{chosen(own["any_day"], day, worked_day)})',
            "needs_evening": f"={self.greatest('due', 'evening', 'needs_evening')}",
            "needs_due": f"={self.greatest('due', 'day', 'needs_due')}",
            "bound": f"=IF({own['back']}=1,{self._bound_late()},"
            f'IF({nothing},"",MAX({after},{floor})))',
            "aim": f'=IF({own["back"]}=1,"",IF({imposed}<>"",{imposed},IF({anchor}<>"",{anchor},'
            f'IF({own["bound"]}="",{self._launch()},""))))',
            "aim_end": f'=IF({aim}="","",{before_margin(aim, own["margin"])[1:]})',
            "aim_start": f'=IF({aim}="","",'
            f"{start_from(spans, own['aim_end'], own['duration'])[1:]})",
            "pinned": f'=IF({aim}="",0,IF(OR({imposed}<>"",{own["bound"]}=""),1,'
            f"IF({own['aim_start']}>={own['bound']},1,0)))",
        }

    def _of_parts(self, column: str, gathered: str, *, first: bool) -> str:
        """The first or the last day in a column of all that a row needs and is not gone."""
        none = f"{NO_LIMIT}" if first else "0"
        terms = []
        for number in NUMBERS:
            gone, day = self.needed("gone", number), self.needed(column, number)
            terms.append(f"IF({self.own[f'link_{number}']}=0,{none},IF({gone}=1,{none},{day}))")
        if self.split:
            above, before = self.refs.above("more"), self.refs.above(gathered)
            terms.append(f"IF(N({above})=1,{before},{none})")
        found = f"{'MIN' if first else 'MAX'}({','.join(terms)})"
        return f"=IF({self.own['split']}+{self.own['more']}=0,{none},{found})"

    def dates(self) -> dict[str, str]:
        """Where each task lies, whichever pass has placed it; if it is split, with its parts."""
        own = self.own
        parts_start, parts_due = own["parts_start"], own["parts_due"]
        bound, duration, margin = own["bound"], own["duration"], own["margin"]
        back, pinned, end, imposed = own["back"], own["pinned"], own["work_end"], own["imposed"]
        empty_end = chosen(own["any_day"], f"{bound}-1", worked(bound, -1))
        empty_end = f"IF({own['needs_due']}>{empty_end},{bound},{empty_end})"
        full_end = chosen(own["spans"], f"{bound}+{duration}-1", worked(f"{bound}-1", duration))
        reached = f"IF({margin}=0,{end},{worked(end, margin)})"
        anchor, free = own["anchor"], own["follow_start"]
        expected = f'OR({own["drives"]}>0,{anchor}<>"")'
        late = (
            f"IF({free}<{NO_LIMIT},IF({imposed}>{bound},1,0),"
            f"IF(AND({expected},{imposed}>{self._reached()}),1,0))"
        )
        soon = f'IF({bound}="",0,IF({own["aim_start"]}<{bound},1,0))'
        with_parts = f"{parts_due}>0,{own['more']}=0"
        return {
            "parts_start": self._of_parts("start", "parts_start", first=True),
            "parts_due": self._of_parts("due", "parts_due", first=False),
            "work_end": f"=IF(AND({with_parts}),{parts_due},"
            f"IF({back}=1,{own['end_late']},IF({pinned}=1,{own['aim_end']},"
            f"IF({duration}=0,{empty_end},{full_end}))))",
            "due": f"=IF(AND({with_parts}),{parts_due},"
            f"IF({back}=1,{own['due_late']},IF({pinned}=1,{own['aim']},{reached})))",
            "work_start": f"=IF(AND({with_parts}),{parts_due}+1,"
            f"IF({back}=1,{own['start_late']},"
            f"IF({pinned}=1,{own['aim_start']},{bound})))",
            "start": f"=IF(AND({parts_start}<{NO_LIMIT},{own['more']}=0),{parts_start},"
            f"IF({duration}=0,{end},{own['work_start']}))",
            "conflict": f'=IF({imposed}="",0,IF({back}=1,{late},{soon}))',
        }

    def latest(self) -> dict[str, str]:
        """The latest pass, which ignores J-offsets: a target may slip without moving launch."""
        own, refs = self.own, self.refs
        back, free, imposed = own["back"], own["follow_start"], own["imposed"]
        anywhere, spans = refs.all("any_day"), refs.all("spans")
        allowed = own["latest_bound"]
        last = f'IF({imposed}<>"",MIN({imposed},{allowed}),{allowed})'
        start = start_from(own["spans"], own["latest_end"], own["duration"])[1:]

        def held(link: str, lag: str) -> str:
            # only work that lasts calendar days must itself end on a working day
            unrounded = f"INDEX({spans},{link})=INDEX({anywhere},{link})"
            return last_day_before_read(own["wait_latest"], lag, unrounded)

        return {
            "follow_latest": self.least("chain_latest"),
            "latest_bound": f'=IF({back}=0,"",IF({free}<{NO_LIMIT},{own["follow_latest"]},'
            f"MAX({own['bound']},{self._reached()})))",
            "latest_end": f'=IF({back}=0,"",{before_margin(last, own["margin"])[1:]})',
            "latest": f"=IF({back}=0,{own['work_start']},{start})",
            **self.waiting("wait_latest", f"IF({back}=1,{own['latest']},{NO_LIMIT})"),
            **{
                f"leaves_{n}": f"=IF({own[f'link_{n}']}=0,{NO_LIMIT},"
                f"{self.left(n, own['wait_latest'], held)})"
                for n in NUMBERS
            },
            **self.chain("chain_latest", lambda n: own[f"leaves_{n}"]),
        }

    def _morning(self, evening: str) -> str:
        """The first morning on which a row can go on, behind that evening, 0 for none."""
        own, frame = self.own, self.frame
        begin = frame.engine.scalar("begin")
        nothing = f"{own[evening]}=0"
        if self.split:
            nothing = f"OR({own['more']}=1,{nothing})"
        return (
            f"IF({own['begun']}=1,{frame.engine.scalar('today')},IF({nothing},{begin},"
            f"MAX(IF({own['gone']}=1,0,{begin}),{own[evening]}+1)))"
        )

    def earliest(self) -> dict[str, str]:
        """How soon each could be done; what is not placed late is done when it is placed."""
        own = self.own
        early = engine_forecast.earliest(
            own["spans"], own, f"={self._morning('needs_earliest')}", self.frame
        )
        bound, work_start = own["bound"], own["work_start"]
        placed = {
            "earliest_bound": f'IF({bound}="",{work_start},{bound})',
            "earliest_start": own["earliest_bound"],
            "earliest_end": own["work_end"],
            "earliest_finish": own["due"],
        }
        evenings = [own[f"evening_{number}"] for number in NUMBERS]
        return {
            **{
                f"evening_{n}": f"=IF({own[f'link_{n}']}=0,0,"
                f"{evening_after_read(self.needed('earliest_finish', n), own[f'gap_to_{n}'])})"
                for n in NUMBERS
            },
            "needs_earliest": f"={self.with_continued(evenings, 'needs_earliest')}",
            **{
                key: f"=IF({own['back']}=1,{text[1:]},{placed[key]})" for key, text in early.items()
            },
        }

    def critical(self) -> dict[str, str]:
        """The critical path: on from the rows of least float, and back from each on it."""
        own = self.own
        leading = [
            f"IF({own[f'link_{n}']}=0,0,IF({self.needed('onward', n)}={own[f'leaves_{n}']},1,0))"
            for n in NUMBERS
        ]
        met = self.with_continued(leading, "onward")
        onward = engine_forecast.onward(own["back"], own, f"{met}>0", self.frame)
        if self.split:
            onward = f"IF({own['more']}=1,{met},{onward})"
        pulls = engine_forecast.pulls(own, self.frame)
        return {
            "onward": f"=IF({own['drives']}=0,0,{onward})",
            **self.waiting("pulls", f"IF(AND({own['back']}=1,{own['drives']}>0),{pulls},0)"),
            "awaited": f"={self.flagged('chain_pulls')}",
            **self.flags("chain_pulls", lambda n: f"{own[f'evening_{n}']}+1={own['pulls']}"),
        }

    def forecast(self) -> dict[str, str]:
        """How it will go, and by when each must be done so that nothing promised is in danger."""
        own = self.own
        limit = own["follow_limit"]
        nothing_follows = f"IF({own['follow_start']}<{NO_LIMIT},0,1)"
        promised = chosen(
            own["back"],
            engine_forecast.promised_late(own, nothing_follows),
            engine_forecast.promised_soon(own),
        )
        gathered = self.greatest("forecast_end", "evening", "needs_forecast")
        morning = f"={self._morning('needs_forecast')}"

        def held(_: str, lag: str) -> str:
            return last_evening_before_read(own["wait_limit"], lag)

        return {
            "needs_forecast": f"={gathered}",
            "follow_limit": self.least("chain_limit"),
            **engine_forecast.forecast(own["spans"], own, morning, promised, limit, self.frame),
            **self.waiting("wait_limit", own["limit_start"]),
            **self.chain("chain_limit", lambda n: self.left(n, own["wait_limit"], held)),
        }
