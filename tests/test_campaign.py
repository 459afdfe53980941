"""A campaign from an archetype: its blocks, its people, its language, its calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.archetype.model import (
    Block,
    BudgetLine,
    Channel,
    Duration,
    Kpi,
    MonthDay,
    Need,
    Objective,
    Part,
    Phase,
    Yearly,
)
from retrosheet.calendars import Closure
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.errors import InvalidInput
from retrosheet.language import LANGS, Lang, Text
from tests.schedule.archetypes import ROLES, J, archetype, need, planned, task

VIDEO, PRINT = Block("video", Text("Vidéo", "Video")), Block("print", Text("Imprimés", "Print"))
PARTY = Block("party", Text("Soirée", "Party"), default=False)


def ids(campaign: Campaign) -> list[str]:
    return [line.id for line in campaign.tasks]


def needs(campaign: Campaign, name: str) -> tuple[Need, ...]:
    return next(line.needs for line in campaign.tasks if line.id == name)


@pytest.mark.parametrize(
    ("chosen", "left_out", "expected"),
    [
        ((), (), "A V"),
        (("party",), (), "A V P"),
        ((), ("video",), "A"),
        (("party",), ("video",), "A P"),
        (("video",), (), "A V"),
        ((), ("party",), "A V"),
    ],
)
def test_blocks_are_there_by_default_or_by_choice(
    chosen: tuple[str, ...], left_out: tuple[str, ...], expected: str
) -> None:
    """What is both asked for and left out is left out."""
    made = archetype(
        task("A"), task("V", block="video"), task("P", block="party"), blocks=(VIDEO, PARTY)
    )
    options = Options(J, with_blocks=chosen, without_blocks=left_out)
    assert ids(plan(made, options)) == expected.split()


def test_needs_go_round_what_is_left_out() -> None:
    """A need on a dropped task becomes what that task needed, with the lags it had, each once."""
    made = archetype(
        task("A"),
        task("B"),
        task("V1", "A+2d", block="video"),
        task("V2", "V1+5d", "B", block="video"),
        task("P", block="print"),
        task("C", "V2", "P"),
        task("D", "B+1d", "V2"),
        blocks=(VIDEO, PRINT),
    )
    campaign = plan(made, Options(J, without_blocks=("video", "print")))
    assert ids(campaign) == ["A", "B", "C", "D"]
    assert needs(campaign, "C") == (need("A+2d"), need("B"))
    assert needs(campaign, "D") == (need("B+1d"), need("A+2d"))


def test_a_phase_without_tasks_is_gone() -> None:
    """Left without tasks by its blocks, it has no heading in the plan."""
    phases = (
        Phase("one", Text("Un", "One"), (task("V", block="video"),)),
        Phase("two", Text("Deux", "Two"), (task("A"), task("W", block="video"))),
        Phase("three", Text("Trois", "Three"), (task("B"),)),
    )
    made = archetype(phases=phases, blocks=(VIDEO,))
    campaign = plan(made, Options(J, "fr", without_blocks=("video",)))
    assert [(phase.id, phase.title) for phase in campaign.phases] == [
        ("two", "Deux"),
        ("three", "Trois"),
    ]
    assert [campaign.phases[line.phase].id for line in campaign.tasks] == ["two", "three"]


def test_money_for_what_is_left_out_is_not_spent() -> None:
    """An expense goes with its task, and stays where it belongs to none."""

    def line(title: str, name: str | None) -> BudgetLine:
        return BudgetLine(Text(title, title), Text("Achats", "Purchases"), 10.5, name)

    made = archetype(
        task("A"),
        task("V", block="video"),
        blocks=(VIDEO,),
        budget=(line("a", "A"), line("v", "V"), line("other", None)),
    )
    campaign = plan(made, Options(J, without_blocks=("video",)))
    assert [(each.title, each.category, each.amount, each.task) for each in campaign.budget] == [
        ("a", "Purchases", 10.5, "A"),
        ("other", "Purchases", 10.5, ""),
    ]


def test_a_block_cannot_be_both_in_and_out() -> None:
    """Whichever way it is named."""
    made = archetype(task("A"), blocks=(VIDEO, PARTY))
    with pytest.raises(InvalidInput, match="'party': both asked for and left out"):
        plan(made, Options(J, with_blocks=("Soirée",), without_blocks=("party",)))


def test_unknown_blocks_are_refused_all_at_once() -> None:
    """Each by the word that was typed, with those that the campaign has."""
    made = archetype(task("A"), blocks=(VIDEO, PARTY))
    options = Options(J, with_blocks=("vidéos", "party", "x"), without_blocks=("x",))
    with pytest.raises(InvalidInput) as refused:
        plan(made, options)
    known = "This campaign has: Video (video), Party (party)."
    assert str(refused.value).splitlines() == [
        f"Unknown optional block: 'vidéos'. {known}",
        f"Unknown optional block: 'x'. {known}",
    ]
    with pytest.raises(InvalidInput, match=r"« x ».*pas de bloc facultatif"):
        plan(archetype(task("A")), Options(J, "fr", with_blocks=("x",)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["designer", "Graphiste", "graphiste", "DESIGNER", "Designer"])
def test_a_role_is_named_by_id_or_title_in_any_language(name: str, lang: Lang) -> None:
    """Whoever is given the role by any of its names owns its tasks."""
    options = Options(J, lang, people=((name, "Inès"),))
    campaign = plan(archetype(task("A")), options)
    assert [role.person for role in campaign.roles] == ["", "Inès"]
    assert campaign.role("designer").label == "Inès"
    assert campaign.role("manager").label == ROLES[0].title.to(lang)


def test_two_names_for_one_role_are_refused_however_it_is_spelled() -> None:
    """By its id and by its title: neither of the two people is dropped in silence."""
    options = Options(J, people=(("designer", "Inès"), ("Graphiste", "Karim"), ("manager", "Zoé")))
    with pytest.raises(InvalidInput) as refused:
        plan(archetype(task("A")), options)
    assert str(refused.value) == "Two names for 'Designer': Inès and Karim; keep one."


@pytest.mark.parametrize(
    "typed", ["manager", "MANAGER", "Chef de projet", "chef\u00a0de  projet", "Project‐Manager"]
)
def test_a_role_is_named_by_its_id_or_by_the_title_that_people_see(typed: str) -> None:
    """In either language, whatever the accents, capitals, spaces and hyphens."""
    campaign = plan(archetype(task("A")), Options(J, people=((typed, "Zoé"),)))
    assert [role.person for role in campaign.roles] == ["Zoé", ""]


def test_unknown_roles_are_refused_all_at_once() -> None:
    """With the titles that the campaign has, and the one that was meant most likely."""
    people = (("boss", "Zoé"), ("Desinger", "Inès"))
    with pytest.raises(InvalidInput) as refused:
        plan(archetype(task("A")), Options(J, people=people))
    known = "This campaign has: Project manager, Designer."
    assert str(refused.value).splitlines() == [
        f"Unknown role: 'boss'. {known}",
        f"Unknown role: 'Desinger' (did you mean 'Designer'?). {known}",
    ]


@pytest.mark.parametrize(
    ("lang", "campaign", "line"),
    [
        (
            "fr",
            ("Campagne", "Résumé", "Tout", "Chef de projet"),
            ("A fr", "Maquette", "Presse", "Un conseil\n☐ Logo\n☐ Prix"),
        ),
        (
            "en",
            ("Campaign", "Summary", "All", "Project manager"),
            ("A en", "Mock-up", "Press", "Advice\n☐ Logo\n☐ Price"),
        ),
    ],
)
def test_a_campaign_speaks_one_language(
    lang: Lang, campaign: tuple[str, ...], line: tuple[str, ...]
) -> None:
    """Titles, deliverables, channels and checklists are all of the language asked for."""
    written = task(
        "A",
        deliverable=(Part(Text("Maquette", "Mock-up")),),
        channel="press",
        note=Text("Un conseil", "Advice"),
        checklist=(Part(Text("Logo", "Logo")), Part(Text("Prix", "Price"))),
    )
    press = Channel("press", Text("Presse", "Press"))
    made = planned(written, task("B"), channels=(press,), lang=lang)
    assert (made.title, made.summary, made.phases[0].title, made.roles[0].title) == campaign
    shown = [(each.title, each.deliverable, each.channel, each.note) for each in made.tasks]
    assert shown == [line, (f"B {lang}", "", "", "")]
    assert made.lang == lang


def test_objectives_and_indicators_speak_it_too() -> None:
    """And so are their units and the six words of each aim."""

    def both(word: str) -> Text:
        return Text(f"{word} fr", f"{word} en")

    objective = Objective(
        both("title"), both("specific"), both("measurable"), both("achievable"),
        both("relevant"), both("bound"),
    )  # fmt: skip
    sales = Kpi(both("sales"), 150.5, both("unit"), 30, "manager", both("till"))
    rest = Kpi(both("rest"), 1, both("unit"), -2, "designer")
    made = planned(task("A"), objectives=(objective,), kpis=(sales, rest), lang="fr")
    assert tuple(made.objectives[0]) == (
        "title fr", "specific fr", "measurable fr", "achievable fr", "relevant fr", "bound fr"
    )  # fmt: skip
    assert [tuple(kpi) for kpi in made.kpis] == [
        ("sales fr", 150.5, "unit fr", 30, "manager", "till fr", "higher"),
        ("rest fr", 1, "unit fr", -2, "designer", "", "higher"),
    ]


def test_what_belongs_to_a_block_goes_with_it() -> None:
    """Parts of what is made, points to check, aims and money; a line needs its task besides."""

    def both(word: str) -> Text:
        return Text(word, word)

    parts = (Part(both("Poster")), Part(both("trailer"), "video"))
    how = (both("a"), both("b"), both("c"), both("d"), both("e"))
    sold, seen = Objective(both("Sell"), *how), Objective(both("Be seen"), *how, "video")
    made = archetype(
        task("A", deliverable=parts, checklist=parts),
        task("V", block="video"),
        blocks=(VIDEO, PRINT),
        objectives=(sold, seen),
        kpis=(
            Kpi(both("Views"), 9, both("views"), 30, "manager", block="video"),
            Kpi(both("Sales"), 9, both("sales"), 30, "manager"),
        ),
        budget=(
            BudgetLine(both("Rent"), both("Hall"), 1),
            BudgetLine(both("Music"), both("Film"), 1, block="video"),
            BudgetLine(both("Crew"), both("Film"), 1, "V"),
            BudgetLine(both("Flyers of the film"), both("Film"), 1, "V", block="print"),
        ),
    )

    def shown(*without: str) -> list[list[str]]:
        campaign = plan(made, Options(J, without_blocks=without))
        first = campaign.tasks[0]
        return [
            [first.deliverable, *first.note.splitlines()],
            [objective.title for objective in campaign.objectives],
            [kpi.title for kpi in campaign.kpis],
            [line.title for line in campaign.budget],
        ]

    assert shown() == [
        ["Poster, trailer", "☐ Poster", "☐ trailer"],
        ["Sell", "Be seen"],
        ["Views", "Sales"],
        ["Rent", "Music", "Crew", "Flyers of the film"],
    ]
    assert shown("video") == [
        ["Poster", "☐ Poster"], ["Sell"], ["Sales"], ["Rent"]
    ]  # fmt: skip
    assert shown("print")[3] == ["Rent", "Music", "Crew"]


def test_who_has_nothing_to_do_without_a_block_is_not_asked() -> None:
    """A role goes with all that it does or decides; with a person it stays, and so does its letter.

    One that is only ever consulted or informed stays too: nothing says that it belongs to a block.
    """
    raci = (("manager", "R"), ("designer", "C"))
    made = archetype(
        task("A", raci=raci), task("V", owner="designer", block="video"), blocks=(VIDEO,)
    )
    assert plan(made, Options(J)).tasks[0].raci == raci
    without = plan(made, Options(J, without_blocks=("video",)))
    assert [role.id for role in without.roles] == ["manager"]
    assert without.tasks[0].raci == (("manager", "R"),)
    named = Options(J, without_blocks=("video",), people=(("designer", "Ada"),))
    assert [role.person for role in plan(made, named).roles] == ["", "Ada"]
    assert plan(made, named).tasks[0].raci == raci
    seen = archetype(task("A", raci=raci), task("V", block="video"), blocks=(VIDEO,))
    assert len(plan(seen, Options(J, without_blocks=("video",))).roles) == 2


def test_a_campaign_has_its_own_name_or_the_archetypes() -> None:
    """The type's title is kept beside the name that somebody gave."""
    assert planned(task("A"), lang="fr").name == "Campagne"
    named = plan(archetype(task("A")), Options(J, name="Printemps"))
    assert (named.name, named.title, named.archetype) == ("Printemps", "Campaign", "a")


