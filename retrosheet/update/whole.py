"""A campaign made of what people have: everybody in the team, every row a task, holidays enough."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from retrosheet.archetype.terms import Duration, Need
from retrosheet.calendars import Closure, Holiday, public_holidays
from retrosheet.campaign import BudgetLine, Campaign, Kpi, Objective, Phase, Role, Task
from retrosheet.campaign.days_off import calendar_with
from retrosheet.campaign.placements import with_placements
from retrosheet.campaign.values import SPARE_LINES
from retrosheet.language import Lang, Text, usual_locale
from retrosheet.owners import owners
from retrosheet.schedule.network import as_part, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.campaign.made import Row
    from retrosheet.update.present import Present

_TEAM = Text("Équipe", "Team")
_NO_PHASE = Text("Plan", "Plan")


@dataclass(frozen=True)
class Wanted:
    """What a person asks for besides: None leaves it as it is."""

    launch: dt.date | None = None
    country: str | None = None
    lang: Lang | None = None
    spare: int | None = None
    baseline: bool = False
    note: str = ""
    tabs: bool = False


def whole(
    present: Present, rows: Mapping[str, Row], theirs: Campaign | None, wanted: Wanted
) -> Campaign:
    """The campaign of the merged ``rows``; ``theirs`` is what the archetype gives, if it is known.

    Raises InvalidInput for an unknown country.
    """
    return _Whole(present, rows, theirs, wanted).campaign()


def spare_of(present: Present, wanted: Wanted) -> int:
    """The spare lines that each phase ends with."""
    if wanted.spare is not None:
        return wanted.spare
    return present.made.spare if present.made else SPARE_LINES


class _Whole:
    def __init__(
        self, present: Present, rows: Mapping[str, Row], theirs: Campaign | None, wanted: Wanted
    ) -> None:
        self.present, self.rows, self.theirs, self.wanted = present, rows, theirs, wanted
        self.snapshot = present.snapshot
        self.lang: Lang = wanted.lang or self.snapshot.lang
        self.launch = wanted.launch or self.snapshot.launch

    def campaign(self) -> Campaign:
        snapshot, told = self.snapshot, self.present.source.told
        roles = self._roles()
        phases = self._phases()
        tasks = self._tasks(roles, phases)
        closures = tuple(self._closures())
        listed_days = tuple(self._holidays())
        holidays = (*listed_days, *self._more_holidays(listed_days))
        calendar = calendar_with(holidays, closures, snapshot.calendar.weekend)
        made = self.present.made
        country = self.wanted.country or (made.country if made else None) or None
        return Campaign(
            archetype=snapshot.archetype,
            title=self.theirs.title if self.theirs else told.name,
            name=snapshot.name or told.name,
            summary=self.theirs.summary if self.theirs else "",
            lang=self.lang,
            locale=(made.locale if made else "") or usual_locale(self.lang),
            launch=self.launch,
            calendar=calendar,
            phases=phases,
            roles=roles,
            tasks=tasks,
            start=snapshot.start,
            country=None if self.wanted.country == "none" else country,
            holidays=holidays,
            closures=closures,
            objectives=self._objectives(),
            kpis=tuple(self._kpis(roles)),
            budget=self._budget(),
            spare=spare_of(self.present, self.wanted),
        )

    def _roles(self) -> tuple[Role, ...]:
        """The team as it is listed, then everybody whom a row names besides."""
        found = [
            Role(f"r{number}", member.role, member.person)
            for number, member in enumerate(self.snapshot.team)
        ]
        known = {name.casefold() for role in found for name in (role.title, role.person) if name}
        titles = {role.title.casefold() for role in self.theirs.roles} if self.theirs else set()
        named = [row.owner for row in self.rows.values()]
        named += [role for row in self.rows.values() for role, _ in row.raci]
        for name in named:
            one = name.strip()
            if not one or one.casefold() in known or len(owners(one, tuple(known))) > 1:
                continue
            known.add(one.casefold())
            new = f"r{len(found)}"
            is_role = one.casefold() in titles
            found.append(Role(new, one, "") if is_role else Role(new, "", one))
        return tuple(found) or (Role("r0", _TEAM.to(self.lang)),)

    def _phases(self) -> tuple[Phase, ...]:
        """The phases as the settings list them, then those that have come since.

        So each keeps its number and its colour; one that has another name now keeps its place.
        """
        renamed = self._renamed()
        made = self.present.made
        listed_titles = [*self.present.settings.phases()]
        titles: dict[str, str] = {}
        for title in listed_titles:
            now = renamed.get(title.casefold(), title)
            titles.setdefault(now.casefold(), now)
        new = [phase.title for phase in self.theirs.phases] if self.theirs else []
        new += [row.phase for row in made.rows.values()] if made else []
        used = {row.phase.casefold() for row in self.rows.values()}
        for title in (*new, *(row.phase for row in self.rows.values())):
            if title and title.casefold() in used:
                titles.setdefault(title.casefold(), title)
        if not titles or any(not row.phase for row in self.rows.values()):
            title = _NO_PHASE.to(self.lang)
            titles.setdefault(title.casefold(), title)
        return tuple(Phase(f"p{n}", title) for n, title in enumerate(titles.values()))

    def _renamed(self) -> dict[str, str]:
        """What a phase is called now of which all tasks are of one other phase, by its title."""
        made = self.present.made.rows if self.present.made else {}
        used = {row.phase.casefold() for row in self.rows.values()}
        there = {title.casefold() for title in self.present.settings.phases()}
        now: dict[str, dict[str, str]] = {}
        for row_id, row in made.items():
            if row_id in self.rows and row.phase.casefold() in there - used:
                title = self.rows[row_id].phase
                now.setdefault(row.phase.casefold(), {})[title.casefold()] = title
        return {
            before: next(iter(titles.values()))
            for before, titles in now.items()
            if len(titles) == 1 and not {*titles} & {*there, ""}
        }

    def _tasks(self, roles: tuple[Role, ...], phases: tuple[Phase, ...]) -> tuple[Task, ...]:
        by_phase = {phase.title.casefold(): number for number, phase in enumerate(phases)}
        last = len(phases) - 1
        by_role = {
            name.casefold(): role.id
            for role in reversed(roles)
            for name in (role.person, role.title)
            if name
        }
        made = self.present.made
        aliases = {row: task for task, row in made.aliases.items()} if made else {}
        new = {task.id: task for task in self.theirs.tasks} if self.theirs else {}
        has_raci = "rs_raci" in self.present.tables
        tasks = []
        for row_id, row in self.rows.items():
            base = self.present.tasks.get(row_id) or new.get(aliases.get(row_id, row_id))
            task = base or Task(row_id, 0, row.title, "", placement="free")
            timing = row.timing
            tasks.append(
                replace(
                    task,
                    id=row_id,
                    phase=by_phase.get(row.phase.casefold(), last),
                    title=row.title,
                    role=by_role.get(row.owner.casefold(), roles[0].id),
                    kind=row.kind,
                    duration=timing.duration,
                    calendar_days=timing.calendar_days,
                    any_day=timing.any_day,
                    incompressible=row.incompressible,
                    needs=row.needs,
                    offset=timing.offset,
                    imposed=timing.imposed,
                    margin=timing.margin,
                    deliverable=row.deliverable,
                    channel=row.channel,
                    note=row.note,
                    raci=tuple(
                        (by_role[role.casefold()], letter)
                        for role, letter in row.raci
                        if role.casefold() in by_role
                    )
                    if has_raci
                    else (),
                    deleted=False,
                )
            )
        return _placed(_split(tasks, {row_id: row.parent for row_id, row in self.rows.items()}),
                       self.present)  # fmt: skip

    def _holidays(self) -> Iterable[Holiday]:
        """The list of people's, without the country's own days where it becomes another one."""
        made = self.present.made
        own = set(made.holidays) if made and self.wanted.country else set()
        for _, day, name in self.present.settings.days_off(self.snapshot.lang, self.launch):
            if day not in own:
                yield Holiday(day, name)

    def _more_holidays(self, there: tuple[Holiday, ...]) -> tuple[Holiday, ...]:
        """Those of the years that the plan spans and the list does not have yet."""
        made = self.present.made
        country = self.wanted.country or (made.country if made else None)
        if not country or country == "none" or (not there and not self.wanted.country):
            return ()
        snapshot = self.snapshot
        days = [placed.start for placed in snapshot.schedule.tasks]
        days += [placed.due for placed in snapshot.schedule.tasks]
        days = days or [self.launch]
        shift = self.launch - snapshot.launch
        first = min([*days, min(days) + shift, self.launch]).year
        last = max([*days, max(days) + shift, self.launch]).year
        have = {holiday.day.year for holiday in there}
        if self.wanted.country:
            have = set()
            old = [day.year for day in made.holidays] if made else []
            first, last = min([first, *old]), max([last, *old])
        elif all(year in have for year in range(first, last + 1)):
            return ()
        years = [year for year in range(first, last + 2) if year not in have]
        listed_days = {holiday.day for holiday in there}
        found = public_holidays(country, range(years[0], years[-1] + 1), self.lang)
        return tuple(one for one in found if one.day.year in years and one.day not in listed_days)

    def _closures(self) -> Iterable[Closure]:
        for _, begin, end in self.present.settings.closed(self.snapshot.lang, self.launch):
            yield Closure(begin, end)

    def _objectives(self) -> tuple[Objective, ...]:
        return tuple(Objective(*texts) for texts in self.present.source.told.objectives or ())

    def _kpis(self, roles: tuple[Role, ...]) -> Iterable[Kpi]:
        by_role = {name.casefold(): role.id for role in roles for name in (role.title, role.person)}
        for aim in self.present.source.told.aims or ():
            yield Kpi(
                aim.title, aim.target, aim.unit, aim.measured,
                by_role.get(aim.owner.casefold(), roles[0].id), aim.source,
                "lower" if aim.at_most else "higher",
            )  # fmt: skip

    def _budget(self) -> tuple[BudgetLine, ...]:
        ids = {row_id.casefold(): row_id for row_id in self.rows}
        return tuple(
            BudgetLine(line.title, line.category, line.amount, ids.get(line.task.casefold(), ""))
            for line in self.present.source.told.money or ()
        )


def _split(tasks: list[Task], named: Mapping[str, str]) -> list[Task]:
    """The tasks with those split that others name as the one that they are a part of."""
    parts = parts_of(named, {task.id.casefold(): task.id for task in tasks})
    found = []
    for task in tasks:
        whole = as_part(task, parts)
        if whole.split:
            own = parts.of[task.id]
            needs = tuple(Need(part, Duration(0, "d")) for part in own)
            whole = replace(whole, needs=needs, offset=None, imposed=None)
        found.append(whole)
    return found


def _placed(tasks: list[Task], present: Present) -> tuple[Task, ...]:
    """How each task is placed: as before while the network is as before, else worked out again."""
    before = {task_id: task.needs for task_id, task in present.tasks.items()}
    core = [task for task in tasks if task.placement != "free"]
    known = {task_id for task_id, task in present.tasks.items() if task.placement != "free"}
    same = {task.id for task in core} == known and all(
        task.needs == before[task.id] for task in core
    )
    based = [_based(task, tasks) for task in tasks]
    if not same or present.snapshot.deleted:
        return with_placements(based)
    worked_out = {task.id: task for task in with_placements(based)}
    return tuple(worked_out[task.id] if task.placement == "free" else task for task in tasks)


def _followed(task: Task, tasks: list[Task]) -> bool:
    return any(need.id == task.id for other in tasks for need in other.needs)


def _based(task: Task, tasks: list[Task]) -> Task:
    """A task before its placement is worked out: late, but for what follows others at once."""
    if task.placement == "free":
        soon = bool(task.needs) and not _followed(task, tasks)
    else:
        soon = task.placement == "soon" and not task.after_launch
    return replace(task, placement="soon" if soon else "late", after_launch=False)
