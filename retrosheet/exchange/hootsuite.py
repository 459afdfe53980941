"""Hootsuite: files for its Bulk Composer.

Written from what its help centre is quoted with (help.hootsuite.com/s/article/bulk-schedule, which
could not be read itself): three columns without a head, date with time, message, link; 350 messages
at most; minutes in steps of five; the order of the date is chosen in the dialogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.exchange.files import Exported, File, Replacements, csv_bytes
from retrosheet.exchange.posts import NONE, parts, posts, remarks
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from retrosheet.standing.model import Standing

MOST = 350
_ORDER = Text(
    "Dans Hootsuite, choisissez l’ordre mois/jour/année, et comptez les messages déjà programmés : "
    "350 en tout.",
    "In Hootsuite, choose the order month/day/year, and count what is scheduled already: 350 in "
    "all.",
)


def export(standing: Standing, lang: Lang) -> Exported:
    """A file a channel, split at 350 messages."""
    replaced = Replacements("Hootsuite", lang)
    files = []
    found = posts(standing)
    for name, mine in parts(found, MOST):
        rows = [
            [f"{post.at:%m/%d/%Y %H:%M}", replaced.one_line(post.item.title) or post.item.id, ""]
            for post in mine
        ]
        files.append(File(f"hootsuite-{name}.csv", csv_bytes(rows)))
    said = [_ORDER.to(lang), *remarks(standing, lang)] if found else [NONE.to(lang)]
    return Exported(tuple(files), (*replaced.remarks(), *said))