def test_days_of_every_year_are_closed_unless_launch_falls_among_them() -> None:
    """Those that somebody closes anyway come once; ``yearly=False`` leaves them out."""
    new_year = Yearly(MonthDay(12, 24), MonthDay(1, 1))
    made = archetype(task("A"), closed=(new_year,))

    def closed(launch: dt.date, *, yearly: bool = True) -> list[int]:
        campaign = plan(made, Options(launch, yearly=yearly))
        assert {day for closure in campaign.closures for day in closure.days()} <= set(
            campaign.calendar.days_off
        )
        return [closure.first.year for closure in campaign.closures]

    assert closed(J)[:2] == [2026, 2027]
    assert closed(J, yearly=False) == []
    assert 2026 not in closed(dt.date(2026, 12, 26))
    assert 2026 not in closed(dt.date(2027, 1, 1))
    own = (Closure(dt.date(2026, 12, 21), dt.date(2027, 1, 3)),)
    campaign = plan(made, Options(J, closed=own))
    assert campaign.closures[0] == own[0]
    assert dt.date(2026, 12, 24) not in {closure.first for closure in campaign.closures}


def test_the_calendar_has_weekend_holidays_and_closures() -> None:
    """Easter Monday is a holiday, Good Friday is not; the closure holds both its ends."""
    closed = (Closure(dt.date(2027, 4, 6), dt.date(2027, 4, 7)),)
    options = Options(J, "fr", country="FR", weekend="0000001", closed=closed, start=J)
    made = plan(archetype(task("A")), options)
    off = ["2027-03-28", "2027-03-29", "2027-04-06", "2027-04-07"]
    worked = ["2027-03-26", "2027-03-27", "2027-04-05", "2027-04-08"]
    assert not any(made.calendar.is_working(dt.date.fromisoformat(day)) for day in off)
    assert all(made.calendar.is_working(dt.date.fromisoformat(day)) for day in worked)
    assert (made.country, made.closures, made.start, made.launch) == ("FR", closed, J, J)
    assert {holiday.day for holiday in made.holidays} < made.calendar.days_off
    assert planned(task("A")).calendar.days_off == frozenset()


