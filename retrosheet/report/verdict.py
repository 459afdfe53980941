"""Whether launch holds, in one sentence, and who could save it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, long_date, working_days_text
from retrosheet.report.phrases import quoted

if TYPE_CHECKING:
    from retrosheet.report.model import Mood
    from retrosheet.sync.findings import Findings

_SLIPS = Text(
    "J glisse de {days} : {forecast} au lieu du {launch}.{why}",
    "Launch slips {days}: {forecast} instead of {launch}.{why}",
)
_WHY = Text(" Tout part de {title}{owner}.", " It begins with {title}{owner}.")
_HOLDS = Text("J tient, {days} de marge : {launch}.", "Launch holds, {days} to spare: {launch}.")
_BARELY = Text("J tient, sans marge : {launch}.", "Launch holds, with nothing to spare: {launch}.")
_READY = Text("J tient, tout est prêt : {launch}.", "Launch holds, all is ready: {launch}.")
_PAST = Text("J est passé : {launch}.", "Launch has passed: {launch}.")


def launch_verdict(findings: Findings, lang: Lang) -> tuple[str, Mood]:
    launch = long_date(findings.launch, lang)
    if findings.slip:
        worst = max(
            (finding for finding in findings.findings if finding.slip and not finding.cause),
            key=lambda finding: finding.slip,
            default=None,
        )
        why = ""
        if worst is not None:
            owner = f" ({worst.owner})" if worst.owner else ""
            why = _WHY.to(lang).format(title=quoted(worst.title, lang), owner=owner)
        said = _SLIPS.to(lang).format(
            days=working_days_text(findings.slip, lang),
            forecast=long_date(findings.forecast_launch, lang),
            launch=launch,
            why=why,
        )
        return said, "bad"
    if findings.launch < findings.today:
        return _PAST.to(lang).format(launch=launch), "plain"
    if findings.left is None:
        return _READY.to(lang).format(launch=launch), "good"
    if not findings.left:
        return _BARELY.to(lang).format(launch=launch), "warning"
    days = working_days_text(findings.left, lang)
    return _HOLDS.to(lang).format(days=days, launch=launch), "good"
