"""The stand-up for Slack and Teams: within every published limit, and typed text as text."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft6Validator

from retrosheet.language import LANGS
from retrosheet.report.model import Report, Section
from retrosheet.report.slack import slack_messages
from retrosheet.report.stand_up import stand_up
from retrosheet.report.teams import teams_messages
from retrosheet.sync.assess import assess
from tests.report.desks import desk_on
from tests.report.test_digest import SHARED
from tests.report.test_letter import NASTY, nasty_desk

if TYPE_CHECKING:
    from retrosheet.language import Lang

LINK = "https://example.org/plan?a=1&b=2"
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=80), st.just("long " * 900))
sections = st.builds(
    Section,
    texts,
    st.sampled_from(["bad", "warning", "plain", "good"]),
    st.lists(texts, max_size=30).map(tuple),
)
reports = st.builds(
    Report, texts, texts, st.sampled_from(["bad", "good"]), texts,
    st.lists(sections, max_size=40).map(tuple),
)  # fmt: skip


def visible(text: str) -> str:
    return "".join(char for char in "".join(text.split()) if char.isprintable())


@given(reports)
def test_slack_bodies_keep_slack_s_limits(report: Report) -> None:
    """50 blocks; 150 characters of a header, 3,000 of a section, and a total that is accepted."""
    for body in slack_messages(report, "en", LINK):
        message = json.loads(body)
        assert set(message) == {"text", "blocks"}
        assert len(message["text"]) <= 3000 * 5
        assert "<" not in message["text"]
        assert ">" not in message["text"]
        blocks = message["blocks"]
        assert 0 < len(blocks) <= 50
        total = 0
        for block in blocks:
            kind = block["type"]
            assert kind in ("header", "section", "divider", "actions")
            if kind in ("header", "section"):
                text = block["text"]
                assert text["type"] == "plain_text"
                assert text["emoji"] is False
                assert 0 < len(text["text"]) <= (150 if kind == "header" else 3000)
                total += len(text["text"])
            if kind == "actions":
                (button,) = block["elements"]
                assert len(button["text"]["text"]) <= 75
                assert len(button["url"]) <= 3000
        assert total <= 9000


@given(reports)
def test_teams_bodies_keep_teams_limits(report: Report) -> None:
    """28 kB a message, version 1.4, and no element that reads Markdown."""
    for body in teams_messages(report, "fr", LINK):
        assert len(body) <= 28 * 1024
        message = json.loads(body)
        (attachment,) = message["attachments"]
        assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
        check_card(attachment["content"])


def schema() -> Draft6Validator:
    """Microsoft's schema of version 1.4, which a library of others carries."""
    found = find_spec("adaptive_cards")
    assert found is not None
    assert found.submodule_search_locations
    path = Path(found.submodule_search_locations[0], "schemas", "schema-1.4.json")
    return Draft6Validator(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("link", ["", LINK])
@pytest.mark.parametrize("lang", LANGS)
def test_a_card_is_one_by_the_published_schema(lang: Lang, link: str) -> None:
    """Teams' own width aside, which the schema of all programs does not know."""
    desk = desk_on(10, SHARED, lang=lang)
    judge, report = schema(), stand_up(desk.findings, "Spring", lang, by_owner=True)
    (body,) = teams_messages(report, lang, link)
    card = json.loads(body)["attachments"][0]["content"]
    assert card.pop("msteams") == {"width": "Full"}
    assert not [error.message for error in judge.iter_errors(card)]
    card["body"][0]["inlines"][0]["weight"] = "Fat"
    assert [*judge.iter_errors(card)], "a judge that finds nothing judges nothing"


def check_card(card: dict[str, Any]) -> None:
    """What of the schema ours uses, as closed sets: quick enough for random reports."""
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
    assert set(card) <= {"$schema", "type", "version", "lang", "msteams", "body", "actions"}
    assert card["body"]
    for element in card["body"]:
        assert element["type"] == "RichTextBlock"
        assert set(element) <= {"type", "inlines", "spacing", "separator"}
        assert element["spacing"] in ("None", "Small", "Default", "Medium", "Large", "ExtraLarge")
        for run in element["inlines"]:
            assert run["type"] == "TextRun"
            assert isinstance(run["text"], str)
            assert set(run) <= {"type", "text", "color", "weight", "size", "isSubtle"}
            assert run.get("color", "Good") in ("Attention", "Warning", "Good")
            assert run.get("weight", "Bolder") == "Bolder"
    for action in card.get("actions", ()):
        assert set(action) == {"type", "title", "url"}
        assert action["type"] == "Action.OpenUrl"


@given(reports)
def test_nothing_of_a_short_report_is_lost(report: Report) -> None:
    """Every title and item that is not cut for its length arrives, in order, in both programs."""
    wanted = [text for s in report.sections for text in (s.title, *s.items) if len(text) < 1000]
    slack = visible(
        "".join(
            block.get("text", {}).get("text", "")
            for body in slack_messages(report, "en")
            for block in json.loads(body)["blocks"]
        )
    )
    teams = visible(
        "".join(
            run["text"]
            for body in teams_messages(report, "en")
            for element in json.loads(body)["attachments"][0]["content"]["body"]
            for run in element["inlines"]
        )
    )
    at = [0, 0]
    for text in wanted:
        for number, shown in enumerate((slack, teams)):
            found = shown.find(visible(text), at[number])
            assert found >= 0, text
            at[number] = found + len(visible(text))


@pytest.mark.parametrize("text", NASTY)
def test_titles_call_nobody_and_swallow_no_sentence(text: str) -> None:
    """Whatever stands in a title, a name or a comment: what is said of the task comes behind it,
    in one message, and no mark-up of either program is where it would be read."""
    desk = nasty_desk(text)
    findings = assess(desk.snapshot, desk.today, "en")
    report = stand_up(findings, text, "en", by_owner=True)
    (slack,), (teams,) = slack_messages(report, "en"), teams_messages(report, "en")
    assert b'"mrkdwn"' not in slack
    assert b'"TextBlock"' not in teams
    assert b"entities" not in teams
    shown = "".join(b["text"]["text"] for b in json.loads(slack)["blocks"] if "text" in b)
    for body in (shown, teams.decode()):
        assert "PRINT" not in body
        assert "is blocked" in body or "blocked" in body
        assert "should have begun" in body


@pytest.mark.parametrize("lang", LANGS)
def test_a_stand_up_in_one_message(lang: Lang) -> None:
    """Slack and Teams get the same news with a button to the plan, the same bytes each time."""
    desk = desk_on(10, SHARED, lang=lang)
    report = stand_up(desk.findings, "Spring", lang, by_owner=True)
    (slack,), (teams,) = slack_messages(report, lang, LINK), teams_messages(report, lang, LINK)
    blocks = json.loads(slack)["blocks"]
    assert blocks[0]["text"]["text"].startswith("Spring · ")
    assert blocks[-1]["elements"][0]["url"] == LINK
    assert "Nadia\n• " in "\n".join(b.get("text", {}).get("text", "") for b in blocks)
    card = json.loads(teams)["attachments"][0]["content"]
    assert card["actions"][0]["url"] == LINK
    assert slack_messages(report, lang, LINK) == (slack,)
