"""Whether launch holds, in one sentence: the sum of all delays, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, in_quotes, long_date, working_days_text
from retrosheet.report.phrases import shortened

if TYPE_CHECKING:
    from retrosheet.report.model import Mood
    from retrosheet.standing.model import Standing
    from retrosheet.sync.findings import Finding, Findings

_SLIPS = Text(
    "J glisse de {days} : {forecast} au lieu du {launch}.{why}",
    "Launch slips {days}: {forecast} instead of {launch}.{why}",
)
_WHY = Text(" Tout part de {title}{owner}.", " It begins with {title}{owner}.")
_WHYS = Text(" En cause : {causes}.", " Because of {causes}.")
_ONE_OF_MANY = Text("{title} ({owner}{days} j)", "{title} ({owner}{days} d)")
_ADD_UP = Text(
    " Plusieurs retards s’ajoutent, dont aucun n’y suffirait.",
    " Several delays add up, none of which would do it alone.",
)
_HOLDS = Text("J tient, {days} de marge : {launch}.", "Launch holds, {days} to spare: {launch}.")
_BARELY = Text("J tient, sans marge : {launch}.", "Launch holds, with nothing to spare: {launch}.")
_READY = Text("J tient, tout est prêt : {launch}.", "Launch holds, all is ready: {launch}.")
_PAST = Text("J est passé : {launch}.", "Launch has passed: {launch}.")

_FIRST = Text(
    "J d’abord prévu le {first}{times} : {way}.", "First planned for {first}{times}: {way}."
)
_TIMES = (
    Text(", déplacé", ", moved"),
    Text(", déplacé deux fois", ", moved twice"),
    Text(", déplacé {n} fois", ", moved {n} times"),
)
_LATER = Text("{days} plus tard", "{days} later")
_EARLIER = Text("{days} plus tôt", "{days} earlier")
_BACK = Text("le même jour ouvré qu’au départ", "the same working day as at first")


def launch_verdict(findings: Findings, lang: Lang) -> tuple[str, Mood]:
    launch = long_date(findings.launch, lang)
    if findings.slip:
        said = _SLIPS.to(lang).format(
            days=working_days_text(findings.slip, lang),
            forecast=long_date(findings.forecast_launch, lang),
            launch=launch,
            why=_why(findings, lang),
        )
        return said, "bad"
    if findings.launch < findings.today:
        return _PAST.to(lang).format(launch=launch), "plain"
    if findings.spare is None:
        return _READY.to(lang).format(launch=launch), "good"
    if not findings.spare:
        return _BARELY.to(lang).format(launch=launch), "warning"
    days = working_days_text(findings.spare, lang)
    return _HOLDS.to(lang).format(days=days, launch=launch), "good"


def launch_history(standing: Standing, lang: Lang) -> str:
    """How often and how far launch has moved since the first plan; "" while it has not."""
    first, moves = standing.first_launch, standing.moves
    if first is None or not moves:
        return ""
    days = standing.calendar.distance(first, standing.launch)
    way = _LATER if days > 0 else _EARLIER if days else _BACK
    return _FIRST.to(lang).format(
        first=long_date(first, lang),
        times=_TIMES[min(moves, 3) - 1].to(lang).format(n=moves),
        way=way.to(lang).format(days=working_days_text(abs(days), lang)),
    )


def _why(findings: Findings, lang: Lang) -> str:
    """Whose delays move launch, the longest first; what none would do alone, they do together."""
    slips: dict[str, Finding] = {}
    for finding in sorted(findings.findings, key=lambda finding: -finding.slip):
        if finding.slip and not finding.cause:
            slips.setdefault(finding.id, finding)
    causes = list(slips.values())
    if not causes:
        return _ADD_UP.to(lang)
    if len(causes) == 1:
        owner = f" ({causes[0].owner})" if causes[0].owner else ""
        return _WHY.to(lang).format(title=in_quotes(causes[0].title, lang), owner=owner)
    said = [
        _ONE_OF_MANY.to(lang).format(
            title=in_quotes(cause.title, lang),
            owner=f"{cause.owner}, " if cause.owner else "",
            days=cause.slip,
        )
        for cause in causes
    ]
    return _WHYS.to(lang).format(causes=shortened(said, lang))
