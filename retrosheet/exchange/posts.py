"""The posting calendar: tasks that publish something, by channel and minute.

A task publishes when it has a channel and takes a day at most, on the day it is due. What is done
or cancelled, and what lies in the past, is not posted again. Posts of a channel and day follow one
another in steps of five minutes from ten o'clock on.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Lang, Text, counted
from retrosheet.slugs import slug

if TYPE_CHECKING:
    from retrosheet.standing.model import Item, Standing

_FIRST, _STEP, _DAY = 10 * 60, 5, 24 * 60
_PAST = (
    Text(
        "{n} publication passée ou faite n’y est pas.", "{n} post that is past or done is left out."
    ),
    Text(
        "{n} publications passées ou faites n’y sont pas.",
        "{n} posts that are past or done are left out.",
    ),
)
_TITLES = Text(
    "Les messages sont les titres des tâches, à {time} : remplacez-les par les textes à publier.",
    "The messages are the titles of the tasks, at {time}: replace them by the texts to publish.",
)
_TEN = Text("10 h", "10:00")
NONE = Text(
    "Aucune tâche à publier : il faut un canal, un jour au plus, et une échéance à venir.",
    "No task to publish: it takes a channel, a day at most, and a due date to come.",
)


class Post(NamedTuple):
    """One message and its minute, on the clock of the channel."""

    channel: str
    at: dt.datetime
    item: Item


def posts(standing: Standing) -> list[Post]:
    """All posts to come, channel by channel, each in the order of time."""
    channels = list(dict.fromkeys(item.channel for item in standing.items if item.channel))
    found = []
    for channel in channels:
        taken: dict[dt.date, int] = {}
        mine = [item for item in standing.items if item.channel == channel and _publishes(item)]
        for item in sorted(mine, key=lambda item: (item.due, item.id)):
            if item.done or item.due <= standing.today:
                continue
            number = taken.get(item.due, 0)
            taken[item.due] = number + 1
            # a day that is full goes on before ten o'clock, never into the next one
            minutes = (_FIRST + number * _STEP) % _DAY
            at = dt.datetime.combine(item.due, dt.time(minutes // 60, minutes % 60))
            found.append(Post(channel, at, item))
    return sorted(found, key=lambda post: (channels.index(post.channel), post.at, post.item.id))


def remarks(standing: Standing, lang: Lang) -> list[str]:
    """What there is to say about the posts of either tool."""
    left_out = sum(
        1
        for item in standing.items
        if item.channel and _publishes(item) and (item.done or item.due <= standing.today)
    )
    found = [_TITLES.to(lang).format(time=_TEN.to(lang))]
    if left_out:
        found.append(counted(left_out, _PAST, lang))
    return found


def _publishes(item: Item) -> bool:
    return item.duration <= 1


def parts(posts: list[Post], most: int) -> list[tuple[str, list[Post]]]:
    """The posts in files: one channel each, of so many posts at most."""
    found: list[tuple[str, list[Post]]] = []
    for channel in dict.fromkeys(post.channel for post in posts):
        mine = [post for post in posts if post.channel == channel]
        for number, first in enumerate(range(0, len(mine), most), 1):
            ending = f"-{number}" if len(mine) > most else ""
            found.append((f"{slug(channel) or 'channel'}{ending}", mine[first : first + most]))
    return found
