"""The tables of the page: delays and what they do to launch, milestones, load, budget, the plan."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, counted, date_text, offset_text
from retrosheet.report.figures import money, whole
from retrosheet.report.page.html import Column, bar, row, said, table, tag, titled
from retrosheet.report.words import (
    BUDGET_WORDS,
    DUE_WITHIN,
    KIND_WORDS,
    WORDS,
    days_texts,
    effect_words,
    shift_words,
    status_words,
    troubles,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from retrosheet.standing.model import Item, Money, Standing
    from retrosheet.sync.findings import Finding

_Column = str | tuple[str, str]
"""The key of a column's title, with the class of its cells where it has one."""
_DAYS = Text("{n} j", "{n} d")
_MORE = (
    Text("Et {n} autre, dans le plan complet.", "And {n} more, in the whole plan."),
    Text("Et {n} autres, dans le plan complet.", "And {n} more, in the whole plan."),
)
_AT_MOST, _AT_LEAST = Text("au plus {n}", "at most {n}"), Text("au moins {n}", "at least {n}")
_REACHED = (Text("manqué", "missed"), Text("atteint", "reached"))
_DOUBTS = ("unreadable", "duplicate_id", "missing_id")
_MOST_DELAYS, _MOST_MILESTONES, _MOST_SOON = 12, 8, 12
_LONGEST_COMMENT = 160


def delays_table(standing: Standing, lang: Lang) -> str:
    """What is late or at risk, the gravest first; what only follows another delay comes last."""
    columns = ("task", "owner", ("due", "d"), "state", ("delay", "n"), "effect")
    ordered = troubles(standing)
    if not ordered:
        title, calm = (said(WORDS[key].to(lang), lang) for key in ("trouble", "calm"))
        return f"<section><h2>{title}</h2><p>{calm}</p></section>"
    rows = [_delay(found, standing, lang) for found in ordered[:_MOST_DELAYS]]
    return _section("trouble", columns, rows, lang, more=len(ordered) - len(rows))


def _delay(found: Sequence[Finding], standing: Standing, lang: Lang) -> list[str]:
    gravest = found[0]
    states = " ".join(
        tag(KIND_WORDS[f.kind][0].to(lang), KIND_WORDS[f.kind][1], lang) for f in found
    )
    return [
        said(gravest.title, lang) + _commented(standing.by_id.get(gravest.id), lang),
        said(gravest.owner, lang),
        date_text(gravest.due, lang) if gravest.due else "",
        states,
        said(_DAYS.to(lang).format(n=gravest.days), lang) if gravest.days else "",
        _effect(gravest, standing, lang),
    ]


def _commented(item: Item | None, lang: Lang) -> str:
    """What somebody wrote beside the task, as far as it says more than what there is to do."""
    lines = item.comment.splitlines() if item else []
    words = " ".join(line for line in lines if not line.startswith("☐")).strip()
    if len(words) > _LONGEST_COMMENT:
        words = words[:_LONGEST_COMMENT].rsplit(" ", 1)[0] + "…"
    return f"<small>{said(words, lang)}</small>" if words else ""


def _effect(finding: Finding, standing: Standing, lang: Lang) -> str:
    words = said(effect_words(finding, standing, lang), lang)
    return f'<b class="bad">{words}</b>' if finding.slip else words


def milestones_table(standing: Standing, lang: Lang) -> str:
    """The milestones that are still to come, and when they will be reached."""
    coming = standing.next_milestones
    rows = [_milestone(item, standing, lang) for item in coming[:_MOST_MILESTONES]]
    columns = ("milestone", ("due", "d"), ("offset", "n q"), ("forecast", "d"))
    return _section("milestones", columns, rows, lang, more=len(coming) - len(rows))


def _milestone(item: Item, standing: Standing, lang: Lang) -> list[str]:
    reached = standing.reached_on(item)
    forecast = date_text(reached, lang)
    return [
        said(item.title, lang),
        date_text(item.due, lang),
        offset_text(standing.offset_of(item), lang),
        f'<b class="bad">{forecast}</b>' if reached > item.due else forecast,
    ]


