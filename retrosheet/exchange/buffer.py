"""Buffer: files for its bulk upload.

Written from support.buffer.com/article/926: four columns by their exact names, one channel a file,
at most 100 posts on paid plans, times on a clock of 24 hours in the channel's own zone. An empty
row would end the upload.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.exchange.files import Exported, File, Replacements, csv_bytes
from retrosheet.exchange.posts import NONE, parts, posts, remarks

if TYPE_CHECKING:
    from retrosheet.language import Lang
    from retrosheet.standing.model import Standing

COLUMNS = ("Text", "Image URL", "Tags", "Posting Time")
MOST = 100


def export(standing: Standing, lang: Lang) -> Exported:
    """A file a channel, split at 100 posts."""
    replaced = Replacements("Buffer", lang)
    files = []
    found = posts(standing)
    for name, mine in parts(found, MOST):
        rows = [list(COLUMNS)]
        rows += [
            [
                replaced.one_line(post.item.title) or post.item.id,
                "",
                "",
                f"{post.at:%Y-%m-%d %H:%M}",
            ]
            for post in mine
        ]
        files.append(File(f"buffer-{name}.csv", csv_bytes(rows)))
    said = remarks(standing, lang) if found else [NONE.to(lang)]
    return Exported(tuple(files), (*replaced.remarks(), *said))
