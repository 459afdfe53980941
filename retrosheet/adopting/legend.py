"""What the colours of a plan mean, where it has a legend: an owner, a phase, a status, days off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.importing.words import folded, one_line, unaccented
from retrosheet.statuses import WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from retrosheet.workbook.foreign import ForeignTab, Place

Kind = Literal["owner", "phase", "status", "milestone", "off"]

_LONGEST = 60
_STATUS_WORDS = frozenset(folded(word) for word, _ in WORDS if folded(word))
_OFF = frozenset(
    "vacances vacances scolaires conges conge ferie feries jour ferie jours feries fermeture "
    "week end week ends weekend weekends holiday holidays public holiday closed closure leave "
    "day off days off bank holiday bank holidays".split()
) | {"jours feries", "jour ferie", "vacances scolaires", "week end", "days off", "bank holiday"}
_MILESTONES = frozenset(
    folded(word)
    for word in (
        "jalon, jalons, milestone, milestones, date clé, dates clés, key date, key dates, "
        "étape clé, événement, jour J, deadline, échéance, event, D-day"
    ).split(",")
)
_OWNERS_HEAD = frozenset(
    "responsable responsables qui equipe equipes owner owners team who".split()
)
_PHASES_HEAD = frozenset("phase phases etape etapes stage stages type types nature".split())
_STAGES = frozenset(
    "conception creation redaction validation validations production impression diffusion "
    "preparation realisation test tests recette livraison lancement suivi bilan cadrage strategie "
    "design developpement integration teasing planning review approval print printing "
    "distribution execution brief concept tournage montage mixage mastering promotion fabrication "
    "install installation reflexion etude analyse reporting communication copywriting build qa "
    "launch research".split()
)


class Meaning(NamedTuple):
    """What a colour says, and the words that the legend has for it."""

    kind: Kind
    label: str


class Legend(NamedTuple):
    """The meanings of colours, and the cells in which the legend stands."""

    meanings: Mapping[str, Meaning]
    places: frozenset[Place]


NO_LEGEND = Legend({}, frozenset())


def legend_of(
    tab: ForeignTab, colors: Collection[str], outside: Collection[Place], *, owners_known: bool
) -> Legend:
    """The legend of a tab, as far as it has the ``colors`` of bars in cells ``outside`` the plan.

    ``owners_known`` says that a column names the owners already: colours are then phases.
    """
    labels: dict[str, str] = {}
    places: set[Place] = set()
    heads: list[str] = []
    for row, column in sorted(outside):
        fill = tab.at(row, column).fill
        if fill not in colors or fill in labels:
            continue
        label, at = label_beside(tab, row, column)
        if label:
            labels[fill] = label
            places |= {(row, column), at}
            heads += _heads(tab, row, column)
    return Legend(_meanings(labels, heads, owners_known=owners_known), frozenset(places))


def label_beside(tab: ForeignTab, row: int, column: int) -> tuple[str, Place]:
    """The words of an entry and where they stand: in the coloured cell, or one or two further.

    Of « bleu = Agence » the words behind the sign.
    """
    for at in (column, column + 1, column + 2):
        value = tab.at(row, at).value
        if at > column and tab.at(row, at).fill:
            break
        if isinstance(value, str) and value.strip():
            text = one_line(value).strip(" :=-–—").rpartition("=")[2].strip()
            return (text, (row, at)) if 0 < len(text) <= _LONGEST else ("", (row, at))
    return "", (row, column)


def _heads(tab: ForeignTab, row: int, column: int) -> Iterator[str]:
    """The words above and to the left of an entry, which may say what the legend is about."""
    for at in [(row - up, column) for up in range(1, 8)] + [(row, column - 1)]:
        value = tab.at(*at).value
        if isinstance(value, str):
            yield from unaccented(value).replace(":", " ").split()


def _meanings(
    labels: Mapping[str, str], heads: Sequence[str], *, owners_known: bool
) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    open_labels: dict[str, str] = {}
    for color, label in labels.items():
        said = folded(label)
        if said in _OFF:
            found[color] = Meaning("off", label)
        elif said in _MILESTONES:
            found[color] = Meaning("milestone", label)
        elif said in _STATUS_WORDS:
            found[color] = Meaning("status", label)
        else:
            open_labels[color] = label
    kind = _kind(list(open_labels.values()), heads, owners_known=owners_known)
    return {**found, **{color: Meaning(kind, label) for color, label in open_labels.items()}}


def _kind(labels: Sequence[str], heads: Sequence[str], *, owners_known: bool) -> Kind:
    """Owners or phases: by what stands above the legend, else by its own words."""
    if _OWNERS_HEAD.intersection(heads):
        return "owner"
    if _PHASES_HEAD.intersection(heads) or owners_known:
        return "phase"
    stages = sum(bool(_STAGES.intersection(folded(label).split())) for label in labels)
    return "phase" if 2 * stages > len(labels) else "owner"
