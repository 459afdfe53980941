"""``retrosheet calendar``: the plan in people's calendars, and kept up to date there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.command import Command, lang_option, option, today_option
from retrosheet.cli.options.clock import today as day_of
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.places.google_connection import connection_options
from retrosheet.cli.places.opened import WORKBOOK, opened
from retrosheet.cli.places.plan_source import place_of
from retrosheet.cli.terminal.lettering import wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, wrote
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text
from retrosheet.slugs import slug

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from retrosheet.cli.places.synced import PlanPlace, Seen
    from retrosheet.report.agenda import Choice
    from retrosheet.report.people import Person, Roster

_EXAMPLE = "calendar plan.xlsx -o plan.ics"
_DOES = Text(
    "Écrit le plan en calendrier (.ics) : un événement d’une journée par échéance, jalon et "
    "réunion, avec un rappel la veille. Les événements gardent leur identité quand on renomme une "
    "tâche ou déplace J : un nouvel import les met à jour là où le calendrier le sait. Rien de "
    "changé, mêmes octets. Ce que disait le calendrier d’avant est retenu dans l’onglet caché du "
    "classeur, avec ce que marque sync.",
    "Writes the plan as a calendar (.ics): one all-day event for each due date, milestone and "
    "meeting, with an alarm on the eve. The events keep their identity when a task is renamed or "
    "launch moved: importing again updates them where the calendar can. Nothing changed, the same "
    "bytes. What the calendar said before is remembered in the workbook's hidden tab, together "
    "with what sync marks.",
)
_SUFFIX = ".ics"
_NO_OUTPUT = Text(
    "Il manque la sortie : -o plan.ics pour un calendrier, --each-owner DOSSIER pour un par "
    "personne.",
    "The output is missing: -o plan.ics for one calendar, --each-owner FOLDER for one a person.",
)
_WRITE = Text(
    "--output : « {path} » ; donnez un nom qui finit par .ics.",
    '--output: "{path}"; give a name that ends in .ics.',
)
_OWNERLESS = (
    Text(
        "Sans responsable, donc dans aucun de ces calendriers : {titles}.",
        "In none of these calendars, as it has no owner: {titles}.",
    ),
    Text(
        "Sans responsable, donc dans aucun de ces calendriers : {titles}.",
        "In none of these calendars, as they have no owner: {titles}.",
    ),
)
_ONE_FILE = Text(
    "--owner choisit ce que montre -o ; --each-owner écrit de toute façon un fichier par personne.",
    "--owner chooses what -o shows; --each-owner writes one file a person in any case.",
)
_FOREIGN = Text(
    "« {path} » existe et ne vient pas de retrosheet : donnez un autre nom, ou --force.",
    '"{path}" exists and was not made by retrosheet: give another name, or --force.',
)
_NOT_A_FOLDER = Text(
    "--each-owner : « {path} » n’est pas un dossier.", '--each-owner: "{path}" is not a folder.'
)
_NO_MEMORY = Text(
    "« {path} » ne peut se souvenir de ce que disait le calendrier : il a été fait avant. "
    "Refaites-le avec retrosheet new.",
    '"{path}" cannot remember what the calendar said: it was made before there were any. Make it '
    "anew with retrosheet new.",
)
_FULL = Text(
    "« {path} » ne peut retenir plus de {n} événements ; rien n’a été écrit.",
    '"{path}" cannot remember more than {n} events; nothing was written.',
)
_WROTE = Text("{path} : {events}.", "{path}: {events}.")
_SAME = Text("{path} : {events}, inchangé.", "{path}: {events}, unchanged.")
_EVENTS = (Text("{n} événement", "{n} event"), Text("{n} événements", "{n} events"))
_OURS = b"PRODID:-//retrosheet//"


def command(lang: Lang) -> click.Command:
    own = (
        option(
            lang, "-o", "--output", metavar="FILE.ics",
            about=Text("Le fichier à écrire.", "The file to write."),
        ),
        option(
            lang, "--each-owner", metavar="DIR",
            about=Text("Un fichier par personne, dans ce dossier.", "One file a person, in here."),
        ),
        option(
            lang, "--owner", metavar="NAME",
            about=Text("Les tâches de cette personne seulement.", "This person's tasks only."),
        ),
        option(
            lang, "--milestones", is_flag=True,
            about=Text("Jalons et réunions seulement.", "Milestones and meetings only."),
        ),
        option(
            lang, "--bars", is_flag=True,
            about=Text(
                "Les tâches du début à l’échéance, au lieu de l’échéance seule.",
                "Tasks from start to due date, instead of the due date alone.",
            ),
        ),
        option(
            lang, "--force", is_flag=True,
            about=Text(
                "Remplacer un fichier d’un autre programme ; continuer si la moitié du plan "
                "manque.",
                "Replace another program's file; go on where half of the plan is gone.",
            ),
        ),
    )  # fmt: skip
    return Command(
        "calendar",
        lang,
        partial(_calendar, lang),
        [
            click.Argument(["file"], required=False, metavar="FILE.xlsx|URL"),
            *own,
            *connection_options(lang),
            today_option(lang),
            lang_option(lang),
        ],
        usage="FILE.xlsx|URL -o FILE.ics [OPTIONS]",
        does=_DOES,
        arguments=WORKBOOK,
        examples=(
            "retrosheet calendar plan.xlsx -o plan.ics",
            "retrosheet calendar plan.xlsx -o milestones.ics --milestones",
            "retrosheet calendar plan.xlsx --each-owner calendars",
            "retrosheet calendar https://docs.google.com/spreadsheets/d/1AbC… -o plan.ics",
        ),
    )


def _calendar(
    ours: Lang, /, *, file: str | None, output: str | None, each_owner: str | None,
    owner: str | None, milestones: bool, bars: bool, force: bool, **typed: Any,
) -> None:  # fmt: skip
    problems = Problems()
    problems.tried(check_language, typed["lang"], ours)
    place = problems.tried(place_of, file, _EXAMPLE, ours)
    path = problems.tried(_path, output, ours, force=force)
    folder = problems.tried(_folder, each_owner, ours)
    if output is None and each_owner is None:
        problems.add(_NO_OUTPUT.to(ours))
    if owner and output is None and each_owner is not None:
        problems.add(_ONE_FILE.to(ours))
    given = typed["today"] and problems.tried(day_of, typed["today"], ours)
    problems.raise_any()
    assert place is not None
    from retrosheet.report.agenda import Choice
    from retrosheet.report.people import roster

    with opened(place, typed, ours) as workplace:
        seen = published_at(workplace, given or None, ours, force=force)
    people = roster(seen.snapshot, ours)
    choice = Choice(milestones=milestones, bars=bars)
    files: list[tuple[Path, Choice]] = []
    if path is not None:
        person = people.asked(owner, ours) if owner else None
        files.append((path, replace(choice, person=person)))
    if folder is not None:
        files += [
            (folder / name, replace(choice, person=person)) for name, person in _named(people, seen)
        ]
    lines = [*written(files, people, seen, ours, force=force)]
    if folder is not None:
        lines += _ownerless(seen, ours)
    say("\n".join(lines))


def _ownerless(seen: Seen, lang: Lang) -> list[str]:
    """The tasks that stand in nobody's calendar, as nobody owns them."""
    from retrosheet.language import counted
    from retrosheet.report.phrases import listed

    published = {entry.id for entry in seen.snapshot.entries if not entry.cancelled}
    titles = [
        line.task.title
        for line in seen.snapshot.lines
        if line.task.id in published and not line.owners
    ]
    if not titles:
        return []
    said = counted(len(titles), _OWNERLESS, lang).format(titles=listed(titles, lang))
    return wrapped(said, stdout_terminal().width)


