"""What to look at first: what is late, what is to do this week, which milestones come next.

The engine keeps a rank for each line; a list finds its n-th by LARGE or SMALL and looks the rest
up, so it is right whatever people do to the plan.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text, date_text, language
from retrosheet.layout import number_formats, palette
from retrosheet.layout.dashboard.grid import BODY, LABEL, LIST_ROWS, column
from retrosheet.layout.dashboard.words import Part, Said, choose, date_formula, fixed, say
from retrosheet.workbook.model import Rule, Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.dashboard.facts import Facts, Now
    from retrosheet.layout.dashboard.grid import Board
    from retrosheet.workbook.model import Value

_QUIET = BODY._replace(color=palette.MUTED, size=8)

_TASK = Text("Tâche", "Task")
_OWNER = Text("Responsable", "Owner")
_DUE = Text("Échéance", "Due")
_MILESTONE = Text("Jalon", "Milestone")
_MORE = Text("{shown} sur {all}", "{shown} of {all}")
_NO_LAUNCH = Text("Sans J, aucune date.", "Without launch day, no dates.")
_NEXT = Text("Prochain départ, le {day} :", "Next to begin, on {day}:")


class _List(NamedTuple):
    """A list: the engine's column of ranks, the hidden column of places, the words around it."""

    rank: str
    places: str
    pick: str
    title: Text
    empty: Text


_LATE = _List(
    "late_rank", "late_at", "LARGE",
    Text("En retard", "Late"), Text("✓ Aucune tâche en retard.", "✓ Nothing is late."),
)  # fmt: skip
_SOON = _List(
    "soon_rank", "soon_at", "SMALL",
    Text("À faire cette semaine", "To do this week"),
    Text("✓ Rien d’urgent cette semaine.", "✓ Nothing is pressing this week."),
)  # fmt: skip
_MILESTONES = _List(
    "milestone_rank", "milestone_at", "SMALL",
    Text("Prochains jalons", "Next milestones"),
    Text("Plus aucun jalon à venir.", "No milestone is left."),
)  # fmt: skip


def put_lists(board: Board, now: Now, facts: Facts) -> None:
    for module, kind in ((0, _LATE), (2, _SOON), (4, _MILESTONES)):
        _Filled(board, now, kind, module, facts).put()
    at = facts["late"].ref
    area = board.sheet.area(board.rows.lists, column(0), board.rows.lists, column(1, 3))
    board.sheet.rules.append(Rule(area, f"={at}>0", palette.LATE_LOOK._replace(bold=True)))


