"""A stand-up as Slack messages: blocks within Slack's limits, split where one is not enough.

Whatever people typed is in ``plain_text`` objects, which Slack shows as it is: no title of a task
can call a channel or become a link.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from retrosheet.language import Text, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.language import Lang
    from retrosheet.report.model import Report, Section

MOST_BLOCKS = 50
LONGEST_HEADER = 150
LONGEST_TEXT = 3_000
LONGEST_BUTTON = 3_000
MOST_CHARACTERS = 9_000
"""Of all texts of a message: Slack refuses more than some ten thousand, and says so nowhere."""
_OPEN = Text("Ouvrir le plan", "Open the plan")
_SIGNS = {"bad": "🔴 ", "warning": "🟠 ", "good": "🟢 ", "plain": ""}

Block = dict[str, Any]


def slack_messages(report: Report, lang: Lang, link: str = "") -> tuple[bytes, ...]:
    """The bodies to post, in order, each as JSON; ``link`` is where the plan can be opened."""
    blocks = list(_blocks(report, lang, link))
    pages: list[list[Block]] = [[]]
    size = 0
    for block in blocks:
        length = len(_text_of(block))
        if pages[-1] and (len(pages[-1]) == MOST_BLOCKS or size + length > MOST_CHARACTERS):
            pages.append([])
            size = 0
        pages[-1].append(block)
        size += length
    # shown in notifications and read aloud; of the escapes that Slack knows, there are three
    said = _escaped(one_line(f"{report.title} · {report.verdict}", LONGEST_TEXT // 2))
    return tuple(
        json.dumps({"text": said, "blocks": page}, ensure_ascii=False).encode("utf-8")
        for page in pages
    )


def _blocks(report: Report, lang: Lang, link: str) -> Iterator[Block]:
    title = one_line(report.title, LONGEST_HEADER)
    if title:
        yield {"type": "header", "text": _plain(title)}
    verdict = one_line(report.verdict)
    yield from _sections(f"{_SIGNS[report.mood]}{verdict}\n{one_line(report.state)}")
    for section in report.sections:
        yield {"type": "divider"}
        yield from _sections(_said(section))
    if link and len(link) <= LONGEST_BUTTON:
        text = _OPEN.to(lang)
        button = {"type": "button", "text": _plain(text), "url": link}
        yield {"type": "actions", "elements": [button]}


def _said(section: Section) -> str:
    items = "\n".join(f"• {one_line(item)}" for item in section.items)
    return f"{_SIGNS[section.mood]}{one_line(section.title)}\n{items}"


def _sections(text: str) -> Iterator[Block]:
    """A text in as many blocks as it takes, cut at its lines."""
    piece = ""
    for line in text.split("\n"):
        short = one_line(line, LONGEST_TEXT)
        if piece and len(piece) + 1 + len(short) > LONGEST_TEXT:
            yield {"type": "section", "text": _plain(piece)}
            piece = ""
        piece = f"{piece}\n{short}" if piece else short
    if piece.strip():
        yield {"type": "section", "text": _plain(piece)}


def _plain(text: str) -> Block:
    # in a plain text, too, :name: would become a picture
    return {"type": "plain_text", "text": text, "emoji": False}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text_of(block: Block) -> str:
    return str(block.get("text", {}).get("text", ""))
