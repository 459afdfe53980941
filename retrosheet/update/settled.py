"""Settings laid out afresh on those of people, so that each entry stays on its row.

Colours, notes and checks belong to cells. They stay with what they were given to while a value
stays where it stands; where the top of the tab needs more rows, those come in between, and all
below moves down together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.outline import Stand
from retrosheet.layout.settings.lists import LISTS
from retrosheet.layout.settings.places import BETWEEN, LEAST_ON_TOP
from retrosheet.update.headed_tabs import moving
from retrosheet.workbook.relocated import Relocation

if TYPE_CHECKING:
    from retrosheet.update.present import Present
    from retrosheet.update.their_settings import TheirSettings
    from retrosheet.update.whole import Wanted


def stand_of(present: Present, wanted: Wanted) -> Stand | None:
    """The rows of the settings; None where an earlier version or people put them otherwise."""
    settings = present.settings
    page, lists = settings.page, settings.lists
    form = {key: table.row for key, table in settings.form.items()}
    if page is None or "launch" not in form or not {"team", "statuses"} <= lists.keys():
        return None
    top, below, last = lists["statuses"].row, lists["team"].row, max(form.values())
    if top < page.row + LEAST_ON_TOP or min(form.values()) <= top or below <= last + 1:
        return None
    rooms = {key: table.height - 2 for key, table in lists.items() if key != "phases"}
    # a list of phases that is longer than what stands beside it has pushed the lists down
    gap = below - top - BETWEEN
    rooms["phases"] = gap if gap > max(last - top, rooms["statuses"]) else 0
    lang, near = present.snapshot.lang, wanted.launch or present.snapshot.launch
    entries = {
        "team": tuple(line for line, _ in settings.members()),
        "closures": tuple(line for line, *_ in settings.closed(lang, near)),
        "holidays": tuple(line for line, *_ in settings.days_off(lang, near)),
    }
    used = {key: settings.used(key) for key in entries}
    if wanted.country:
        # the days of another country are another list, behind the lines that nobody can read
        entries["holidays"] = ()
        used["holidays"] = len(settings.unread_days(lang, near))
    return Stand(page.row, top, below, form, rooms, entries, used)


def columns_of_settings(title: str, settings: TheirSettings) -> Relocation:
    """Where the columns of Settings go on the tab of that ``title``.

    They stay as they are laid out where the tab is new, or where somebody has dragged ours into
    another order.
    """
    if settings.page is None:
        return Relocation(title)
    known = {0: settings.page.column}
    for key, listed in LISTS.items():
        for place in range(listed.width):
            there = settings.column(key, place)
            # a list on top and one below it share columns
            if there is not None and known.setdefault(listed.column + place, there) != there:
                return Relocation(title)
    return Relocation(title, columns=moving(known, max(known) + 2))
