"""Random plans whose texts hold every character that other tools stumble over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from retrosheet.standing import of_campaign
from retrosheet.standing.model import Item, Standing
from retrosheet.statuses import STATUSES
from tests.campaigns import campaigns
from tests.thorough import tries

PLANS = tries(20, 200)
"""How many random plans a target is tried with."""

AWKWARD = (
    "Valider, signer", "BAT : « bon à tirer »", "50 % #promo; fin", "=1+1", "+33 6 12", "-",
    "@moi", "\tdécalé", "deux\nlignes", "fin de\r\nligne", 'dit "oui"', "l’œuvre d’été", "日本語",
    "🎉 fête", "\x00nul", "\x07cloche", "\u2028", "a" * 300, "section Presse", "2027-01-01",
    "%% note", "```", "title", "<b>gras</b> & co", "]]>", "", " ", "moitié \ud800", "|", "\\n",
    "une,deux,trois",
)  # fmt: skip
_PEOPLE = ("Anna", "anna@example.org", "R&D, achats", "", "Zoé; Paul", "=cmd()")


def texts() -> st.SearchStrategy[str]:
    alphabet = "ab ,;:#%=+-@\"'\n\t\r<>&|[]`é\u00a0"
    return st.one_of(st.sampled_from(AWKWARD), st.text(alphabet, max_size=30))


@st.composite
def standings(draw: st.DrawFn, *, plain: bool = False) -> Standing:
    """A campaign on some day; ``plain`` leaves its titles and statuses as they were planned."""
    campaign = draw(campaigns())
    away = draw(st.integers(-150, 60))
    found = of_campaign.standing_of(campaign, campaign.launch + dt.timedelta(days=away))
    if plain:
        return found
    items = tuple(_item(draw, item) for item in found.items)
    return replace(
        found, items=items, name=draw(texts()), phases=tuple(draw(texts()) for _ in found.phases)
    )


def _item(draw: st.DrawFn, item: Item) -> Item:
    owner = draw(st.sampled_from(_PEOPLE))
    return replace(
        item,
        title=draw(texts()),
        owner=owner,
        owners=(owner,) if owner else (),
        status=draw(st.sampled_from((None, *range(1, len(STATUSES) + 1)))),
        progress=draw(st.sampled_from((0.0, 0.33, 0.5, 1.0))),
        comment=draw(texts()),
        channel=draw(st.sampled_from(("", "Instagram", "E-mail, lettre", "Réseaux / sociaux"))),
        deliverable=draw(texts()),
    )


def planned(found: Standing) -> dict[str, tuple[str, str]]:
    """First and last day of work of every task, by its id; of one that is split, of its parts."""
    days = {
        item.id: (
            (item.start if item.duration else item.work_end).isoformat(), item.work_end.isoformat()
        )
        for item in found.items
    }  # fmt: skip
    for item in found.items:
        parts = [days[part.id] for part in found.items if part.parent == item.id]
        if parts:
            days[item.id] = min(first for first, _ in parts), max(last for _, last in parts)
    return days
