"""The RACI tab: who does, decides, is consulted and is informed, task by task.

Rows follow the plan by ID, so a renamed task is renamed here; columns follow the team in Settings.
A task whose archetype names nobody to decide has its owner do both: A/R. The check column says in
words what a row lacks: exactly one A, at least one R.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text, colon
from retrosheet.layout import number_formats, palette
from retrosheet.layout.dashboard.words import choose, fixed
from retrosheet.layout.engine.people import escaped
from retrosheet.layout.palette import HEADER, HEADER_CENTER, SUBTITLE, TEXT, TITLE
from retrosheet.workbook.model import Column, Look, Name, Print, Row, Rule, Sheet, Style, Validation
from retrosheet.workbook.plan_tab import BESIDE_RACI, COLUMNS_BESIDE
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from retrosheet.campaign import Task
    from retrosheet.layout.frame import Frame
    from retrosheet.layout.outline import PlanLine
    from retrosheet.workbook.refs import Area

HEADER_ROW = 6
_ID, _TITLE_COLUMN, _CHECK, _FIRST_ROLE = 1, 2, 3, 4
FIRST_ROLE = _FIRST_ROLE - _ID
"""Where the roles begin under ``rs_raci``, whose first column has the IDs."""

_MOST_LEVEL_HEADERS = 12
_LONGEST_LEVEL_WORD = 11
"""The letters of a word that a column still shows unbroken."""
LETTERS = ("R", "A", "A/R", "C", "I")

_LEGEND = (
    ("R", Text("réalise", "does the work")),
    ("A", Text("décide, rend compte", "decides, is accountable")),
    ("A/R", Text("les deux", "both")),
    ("C", Text("est consulté avant", "is consulted before")),
    ("I", Text("est informé après", "is informed after")),
)
_LOOKS = {
    "R": Look(fill=palette.HUES[0].soft, color=palette.INK, bold=True),
    "A": Look(fill=palette.NIGHT, color=palette.PAPER, bold=True),
    "A/R": Look(fill=palette.ACCENT, color=palette.PAPER, bold=True),
    "C": Look(fill=palette.HUES[1].tint, color=palette.HUES[1].strong),
    "I": Look(fill=palette.MARGIN, color=palette.INK),
}
_SUBTITLE = Text(
    "Une case, une lettre : R, A, C, I ou A/R. Tâches et noms suivent le plan et les réglages.",
    "One letter a cell: R, A, C, I or A/R. Tasks and names follow the plan and the settings.",
)
_NOBODY = Text(
    "Des fonctions, pas encore de noms : tapez-les dans Réglages, sous Équipe ; ils viendront ici.",
    "Roles, and no names yet: type them in Settings, under Team; they will show here.",
)
HEADINGS = (Text.same("ID"), Text("Tâche", "Task"), Text("Contrôle", "Check"))
"""What heads the columns before those of the roles."""
_DOES = Text("Tâches à réaliser (R)", "Tasks to do (R)")
_DECIDES = Text("Tâches à décider (A)", "Tasks to decide (A)")
_EMPTY = Text("à répartir", "nobody yet")
_NO_A = Text("manque un A", "no A")
_MANY_A = Text("plusieurs A", "more than one A")
_NO_R = Text("manque un R", "no R")
_FINE = Text("✓", "✓")
_WRONG_TITLE = Text("Lettre inconnue", "Unknown letter")
_WRONG = Text(
    "R, A, A/R, C ou I ; ou rien. Autre chose ne compte pas.",
    "R, A, A/R, C or I; or nothing. Anything else does not count.",
)


def wanted(frame: Frame) -> bool:
    """Whether some task involves others than its owner, or says who decides."""
    return any(
        role != placed.task.role or letter != "R"
        for placed in frame.schedule.tasks
        for role, letter in placed.task.raci
    )


def lay_out(frame: Frame) -> Sheet:
    sheet = Sheet(
        "raci",
        frame.titles["raci"],
        tab_color=palette.HUES[2].strong,
        freeze=(HEADER_ROW + 1, _FIRST_ROLE),
        zoom=90,
    )
    _Tab(sheet, frame).put()
    return sheet


def letters_of(task: Task) -> dict[str, str]:
    """The letter of each role; the owner decides as well where nobody else does."""
    letters: dict[str, str] = {}
    for role, letter in task.raci or ((task.role, "R"),):
        before = letters.get(role)
        letters[role] = "A/R" if before and {before, letter} == {"A", "R"} else before or letter
    if not {"A", "A/R"} & set(letters.values()) and letters.get(task.role) == "R":
        letters[task.role] = "A/R"
    return letters


class _Tab:
    """The tab while it is filled."""

    def __init__(self, sheet: Sheet, frame: Frame) -> None:
        self.sheet, self.frame, self.lang = sheet, frame, frame.lang
        taken = {role for placed in frame.schedule.tasks for role in letters_of(placed.task)}
        self.roles = [role for role in frame.campaign.roles if role.id in taken]
        words = [word for role in self.roles for word in role.label.split()]
        self.level = (
            len(self.roles) <= _MOST_LEVEL_HEADERS and max(map(len, words)) <= _LONGEST_LEVEL_WORD
        )
        self.last_column = _FIRST_ROLE + len(self.roles) - 1
        self.first_row = HEADER_ROW + 1
        self.sentinel_row = self.first_row + len(frame.lines)

    def put(self) -> None:
        sheet, lang = self.sheet, self.lang
        sheet.put(0, _ID, self.frame.titles["raci"], TITLE)
        named = any(role.person for role in self.frame.campaign.roles)
        said = choose(
            (f"COUNTA({self.frame.settings.people.ref})=0", not named, fixed(_NOBODY, lang)),
            otherwise=fixed(_SUBTITLE, lang),
        )
        sheet.calc(1, _ID, f"={said.formula}", said.value, SUBTITLE)
        self._put_legend()
        self._put_header()
        # the plan has spare lines among its tasks; here they would only part the matrix
        for index, line in enumerate(sorted(self.frame.lines, key=lambda line: not line.placed)):
            self._put_line(self.first_row + index, line)
        edge = Style(line_above=palette.FAINT)
        for column in range(_ID, self.last_column + 1):
            sheet.put(self.sentinel_row, column, "", edge)
        self._put_counts()
        self._set_sizes()
        sheet.rules.extend(self._rules())
        sheet.validations.append(
            Validation(
                self._letters(),
                "list",
                _WRONG_TITLE.to(lang),
                _WRONG.to(lang),
                source=LETTERS,
            )
        )
        sheet.filter = self._area(HEADER_ROW, _ID, self.last_column)
        whole = sheet.area(HEADER_ROW, _ID, self.sentinel_row, self.last_column)
        sheet.names.append(Name("rs_raci", whole))
        beside = self.last_column + 1, self.last_column + COLUMNS_BESIDE
        around = whole._replace(first_column=beside[0], last_column=beside[1])
        sheet.names.append(Name(BESIDE_RACI, around))
        sheet.printing = Print(
            area=(0, _ID, self.first_row + self.frame.task_count - 1, self.last_column),
            repeat=(HEADER_ROW, HEADER_ROW),
            footer_left=self.frame.campaign.name,
        )

    def _area(self, first_row: int, first: int, last: int) -> Area:
        return self.sheet.area(first_row, first, self.sentinel_row - 1, last)

    def _letters(self) -> Area:
        return self._area(self.first_row, _FIRST_ROLE, self.last_column)

    def _put_legend(self) -> None:
        """Each letter in its colours and what it means, in one line of text a letter."""
        means = colon(self.lang)
        text = "   ".join(f"{letter}{means} {word.to(self.lang)}" for letter, word in _LEGEND)
        self.sheet.put(2, _ID, text, Style(size=9, color=palette.INK))

    def _put_header(self) -> None:
        sheet, frame = self.sheet, self.frame
        level = self.level
        for column, heading in zip((_ID, _TITLE_COLUMN, _CHECK), HEADINGS, strict=True):
            look = HEADER_CENTER if column == _CHECK else HEADER
            sheet.put(HEADER_ROW, column, heading.to(self.lang), look)
        style = HEADER._replace(
            align="center", wrap=level, rotated=not level, size=8, line_left=palette.MUTED
        )
        team = frame.settings.team.ref
        labels = [role.label for role in frame.campaign.roles]
        for index, role in enumerate(self.roles):
            label = frame.settings.member(frame.campaign.roles.index(role))
            title = label._replace(
                first_column=frame.settings.team_column, last_column=frame.settings.team_column
            )
            # whoever has two roles has two columns, and each says which role it is
            several = f"COUNTIF({team},{escaped(label.ref)})>1"
            text = (
                f'=IF({label.ref}="","",IF({several},{label.ref}&" ("&{title.ref}&")",{label.ref}))'
            )
            shown = f"{role.label} ({role.title})" if labels.count(role.label) > 1 else role.label
            sheet.calc(HEADER_ROW, _FIRST_ROLE + index, text, shown, style)

    def _put_counts(self) -> None:
        """Above each role how many tasks it does and how many it decides."""
        sheet = self.sheet
        for row, word, letter in ((3, _DOES, "R"), (4, _DECIDES, "A")):
            label = Style(size=8, color=palette.MUTED, align="right")
            sheet.put(row, _CHECK, word.to(self.lang), label)
            for index, role in enumerate(self.roles):
                column = _FIRST_ROLE + index
                own = self.sheet.area(HEADER_ROW, column, self.sentinel_row, column).local
                count = sum(
                    letters_of(placed.task).get(role.id) in {letter, "A/R"}
                    for placed in self.frame.schedule.tasks
                )
                style = Style(
                    size=9, color=palette.INK, align="center", number_format=number_formats.COUNT
                )
                formula = f'=COUNTIF({own},"{letter}")+COUNTIF({own},"A/R")'
                sheet.calc(row, column, formula, count, style)

    def _put_line(self, row: int, line: PlanLine) -> None:
        sheet, frame = self.sheet, self.frame
        task = line.placed.task if line.placed else None
        own_id = cell_ref(row, _ID, col_abs=True)
        titles, ids = frame.plan.range("title").ref, frame.plan.range("id").ref
        sheet.put(row, _ID, line.id, TEXT._replace(color=palette.MUTED, size=9))
        found = f'=IFERROR(INDEX({titles},MATCH({own_id},{ids},0))&"","")'
        title = task.title if task else ""
        sheet.calc(row, _TITLE_COLUMN, found, title, TEXT._replace(size=9))
        letters = letters_of(task) if task else {}
        cell = TEXT._replace(align="center", line_left=palette.HAIRLINE, locked=False)
        for index, role in enumerate(self.roles):
            sheet.put(row, _FIRST_ROLE + index, letters.get(role.id, ""), cell)
        self._put_check(row, list(letters.values()) if task else None)

    def _put_check(self, row: int, letters: list[str] | None) -> None:
        lang = self.lang
        title = cell_ref(row, _TITLE_COLUMN, col_abs=True)
        first = cell_ref(row, _FIRST_ROLE, col_abs=True)
        own = f"{first}:{cell_ref(row, self.last_column, col_abs=True)}"
        both = f'COUNTIF({own},"A/R")'
        deciders, doers = f'COUNTIF({own},"A")+{both}', f'COUNTIF({own},"R")+{both}'
        words = {
            key: text.to(lang)
            for key, text in (("none", _EMPTY), ("a", _NO_A), ("aa", _MANY_A), ("r", _NO_R),
                              ("ok", _FINE))
        }  # fmt: skip
        text = (
            f'=IF({title}="","",IF(COUNTA({own})=0,"{words["none"]}",IF({deciders}=0,"{words["a"]}",'
            f'IF({deciders}>1,"{words["aa"]}",IF({doers}=0,"{words["r"]}","{words["ok"]}")))))'
        )
        value = "" if letters is None else words[self._verdict(letters)]
        style = TEXT._replace(size=9, align="center", color=palette.MUTED)
        self.sheet.calc(row, _CHECK, text, value, style)

    @staticmethod
    def _verdict(letters: list[str]) -> str:
        deciders = sum(letter in {"A", "A/R"} for letter in letters)
        if not letters:
            return "none"
        if deciders != 1:
            return "aa" if deciders else "a"
        return "ok" if {"R", "A/R"} & set(letters) else "r"

    def _set_sizes(self) -> None:
        level = self.level
        sheet = self.sheet
        widths = {0: 1.3, _ID: 8.5, _TITLE_COLUMN: 41, _CHECK: 15}
        sheet.columns.extend(Column(column, column, width) for column, width in widths.items())
        sheet.columns.append(Column(_FIRST_ROLE, self.last_column, 9.5 if level else 5.3))
        heights = {0: 32, 1: 18, 2: 18, 3: 14, 4: 14, 5: 4, HEADER_ROW: 40 if level else 112}
        sheet.rows.extend(Row(row, height) for row, height in heights.items())
        sheet.default_height = 15.5

    def _rules(self) -> list[Rule]:
        """Letters in their colours, faults of a row in red; nothing of a line not in use."""
        top = HEADER_ROW + 1
        own = cell_ref(top, _FIRST_ROLE)
        area = self._letters()
        rules = [
            Rule(area, f'=TRIM({own})="{letter}"', look)
            for letter, look in ((letter, _LOOKS[letter]) for letter in LETTERS)
        ]
        check = cell_ref(top, _CHECK, col_abs=True)
        title = cell_ref(top, _TITLE_COLUMN, col_abs=True)
        fault = f'=AND({check}<>"",{check}<>"{_FINE.to(self.lang)}")'
        checks = self._area(top, _CHECK, _CHECK)
        rules.append(Rule(checks, fault, palette.LATE_LOOK._replace(bold=True)))
        rules.append(Rule(checks, f'={check}<>""', palette.GOOD_LOOK))
        ids = self._area(top, _ID, _ID)
        rules.append(Rule(ids, f'={title}=""', Look(color=palette.PAPER)))
        return rules
