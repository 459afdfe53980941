"""What ``retrosheet remind`` finds set: servers, senders, secrets, each by its variable.

Nothing is sent and nobody is asked. A secret is said to be there, never shown.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from retrosheet.cli.options.sending_settings import (
    APPS,
    PASSWORD,
    SENDER,
    SERVER,
    USER,
    hook_if_set,
    server,
    webhook_entry,
    webhook_variable,
)
from retrosheet.errors import RetrosheetError
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.google.doctor import Check
    from retrosheet.language import Lang

_DRAFTS = Text(
    "--to drafts : rien à régler ; les messages attendent dans un dossier que vous les envoyiez.",
    "--to drafts: nothing to set; the messages wait in a folder until you send them.",
)
_NO_MAIL = Text(
    "--to smtp : rien n’est réglé ({variables}) ; --server, --user et --from en tiennent lieu.",
    "--to smtp: nothing is set ({variables}); --server, --user and --from do as well.",
)
_MAIL = Text(
    "--to smtp : {server}, expéditeur {sender} ; le serveur n’a pas été appelé.",
    "--to smtp: {server}, sender {sender}; the server was not called.",
)
_NO_USER = Text(
    "{user} n’est pas donné : personne ne s’identifie ; la plupart des serveurs le demandent.",
    "{user} is not set: nobody signs in; most servers ask for it.",
)
_IN_ENVIRONMENT = Text(
    "Mot de passe de {user} : donné dans {variable}.", "Password of {user}: set in {variable}."
)
_IN_KEYRING = Text(
    "Mot de passe de {user} : dans le trousseau du système.",
    "Password of {user}: in the system's keyring.",
)
_HOOK = Text(
    "--to {via} : {variable} mène à {host} ; rien n’a été publié.",
    "--to {via}: {variable} leads to {host}; nothing was posted.",
)
_NO_HOOK = Text(
    "--to {via} : {variable} n’est pas donné, ni « {keyring} » au trousseau.",
    '--to {via}: {variable} is not set, nor "{keyring}" in the keyring.',
)


def checks(lang: Lang) -> Iterator[Check]:
    """One check after the other, for each way that a reminder can go."""
    from retrosheet.google.doctor import Check

    yield Check("good", _DRAFTS.to(lang))
    yield from _mail(lang)
    for via in APPS:
        yield _channel(via, lang)


def _mail(lang: Lang) -> Iterator[Check]:
    from retrosheet.google.doctor import Check
    from retrosheet.sending.smtp import NO_PASSWORD

    variables = (SERVER, USER, SENDER, PASSWORD)
    if not any(os.environ.get(variable) for variable in variables):
        yield Check("note", _NO_MAIL.to(lang).format(variables=", ".join(variables)))
        return
    try:
        found = server(None, None, None, lang)
    except RetrosheetError as error:
        for problem in str(error).split("\n"):
            yield Check("bad", problem)
        return
    yield Check("good", _MAIL.to(lang).format(server=found.name, sender=found.sender))
    if not found.user:
        yield Check("note", _NO_USER.to(lang).format(user=USER))
    elif not found.password:
        yield Check("bad", NO_PASSWORD.to(lang).format(user=found.user, host=found.host))
    else:
        said = _IN_ENVIRONMENT if os.environ.get(PASSWORD) else _IN_KEYRING
        yield Check("good", said.to(lang).format(user=found.user, variable=PASSWORD))


def _channel(via: str, lang: Lang) -> Check:
    from retrosheet.google.doctor import Check

    variable = webhook_variable(via)
    try:
        found = hook_if_set(via, lang)
    except RetrosheetError as error:
        return Check("bad", str(error))
    if found is None:
        said = _NO_HOOK.to(lang).format(via=via, variable=variable, keyring=webhook_entry(via))
        return Check("note", said)
    return Check("good", _HOOK.to(lang).format(via=via, variable=variable, host=found.host))
