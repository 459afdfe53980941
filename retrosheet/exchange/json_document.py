"""JSON: everything that retrosheet knows about a plan, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from retrosheet.exchange.files import Exported, File
from retrosheet.statuses import STATUSES

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.language import Lang
    from retrosheet.standing.model import Item, Standing


def export(standing: Standing, lang: Lang) -> Exported:  # noqa: ARG001 - the keys know no language
    """One document: keys of ``schedule --json`` first, then what people typed and the forecast."""
    text = json.dumps(_document(standing), ensure_ascii=False, indent=2) + "\n"
    return Exported((File("plan.json", text.encode("utf-8", "replace")),))


def _document(standing: Standing) -> dict[str, object]:
    findings = standing.findings
    return {
        "archetype": standing.archetype,
        "name": standing.name,
        "launch": standing.launch.isoformat(),
        "today": standing.today.isoformat(),
        "lang": standing.lang,
        "start": standing.first.isoformat(),
        "end": standing.last.isoformat(),
        "forecast_launch": findings.forecast_launch.isoformat(),
        "slip_working_days": findings.slip,
        "spare_working_days": findings.spare,
        "nothing_before": _iso(standing.start),
        "weekend": standing.calendar.weekend,
        "days_off": sorted(day.isoformat() for day in standing.calendar.days_off),
        "phases": list(standing.phases),
        "tasks": [_task(item, standing) for item in standing.items],
        "budget": [
            {"title": line.title, "category": line.category, "task": line.task,
             "planned": line.planned, "committed": line.committed, "paid": line.paid}
            for line in standing.budget
        ],
        "indicators": [
            {"title": indicator.title, "target": indicator.target, "unit": indicator.unit,
             "measured": _iso(indicator.day), "owner": indicator.owner,
             "better": "lower" if indicator.at_most else "higher", "result": indicator.result}
            for indicator in standing.indicators
        ],
    }  # fmt: skip


def _task(item: Item, standing: Standing) -> dict[str, object]:
    return {
        "id": item.id,
        "phase": standing.phases[item.phase],
        "title": item.title,
        "owner": item.owner,
        "kind": item.kind,
        "duration": item.duration,
        "duration_unit": "cd" if item.calendar_days else "d",
        "start": item.start.isoformat(),
        "due": item.due.isoformat(),
        "offset": (item.due - standing.launch).days,
        "float": item.float_days,
        "critical": item.critical,
        "needs": [
            {"id": need.id, "lag": need.lag.amount, "unit": need.lag.unit} for need in item.needs
        ],
        "parent": item.parent or None,
        "split": item.split,
        "owners": list(item.owners),
        "work_end": item.work_end.isoformat(),
        "margin": item.margin,
        "planned_offset": item.offset,
        "imposed": _iso(item.imposed),
        "status": STATUSES[item.status - 1].key if item.status else None,
        "progress": item.progress,
        "done": item.done,
        "ended": _iso(item.ended),
        "forecast": item.forecast.isoformat(),
        "finding": item.finding.kind if item.finding else None,
        "deliverable": item.deliverable,
        "channel": item.channel,
        "comment": item.comment,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
