"""``retrosheet remind``: each person is told what is theirs, where they look, once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.command import (
    Command,
    json_option,
    lang_option,
    option,
    today_option,
)
from retrosheet.cli.options.clock import today as day_of
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.options.sending_settings import address, hook, server
from retrosheet.cli.places.google_connection import connection_options
from retrosheet.cli.places.opened import WORKBOOK, opened
from retrosheet.cli.places.plan_source import place_of
from retrosheet.cli.terminal.streams import say, say_json
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.cli.commands.reminded import Channel
    from retrosheet.cli.places.synced import PlanPlace

_EXAMPLE = Text(
    "retrosheet remind plan.xlsx --to drafts rappels",
    "retrosheet remind plan.xlsx --to drafts reminders",
)
_DOES = Text(
    "Rappelle à chacun ce qui est à lui : en retard, à rendre, à commencer, à valider, qui "
    "l’attend et ce que son retard fait à J. Une seule fois : ce qui est envoyé est retenu dans le "
    "classeur, en même temps que ce que marque sync. Sans nouveauté, personne ne reçoit rien, et "
    "les jours chômés non plus. Les adresses sont dans les réglages du classeur.",
    "Reminds everybody of what is theirs: late, due, to begin, to approve, who waits for them and "
    "what their delay does to launch. Once: what is sent is remembered in the workbook, together "
    "with what sync marks. Without news nobody gets anything, nor on days off. The addresses are "
    "in the workbook's settings.",
)
_FOLDER = Text("Le dossier des messages, avec --to drafts.", "The folder, with --to drafts.")
VIAS = ("drafts", "smtp", "slack", "teams")
_CHOICE = Text("{name} : « {typed} » ; écrivez {allowed}.", '{name}: "{typed}"; write {allowed}.')
_NO_WAY = Text(
    "Il manque la voie : --to drafts DOSSIER écrit des messages prêts à envoyer, --to smtp, --to "
    "slack et --to teams envoient ; --dry-run montre tout sans rien envoyer.",
    "The way is missing: --to drafts FOLDER writes messages ready to send, --to smtp, --to slack "
    "and --to teams send; --dry-run shows everything and sends nothing.",
)
_NO_FOLDER = Text(
    "--to drafts : il manque le dossier ; écrivez par exemple : {example}",
    "--to drafts: the folder is missing; write for example: {example}",
)
_NOT_FOR = Text("{name} ne va qu’avec {way}.", "{name} goes with {way} only.")
_BAD_LINK = Text(
    "--link : « {typed} » ; écrivez une adresse https://…",
    '--link: "{typed}"; write an https://… address',
)
_OR = Text(" ou ", " or ")


def command(lang: Lang) -> click.Command:
    own = (
        option(
            lang, "--to", metavar="|".join(VIAS),
            about=Text(
                "La voie : des fichiers prêts, un serveur de courrier, un canal Slack ou Teams.",
                "The way: ready files, a mail server, a Slack or Teams channel.",
            ),
        ),
        option(
            lang, "--owner", metavar="NAME",
            about=Text("Cette personne seulement.", "This person only."),
        ),
        option(
            lang, "--cc", metavar="ADDRESS", multiple=True,
            about=Text("Mettre en copie de chaque message.", "Copy each message to this address."),
        ),
        option(
            lang, "--link", metavar="URL",
            about=Text(
                "Où s’ouvre le plan ; d’une feuille Google, son adresse.",
                "Where the plan opens; of a Google sheet, its address.",
            ),
        ),
        option(
            lang, "--server", metavar="HOST[:PORT]",
            about=Text(
                "Le serveur de courrier, port 465 ou 587 ; sinon RETROSHEET_SMTP_SERVER.",
                "The mail server, port 465 or 587; else RETROSHEET_SMTP_SERVER.",
            ),
        ),
        option(
            lang, "--user", metavar="NAME",
            about=Text(
                "Le nom d’utilisateur ; sinon RETROSHEET_SMTP_USER. Mot de passe : "
                "RETROSHEET_SMTP_PASSWORD ou le trousseau.",
                "The user name; else RETROSHEET_SMTP_USER. Password: RETROSHEET_SMTP_PASSWORD or "
                "the keyring.",
            ),
        ),
        option(
            lang, "--from", "sender", metavar="ADDRESS",
            about=Text(
                "L’expéditeur ; sinon RETROSHEET_SMTP_FROM, sinon --user.",
                "The sender; else RETROSHEET_SMTP_FROM, else --user.",
            ),
        ),
        option(
            lang, "--dry-run", is_flag=True,
            about=Text(
                "Montrer qui recevrait quoi, et pourquoi ; ne rien envoyer ni écrire.",
                "Show who would receive what, and why; send and write nothing.",
            ),
        ),
        option(
            lang, "--quiet", is_flag=True,
            about=Text("Se taire quand il n’y a rien de nouveau.", "Say nothing without news."),
        ),
        option(
            lang, "--force", is_flag=True,
            about=Text(
                "Continuer même si plus de la moitié des tâches ont disparu du plan.",
                "Go on even if more than half of the tasks are gone from the plan.",
            ),
        ),
    )  # fmt: skip
    return Command(
        "remind",
        lang,
        partial(_remind, lang),
        [
            click.Argument(["file"], required=False, metavar="FILE.xlsx|URL"),
            click.Argument(["folder"], required=False, metavar="DIR"),
            *own,
            *connection_options(lang),
            json_option(lang),
            today_option(lang),
            lang_option(lang),
        ],
        usage="FILE.xlsx|URL --to drafts|smtp|slack|teams [DIR] [OPTIONS]",
        does=_DOES,
        arguments=(*WORKBOOK, ("DIR", _FOLDER)),
        examples=(
            "retrosheet remind plan.xlsx --dry-run",
            "retrosheet remind plan.xlsx --to drafts reminders",
            "retrosheet remind plan.xlsx --to smtp --server ssl0.ovh.net --from me@ici.fr",
            "retrosheet remind https://docs.google.com/spreadsheets/d/1AbC… --to slack",
        ),
    )


def _remind(
    ours: Lang, /, *, file: str | None, folder: str | None, dry_run: bool, quiet: bool,
    as_json: bool, **typed: Any,
) -> int:  # fmt: skip
    problems = Problems()
    problems.tried(check_language, typed["lang"], ours)
    place = problems.tried(place_of, file, _EXAMPLE.to(ours).removeprefix("retrosheet "), ours)
    via = problems.tried(_via, typed["to"], folder, ours, dry_run=dry_run)
    problems.tried(_misplaced, typed, folder, via, ours)
    settings = problems.tried(_settings, typed, via, ours, dry_run=dry_run)
    given = typed["today"] and problems.tried(day_of, typed["today"], ours)
    problems.raise_any()
    assert place is not None
    assert settings is not None
    from retrosheet.cli.commands.reminded import reminded

    with opened(place, typed, ours) as workplace:
        channel = _channel(settings, via or "drafts", folder, workplace, ours)
        done = reminded(
            workplace, channel, given, ours,
            only=typed["owner"] or "", dry_run=dry_run, force=typed["force"],
        )  # fmt: skip
        title = workplace.title
    from retrosheet.cli.commands import remind_report

    if as_json:
        say_json(remind_report.document(done, channel.via, ours))
    elif not (quiet and remind_report.is_silent(done)):
        say("\n".join(remind_report.lines(done, channel.via, title, ours)))
    failed = any(
        sent.outcome is not None and sent.outcome.state != "sent" for sent in done.deliveries
    )
    return int(failed)


def _via(typed: str | None, folder: str | None, lang: Lang, *, dry_run: bool) -> str | None:
    if typed is None and dry_run:
        return None
    if typed is None:
        raise InvalidInput(_NO_WAY.to(lang))
    if typed not in VIAS:
        allowed = _OR.to(lang).join(VIAS)
        raise InvalidInput(_CHOICE.to(lang).format(name="--to", typed=typed, allowed=allowed))
    if typed == "drafts" and not folder and not dry_run:
        raise InvalidInput(_NO_FOLDER.to(lang).format(example=_EXAMPLE.to(lang)))
    return typed


def _misplaced(typed: Mapping[str, Any], folder: str | None, via: str | None, lang: Lang) -> None:
    """What was given for another way would be dropped in silence."""
    if via is None:
        return
    given = {"DIR": folder, **{f"--{key}": typed[key] for key in ("server", "user", "owner")}}
    given |= {"--from": typed["sender"], "--cc": typed["cc"]}
    letters = ("drafts", "smtp")
    ways = {"DIR": ("drafts",), "--owner": letters, "--cc": letters}
    wrong = [
        _NOT_FOR.to(lang).format(
            name=name, way=_OR.to(lang).join(f"--to {way}" for way in ways.get(name, ("smtp",)))
        )
        for name, value in given.items()
        if value and via not in ways.get(name, ("smtp",))
    ]
    if wrong:
        raise InvalidInput("\n".join(wrong))


def _settings(
    typed: Mapping[str, Any], via: str | None, lang: Lang, *, dry_run: bool
) -> dict[str, Any]:
    """What the way needs, checked: the server, the webhook, the copies, the link."""
    problems = Problems()
    found: dict[str, Any] = {}
    if typed["link"] and not str(typed["link"]).startswith(("https://", "http://")):
        problems.add(_BAD_LINK.to(lang).format(typed=typed["link"]))
    found["link"] = typed["link"] or ""
    found["copies"] = tuple(problems.tried(address, "--cc", copy, lang) for copy in typed["cc"])
    if via == "smtp" and not dry_run:
        given = typed["server"], typed["user"], typed["sender"]
        found["server"] = problems.tried(server, *given, lang)
    if via in ("slack", "teams") and not dry_run:
        found["hook"] = problems.tried(hook, via, lang)
    problems.raise_any()
    return found


def _channel(
    settings: Mapping[str, Any], via: str, folder: str | None, place: PlanPlace, lang: Lang
) -> Channel:
    from retrosheet.cli.commands.channels import DraftsChannel, HookChannel, MailChannel
    from retrosheet.report.slack import slack_messages
    from retrosheet.report.teams import teams_messages
    from retrosheet.sending.smtp import SUBMISSION, Server
    from retrosheet.sending.webhook import Hook

    link = settings["link"] or place.link
    if via in ("slack", "teams"):
        hook = settings.get("hook") or Hook("", "", "")
        bodies = slack_messages if via == "slack" else teams_messages
        return HookChannel(via, lang, place.title, link, hook, bodies)
    copies = settings["copies"]
    if via == "smtp":
        server = settings.get("server") or Server("", SUBMISSION, "")
        return MailChannel(lang, place.title, link, copies, server=server)
    into = Path(folder) if folder else None
    return DraftsChannel(lang, place.title, link, copies, folder=into)
