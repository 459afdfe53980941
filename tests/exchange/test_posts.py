"""The posting calendar: Hootsuite's and Buffer's bulk files by their documented limits."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings

from retrosheet.exchange.files import File
from retrosheet.exchange.targets import exported
from retrosheet.standing.model import Standing
from tests.exchange.plans import PLANS, standings
from tests.exchange.rows import rows_of
from tests.standing.told import standing


def contents(files: tuple[File, ...]) -> list[list[list[str]]]:
    assert len({file.name for file in files}) == len(files)
    return [rows_of(file.content) for file in files if isinstance(file.content, bytes)]


def moment_of(text: str, form: str) -> dt.datetime:
    """A moment on the clock of a channel, which no zone is written with."""
    return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC)


@settings(max_examples=PLANS)
@given(standings())
def test_hootsuite_takes_every_file(found: Standing) -> None:
    """Three columns without a head, minutes in steps of five, to come, 350 messages at most."""
    for rows in contents(exported("hootsuite", found, "fr").files):
        assert 0 < len(rows) <= 350
        for at, message, link in rows:
            moment = moment_of(at, "%m/%d/%Y %H:%M")
            assert moment.minute % 5 == 0
            assert moment.date() > found.today
            assert message.strip()
            assert "\n" not in message
            assert not link


@settings(max_examples=PLANS)
@given(standings())
def test_buffer_takes_every_file(found: Standing) -> None:
    """Its four columns by name, a text in each row, 24-hour times, 100 posts at most."""
    for head, *rows in contents(exported("buffer", found, "fr").files):
        assert head == ["Text", "Image URL", "Tags", "Posting Time"]
        assert 0 < len(rows) <= 100
        for text, image, _, at in rows:
            assert text.strip()
            assert not image
            assert moment_of(at, "%Y-%m-%d %H:%M").date() > found.today


def test_a_channel_with_many_posts_is_split_and_no_two_share_a_minute() -> None:
    """Within the limits of an upload, and all on their day."""
    found = standing()
    one = next(item for item in found.items if item.duration == 1 and not item.done)
    items = tuple(
        replace(one, id=f"P{n}", title=f"Post {n}", channel="Instagram", needs=())
        for n in range(230)
    )
    many = replace(found, items=items)
    buffered = exported("buffer", many, "en")
    assert [file.name for file in buffered.files] == [
        "buffer-instagram-1.csv", "buffer-instagram-2.csv", "buffer-instagram-3.csv",
    ]  # fmt: skip
    times = [row[3] for rows in contents(buffered.files) for row in rows[1:]]
    assert len(set(times)) == len(times) == 230
    days = {time[:10] for time in times}
    assert days == {one.due.isoformat()}


def test_without_anything_to_publish_that_is_said() -> None:
    """No empty file is written."""
    found = replace(standing(), items=standing().items[:1])
    done = exported("buffer", found, "fr")
    assert not done.files
    assert done.remarks[-1].startswith("Aucune tâche à publier")
