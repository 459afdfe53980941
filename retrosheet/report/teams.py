"""A stand-up as Adaptive Cards for a Teams workflow, each message within Teams' 28 kilobytes.

Version 1.4, which all Teams clients show. Whatever people typed is a ``TextRun``, which is shown
as it is; a ``TextBlock`` would read Markdown in it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from retrosheet.language import Text, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.language import Lang
    from retrosheet.report.model import Mood, Report

MOST_BYTES = 27_000
"""Of a message: Teams refuses more than about 28 kB."""
_LONGEST_ITEM = 1_500
_COLORS: dict[Mood, str] = {
    "bad": "Attention",
    "warning": "Warning",
    "good": "Good",
    "plain": "Default",
}
_OPEN = Text("Ouvrir le plan", "Open the plan")

Element = dict[str, Any]


def teams_messages(report: Report, lang: Lang, link: str = "") -> tuple[bytes, ...]:
    """The bodies to post, in order, each as JSON; ``link`` is where the plan can be opened."""
    elements = list(_elements(report))
    pages: list[list[Element]] = [[]]
    for element in elements:
        longer = [*pages[-1], element]
        if pages[-1] and len(_message(longer, lang, link)) > MOST_BYTES:
            longer = [element]
            pages.append(longer)
        pages[-1] = longer
    return tuple(_message(page, lang, link) for page in pages)


def _message(body: list[Element], lang: Lang, link: str) -> bytes:
    card: Element = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "lang": lang,
        "msteams": {"width": "Full"},
        "body": body,
    }
    if link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": _OPEN.to(lang), "url": link}]
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    message = {"type": "message", "attachments": [attachment]}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _elements(report: Report) -> Iterator[Element]:
    yield _runs(report.title, size="Large", weight="Bolder")
    yield _runs(report.verdict, color=_COLORS[report.mood], weight="Bolder")
    yield _runs(report.state, subtle=True)
    for section in report.sections:
        title = _runs(section.title, color=_COLORS[section.mood], weight="Bolder")
        yield {**title, "separator": True, "spacing": "Medium"}
        for item in section.items:
            yield _runs(f"• {item}")


def _runs(
    text: str, *, color: str = "", weight: str = "", size: str = "", subtle: bool = False
) -> Element:
    run: Element = {"type": "TextRun", "text": one_line(text, _LONGEST_ITEM)}
    if color and color != "Default":
        run["color"] = color
    if weight:
        run["weight"] = weight
    if size:
        run["size"] = size
    if subtle:
        run["isSubtle"] = True
    return {"type": "RichTextBlock", "inlines": [run], "spacing": "Small"}
