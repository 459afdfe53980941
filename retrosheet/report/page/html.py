"""Pieces of HTML that every part of the page is made of; all that people typed is escaped here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.report.figures import typographic
from retrosheet.report.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrosheet.language import Lang


class Column(NamedTuple):
    """A column of a table: its title and the class of its cells."""

    title: str
    look: str = ""


def said(text: str, lang: Lang) -> str:
    """A text of ours or of a person, ready to stand between tags."""
    return escaped(typographic(text, lang))


def tag(text: str, mood: str, lang: Lang) -> str:
    """A word on a ground of its own."""
    return f'<span class="tag {mood}">{said(text, lang)}</span>' if mood else said(text, lang)


def bar(parts: Iterable[tuple[float, str]]) -> str:
    """A bar that is so full; what it shows stands in words beside it, so it is hidden from them."""
    filled = "".join(
        f'<i{f" class={look}" if look else ""} style="width:{100 * share:.1f}%"></i>'
        for share, look in parts
        if share > 0
    )
    return f'<div class="bar" aria-hidden="true">{filled}</div>'


def table(columns: Sequence[Column], body: str, foot: Sequence[str] = ()) -> str:
    """A table with its head; ``body`` is rows in their groups, ``foot`` the cells of a last row."""
    head = "".join(f'<th scope="col"{_look(column)}>{column.title}</th>' for column in columns)
    tail = f"<tfoot>{row(columns, foot)}</tfoot>" if foot else ""
    return f"<table><thead><tr>{head}</tr></thead>{body}{tail}</table>"


def row(columns: Sequence[Column], cells: Sequence[str]) -> str:
    """A row whose first cell heads it; the cells are HTML already."""
    first, *rest = cells
    others = "".join(
        f"<td{_look(column)}>{cell}</td>" for column, cell in zip(columns[1:], rest, strict=True)
    )
    return f'<tr><th scope="row"{_look(columns[0])}>{first}</th>{others}</tr>'


def scrolled(content: str, label: str) -> str:
    """What may be wider than a phone, reached by keyboard too; ``label`` is its title's id."""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{label}">{content}</div>'
    )


def titled(name: str, title: str, content: str, lang: Lang) -> str:
    """A section with its title, whose id is ``name``."""
    return f'<section><h2 id="{name}">{said(title, lang)}</h2>{scrolled(content, name)}</section>'


def _look(column: Column) -> str:
    return f' class="{column.look}"' if column.look else ""
