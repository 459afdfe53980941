"""Files of other tools: charts written for Mermaid, plans of Microsoft Project."""

from __future__ import annotations

import datetime as dt

from retrosheet.archetype.terms import Duration
from retrosheet.importing.remarks import problem_lines
from tests.importing.reading import LAUNCH, archetype, imported, scheduled

PROJECT = """\
<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><Title>Alba</Title><Tasks>
<Task><UID>0</UID><ID>0</ID><Name>Alba</Name></Task>
<Task><UID>1</UID><Name>Preparation</Name><OutlineNumber>1</OutlineNumber>
 <Start>2027-03-01T08:00:00</Start><Finish>2027-03-12T17:00:00</Finish></Task>
<Task><UID>4</UID><Name>Brief &amp; plan</Name><OutlineNumber>1.1</OutlineNumber>
 <Start>2027-03-01T08:00:00</Start><Finish>2027-03-03T17:00:00</Finish></Task>
<Task><UID>2</UID><Name>Design</Name><OutlineNumber>1.2</OutlineNumber>
 <Start>2027-03-08T08:00:00</Start><Finish>2027-03-12T17:00:00</Finish>
 <PredecessorLink><PredecessorUID>4</PredecessorUID><Type>1</Type><LinkLag>9600</LinkLag>
 </PredecessorLink></Task>
<Task><UID>7</UID><Name>Launch</Name><OutlineNumber>2</OutlineNumber><Milestone>1</Milestone>
 <Start>2027-03-15T08:00:00</Start><Finish>2027-03-15T08:00:00</Finish>
 <PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type></PredecessorLink></Task>
</Tasks>
<Resources><Resource><UID>1</UID><Name>Anna</Name></Resource>
<Resource><UID>2</UID><Name>Paul</Name></Resource></Resources>
<Assignments><Assignment><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID></Assignment>
<Assignment><TaskUID>2</TaskUID><ResourceUID>2</ResourceUID></Assignment></Assignments></Project>
"""


def test_a_plan_of_microsoft_project() -> None:
    """Its outline, dates, links with their lags, milestones and people."""
    found = archetype(PROJECT, "en", LAUNCH)
    assert [(p.title.en, [t.title.en for t in p.tasks]) for p in found.phases] == [
        ("Preparation", ["Brief & plan", "Design"]),
        ("Launch", ["Launch"]),
    ]
    brief, design, launch = found.tasks
    assert design.needs == ((brief.id, Duration(2, "d")),)
    assert (launch.kind, launch.needs) == ("milestone", ((design.id, Duration(0, "d")),))
    assert (design.owner, design.raci) == ("anna", (("anna", "R"), ("paul", "C")))
    dates = scheduled(found, LAUNCH)
    assert dates["Design"] == (dt.date(2027, 3, 8), dt.date(2027, 3, 12))


def test_a_plan_that_is_cut_or_declares_entities_is_refused() -> None:
    """A damaged or hostile XML file is one clear problem, and nothing is expanded."""
    bomb = PROJECT.replace("<Project", '<!DOCTYPE Project [<!ENTITY a "a">]><Project', 1)
    for text in (PROJECT[:900], bomb):
        (said,) = problem_lines(imported(text, "en", LAUNCH).problems, "p.xml", "en")
        assert said.startswith("p.xml: this XML file of Microsoft Project cannot be read")


def test_a_chart_that_works_all_days_and_ends_in_the_morning() -> None:
    """Without ``excludes weekends`` a length counts all days; an end date is the day after."""
    text = (
        "gantt\n title Alba\n dateFormat YYYY-MM-DD\n section Prep\n"
        " Brief :done, a, 2027-03-04, 4d\n Print :crit, b, after a, 2027-03-13\n"
        " Pack :1d\n section Day\n Launch :milestone, 2027-03-15, 0d\n"
    )
    found = archetype(text, "en", LAUNCH)
    assert found.title.en == "Alba"
    dates = scheduled(found, LAUNCH)
    assert dates["Brief"] == (dt.date(2027, 3, 4), dt.date(2027, 3, 7))
    assert dates["Print"] == (dt.date(2027, 3, 8), dt.date(2027, 3, 12))
    assert dates["Pack"] == (dt.date(2027, 3, 13), dt.date(2027, 3, 13))
    assert dates["Launch"][1] == LAUNCH
    assert [task.kind for task in found.tasks] == ["task", "task", "task", "milestone"]
