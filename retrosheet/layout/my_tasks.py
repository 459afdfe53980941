"""The tab "My tasks": one person, chosen from a list, and what is theirs, the next due on top.

It holds no other input: dates, status and alert are those of the plan, whatever people sort there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.alerts import FLAGS
from retrosheet.language import Text
from retrosheet.layout import number_formats, palette
from retrosheet.layout.dashboard.facts import Now
from retrosheet.layout.dashboard.words import Part, choose, fixed, say
from retrosheet.layout.engine import mine as engine_mine
from retrosheet.layout.palette import HEADER, HEADER_CENTER, NOTE, TEXT, TEXT_CENTER, input_style
from retrosheet.layout.plan.alerts import alert_words
from retrosheet.statuses import STATUSES
from retrosheet.workbook.model import Column, Name, Print, Row, Rule, Sheet, Style, Validation
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.dashboard.words import Said
    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Value

_COLUMNS = ("edge", "due", "title", "status", "alert", "start", "offset", "progress", "phase", "id",
            "place", "flag")  # fmt: skip
"""From the left; the last two are hidden: the line of the engine, and how the row looks."""
_WIDTHS = (1.3, 10, 34, 13, 34, 10, 7.5, 7.5, 30, 9, 8, 8)
_TITLE = Text("Mes tâches", "My tasks")
_PERSON = Text("Qui ?", "Who?")
_HEADERS = {
    "due": Text("Échéance", "Due"),
    "title": Text("Tâche", "Task"),
    "status": Text("Statut", "Status"),
    "alert": Text("Alerte", "Alert"),
    "start": Text("Début", "Start"),
    "offset": Text("J±", "D±"),
    "progress": Text("Avanc.", "Done"),
    "phase": Text("Phase", "Phase"),
    "id": Text("ID", "ID"),
}
_NOTE = Text(
    "Choisissez un nom sur fond crème. Statut et avancement se saisissent dans le plan.",
    "Choose a name in the cream-coloured cell. Type status and progress in the plan.",
)
_CHOOSE = Text("Choisissez une personne de l’équipe.", "Choose a person of the team.")
_NONE = Text("Aucune tâche à ce nom.", "No task under this name.")
_ALL_DONE = Text("Tout est fait : {all} tâche{all_s}.", "All done: {all} task{all_s}.")
_COUNTS = Text("{open} à faire sur {all}", "{open} of {all} to do")
_LATE = Text(", {late} en retard", ", {late} late")
_MORE = Text(" ; les {n} premières ici", "; the first {n} here")
_OTHER = Text("Autre nom", "Another name")
_NOT_IN_TEAM = Text(
    "Cette personne n’est pas dans l’équipe des réglages.",
    "This person is not in the team of the settings.",
)
_HEADER_ROW = 4
_FEWEST, _SPARE, _MOST = 24, 8, 50


def column(key: str) -> int:
    return _COLUMNS.index(key)


def lay_out(frame: Frame) -> Sheet:
    tab = _Tab(frame)
    tab.put()
    return tab.sheet


class _Tab:
    """The tab while it is filled."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.lang, self.now = frame, frame.lang, Now(frame)
        self.sheet = Sheet(
            "mine", frame.titles["mine"], tab_color=palette.ACCENT, freeze=(_HEADER_ROW + 1, 0),
            zoom=90,
        )  # fmt: skip
        self.person = engine_mine.chosen(frame)
        keys = [engine_mine.key_of(line, self.person) for line in self.now.lines]
        ranked = sorted((key, n) for n, key in enumerate(keys) if not isinstance(key, str))
        self.mine = [place for _, place in ranked]
        most = max(engine_mine.tasks_of(frame).values())
        self.rows = min(len(frame.lines), _MOST, max(_FEWEST, most + _SPARE))
        self.ranks = engine_mine.keys(frame).ref

    def put(self) -> None:
        sheet, frame, lang = self.sheet, self.frame, self.lang
        sheet.put(0, 1, _TITLE.to(lang), palette.TITLE)
        name = Style(size=12, bold=True, color=palette.ACCENT)
        sheet.put(engine_mine.PERSON[0], 1, _PERSON.to(lang), palette.SUBTITLE)
        sheet.put(*engine_mine.PERSON, self.person, input_style(name))
        said = self._summary()
        summary = Style(size=10, bold=True, color=palette.NIGHT, indent=1)
        text = f'=IFERROR({said.formula},"")'
        sheet.calc(engine_mine.PERSON[0], column("status"), text, said.value, summary)
        for key, header in _HEADERS.items():
            style = HEADER if key in ("title", "alert", "phase", "id") else HEADER_CENTER
            sheet.put(_HEADER_ROW, column(key), header.to(lang), style)
        for number in range(self.rows):
            self._put_row(number)
        last = _HEADER_ROW + self.rows
        sheet.put(last + 1, 1, _NOTE.to(lang), NOTE)
        sheet.columns.extend(
            Column(n, n, width, hidden=_COLUMNS[n] in ("place", "flag"))
            for n, width in enumerate(_WIDTHS)
        )
        heights = ((0, 30), (1, 6), (2, 22), (3, 8), (_HEADER_ROW, 20))
        sheet.rows.extend(Row(row, height) for row, height in heights)
        sheet.default_height = 18
        team = frame.settings.team
        inner = team._replace(first_row=team.first_row + 1, last_row=team.last_row - 1)
        at = sheet.area(*engine_mine.PERSON, *engine_mine.PERSON)
        words = (_OTHER.to(lang), _NOT_IN_TEAM.to(lang))
        sheet.validations.append(Validation(at, "list", *words, source=inner))
        sheet.names.append(Name("rs_mine", at))
        self._add_rules(last)
        sheet.printing = Print(
            area=(0, 0, last + 1, column("id")), one_page=True, footer_left=frame.campaign.name
        )

    def _put_row(self, number: int) -> None:
        """The n-th task by the engine's keys; an empty row once there are no more."""
        frame, row = self.frame, _HEADER_ROW + 1 + number
        place = self.mine[number] if number < len(self.mine) else None
        at = cell_ref(row, column("place"), col_abs=True)
        found = f"IFERROR(MATCH(SMALL({self.ranks},{number + 1}),{self.ranks},0),0)"
        self.sheet.calc(row, column("place"), f"={found}", 0 if place is None else place + 1)

        def engine(key: str) -> str:
            return f"INDEX({frame.engine.range(key).ref},{at})"

        def plan(key: str) -> str:
            return f"INDEX({frame.plan.range(key).ref},{engine('position')})"

        texts = {
            "due": engine("due"),
            "title": f'{plan("title")}&""',
            "status": f'{plan("status")}&""',
            "alert": f'{plan("alert")}&""',
            "start": engine("start"),
            "offset": f"{engine('due')}-{frame.engine.scalar_from('launch')}",
            "progress": engine("progress"),
            "phase": f'{plan("phase")}&""',
            "id": engine("id"),
            "flag": engine("flag"),
        }
        shown = self._shown(place)
        styles = _styles(self.frame)
        for key, text in texts.items():
            formula = f'=IF({at}=0,"",IFERROR({text},""))'
            self.sheet.calc(row, column(key), formula, shown.get(key, ""), styles.get(key))

    def _shown(self, place: int | None) -> Mapping[str, Value]:
        if place is None:
            return {}
        line, placed = self.now.lines[place], self.frame.engine_lines[place].placed
        assert placed is not None
        task = placed.task
        return {
            "due": line["due"],
            "title": task.title,
            "status": STATUSES[0].word.to(self.lang),
            "alert": alert_words(line, self.frame),
            "start": line["start"],
            "offset": (placed.due - self.frame.campaign.launch).days,
            "progress": 0,
            "phase": self.frame.campaign.phases[task.phase].title,
            "id": task.id,
            "flag": line["flag"],
        }

    def _summary(self) -> Said:
        """How many, how many of them are open and late, and whether all of them stand here."""
        lang, lines = self.lang, self.now.lines
        done = f'COUNTIF({self.ranks},">=100000")'
        everything, still = Part(f"COUNT({self.ranks})", len(self.mine)), len(self.mine)
        open_now = Part(f"(COUNT({self.ranks})-{done})", still)
        first, last = _HEADER_ROW + 1, _HEADER_ROW + self.rows
        flags = self.sheet.area(first, column("flag"), last, column("flag")).local
        code = FLAGS.index("late")
        count = sum(lines[place]["flag"] == code for place in self.mine[: self.rows])
        late = Part(f"COUNTIF({flags},{code})", count)
        nothing = fixed(Text("", ""), lang)
        some = say(_COUNTS, lang, open=open_now, all=everything)
        late_said = choose(
            (f"{late.ref}=0", count == 0, nothing), otherwise=say(_LATE, lang, late=late)
        )
        more = choose(
            (f"{everything.ref}<={self.rows}", still <= self.rows, nothing),
            otherwise=say(_MORE, lang, n=Part(str(self.rows), self.rows)),
        )
        person = cell_ref(*engine_mine.PERSON, row_abs=True, col_abs=True)
        counted = some._replace(
            formula=f"{some.formula}&{late_said.formula}&{more.formula}",
            value=some.value + late_said.value + more.value,
        )
        return choose(
            (f'TRIM({person})=""', False, fixed(_CHOOSE, lang)),
            (f"{everything.ref}=0", False, fixed(_NONE, lang)),
            (f"{open_now.ref}=0", False, say(_ALL_DONE, lang, all=everything)),
            otherwise=counted,
        )

    def _add_rules(self, last: int) -> None:
        first = _HEADER_ROW + 1
        flag = cell_ref(first, column("flag"), col_abs=True)
        area = self.sheet.area(first, 1, last, column("id"))
        looks = (
            (("late", "blocked"), palette.LATE_LOOK),
            (("risk", "conflict"), palette.RISK_LOOK),
            (("done", "cancelled"), palette.DONE_LOOK),
        )
        for flags, look in looks:
            same = ",".join(f"{flag}={FLAGS.index(word)}" for word in flags)
            self.sheet.rules.append(Rule(area, f"=AND(ISNUMBER({flag}),OR({same}))", look))


def _styles(frame: Frame) -> Mapping[str, Style]:
    lang = frame.lang
    date = TEXT_CENTER._replace(number_format=number_formats.compact_date(frame.locale))
    quiet = TEXT_CENTER._replace(color=palette.MUTED)
    return {
        "due": date._replace(bold=True),
        "title": TEXT,
        "status": TEXT_CENTER,
        "alert": TEXT._replace(size=9, bold=True),
        "start": date,
        "offset": quiet._replace(number_format=number_formats.offset(lang)),
        "progress": quiet._replace(number_format=number_formats.share(lang)),
        "phase": TEXT._replace(size=9, color=palette.MUTED),
        "id": TEXT._replace(size=9, color=palette.MUTED),
    }
