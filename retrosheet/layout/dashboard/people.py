"""Who has to do what: the tasks of each person named in Settings, most work left first.

A person who has two roles counts once, a task of two people for both. The table follows the plan's
owners live; tasks of owners whom Settings does not know are counted in the note.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from retrosheet.alerts import FLAGS
from retrosheet.language import Text
from retrosheet.layout import number_formats, palette
from retrosheet.layout.dashboard.grid import BODY, LABEL, column, pixels
from retrosheet.layout.dashboard.words import Part, choose, fixed, say
from retrosheet.layout.engine.people import WHOLE, escaped
from retrosheet.workbook.model import Chart, Series

if TYPE_CHECKING:
    from retrosheet.layout.dashboard.facts import Facts, Now
    from retrosheet.layout.dashboard.grid import Board
    from retrosheet.layout.dashboard.words import Said
    from retrosheet.layout.frame import Frame

_TITLE = Text("Charge par responsable", "Load per owner")
_HEADERS = (
    Text("Tâches", "Tasks"),
    Text("Faites", "Done"),
    Text("En retard", "Late"),
    Text("À venir", "Upcoming"),
)
_COLORS = (palette.DONE, palette.LATE, palette.HUES[0].soft)
_HEARD = Text(
    "Barres : pour chaque responsable, ses tâches faites, en retard et à venir ; les nombres sont "
    "dans le tableau à côté.",
    "Bars: each owner’s tasks done, late and to come; the numbers stand in the table beside them.",
)
_NOBODY = Text("Pas encore de noms : Réglages, Équipe", "No names yet: Settings, Team")
_ELSEWHERE = Text(
    "{n} tâche{n_s} d’autres responsables, ou sans", "{n} task{n_s} of other owners, or of none"
)  # fmt: skip
_LATE = FLAGS.index("late")


def busy_people(frame: Frame) -> int:
    """How many different people own tasks."""
    roles = {placed.task.role for placed in frame.schedule.tasks if not placed.task.split}
    return len({role.label.casefold() for role in frame.campaign.roles if role.id in roles})


class People:
    """The table of people and its chart, in the right half of the page."""

    def __init__(self, board: Board, now: Now, facts: Facts) -> None:
        self.board, self.frame, self.now, self.facts = board, board.frame, now, facts
        self.slots = self.frame.settings.team_rows
        self.shown = min(busy_people(self.frame) + 1, board.rows.work)
        self.tasks: Counter[str] = Counter()
        self.late: Counter[str] = Counter()
        for line, place in zip(now.lines, self.frame.engine_lines, strict=True):
            if place.placed and line["position"] != 0 and not line["split"]:
                label = self.frame.campaign.role(place.placed.task.role).label.casefold()
                self.tasks[label] += 1
                self.late[label] += line["flag"] == _LATE
        self.ranked: list[tuple[float, int]] = []

    def put(self) -> None:
        board, lang = self.board, self.frame.lang
        top = board.rows.work_title
        for slot in range(self.slots):
            self._put_slot(slot)
        self.ranked.sort(reverse=True)
        for step, header in enumerate(_HEADERS):
            place = column(4, step)
            board.put(top + 1, place, place, header.to(lang), LABEL._replace(align="center"))
        for number in range(self.shown):
            self._put_person(number)
        board.heading(top, 3, 3, _TITLE.to(lang), self._note())
        board.late_rule(column(4, 2), self.shown)
        self._add_chart()

    def _put_slot(self, slot: int) -> None:
        """The hidden cells of one line of the team."""
        board, frame = self.board, self.frame
        roles = frame.campaign.roles
        labels = [role.label for role in roles]
        label = labels[slot] if slot < len(labels) else ""
        if label.casefold() in {other.casefold() for other in labels[:slot]}:
            label = ""
        people = frame.engine.people
        name, _, spelled = (people.cell(slot, n).ref for n in range(3))
        person = board.behind("person", slot, label, f"={name}")
        line = {
            key: frame.engine.range(key).ref
            for key in ("owners", "position", "done", "flag")
        }  # fmt: skip
        alone = f'"{WHOLE}"&LOWER(TRIM({escaped(person)}))&"{WHOLE}"'
        tasks = self.tasks[label.casefold()]
        counts = {
            "person_tasks": (f'{line["position"]},">0"', tasks),
            "person_done": (f"{line['done']},1", 0),
            "person_late": (f"{line['flag']},{_LATE}", self.late[label.casefold()]),
        }
        at = {
            key: board.behind(
                key, slot, value,
                f'=IF({person}="",0,COUNTIFS({line["owners"]},{alone},{criteria})'
                f'+COUNTIFS({line["owners"]},"*"&{spelled}&"*",{criteria}))',
            )
            for key, (criteria, value) in counts.items()
        }  # fmt: skip
        rank = tasks + tasks / 1000 - slot / 1000000
        if tasks:
            self.ranked.append((rank, slot))
        board.behind(
            "person_rank", slot, rank if tasks else "",
            f'=IF({at["person_tasks"]}=0,"",{at["person_tasks"]}-{at["person_done"]}'
            f"+{at['person_tasks']}/1000-{slot}/1000000)",
        )  # fmt: skip

    def _put_person(self, number: int) -> None:
        board, frame = self.board, self.frame
        slot = self.ranked[number][1] if number < len(self.ranked) else None
        ranks = board.range("person_rank", self.slots).local
        place = board.behind(
            "person_at",
            number,
            0 if slot is None else slot + 1,
            f"=IFERROR(MATCH(LARGE({ranks},{number + 1}),{ranks},0),0)",
        )
        row = board.rows.work_first + number
        name = "" if slot is None else frame.campaign.roles[slot].label
        label = name.casefold()

        def found(key: str) -> str:
            return f"INDEX({board.range(key, self.slots).local},{place})"

        chip = BODY._replace(align="center", bold=True, color=palette.MUTED)
        text = f'=IF({place}=0,"","{number + 1}")'
        board.put(row, column(3), column(3), str(number + 1) if name else "", chip, text)
        board.put(
            row, column(3, 1), column(4) - 1, name, BODY,
            f'=IF({place}=0,"",{found("person")})',
        )  # fmt: skip
        count = BODY._replace(align="center", number_format=number_formats.COUNT)
        strong = count._replace(bold=True)
        cells = [
            board.put(row, column(4, step), column(4, step), value if name else "", style,
                      f'=IF({place}=0,"",{found(key)})')
            for step, key, value, style in (
                (0, "person_tasks", self.tasks[label], strong),
                (1, "person_done", 0, count),
                (2, "person_late", self.late[label], count),
            )
        ]  # fmt: skip
        tasks, done, late = cells
        board.put(
            row, column(4, 3), column(4, 3),
            self.tasks[label] - self.late[label] if name else "", count,
            f'=IF({place}=0,"",{tasks}-{done}-{late})',
        )  # fmt: skip

    def _note(self) -> Said:
        """How many tasks the table does not show; else that nobody is named yet."""
        first = self.board.rows.work_first
        place = column(4)
        listed = self.board.sheet.area(first, place, first + self.shown - 1, place).local
        everyone = self.board.range("person_tasks", self.slots).local
        alive, owned = (self.frame.engine.range(key).ref for key in ("position", "owned"))
        nobody = f'COUNTIFS({alive},">0",{owned},0)'
        counted = f"({nobody}+SUM({everyone})-SUM({listed}))"
        shown = sum(
            self.tasks[self.frame.campaign.roles[slot].label.casefold()]
            for _, slot in self.ranked[: self.shown]
        )
        rest = sum(self.tasks.values()) - shown
        said = say(_ELSEWHERE, self.frame.lang, n=Part(counted, rest))
        none = fixed(Text("", ""), self.frame.lang)
        unnamed = f"COUNTA({self.frame.settings.people.ref})=0"
        named = any(role.person for role in self.frame.campaign.roles)
        return choose(
            (f"{counted}>0", rest > 0, said),
            (unnamed, not named, fixed(_NOBODY, self.frame.lang)),
            otherwise=none,
        )

    def _add_chart(self) -> None:
        board, lang, n = self.board, self.frame.lang, self.shown
        first = board.rows.work_first
        names = board.sheet.area(first, column(3, 1), first + n - 1, column(3, 1))
        board.sheet.charts.append(
            Chart(
                "stacked_bar",
                "",
                tuple(
                    Series(
                        _HEADERS[step].to(lang),
                        names,
                        board.sheet.area(first, column(4, step), first + n - 1, column(4, step)),
                        (color,),
                    )
                    for step, color in enumerate(_COLORS, 1)
                ),
                first,
                column(5),
                pixels(1),
                board.chart_height(n),
                number_format="0",
                description=_HEARD.to(lang),
                drawn=n / (n + 2),
            )
        )
