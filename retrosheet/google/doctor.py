"""Whether everything is there to work with Google Sheets: one check after the other.

Each check says what was found and, where it is bad, what to do; the first one without which the
next make no sense ends the list. Nothing is written anywhere.
"""

from __future__ import annotations

import email.utils
import json
import platform
from importlib import metadata
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from retrosheet.errors import RetrosheetError
from retrosheet.google import document
from retrosheet.google.addresses import link
from retrosheet.google.signing_in import credentials as sign_in
from retrosheet.google.signing_in.sources import PLACES, Source, chosen
from retrosheet.google.speaking.hosts import api_url
from retrosheet.google.speaking.outages import Lost, NoToken, no_answer, no_token
from retrosheet.google.speaking.refusals import Context, Refused, fault_of, refusal
from retrosheet.google.speaking.transport import Transport
from retrosheet.google.tables import asking_for_names, usable
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from retrosheet.google.speaking.client import Answer

# An ID that nobody has: that Google does not find it shows that the API answers us.
NOBODYS = "1" + "retrosheet-doctor-asks-for-no-sheet-of-all"
_PACKAGES = ("gspread", "google-auth", "google-auth-oauthlib", "requests")
_MOST_SKEW = 120
_PLAN = "rs_plan"

_VERSIONS = Text("Versions : {found}.", "Versions: {found}.")
_SOURCE = Text("Identification : {place} ({path}).", "Credentials: {place} ({path}).")
_SERVICE = Text(
    "Compte de service : {account}. C’est l’adresse avec laquelle partager les feuilles.",
    "Service account: {account}. This is the address to share sheets with.",
)
_PERSON = Text("Compte : celui d’une personne.", "Account: a person's own.")
_SCOPES = Text("Droits donnés : {scopes}.", "Rights given: {scopes}.")
_ON_DEMAND = Text(
    "Droits : demandés à chaque connexion (feuilles de calcul ; partage au besoin).",
    "Rights: asked for at each sign-in (spreadsheets; sharing when needed).",
)
_TOKEN = Text("Google accepte la connexion.", "Google accepts the sign-in.")
_API = Text("L’API Google Sheets répond.", "The Google Sheets API answers.")
_CLOCK = Text(
    "L’horloge de cette machine va à {seconds} s près comme celle de Google.",
    "The clock of this machine is within {seconds} s of Google's.",
)
_CLOCK_WRONG = Text(
    "L’horloge de cette machine s’écarte de {seconds} s de celle de Google.",
    "The clock of this machine is {seconds} s off Google's.",
)
_SET_CLOCK = Text(
    "Mettez-la à l’heure (réglage automatique) : Google refuse les connexions au-delà de quelques "
    "minutes.",
    "Set it (to automatic): Google refuses sign-ins when it is minutes off.",
)
_DRIVE = Text(
    "L’API Google Drive répond : partager et choisir un dossier est possible.",
    "The Google Drive API answers: sharing and choosing a folder is possible.",
)
_NO_DRIVE = Text(
    "L’API Google Drive n’a pas été demandée : il ne la faut que pour --share et --folder.",
    "The Google Drive API was not asked: only --share and --folder need it.",
)
_READS = Text("« {title} » : lecture possible.", '"{title}": it can be read.')
_WRITES = Text("« {title} » : écriture possible.", '"{title}": it can be written to.')
_OURS = Text(
    "« {title} » : un rétroplanning de retrosheet, que sync peut lire.",
    '"{title}": a plan made by retrosheet, which sync can read.',
)
_NOT_OURS = Text(
    "« {title} » : pas un rétroplanning de retrosheet, ou ses plages nommées manquent.",
    '"{title}": not a plan made by retrosheet, or its named ranges are missing.',
)
_FILL_IT = Text(
    "Si elle est vide, remplissez-la : retrosheet new … --google --into {link}",
    "If it is blank, fill it: retrosheet new … --google --into {link}",
)


class Check(NamedTuple):
    """What one check found; a ``note`` is neither good nor bad, ``remedy`` is for what is bad."""

    state: Literal["good", "bad", "note"]
    said: str
    remedy: str = ""


def checks(
    lang: Lang,
    spreadsheet_id: str | None,
    credentials: Path | None,
    now: Callable[[], dt.datetime],
) -> Iterator[Check]:
    """One check after the other; ``now`` is this machine's clock, with its zone."""
    yield Check("good", _VERSIONS.to(lang).format(found=", ".join(versions())))
    try:
        sign_in.require(lang)
        source = chosen(lang, credentials)
        made = sign_in.from_source(source, (sign_in.SHEETS,), lang)
    except RetrosheetError as error:
        yield Check("bad", str(error))
        return
    account = sign_in.account(made)
    yield from _about(source, account, lang)
    try:
        sign_in.check(made, lang)
    except RetrosheetError as error:
        yield Check("bad", str(error))
        return
    yield Check("good", _TOKEN.to(lang))
    asked = _Asked(made, account, lang)
    try:
        yield from asked.sheets(now)
        yield from asked.drive(source)
        if spreadsheet_id is not None:
            with Transport(made, lang) as transport:
                yield from _access(transport, spreadsheet_id, lang)
    except RetrosheetError as error:
        yield Check("bad", str(error))
    finally:
        asked.close()