def test_holidays_reach_as_far_as_the_plan_and_j_may_move() -> None:
    """Back over a long preparation, and two years on."""
    options = Options(dt.date(2027, 2, 1), country="FR")
    short = plan(archetype(task("A")), options)
    assert {holiday.day.year for holiday in short.holidays} >= {2027, 2028, 2029}
    long = plan(archetype(task("A", duration=Duration(400, "d"))), options)
    assert {holiday.day.year for holiday in long.holidays} >= {2025, 2026, 2027, 2028, 2029}
    target = plan(archetype(task("A", due=-400)), options)
    assert {holiday.day.year for holiday in target.holidays} >= {2025, 2026, 2027, 2028, 2029}


def test_holidays_reach_dates_that_are_fixed_in_the_calendar() -> None:
    """A fair of the year before, or of the one after next, whatever else there is to do."""
    options = Options(dt.date(2027, 3, 15), country="FR")
    fairs = dt.date(2026, 12, 20), dt.date(2033, 5, 1)
    made = plan(archetype(*(task(f"F{day.year}", fixed=day) for day in fairs)), options)
    assert {holiday.day.year for holiday in made.holidays} >= {2026, 2027, 2033}
    lost = plan(archetype(task("L", fixed=dt.date(1, 1, 1)), task("A")), options)
    assert {holiday.day.year for holiday in lost.holidays} == {2027, 2028, 2029, 2030, 2031}


def test_a_chain_of_thousands_of_follow_ups_is_behind_launch() -> None:
    """Listed the wrong way round, so that each task stands in front of the one that it needs."""
    length = 3000
    chain = [task(f"F{n}", f"F{n - 1}") for n in range(length, 0, -1)]
    made = planned(*chain, task("F0", due=1), task("L", due=0), task("A"))
    behind = {line.id for line in made.tasks if line.after_launch}
    assert behind == {f"F{n}" for n in range(length + 1)}
