"""The page: what a client or a meeting reads, in one file that asks for nothing."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from retrosheet.language import LANGS, Lang, date_text
from retrosheet.report.page.html import said
from retrosheet.report.page.page import page
from retrosheet.report.page.style import sheet
from tests.standing.told import COMMENT, TODAY, hostile, standing

VOID = {"meta", "br", "img", "link", "hr", "input"}


class Seen(HTMLParser):
    """A page as a browser takes it in: its tags, its attributes, its texts by tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.wrong: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append((self.open[-1], data))

    def all_of(self, *tags: str) -> list[str]:
        return [text for tag, text in self.texts if tag in tags]


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_whole_html_whatever_people_type(lang: Lang) -> None:
    """Every tag is closed in order, and no title opens one."""
    seen = Seen(page(hostile(lang), lang, "<plan>.xlsx"))
    assert not seen.wrong
    assert not seen.open
    names = {tag for tag, _ in seen.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "form", "a", "base"}
    assert not any(name.startswith("on") for _, attrs in seen.tags for name in attrs)


def test_it_asks_for_nothing() -> None:
    """The policy forbids every request and script, and nothing in the file would make one."""
    text = page(hostile(), "fr", "plan.xlsx")
    policies = [
        attrs["content"] or ""
        for tag, attrs in Seen(text).tags
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies
    assert "default-src 'none'" in policies[0]
    assert "script" not in policies[0]
    styles = "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))
    assert "@import" not in styles
    assert not re.search(r"url\((?!#)", styles)
    for _, attrs in Seen(text).tags:
        for name in ("src", "href", "data", "action", "poster", "srcset"):
            assert (attrs.get(name) or "#").startswith("#")


def test_launch_and_its_forecast_come_first() -> None:
    """The verdict in words, then launch day and its forecast, before anything else."""
    seen = Seen(page(standing(), "fr", "plan.xlsx"))
    texts = [text for _, text in seen.texts if text.strip()]
    start = texts.index("Campagne de communication")
    assert texts[start + 1].startswith(
        "J tient, 7\u00a0jours ouvrés de marge\u00a0: lundi 15 mars 2027"
    )
    assert texts[start + 2 : start + 7] == [
        "Jour J", "15/03/2027", "J-47, dans 47\u00a0jours", "J prévu", "15/03/2027",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "lang", "done"), [
    ("communication-campaign", "fr", 26), ("product-launch", "en", 0), ("event", "fr", 8),
])  # fmt: skip
def test_the_table_says_what_the_drawing_shows(name: str, lang: Lang, done: int) -> None:
    """Every task with its dates stands in a real table under the drawing."""
    found = standing(name, lang, done)
    text = page(found, lang, "plan.xlsx")
    plan = text[text.index('id="plan"') :]
    for item in found.items:
        head = f'<tr><th scope="row">{said(item.title, lang)}</th>'
        rows = [part.partition("</tr>")[0] for part in plan.split(head)[1:]]
        days = (f">{date_text(day, lang)}</td>" for day in (item.start, item.due))
        assert any(all(day in row for day in days) for row in rows), item.title


def test_eighty_tasks_weigh_less_than_150_kb() -> None:
    """A page that can be mailed."""
    found = standing("product-launch", "fr", 30)
    assert len(found.items) >= 80
    assert len(page(found, "fr", "plan.xlsx").encode()) < 150_000


def test_titles_stand_in_order_and_ids_are_there_once() -> None:
    """Whoever hears the page can move through it."""
    text = page(standing(), "fr", "plan.xlsx")
    levels = [int(tag[1]) for tag, _ in Seen(text).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    ids = re.findall(r'\bid="(\w+)"', text)
    assert len(ids) == len(set(ids))
    for name in re.findall(r'aria-labelledby="([\w ]+)"', text):
        assert set(name.split()) <= set(ids)


def test_a_delay_says_what_it_does_to_launch() -> None:
    """And a calm plan says that it is calm."""
    late = page(standing("event", "fr", 8), "fr", "plan.xlsx")
    assert "J glisse de " in late
    calm = page(
        standing("event", "fr", -10, today=TODAY.replace(year=2026, month=8)), "fr", "x.xlsx"
    )
    assert "Rien en retard, rien à risque." in calm


def test_french_signs_stay_with_their_words() -> None:
    """No line can begin with a colon, a question mark or a percent sign."""
    texts = [text for _, text in Seen(page(standing(), "fr", "plan.xlsx")).texts]
    for text in texts:
        assert not re.search(r" [:;?!»%€]|« ", text), text


def test_comments_are_told_to_the_team() -> None:
    """Those who work on it read what was noted."""
    assert COMMENT in page(standing(), "fr", "plan.xlsx")


@pytest.mark.parametrize(("days", "said"), [(1, "il y a 1 jour"), (2, "il y a 2 jours")])
def test_how_long_launch_has_been_past(days: int, said: str) -> None:
    """One day is told in the singular."""
    past = replace(standing(), today=standing().launch + dt.timedelta(days=days))
    texts = [text.replace("\u00a0", " ") for _, text in Seen(page(past, "fr", "plan.xlsx")).texts]
    assert f"J+{days}, {said}" in texts


def test_an_empty_plan_is_a_page_too() -> None:
    """Without tasks, money or indicators it is still sound HTML."""
    found = replace(standing(), items=(), budget=(), indicators=())
    assert not Seen(page(found, "fr", "plan.xlsx")).wrong


def test_the_same_standing_gives_the_same_bytes() -> None:
    """So that two pages can be compared."""
    assert page(standing(), "fr", "plan.xlsx") == page(standing(), "fr", "plan.xlsx")


# contrast


def luminance(color: str) -> float:
    color = color.lstrip("#")
    color = "".join(2 * c for c in color) if len(color) == 3 else color
    parts = [int(color[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_can_be_read_on_its_ground(theme: str) -> None:
    """WCAG AA: 4.5 to 1, in light and in the dark."""
    blocks = re.findall(r":root\{(.*?)\}", sheet())
    colors: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    for name, block in zip(colors, blocks, strict=True):
        colors[name] = dict(re.findall(r"--([\w-]+):(#\w+)", block))
    found = colors[theme]
    pairs = [
        *((ink, "paper") for ink in ("ink", "soft", "deep", "bad", "warn", "good", "link")),
        ("bad", "bad-wash"), ("warn", "warn-wash"), ("good", "good-wash"), ("ink", "wash"),
    ]  # fmt: skip
    for ink, ground in pairs:
        assert contrast(found[ink], found[ground]) >= 4.5, (ink, ground)
