"""The KPI tab: what the campaign is for, and how it will be known that it worked.

SMART objectives to read, then indicators: a target, the day on which it is measured, and the value
that somebody types then. How far a target is reached depends on its direction, which is a cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout import number_formats, palette
from retrosheet.layout.dashboard.words import choose, fixed
from retrosheet.layout.kpi.checks import validations
from retrosheet.layout.kpi.verdict import TO_MEASURE, judged
from retrosheet.layout.palette import (
    HEADER,
    HEADER_CENTER,
    SECTION,
    SUBTITLE,
    TEXT,
    TEXT_CENTER,
    TITLE,
)
from retrosheet.workbook.model import Column, Merge, Name, Print, Row, Rule, Sheet
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from retrosheet.campaign import Kpi, Objective
    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Style, Value
    from retrosheet.workbook.refs import Area

SPARE_LINES = 5
COLUMNS = (
    "margin", "title", "direction", "target", "unit", "offset", "day", "owner", "source",
    "actual", "reached", "verdict",
)  # fmt: skip
_WIDTHS = {
    "margin": 1.3, "title": 34, "direction": 10, "target": 11, "unit": 12, "offset": 7.5,
    "day": 12, "owner": 18, "source": 30, "actual": 12, "reached": 9, "verdict": 15,
}  # fmt: skip
_SUBTITLE = Text(
    "Ce que la campagne doit apporter, et comment on le saura.",
    "What the campaign is to bring, and how you will know.",
)
_NO_RESULTS = Text(
    "Le jour de la mesure, tapez le résultat sur fond crème : l’écart et le verdict se calculent.",
    "On the day of measuring, type the result in its cream-coloured cell: the verdict follows.",
)
_OBJECTIVES = Text("Objectifs", "Objectives")
_INDICATORS = Text("Indicateurs", "Indicators")
SMART = (
    ("specific", "title", "title", Text("Spécifique", "Specific")),
    ("measurable", "direction", "unit", Text("Mesurable", "Measurable")),
    ("achievable", "offset", "owner", Text("Atteignable", "Achievable")),
    ("relevant", "source", "source", Text("Pertinent", "Relevant")),
    ("time_bound", "actual", "verdict", Text("Daté", "Time-bound")),
)
"""Each answer and the columns that it spans."""

HEADERS = {
    "title": Text("Indicateur", "Indicator"),
    "direction": Text("Attendu", "Expected"),
    "target": Text("Cible", "Target"),
    "unit": Text("Unité", "Unit"),
    "offset": Text("J±", "D±"),
    "day": Text("Mesuré le", "Measured on"),
    "owner": Text("Responsable", "Owner"),
    "source": Text("Source", "Source"),
    "actual": Text("Résultat", "Result"),
    "reached": Text("Atteint", "Reached"),
    "verdict": Text("Verdict", "Verdict"),
}
_AT_LEAST = Text("au moins", "at least")
AT_MOST = Text("au plus", "at most")
_DIRECTIONS = {"higher": _AT_LEAST, "lower": AT_MOST}


def wanted(frame: Frame) -> bool:
    return bool(frame.campaign.kpis or frame.campaign.objectives)


def lay_out(frame: Frame) -> Sheet:
    sheet = Sheet("kpi", frame.titles["kpi"], tab_color=palette.HUES[1].strong, zoom=90)
    _Tab(sheet, frame).put()
    return sheet


def column(key: str) -> int:
    return COLUMNS.index(key)


class _Tab:
    """The tab while it is filled, from the top down."""

    def __init__(self, sheet: Sheet, frame: Frame) -> None:
        self.sheet, self.frame, self.lang = sheet, frame, frame.lang
        self.row = 3

    def put(self) -> None:
        sheet, lang = self.sheet, self.lang
        sheet.put(0, column("title"), self.frame.titles["kpi"], TITLE)
        sheet.rows.extend((Row(0, 32), Row(1, 18)))
        if self.frame.campaign.objectives:
            self._put_objectives()
        results = self._put_indicators()
        said = choose(
            (f"COUNT({results.local})=0", True, fixed(_NO_RESULTS, lang)),
            otherwise=fixed(_SUBTITLE, lang),
        )
        sheet.calc(1, column("title"), f"={said.formula}", said.value, SUBTITLE)
        widths = _WIDTHS.items()
        sheet.columns.extend(Column(column(key), column(key), width) for key, width in widths)
        sheet.default_height = 17
        sheet.printing = Print(
            area=(0, column("title"), self.row - 1, column("verdict")),
            one_page=True,
            footer_left=self.frame.campaign.name,
        )

    def _section(self, title: Text) -> None:
        for place in range(column("title"), column("verdict") + 1):
            text = title.to(self.lang) if place == column("title") else ""
            self.sheet.put(self.row, place, text, SECTION)
        self.sheet.rows.append(Row(self.row, 21))
        self.row += 1

    def _span(self, first: str, last: str, value: Value, style: Style) -> None:
        for place in range(column(first), column(last) + 1):
            self.sheet.put(self.row, place, value if place == column(first) else "", style)
        if first != last:
            self.sheet.merges.append(Merge(self.row, column(first), self.row, column(last)))

    def _put_objectives(self) -> None:
        self._section(_OBJECTIVES)
        first = self.row
        for number, objective in enumerate(self.frame.campaign.objectives, 1):
            self._put_objective(number, objective)
        whole = self.sheet.area(first, column("title"), self.row - 1, column("verdict"))
        self.sheet.names.append(Name("rs_objectives", whole))
        self.row += 1

    def _put_objective(self, number: int, objective: Objective) -> None:
        """A band with the objective, then its five answers side by side under their names."""
        band = TEXT._replace(bold=True, size=11, color=palette.NIGHT, locked=False, line_below="")
        self._span("title", "verdict", f"{number}. {objective.title}", band)
        self.sheet.rows.append(Row(self.row, 24))
        self.row += 1
        label = TEXT._replace(size=8, bold=True, color=palette.ACCENT, line_below="")
        for place, (_, first, last, word) in enumerate(SMART):
            self._span(first, last, word.to(self.lang), label._replace(indent=min(place, 1)))
        self.sheet.rows.append(Row(self.row, 14))
        self.row += 1
        lines = 1
        answer = palette.TEXT_WRAP._replace(align="left", locked=False)
        for place, (key, first, last, _) in enumerate(SMART):
            text = str(getattr(objective, key))
            self._span(first, last, text, answer._replace(indent=min(place, 1)))
            width = sum(_WIDTHS[name] for name in COLUMNS[column(first) : column(last) + 1])
            lines = max(lines, -(-len(text) // int(width * 1.1)))
        self.sheet.rows.append(Row(self.row, 8 + 13.5 * lines))
        self.row += 1

    def _put_indicators(self) -> Area:
        """Returns the cells for the results."""
        sheet, lang = self.sheet, self.lang
        self._section(_INDICATORS)
        header = self.row
        for key, title in HEADERS.items():
            centered = key in {"direction", "unit", "offset", "day", "reached", "verdict"}
            style = HEADER_CENTER if centered else HEADER
            if key in {"target", "actual"}:
                style = HEADER._replace(align="right")
            sheet.put(header, column(key), title.to(lang), style)
        sheet.rows.append(Row(header, 20))
        self.row += 1
        kpis = self.frame.campaign.kpis
        for index in range(len(kpis) + SPARE_LINES):
            self._put_indicator(kpis[index] if index < len(kpis) else None)
            self.row += 1
        first, last = header + 1, self.row - 1
        whole = sheet.area(header, column("title"), last, column("verdict"))
        sheet.names.append(Name("rs_kpis", whole))
        sheet.rules.extend(self._rules(first, last))

        def lines(key: str) -> Area:
            return sheet.area(first, column(key), last, column(key))

        directions = tuple(word.to(lang) for word in _DIRECTIONS.values())
        sheet.validations.extend(validations(lines, directions, lang))
        return lines("actual")

    def _put_indicator(self, kpi: Kpi | None) -> None:
        sheet, row = self.sheet, self.row
        own = {key: cell_ref(row, column(key), col_abs=True) for key in COLUMNS}
        styles = self._styles(kpi)
        typed: dict[str, Value] = {
            "title": kpi.title if kpi else "",
            "direction": _DIRECTIONS[kpi.better].to(self.lang) if kpi else "",
            "target": kpi.target if kpi else "",
            "unit": kpi.unit if kpi else "",
            "offset": kpi.measured if kpi else "",
            "source": kpi.source if kpi else "",
            "actual": "",
        }
        for key, value in typed.items():
            sheet.put(row, column(key), value, styles[key])
        self._put_owner(kpi, styles["owner"])
        computed = judged(kpi, own, self.frame, AT_MOST.to(self.lang))
        for key, (formula, value) in computed.items():
            sheet.calc(row, column(key), formula, value, styles[key])
        sheet.rows.append(Row(row, 18))

    def _put_owner(self, kpi: Kpi | None, style: Style) -> None:
        """The owner follows the team list of Settings until somebody types another one."""
        if kpi is None:
            self.sheet.put(self.row, column("owner"), "", style)
            return
        roles = self.frame.campaign.roles
        role = self.frame.campaign.role(kpi.role)
        cell = self.frame.settings.member(roles.index(role))
        self.sheet.calc(self.row, column("owner"), f'={cell.ref}&""', role.label, style)

    def _styles(self, kpi: Kpi | None) -> dict[str, Style]:
        lang = self.lang
        plain = TEXT._replace(locked=False)
        center = TEXT_CENTER._replace(locked=False)
        whole = kpi is not None and kpi.target == int(kpi.target)
        digits = number_formats.number(lang, whole=whole)
        number = TEXT._replace(align="right", number_format=digits)
        return {
            "title": plain._replace(bold=True),
            "direction": center._replace(color=palette.MUTED),
            "target": number._replace(locked=False, bold=True),
            "unit": center,
            "offset": center._replace(number_format=number_formats.offset(lang)),
            "day": TEXT_CENTER._replace(number_format=number_formats.date(self.frame.locale)),
            "owner": plain,
            "source": plain._replace(color=palette.MUTED),
            "actual": palette.input_style(number._replace(number_format="General")),
            "reached": TEXT_CENTER._replace(
                number_format=number_formats.share(self.frame.lang), bold=True
            ),
            "verdict": TEXT_CENTER._replace(size=9),
        }

    def _rules(self, first: int, last: int) -> list[Rule]:
        area = self.sheet.area(first, column("reached"), last, column("verdict"))
        reached = cell_ref(first, column("reached"), col_abs=True)
        verdict = cell_ref(first, column("verdict"), col_abs=True)
        return [
            Rule(area, f"=AND(ISNUMBER({reached}),{reached}>=1)", palette.GOOD_LOOK),
            Rule(area, f"=AND(ISNUMBER({reached}),{reached}<1)", palette.LATE_LOOK),
            Rule(area, f'={verdict}="{TO_MEASURE.to(self.frame.lang)}"', palette.RISK_LOOK),
        ]