def soon_table(standing: Standing, lang: Lang) -> str:
    """What is due within the days that the workbook calls soon."""
    found = standing.findings
    rows = [
        [said(found.titles[name], lang), said(found.owners[name], lang),
         _date(found.dues[name], lang)]
        for name in found.due_within[:_MOST_SOON]
    ]  # fmt: skip
    columns = ("task", "owner", ("due", "d"))
    more, title = len(found.due_within) - len(rows), DUE_WITHIN.to(lang)
    return _section(
        "soon", columns, rows, lang, more=more, title=title.format(days=found.soon_days)
    )


def load_table(standing: Standing, lang: Lang) -> str:
    """How much each person has done, has late and has to do yet; nothing where nobody is named."""
    owners: dict[str, list[Item]] = {}
    for item in standing.items:
        for owner in item.owners or ("",):
            if not (item.cancelled or item.split):
                owners.setdefault(owner, []).append(item)
    if not any(owners):
        return ""
    columns = ("owner", ("open", "n"), ("late", "n"), ("left", "n"), ("next", "d"), ("done", "n"),
               ("share", "b"))  # fmt: skip
    rows = []
    for owner, items in sorted(owners.items(), key=_heaviest):
        late = sum(item.late_on(standing.today) for item in items)
        left = [item for item in items if not item.done]
        done, all_of_it = len(items) - len(left), len(items)
        days = sum(ceil(round(item.duration * (1 - item.progress), 6)) for item in left)
        parts = ((done / all_of_it, "f"), (late / all_of_it, "l"),
                 ((len(left) - late) / all_of_it, ""))  # fmt: skip
        rows.append([
            said(owner or WORDS["nobody"].to(lang), lang),
            str(len(left)),
            f'<b class="bad">{late}</b>' if late else "0",
            whole(days, lang),
            _date(min((item.due for item in left), default=None), lang),
            f"{done} / {all_of_it}",
            bar(parts),
        ])  # fmt: skip
    return _section("load", columns, rows, lang)


def _heaviest(entry: tuple[str, list[Item]]) -> tuple[int, str]:
    owner, items = entry
    return -sum(not item.done for item in items), owner


def budget_table(standing: Standing, lang: Lang) -> str:
    """Planned, committed, paid and left, by category."""
    if not standing.budget:
        return ""
    by_category: dict[str, list[Money]] = {}
    for line in standing.budget:
        by_category.setdefault(line.category or WORDS["other"].to(lang), []).append(line)
    columns: list[_Column] = ["category", *((key, "n") for key in BUDGET_WORDS)]
    rows = [
        [said(category, lang), *_amounts(lines, lang)] for category, lines in by_category.items()
    ]
    total = [said(WORDS["total"].to(lang), lang), *_amounts(standing.budget, lang)]
    return _section("budget", columns, rows, lang, foot=total)


def _amounts(lines: Iterable[Money], lang: Lang) -> list[str]:
    lines = list(lines)
    left = round(sum(line.remaining for line in lines), 2)
    sums = [sum(getattr(line, key) for line in lines) for key in ("planned", "committed", "paid")]
    last = money(left, lang)
    return [money(amount, lang) for amount in sums] + [
        f'<b class="bad">{last}</b>' if left < 0 else last
    ]


def indicators_table(standing: Standing, lang: Lang) -> str:
    """What the campaign should bring, and what it has brought so far."""
    columns = ("indicator", "target", ("measured", "d"), "result")
    rows = []
    for indicator in standing.indicators:
        target = (_AT_MOST if indicator.at_most else _AT_LEAST).to(lang)
        target = target.format(n=f"{whole(indicator.target, lang)} {indicator.unit}".strip())
        result = "–"
        if indicator.result is not None:
            reached = bool(indicator.reached)
            word = tag(_REACHED[reached].to(lang), "good" if reached else "bad", lang)
            result = f"{whole(indicator.result, lang)} {word}"
        rows.append([
            said(indicator.title, lang), said(target, lang), _date(indicator.day, lang), result,
        ])  # fmt: skip
    return _section("indicators", columns, rows, lang)


