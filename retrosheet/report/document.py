"""The JSON document of a sync: the contract's keys first, then what was added to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from retrosheet.sync.changes import Change
    from retrosheet.sync.findings import Finding, Findings


def document(findings: Findings, changes: Sequence[Change], *, wrote: bool) -> dict[str, object]:
    """Everything that was found; ``writes`` are the cells that a sync writes, or would write."""
    return {
        "launch": findings.launch.isoformat(),
        "today": findings.today.isoformat(),
        "forecast_launch": findings.forecast_launch.isoformat(),
        "slip_working_days": findings.slip,
        "wrote": wrote,
        "counts": findings.counts(),
        "findings": [_finding(finding) for finding in findings.findings],
        "holds": not findings.slip,
        "spare_working_days": findings.spare,
        "flags": dict(findings.flags),
        "tasks": findings.tasks,
        "done": findings.done,
        "unknown": findings.unknown,
        "vanished": list(findings.vanished),
        "vanished_titles": list(findings.vanished_titles),
        "last_sync": _iso(findings.before.synced),
        "changes": [
            {"id": change.id, "before": change.before, "after": change.after}
            for change in findings.changes
        ],
        "writes": [
            {
                "where": change.where,
                "id": change.id,
                "what": change.what,
                "before": change.before,
                "after": change.after,
            }
            for change in changes
        ],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "kind": finding.kind,
        "id": finding.id,
        "title": finding.title,
        "owner": finding.owner,
        "owners": list(finding.owners),
        "due": _iso(finding.due),
        "days": finding.days,
        "where": finding.where,
        "message": finding.message,
        "moves": list(finding.moves),
        "slip_working_days": finding.slip,
        "cause": finding.cause,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