def versions() -> Iterator[str]:
    """What is installed of all that the way to Google takes."""
    yield f"Python {platform.python_version()}"
    for package in ("retrosheet", *_PACKAGES):
        try:
            yield f"{package} {metadata.version(package)}"
        except metadata.PackageNotFoundError:
            yield f"{package} –"


def _about(source: Source, account: str, lang: Lang) -> Iterator[Check]:
    place = PLACES[source.place].to(lang)
    yield Check("good", _SOURCE.to(lang).format(place=place, path=source.path))
    for remark in sign_in.remarks(source, lang):
        yield Check("note", remark)
    if account:
        yield Check("good", _SERVICE.to(lang).format(account=account))
    elif source.shape == "authorized_user":
        yield Check("good", _PERSON.to(lang))
    granted = sign_in.scopes_of(source)
    if granted:
        names = ", ".join(scope.rpartition("/")[2] for scope in granted)
        yield Check("good", _SCOPES.to(lang).format(scopes=names))
    else:
        yield Check("good", _ON_DEMAND.to(lang))


class _Asked:
    """Requests that are sent once, whose answers are looked at whatever they say."""

    def __init__(self, credentials: Any, account: str, lang: Lang) -> None:
        from retrosheet.google.speaking.client import Client

        self.client, self.account, self.lang = Client(credentials), account, lang

    def close(self) -> None:
        self.client.close()

    def sheets(self, now: Callable[[], dt.datetime]) -> Iterator[Check]:
        """Whether the API is enabled, and whether our clock is right."""
        path = f"{document.path_of(NOBODYS)}?fields=spreadsheetId"
        answer = self._get(path)
        if answer.status in (403, 404) and not _disabled(answer):
            yield Check("good", _API.to(self.lang))
        else:
            yield Check("bad", str(self._refusal(answer)))
        if date := answer.headers.get("date"):
            theirs = email.utils.parsedate_to_datetime(date)
            off = round(abs((now() - theirs).total_seconds()))
            if off <= _MOST_SKEW:
                yield Check("good", _CLOCK.to(self.lang).format(seconds=off))
            else:
                said = _CLOCK_WRONG.to(self.lang).format(seconds=off)
                yield Check("bad", said, _SET_CLOCK.to(self.lang))

    def drive(self, source: Source) -> Iterator[Check]:
        """Whether Drive answers, where the login has the right to ask."""
        if sign_in.DRIVE not in sign_in.scopes_of(source):
            yield Check("note", _NO_DRIVE.to(self.lang))
            return
        answer = self._get(f"drive/v3/files/{NOBODYS}?fields=id")
        if answer.status == 404 and isinstance(_body(answer), dict):
            yield Check("good", _DRIVE.to(self.lang))
        else:
            yield Check("bad", str(self._refusal(answer)))

    def _get(self, path: str) -> Answer:
        try:
            self.client.sign()
            return self.client.exchange("GET", api_url(path, self.lang), (), None)
        except Lost as error:
            raise no_answer(error.kind, self.lang) from None
        except NoToken as error:
            raise no_token(error.said, self.account, self.lang) from None

    def _refusal(self, answer: Answer) -> RetrosheetError:
        context = Context("check", NOBODYS, self.account)
        return refusal(answer.status, _body(answer), context, self.lang)


def _body(answer: Answer) -> dict[str, Any] | str:
    text = answer.body.decode("utf-8", "replace")
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return found if isinstance(found, dict) else text


def _disabled(answer: Answer) -> bool:
    """Whether a 403 is about us rather than about the sheet that is nobody's."""
    fault = fault_of(answer.status, _body(answer))
    return answer.status == 403 and fault.message != "The caller does not have permission"


def _access(transport: Transport, spreadsheet_id: str, lang: Lang) -> Iterator[Check]:
    """Whether the sheet can be read, whether it is a plan, whether it can be written to."""
    transport.context = Context("read", spreadsheet_id)
    path = document.path_of(spreadsheet_id)
    answer = transport.get(path, asking_for_names())
    title = answer.get("properties", {}).get("title", "")
    yield Check("good", _READS.to(lang).format(title=title))
    if usable(answer, (_PLAN,)):
        yield Check("good", _OURS.to(lang).format(title=title))
    else:
        remedy = _FILL_IT.to(lang).format(link=link(spreadsheet_id))
        yield Check("note", _NOT_OURS.to(lang).format(title=title), remedy)
    # A request that needs the right to edit and finds nothing to do.
    nothing = {"developerMetadataLookup": {"metadataKey": "retrosheet.doctor"}}
    body = {"requests": [{"deleteDeveloperMetadata": {"dataFilter": nothing}}]}
    transport.context = Context("write", spreadsheet_id)
    try:
        transport.post(f"{path}:batchUpdate", body, safe=True)
    except Refused as refused:
        # Anything but a refusal for want of rights is about what we asked, not about the sheet.
        if refused.fault.status != 400:
            yield Check("bad", str(refused))
            return
    yield Check("good", _WRITES.to(lang).format(title=title))