def to_correct(standing: Standing, lang: Lang) -> str:
    """The cells of the workbook that could not be read or believed."""
    doubts = [f.message for f in standing.findings.findings if f.kind in _DOUBTS]
    if not doubts:
        return ""
    items = "".join(f"<li>{said(message, lang)}</li>" for message in doubts)
    return f"<section><h2>{said(WORDS['correct'].to(lang), lang)}</h2><ul>{items}</ul></section>"


def plan_table(standing: Standing, lang: Lang) -> str:
    """Every task, phase by phase: all that the drawing shows, in words."""
    owners = any(item.owner for item in standing.items)
    shifts = any(item.shift for item in standing.items)
    columns = ("task", *(("owner",) if owners else ()), ("start", "d"), ("due", "d"),
               ("offset", "n q"), *((("shift", "n"),) if shifts else ()), "status",
               ("forecast", "d"))  # fmt: skip
    of_table = _columns(lang, columns)
    body = []
    for title, items in standing.in_phases():
        body.append(
            f'<tbody><tr class="g"><th colspan="{len(columns)}" scope="rowgroup">'
            f"{said(title, lang)}</th></tr>"
        )
        body += [
            row(of_table, _planned(item, standing, lang, owners=owners, shifts=shifts))
            for item in items
        ]
        body.append("</tbody>")
    return titled("plan", WORDS["plan"].to(lang), table(of_table, "".join(body)), lang)


def _planned(
    item: Item, standing: Standing, lang: Lang, *, owners: bool, shifts: bool
) -> list[str]:
    forecast = ""
    if not item.done and item.forecast > item.due:
        forecast = f'<b class="bad">{date_text(item.forecast, lang)}</b>'
    title = said(item.title, lang)
    if item.split or item.parent:
        title = f"<b>{title}</b>" if item.split else f"&emsp;{title}"
    return [
        title,
        *([said(item.owner, lang)] if owners else []),
        *days_texts(item, standing, lang),
        *([said(shift_words(item, lang), lang)] if shifts else []),
        status_of(item, lang),
        forecast,
    ]


def status_of(item: Item, lang: Lang) -> str:
    """The status in words as HTML, and what is wrong with it."""
    words = status_words(item, lang)
    if item.finding and item.finding.kind in KIND_WORDS and not item.done:
        text, mood = KIND_WORDS[item.finding.kind]
        return f"{said(words, lang)} {tag(text.to(lang), mood, lang)}"
    if item.done and not item.cancelled:
        return tag(words, "good", lang)
    return said(words, lang)


def _date(day: dt.date | None, lang: Lang) -> str:
    return date_text(day, lang) if day else "–"


def _section(
    key: str, columns: Sequence[_Column], rows: Sequence[Sequence[str]], lang: Lang, *,
    foot: Sequence[str] = (), more: int = 0, title: str = "",
) -> str:  # fmt: skip
    """A table with a title, by default that of ``key``; "" without rows.

    Where nobody may be named, it is without its column of owners.
    """
    if not rows:
        return ""
    place = columns.index("owner") if "owner" in columns[1:] else None
    if place is not None and not any(cells[place] for cells in rows):
        columns = [column for column in columns if column != "owner"]
        rows = [[cell for n, cell in enumerate(cells) if n != place] for cells in rows]
    of_table = _columns(lang, columns)
    body = "".join(row(of_table, cells) for cells in rows)
    content = table(of_table, f"<tbody>{body}</tbody>", foot)
    if more:
        content += f"<p>{said(counted(more, _MORE, lang), lang)}</p>"
    return titled(key, title or WORDS[key].to(lang), content, lang)


def _columns(lang: Lang, columns: Sequence[_Column]) -> list[Column]:
    found = []
    for column in columns:
        key, look = (column, "") if isinstance(column, str) else column
        title = (BUDGET_WORDS.get(key) or WORDS[key]).to(lang)
        found.append(Column(said(title, lang), look))
    return found
