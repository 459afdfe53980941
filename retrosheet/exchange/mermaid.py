"""Mermaid: a Gantt as text that GitHub, GitLab and many wikis draw.

Written from mermaid.js.org/syntax/gantt.html: tags come first, the end of a bar is the day after
its last one, and neither ``:`` nor ``#`` nor ``;`` can stand in a name, as nothing escapes them.
"""

from __future__ import annotations

import datetime as dt
import re
from string import Formatter
from typing import TYPE_CHECKING

from retrosheet.exchange.files import Exported, File, Replacements
from retrosheet.language import Lang, Text, language

if TYPE_CHECKING:
    from retrosheet.standing.model import Item, Standing

_DAY = dt.timedelta(days=1)
_SIGNS = Text("« : », « # » ou « ; »", '":", "#" or ";"')
_WORDS = Text("titre qui commence comme un ordre", "a title that begins like an order")
_FENCE = Text("suite d’accents graves ou de %", "a run of backticks or of %")
_LOOKALIKES = str.maketrans({":": "∶", "#": "♯", ";": "；"})
_ORDERS = re.compile(
    r"(gantt|dateformat|inclusiveenddates|topaxis|axisformat|tickinterval|includes|excludes|"
    r"todaymarker|weekday|weekend|title|acctitle|accdescr|section|click|\d{4}-\d\d-\d\d|%%)",
    re.IGNORECASE,
)


def export(standing: Standing, lang: Lang) -> Exported:
    """One ``.mmd`` file; its bars carry their dates, so that nothing moves them."""
    replaced = Replacements("Mermaid", lang)
    lines = ["gantt", f"    title {_name(standing.name, replaced)}", "    dateFormat YYYY-MM-DD",
             f"    axisFormat {_axis_format(lang)}",
             "    todayMarker off"]  # fmt: skip
    ids = {item.id: f"t{number}" for number, item in enumerate(standing.items, 1)}
    for title, items in standing.in_phases():
        lines.append(f"    section {_name(title, replaced)}")
        lines += [f"    {_line(item, ids[item.id], replaced)}" for item in items]
    text = "\n".join(lines) + "\n"
    return Exported((File("plan.mmd", text.encode()),), replaced.remarks())


def _axis_format(lang: Lang) -> str:
    """How the axis writes a date: %d/%m, %d %b."""
    directives = {"day": "%d", "month": "%m", "month_name": "%B", "short_month": "%b"}
    pieces = Formatter().parse(language(lang).yearless_date)
    return "".join(f"{text}{directives[part]}" if part else text for text, part, _, _ in pieces)


def _line(item: Item, task_id: str, replaced: Replacements) -> str:
    tags = [tag for tag, holds in (
        ("milestone", item.is_point), ("crit", item.critical and not item.done),
        ("done", item.done), ("active", item.begun and not item.done),
    ) if holds]  # fmt: skip
    name = _name(item.title or item.id, replaced)
    if item.is_point:
        return f"{name} :{', '.join([*tags, task_id, item.due.isoformat(), '0d'])}"
    end = item.work_end + _DAY
    return f"{name} :{', '.join([*tags, task_id, item.start.isoformat(), end.isoformat()])}"


def _name(text: str, replaced: Replacements) -> str:
    name = replaced.one_line(text) or "–"
    name = replaced.of(name, _SIGNS, lambda said: said.translate(_LOOKALIKES))
    name = replaced.of(name, _FENCE, lambda said: re.sub(r"%{2,}|`{3,}", "…", said))
    return replaced.of(name, _WORDS, lambda said: f"· {said}" if _ORDERS.match(said) else said)