def published_at(
    place: PlanPlace, today: dt.date | None, lang: Lang, *, force: bool = False,
    draw: Callable[[], str] | None = None,
) -> Seen:  # fmt: skip
    """The plan with what calendars say of it from now on, as the workbook remembers it.

    Written only where something has changed. Raises InvalidInput or NoAccess, with no calendar
    written.
    """
    from retrosheet.cli.places.synced import changes_at, drawn, seen_at, with_campaign
    from retrosheet.report.agenda import published
    from retrosheet.workbook.sync_tab import MOST_REMEMBERED

    seen = seen_at(place, today, lang, force=force)
    if not seen.snapshot.remembers:
        raise InvalidInput(_NO_MEMORY.to(lang).format(path=place.name))
    entries = published(seen.snapshot, seen.findings.today)
    if len(entries) > MOST_REMEMBERED:
        raise InvalidInput(_FULL.to(lang).format(path=place.name, n=MOST_REMEMBERED))
    named = with_campaign(seen, draw or drawn)
    new = named._replace(snapshot=replace(named.snapshot, entries=entries))
    if new.snapshot != seen.snapshot:
        changes = changes_at(place, new, lang)
        if changes.cells and place.write(changes):
            wrote(place.name)
    return new


def _path(typed: str | None, lang: Lang, *, force: bool) -> Path | None:
    if typed is None:
        return None
    path = Path(typed)
    if path.suffix.casefold() != _SUFFIX:
        raise InvalidInput(_WRITE.to(lang).format(path=typed))
    _check_ours(path, lang, force=force)
    return path


def _folder(typed: str | None, lang: Lang) -> Path | None:
    if typed is None:
        return None
    folder = Path(typed)
    if folder.exists() and not folder.is_dir():
        raise InvalidInput(_NOT_A_FOLDER.to(lang).format(path=typed))
    return folder


def _check_ours(path: Path, lang: Lang, *, force: bool) -> None:
    """A calendar of ours is replaced without a word, any other file only if that is asked for."""
    if path.exists() and not force and _OURS not in path.read_bytes()[:1000]:
        raise InvalidInput(_FOREIGN.to(lang).format(path=path))


def _named(people: Roster, seen: Seen) -> Iterator[tuple[str, Person]]:
    """A file's name for everybody who has, or has had, a task."""
    taken: set[str] = set()
    owners = {name for entry in seen.snapshot.entries for name in entry.owner.split("; ")}
    former = {entry.former for entry in seen.snapshot.entries}
    had = {people.named(name) for names in former for name in names.split("; ")}
    for person in people.people:
        has = any(people.named(name) == person for name in owners)
        if not person.name or not (has or person in had):
            continue
        stem = slug(person.name, 60) or "calendar"
        names = (f"{stem}{'' if n == 1 else f'-{n}'}{_SUFFIX}" for n in range(1, 10_000))
        name = next(name for name in names if name not in taken)
        taken.add(name)
        yield name, person


def written(
    files: list[tuple[Path, Choice]], people: Roster, seen: Seen, lang: Lang, *, force: bool
) -> Iterator[str]:
    """Writes what differs from what lies there, and a line on each file."""
    from retrosheet.files.atomic import replace_file
    from retrosheet.language import counted
    from retrosheet.report.agenda import calendar, events_of

    width = stdout_terminal().width
    for path, _ in files:
        _check_ours(path, lang, force=force)
    for path, choice in files:
        content = calendar(seen.snapshot, seen.snapshot.entries, people, choice)
        same = path.exists() and path.read_bytes() == content
        if not same:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content, lang, keep_before=False)
            wrote(path)
        text = (_SAME if same else _WROTE).to(lang)
        events = counted(events_of(content), _EVENTS, lang)
        yield from wrapped(text.format(path=path, events=events), width)
