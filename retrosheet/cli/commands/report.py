"""``retrosheet report``: the state of a plan as a page, a picture or Markdown, for others."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.command import Command, force_option, lang_option, option, today_option
from retrosheet.cli.options.clock import today as day_of
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.output_path import EXISTS, version_before
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.places.google_connection import connection_options
from retrosheet.cli.places.plan_source import place_of, read_from
from retrosheet.cli.terminal.lettering import styled, wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, wrote
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text
from retrosheet.slugs import slug

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from retrosheet.cli.places.plan_source import Source
    from retrosheet.standing.model import Standing

_DOES = Text(
    "Montre où en est un plan, pour la réunion ou pour le client : une page qui se suffit à "
    "elle-même, à ouvrir, à envoyer ou à imprimer. J et la prévision d’abord, puis ce qui a "
    "changé, les retards et leur effet sur J, le Gantt, la charge, le budget. N’écrit rien dans le "
    "classeur.",
    "Shows where a plan stands, for the meeting or the client: one page that needs nothing else, "
    "to open, send or print. Launch day and its forecast first, then what has changed, the delays "
    "and what they do to launch, the Gantt, the load, the budget. Writes nothing into the "
    "workbook.",
)
_FILE = Text("Le classeur.", "The workbook.")
_URL = Text("L’adresse d’une feuille Google.", "The address of a Google sheet.")
_ENDINGS = {
    ".html": "html", ".htm": "html", ".pdf": "pdf", ".png": "png", ".svg": "svg", ".md": "md",
    ".markdown": "md",
}  # fmt: skip
_WRITE = Text(
    "--output : « {path} » ; donnez un nom qui finit par .html, .pdf, .png, .svg ou .md.",
    '--output: "{path}"; give a name that ends in .html, .pdf, .png, .svg or .md.',
)
_FOR = Text(
    "--for : « {typed} » ; écrivez client ou team.", '--for: "{typed}"; write client or team.'
)
_NO_PICTURE = Text(
    'Pour faire un PNG, il manque les paquets : pip install "resvg-py>=0.4,<1" '
    '"font-source-sans-pro>=0.0.1". Sans eux : .svg.',
    'To make a PNG, packages are missing: pip install "resvg-py>=0.4,<1" '
    '"font-source-sans-pro>=0.0.1". Without them: .svg.',
)
_DONE = Text("Rapport écrit :", "Report written:")
_FOR_CLIENT = Text(
    "Pour le client : sans commentaires internes ni montants.",
    "For the client: without internal comments or money.",
)
_NO_NAMES = Text("Sans noms de personnes.", "Without names of people.")


def command(lang: Lang) -> click.Command:
    own = (
        option(
            lang,
            "-o",
            "--output",
            metavar="FILE",
            about=Text(
                "Le fichier : .html, .pdf, .png, .svg ou .md ; sinon NOM-DATE.html ici même.",
                "The file: .html, .pdf, .png, .svg or .md; else NAME-DATE.html right here.",
            ),
        ),
        option(
            lang,
            "--for",
            "audience",
            metavar="client|team",
            about=Text(
                "Pour le client : sans commentaires internes ni montants.",
                "For the client: without internal comments or money.",
            ),
        ),
        option(
            lang,
            "--no-names",
            is_flag=True,
            about=Text("Sans noms de personnes.", "Without names of people."),
        ),
        force_option(lang),
    )
    return Command(
        "report",
        lang,
        partial(_report, lang),
        [
            click.Argument(["file"], required=False, metavar="FILE.xlsx|URL"),
            *own,
            *connection_options(lang),
            today_option(lang),
            lang_option(lang),
        ],
        usage="FILE.xlsx|URL [-o FILE] [OPTIONS]",
        does=_DOES,
        arguments=(("FILE.xlsx", _FILE), ("URL", _URL)),
        examples=(
            "retrosheet report plan.xlsx",
            "retrosheet report plan.xlsx -o client.pdf --for client",
            "retrosheet report plan.xlsx -o gantt.png",
            "retrosheet report plan.xlsx -o state.md --force",
        ),
    )


def _report(
    ours: Lang, /, *, file: str | None, output: str | None, audience: str | None,
    no_names: bool, force: bool, **typed: Any,
) -> None:  # fmt: skip
    problems = Problems()
    problems.tried(check_language, typed["lang"], ours)
    place = problems.tried(place_of, file, "report plan.xlsx", ours)
    path = problems.tried(_path, output, ours)
    if audience not in (None, "client", "team"):
        problems.add(_FOR.to(ours).format(typed=audience))
    given = typed["today"] and problems.tried(day_of, typed["today"], ours)
    problems.raise_any()
    assert place is not None
    _ready(path, ours)
    for_client = audience == "client"
    source, standing, lang = _standing(
        place, given or None, typed, ours, for_client=for_client, no_names=no_names
    )
    if path is None:
        path = Path(f"{slug(standing.name) or 'plan'}-{standing.today}.html")
    if path.exists() and not force:
        raise InvalidInput(EXISTS.to(ours).format(path=path))
    from retrosheet.files.atomic import replace_file

    backup = replace_file(path, _content(standing, path, source.title, lang, ours), ours)
    wrote(path)
    remarks = version_before(backup, ours)
    remarks += [_FOR_CLIENT.to(ours)] if for_client else []
    remarks += [_NO_NAMES.to(ours)] if no_names else []
    _tell(path, standing, remarks, ours)


def _path(typed: str | None, lang: Lang) -> Path | None:
    """The file to write; InvalidInput where its ending says nothing that can be made."""
    if typed is None:
        return None
    path = Path(typed)
    if path.suffix.casefold() not in _ENDINGS or path.is_dir():
        raise InvalidInput(_WRITE.to(lang).format(path=typed))
    return path


def _ready(path: Path | None, lang: Lang) -> None:
    """Raises InvalidInput, before anything is read, where packages for the picture are missing."""
    if path is None or _ENDINGS[path.suffix.casefold()] != "png":
        return
    from retrosheet.report.picture import installed

    if not installed():
        raise InvalidInput(_NO_PICTURE.to(lang))


def _standing(
    place: Path | str, today: dt.date | None, typed: Mapping[str, Any], ours: Lang, *,
    for_client: bool, no_names: bool,
) -> tuple[Source, Standing, Lang]:  # fmt: skip
    """What was read, where it stands as far as its readers may know, and their language.

    That is the workbook's own language, unless ``--lang`` asks for the other one.
    """
    from retrosheet.standing import audience
    from retrosheet.standing.of_workbook import NAMES, standing_of
    from retrosheet.sync.assess import assess
    from retrosheet.sync.reading import read_snapshot

    source = read_from(place, NAMES, typed, ours)
    snapshot = read_snapshot(source.tables, ours)
    lang = ours if typed["lang"] else snapshot.lang
    if for_client:
        snapshot = audience.for_client(snapshot)
    if no_names:
        snapshot = audience.without_names(snapshot)
    findings = assess(snapshot, today or snapshot.today or day_of(None, ours), lang)
    standing = standing_of(source.tables, snapshot, findings)
    if for_client:
        standing = audience.without_money(standing)
    if no_names:
        standing = audience.without_measurers(standing)
    return source, standing, lang


def _content(standing: Standing, path: Path, source: str, lang: Lang, ours: Lang) -> bytes:
    """What the file will hold, of the kind that its ending names."""
    kind = _ENDINGS[path.suffix.casefold()]
    if kind == "md":
        from retrosheet.report.markdown import markdown

        return markdown(standing, lang).encode()
    if kind in ("svg", "png"):
        from retrosheet.report.gantt.chart import chart_of
        from retrosheet.report.gantt.drawing import drawing

        svg = drawing(chart_of(standing), standing.calendar, standing.name, lang)
        if kind == "svg":
            return svg.encode()
        from retrosheet.report.picture import png

        return png(svg)
    from retrosheet.report.page.page import page

    html = page(standing, lang, source)
    if kind == "html":
        return html.encode()
    from retrosheet.cli.commands.browser import pdf

    return pdf(html, path, ours)


def _tell(path: Path, standing: Standing, remarks: Sequence[str], lang: Lang) -> None:
    from retrosheet.report.verdict import launch_verdict

    terminal = stdout_terminal()
    verdict, _ = launch_verdict(standing.findings, lang)
    head = styled(_DONE.to(lang), color=terminal.color, bold=True, fg="green")
    lines = [f"{head} {path}", *wrapped(verdict, terminal.width)]
    for remark in remarks:
        lines += wrapped(remark, terminal.width)
    say("\n".join(lines))
