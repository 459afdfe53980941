"""What a campaign measures, it measures in its own time and proves with enough answers."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.archetype.library import names
from retrosheet.archetype.named import load_named
from retrosheet.campaign import Options, plan
from retrosheet.schedule import compute

LAUNCH = dt.date(2027, 9, 14)


@pytest.mark.parametrize("name", names())
def test_every_figure_is_read_before_the_last_task_ends(name: str) -> None:
    """Nobody comes back for a figure that is due after the review."""
    archetype = load_named(name)
    campaign = plan(archetype, Options(LAUNCH, "en", "FR"))
    last = max(line.due for line in compute(campaign).tasks)
    late = [kpi.title for kpi in archetype.kpis if LAUNCH + dt.timedelta(kpi.measured) > last]
    assert late == []


def test_both_awareness_surveys_ask_as_many_people() -> None:
    """Eight points can only be told apart by as many answers after the campaign as before."""
    archetype = load_named("communication-campaign")
    measurable = archetype.objectives[0].measurable
    (task,) = (task for phase in archetype.phases for task in phase.tasks if task.id == "SUI4")
    for text in (measurable.fr, task.deliverable[0].text.fr):
        assert "800 réponses" in text
