"""``retrosheet auth logout``: the stored login is deleted and given back to Google."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from retrosheet.cli.command import Command, lang_option
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.terminal.lettering import wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    import click

_DOES = Text(
    "Supprime la connexion que « retrosheet auth login » a gardée, et demande à Google de "
    "l’oublier. Les feuilles restent, et les fichiers de compte de service ne sont pas touchés.",
    "Deletes the login that 'retrosheet auth login' has kept, and asks Google to forget it. The "
    "sheets stay, and service-account files are not touched.",
)
_NONE = Text("Aucune connexion gardée.", "No stored login.")
_DONE = Text(
    "Connexion supprimée ici, et oubliée par Google.",
    "Login deleted here, and forgotten by Google.",
)
_HERE_ONLY = Text(
    "Connexion supprimée ici. Google n’a pas pu être prévenu ; retirez l’accès vous-même : "
    "https://myaccount.google.com/connections",
    "Login deleted here. Google could not be told; remove the access yourself: "
    "https://myaccount.google.com/connections",
)
_COPIED = Text(
    "Connexion supprimée ici. Elle venait d’ailleurs et y reste valable ; pour la retirer "
    "partout : https://myaccount.google.com/connections",
    "Login deleted here. It came from elsewhere and stays good there; to remove it everywhere: "
    "https://myaccount.google.com/connections",
)


def command(lang: Lang) -> click.Command:
    return Command(
        "logout",
        lang,
        partial(_logout, lang),
        [lang_option(lang)],
        usage="[OPTIONS]",
        does=_DOES,
        examples=("retrosheet auth logout",),
    )


def _logout(ours: Lang, /, *, lang: str | None) -> None:
    check_language(lang, ours)
    from retrosheet.google.signing_in import login, stored_login

    if not stored_login.path().is_file():
        say(_NONE.to(ours))
        return
    text = {True: _DONE, False: _HERE_ONLY, None: _COPIED}[login.logout(ours)]
    say("\n".join(wrapped(text.to(ours), stdout_terminal().width)))
