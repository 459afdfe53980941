"""The foot of the dashboard: statuses, money, and what the last sync said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout import number_formats, palette
from retrosheet.layout.budget import grid as budget_grid
from retrosheet.layout.budget import tab as budget
from retrosheet.layout.dashboard.grid import (
    BODY,
    FIRST_COLUMN,
    LAST_COLUMN,
    STATUS_ROWS,
    column,
    pixels,
)
from retrosheet.layout.dashboard.words import Part, choose, fixed, literal, say
from retrosheet.statuses import STATUSES
from retrosheet.workbook.model import Chart, Name, Rule, Series, Style

if TYPE_CHECKING:
    from retrosheet.layout.dashboard.facts import Now
    from retrosheet.layout.dashboard.grid import Board

_NOTHING = Text("", "")
_STATUSES = Text("Statuts", "Statuses")
_STATUSES_HEARD = Text(
    "Anneau : combien de tâches portent chaque statut ; les nombres sont dans la liste à côté.",
    "Ring: how many tasks have each status; the numbers stand in the list beside it.",
)
_UNKNOWN = Text("{n} statut{n_s} illisible{n_s}", "{n} unknown status word{n_s}")
_STATUS_COLORS = {
    "todo": palette.WAIT,
    "doing": palette.ACCENT,
    "waiting": palette.RISK,
    "approved": palette.HUES[1].soft,
    "done": palette.GOOD,
    "blocked": palette.LATE,
    "postponed": palette.HUES[2].soft,
    "cancelled": palette.FAINT,
}
_MONEY = Text("Budget", "Budget")
_MONEY_LINES = {
    "planned": Text("Prévu", "Planned"),
    "committed": Text("Engagé", "Committed"),
    "paid": Text("Payé", "Paid"),
    "remaining": Text("Reste disponible", "Remaining"),
}
_NOT_YET = {
    "committed": Text("rien d’engagé pour l’instant", "nothing committed yet"),
    "paid": Text("rien de payé pour l’instant", "nothing paid yet"),
}
_NO_AMOUNTS = Text("à taper dans l’onglet Budget", "to be typed in the Budget tab")
_NEVER = Text(
    "Jamais synchronisé : « retrosheet sync » relit ce classeur, et dit ce qui stagne ou attend.",
    "Never synced: “retrosheet sync” reads this workbook, and tells what stalls or waits.",
)


def put_statuses(board: Board, now: Now) -> None:
    """A ring, and beside it each status word with its colour and its count."""
    frame, lang = board.frame, board.frame.lang
    codes = frame.engine.range("status").ref
    alive = f'{frame.engine.range("position").ref},">0"'
    unknown = f"COUNTIFS({alive},{codes},0)"
    said = say(_UNKNOWN, lang, n=Part(unknown, 0))
    note = choose((f"{unknown}>0", False, said), otherwise=fixed(_NOTHING, lang))
    board.heading(board.rows.bottom_title, 0, 2, _STATUSES.to(lang), note)
    words = frame.settings.status_words
    known = words._replace(first_column=words.first_column + 2, last_column=words.last_column + 2)
    first = board.rows.bottom_first
    for index, status in enumerate(STATUSES):
        row, code = first + index, index + 1
        chip = BODY._replace(color=_STATUS_COLORS[status.key], align="right", size=11)
        board.put(row, column(1), column(1), "■", chip)
        word = f'=IFERROR(INDEX({words.ref},MATCH({code},{known.ref},0))&"","")'
        shown_word = status.word.to(lang)
        board.put(row, column(1, 1), column(1, 2), shown_word, BODY, word)
        count = BODY._replace(align="right", number_format=number_formats.COUNT, bold=True)
        shown = len(now.alive) if status.key == "todo" else 0
        text = f"=COUNTIFS({alive},{codes},{code})"
        board.put(row, column(1, 3), column(1, 3), shown, count, text)
    last = first + len(STATUSES) - 1
    board.sheet.charts.append(
        Chart(
            "doughnut",
            "",
            (
                Series(
                    _STATUSES.to(lang),
                    board.sheet.area(first, column(1, 1), last, column(1, 1)),
                    board.sheet.area(first, column(1, 3), last, column(1, 3)),
                    tuple(_STATUS_COLORS[status.key] for status in STATUSES),
                ),
            ),
            first,
            column(0),
            pixels(1),
            board.block_height(STATUS_ROWS),
            legend=False,
            description=_STATUSES_HEARD.to(lang),
        )
    )


def put_money(board: Board) -> None:
    """The four totals of the budget, and their share of what was planned."""
    frame, lang = board.frame, board.frame.lang
    first = board.rows.bottom_first
    board.heading(board.rows.bottom_title, 4, 2, _MONEY.to(lang))
    label = Style(fill=palette.WASH, color=palette.INK, size=10, indent=1)
    number = label._replace(
        size=16, bold=True, color=palette.NIGHT, align="left",
        number_format=number_formats.money(lang),
    )  # fmt: skip
    share = label._replace(size=9, color=palette.MUTED)
    total = budget_grid.planned_total(frame)
    for index, (key, word) in enumerate(_MONEY_LINES.items()):
        row, module = first + index // 2 * 4, 4 + index % 2
        begin, end = column(module), column(module, 3)
        amount = total if key in {"planned", "remaining"} else 0
        ref = budget.total_area(frame, key).ref
        shown = number
        board.put(row, begin, end, word.to(lang), label)
        at = board.put(row + 1, begin, end, amount, shown, f"={ref}")
        planned = budget.total_area(frame, "planned").ref
        part = Part(f"ROUND(100*{ref}/{planned},0)", round(100 * amount / total) if total else 0)
        if key == "planned":
            typed, none = fixed(_NOTHING, lang), fixed(_NO_AMOUNTS, lang)
            said = choose((f"{ref}=0", not total, none), otherwise=typed)
        else:
            said = say(Text("{n} % du prévu", "{n}% of planned"), lang, n=part)
            if not total:
                said = said._replace(value="")
            if key in _NOT_YET:
                none = fixed(_NOT_YET[key], lang)
                said = choose((f"{ref}=0", not amount, none), otherwise=said)
        board.say(row + 2, begin, end, said, share)
        board.fill(row, row + 2, begin, end, label)
        if key == "remaining":
            area = board.sheet.area(row, begin, row + 2, end)
            board.sheet.rules.append(
                Rule(area, f"=AND(ISNUMBER({at}),{at}<0)", palette.LATE_LOOK)
            )  # fmt: skip


def put_sync(board: Board) -> None:
    """The sentence that the last sync left in the tool's own tab."""
    frame, row = board.frame, board.rows.footer
    quiet = Style(size=9, color=palette.MUTED, line_above=palette.HAIRLINE)
    never, said = _NEVER.to(frame.lang), frame.sync.scalar("said")
    formula = f'=IF({said}="",{literal(never)},{said})'
    board.put(row, FIRST_COLUMN, LAST_COLUMN, never, quiet, formula)
    area = board.sheet.area(row, FIRST_COLUMN, row, FIRST_COLUMN)
    board.sheet.names.append(Name("rs_said", area))
    board.fill(row, row, FIRST_COLUMN, LAST_COLUMN, quiet)