class _Filled:
    """One list on the page."""

    def __init__(self, board: Board, now: Now, kind: _List, module: int, facts: Facts) -> None:
        self.board, self.frame, self.now, self.kind = board, board.frame, now, kind
        self.module = module
        ranked = [
            (rank, index)
            for index, line in enumerate(now.lines)
            if isinstance(rank := line[kind.rank], int | float)
        ]
        ranked.sort(reverse=kind.pick == "LARGE")
        self.ranked = [index for _, index in ranked]
        self.ranks = self.frame.engine.range(kind.rank).ref
        self.facts = facts

    def put(self) -> None:
        board, lang = self.board, self.frame.lang
        top, module = board.rows.lists, self.module
        title_end = column(module + 1)
        board.heading(top, module, 2, self.kind.title.to(lang), self._more())
        milestones = self.kind is _MILESTONES
        if milestones:
            day = f"{language(lang).launch_day}±"
            board.put(top + 1, column(module), column(module), day, LABEL)
            title_end = column(module + 1, 1)
        else:
            board.put(top + 1, column(module), column(module), "ID", LABEL)
            owner = _OWNER.to(lang)
            board.put(top + 1, column(module + 1, 1), column(module + 1, 2), owner, LABEL)
        title = (_MILESTONE if milestones else _TASK).to(lang)
        board.put(top + 1, column(module, 1), title_end, title, LABEL)
        right = LABEL._replace(align="right")
        due_first = column(module + 1, 2 if milestones else 3)
        board.put(top + 1, due_first, column(module + 1, 3), _DUE.to(lang), right)
        for number in range(LIST_ROWS):
            self._put_row(number, milestones=milestones)

    def _more(self) -> Said:
        lang, count = self.frame.lang, len(self.ranked)
        counted = f"COUNT({self.ranks})"
        said = say(_MORE, lang, shown=Part(str(LIST_ROWS), LIST_ROWS), all=Part(counted, count))
        none = fixed(Text("", ""), lang)
        return choose((f"{counted}>{LIST_ROWS}", count > LIST_ROWS, said), otherwise=none)

    def _put_row(self, number: int, *, milestones: bool) -> None:
        board, frame, kind = self.board, self.frame, self.kind
        line = self.now.lines[self.ranked[number]] if number < len(self.ranked) else None
        place = board.behind(
            kind.places,
            number,
            self.ranked[number] + 1 if line else 0,
            f"=IFERROR(MATCH({kind.pick}({self.ranks},{number + 1}),{self.ranks},0),0)",
        )
        row, module = board.rows.lists + 2 + number, self.module
        empty = self._instead(number)
        found = f"INDEX({frame.engine.range('position').ref},{place})"

        def engine(key: str) -> str:
            return f"INDEX({frame.engine.range(key).ref},{place})"

        nothing = fixed(Text("", ""), frame.lang)

        def cell(
            first: int, last: int, value: Value, style: Style, text: str, none: Said = nothing
        ) -> None:
            shown = none.value if line is None else value
            formula = f"=IF({place}=0,{none.formula},{text})"
            board.put(row, first, last, shown, style, formula)

        texts, due = _texts(line, board), line["due"] if line else ""
        title = f'INDEX({frame.plan.range("title").ref},{found})&""'
        end = column(module + 1, 1) if milestones else column(module + 1)
        cell(column(module, 1), end, texts["title"], BODY, title, empty)
        if milestones:
            offset = _QUIET._replace(number_format=number_formats.offset(frame.lang), align="left")
            launch = frame.campaign.launch
            days = (due - launch).days if isinstance(due, dt.date) else ""
            text = f"{engine('due')}-{frame.engine.scalar_from('launch')}"
            cell(column(module), column(module), days, offset, text)
            shown = BODY._replace(
                number_format=number_formats.short_date(frame.locale), align="right"
            )
            cell(column(module + 1, 2), column(module + 1, 3), due, shown, engine("due"))
            return
        cell(column(module), column(module), texts["id"], _QUIET, engine("id"))
        owner = f'INDEX({frame.plan.range("owner").ref},{found})&""'
        quiet = BODY._replace(color=palette.MUTED)
        first, last = column(module + 1, 1), column(module + 1, 2)
        cell(first, last, texts["owner"], quiet, owner)
        shown = BODY._replace(number_format=number_formats.day(frame.locale), align="right")
        cell(column(module + 1, 3), column(module + 1, 3), due, shown, engine("due"))

    def _instead(self, number: int) -> Said:
        """What a line says where no task stands: that the list is empty, and what begins next."""
        frame, lang = self.frame, self.frame.lang
        nothing = fixed(Text("", ""), lang)
        if number == 0:
            unknown = f"ISERROR({frame.engine.scalar_from('launch')})"
            return choose(
                (unknown, False, fixed(_NO_LAUNCH, lang)), otherwise=fixed(self.kind.empty, lang)
            )
        if self.kind is not _SOON or number > 2:
            return nothing
        first, known = frame.engine.scalar_from("first_waiting"), self.now.scalars["first_waiting"]
        said = Said(self.facts["next"].ref, str(self.facts["next"].value))
        if number == 1:
            shown = date_text(known, lang) if isinstance(known, dt.date) else ""
            said = say(_NEXT, lang, day=Part(date_formula(first, lang), shown))
        ahead = f"AND(COUNT({self.ranks})=0,N({self.facts['wait'].ref})>0)"
        holds = not self.ranked and self.facts.number("wait") > 0
        return choose((ahead, holds, said), otherwise=nothing)


def _texts(line: Mapping[str, Value] | None, board: Board) -> dict[str, str]:
    if line is None:
        return {"id": "", "title": "", "owner": ""}
    task = board.frame.schedule.by_id[str(line["id"])].task
    owner = board.frame.campaign.role(task.role).label
    return {"id": task.id, "title": task.title, "owner": owner}
