"""What each way of ``retrosheet remind`` needs: a mail server, a webhook, their secrets."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from retrosheet.cli.options.problems import Problems
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from retrosheet.sending.smtp import Server
    from retrosheet.sending.webhook import Hook

SERVER, USER = "RETROSHEET_SMTP_SERVER", "RETROSHEET_SMTP_USER"
SENDER, PASSWORD = "RETROSHEET_SMTP_FROM", "RETROSHEET_SMTP_PASSWORD"
APPS = {"slack": "Slack", "teams": "Teams"}
"""The programs to whose channels remind posts."""
_NO_SERVER = Text(
    "--to smtp : il manque le serveur ; --server ssl0.ovh.net:465, ou RETROSHEET_SMTP_SERVER.",
    "--to smtp: the server is missing; --server ssl0.ovh.net:465, or RETROSHEET_SMTP_SERVER.",
)
_BAD_SERVER = Text(
    "--server : « {typed} » ; écrivez un nom et un port, comme ssl0.ovh.net:465.",
    '--server: "{typed}"; write a name and a port, as ssl0.ovh.net:465.',
)
_MORE_THAN_A_SERVER = Text(
    "--server, ou RETROSHEET_SMTP_SERVER : un nom et un port seulement, comme ssl0.ovh.net:465 ; "
    "l’utilisateur se donne dans --user, le mot de passe dans RETROSHEET_SMTP_PASSWORD.",
    "--server, or RETROSHEET_SMTP_SERVER: a name and a port only, as ssl0.ovh.net:465; the user "
    "goes into --user, the password into RETROSHEET_SMTP_PASSWORD.",
)
_NO_SENDER = Text(
    "--to smtp : il manque l’expéditeur ; --from nadia@exemple.fr, ou RETROSHEET_SMTP_FROM.",
    "--to smtp: the sender is missing; --from nadia@example.org, or RETROSHEET_SMTP_FROM.",
)
_BAD_ADDRESS = Text(
    "{name} : « {typed} » n’est pas une adresse.", '{name}: "{typed}" is not an address.'
)
_NO_HOOK = Text(
    "Il manque l’adresse du webhook de {app} : donnez-la dans {variable}, ou au trousseau du "
    "système : keyring set retrosheet {keyring}. Jamais sur la ligne de commande : c’est un "
    "secret.",
    "The address of {app}'s webhook is missing: set {variable}, or keep it in the system's "
    "keyring: keyring set retrosheet {keyring}. Never on the command line: it is a secret.",
)


def webhook_variable(via: str) -> str:
    """The variable that holds a webhook's address."""
    return f"RETROSHEET_{via.upper()}_WEBHOOK"


def address(name: str, typed: str, lang: Lang) -> str:
    from retrosheet.report.people import address_of

    found = address_of(typed)
    if not found:
        raise InvalidInput(_BAD_ADDRESS.to(lang).format(name=name, typed=typed))
    return found


def server(where: str | None, user: str | None, sender: str | None, lang: Lang) -> Server:
    """The mail server, from what was typed, else from the environment; nobody is asked.

    Raises InvalidInput with all that is missing or wrong, NoAccess for a keyring that fails.
    """
    from retrosheet.sending.secrets import secret
    from retrosheet.sending.smtp import SUBMISSION, Server

    problems = Problems()
    where = where or os.environ.get(SERVER, "")
    host, colon, port = where.rpartition(":") if ":" in where else (where, "", "")
    if not where:
        problems.add(_NO_SERVER.to(lang))
    elif {"@", "/"} & {*where}:
        # a password may stand in it, so that it is not repeated
        problems.add(_MORE_THAN_A_SERVER.to(lang))
    elif not _is_host(host) or (colon and not (port.isdecimal() and int(port) < 65536)):
        problems.add(_BAD_SERVER.to(lang).format(typed=where))
    user = user or os.environ.get(USER, "")
    sender = sender or os.environ.get(SENDER, "") or user
    if not sender:
        problems.add(_NO_SENDER.to(lang))
    else:
        sender = problems.tried(address, "--from", sender, lang) or ""
    problems.raise_any()
    found = Server(host.strip("[]"), int(port) if port else SUBMISSION, sender, user)
    return found._replace(password=secret(PASSWORD, found.keyring_name, lang)) if user else found


def _is_host(name: str) -> bool:
    """Whether the network can look a name up; it is asked for in ASCII."""
    try:
        return name.isprintable() and bool(name.encode("idna"))
    except UnicodeError:
        return False


def webhook_entry(via: str) -> str:
    """The entry of the system's keyring that may hold it instead."""
    return f"{via}-webhook"


def hook(via: str, lang: Lang) -> Hook:
    """The webhook of ``slack`` or ``teams``, checked as far as its address goes.

    Raises InvalidInput where it is missing or can never work, NoAccess for a keyring that fails.
    """
    found = hook_if_set(via, lang)
    if found is None:
        app, variable, entry = APPS[via], webhook_variable(via), webhook_entry(via)
        raise InvalidInput(_NO_HOOK.to(lang).format(app=app, variable=variable, keyring=entry))
    return found


def hook_if_set(via: str, lang: Lang) -> Hook | None:
    """The same; None where it is missing."""
    from retrosheet.sending.secrets import secret
    from retrosheet.sending.webhook import Hook

    variable = webhook_variable(via)
    url = secret(variable, webhook_entry(via), lang)
    if not url:
        return None
    found = Hook(url, variable, APPS[via], says="ok" if via == "slack" else "")
    found.check(lang)
    return found
