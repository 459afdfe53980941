"""What a person reads when Google refuses: what happened, and exactly what to do."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, get_args

import pytest

from retrosheet.errors import InvalidInput, NoAccess, RetrosheetError
from retrosheet.google.speaking import outages, paragraphs
from retrosheet.google.speaking.outages import no_answer, no_token
from retrosheet.google.speaking.refusals import Context, Refused, is_temporary, refusal
from retrosheet.language import LANGS, Lang, Text

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-ABCDE"
LINK = f"https://docs.google.com/spreadsheets/d/{ID}/edit"
ROBOT = "plan@test-project.iam.gserviceaccount.com"
ENABLE = "https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=42"


class Case(NamedTuple):
    """An answer of Google, and what must stand in both languages, and in each."""

    status: int
    body: dict[str, Any] | str
    both: tuple[str, ...]
    fr: str
    en: str
    kind: type[RetrosheetError] = NoAccess
    doing: str = "read"
    account: str = ""


def sheets(code: int, message: str, status: str = "", **details: Any) -> dict[str, Any]:
    """An error as Sheets writes it."""
    error: dict[str, Any] = {"code": code, "message": message, "status": status}
    if details:
        error["details"] = [details]
    return {"error": error}


def drive(code: int, message: str, reason: str) -> dict[str, Any]:
    """An error as Drive writes it."""
    errors = [{"domain": "usageLimits", "reason": reason, "message": message}]
    return {"error": {"code": code, "message": message, "errors": errors}}


QUOTA = (
    "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' "
    "of service 'sheets.googleapis.com' for consumer 'project_number:42'."
)
DISABLED = (
    "Google Sheets API has not been used in project 42 before or it is disabled. Enable it by "
    f"visiting {ENABLE} then retry. If you enabled this API recently, wait a few minutes."
)
DENIED = sheets(403, "The caller does not have permission", "PERMISSION_DENIED")
CASES = {
    "revoked": Case(
        401,
        sheets(401, "Request had invalid authentication credentials.", "UNAUTHENTICATED"),
        ("retrosheet auth login",),
        "reconnectez-vous",
        "sign in again",
    ),
    "a withdrawn key": Case(
        401,
        sheets(401, "Request had invalid authentication credentials.", "UNAUTHENTICATED"),
        (ROBOT,),
        "Créez-en une autre",
        "Make another",
        account=ROBOT,
    ),
    "quota": Case(429, sheets(429, QUOTA, "RESOURCE_EXHAUSTED"), (), "deux minutes", "two minutes"),
    "outage": Case(503, sheets(503, "The service is unavailable."), ("503",), "panne", "later"),
    "page": Case(
        502, "<HTML><TITLE>502 Oops</TITLE></HTML>", ("502: 502 Oops",), "", "out of order"
    ),
    "not enabled": Case(
        403, sheets(403, DISABLED, "PERMISSION_DENIED"), (ENABLE,), "Activer", "Enable"
    ),
    "not enabled, in details": Case(
        403,
        sheets(
            403, "Off.", reason="SERVICE_DISABLED", metadata={"activationUrl": ENABLE}
        ),
        (ENABLE,),
        "Activer",
        "Enable",
    ),
    "not enabled, at a strange place": Case(
        403,
        sheets(403, DISABLED.replace("console.developers.google.com", "evil.example")),
        ("https://console.cloud.google.com/apis/library/sheets.googleapis.com",),
        "Activer",
        "Enable",
    ),
    "drive not enabled": Case(
        403,
        drive(403, "Google Drive API has not been used in project 42.", "accessNotConfigured"),
        ("https://console.cloud.google.com/apis/library/drive.googleapis.com", "Google Drive"),
        "partager",
        "sharing",
        doing="share",
    ),
    "a robot without a drive": Case(
        403,
        drive(403, "The user's Drive storage quota has been exceeded.", "storageQuotaExceeded"),
        (ROBOT, "--into", "https://sheets.new", "docs/google-sign-in.md"),
        "comme éditeur",
        "as Editor",
        doing="create",
        account=ROBOT,
    ),
    "a robot that may not create": Case(
        403, DENIED, (ROBOT, "--into"), "feuille vide", "blank sheet", doing="create", account=ROBOT
    ),
    "a full drive": Case(
        403,
        drive(403, "The user's Drive storage quota has been exceeded.", "storageQuotaExceeded"),
        ("https://drive.google.com/drive/quota",),
        "plein",
        "full",
        doing="create",
    ),
    "a person who may not create": Case(
        403, DENIED, ("--into",), "à la main", "by hand", doing="create"
    ),
    "not shared with the robot": Case(
        403, DENIED, (LINK, ROBOT), "comme éditeur", "as Editor", account=ROBOT
    ),
    "not shared with the person": Case(403, DENIED, (LINK,), "propriétaire", "owner"),
    "may not share": Case(403, DENIED, (LINK,), "propriétaire", "owner", doing="share"),
    "too few rights": Case(
        403,
        sheets(
            403,
            "Request had insufficient authentication scopes.",
            "PERMISSION_DENIED",
            reason="ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        ),
        ("retrosheet auth login", "--client-id-file=CLIENT.json"),
        "case des feuilles",
        "box for spreadsheets",
    ),
    "too few rights to share": Case(
        403,
        sheets(403, "Request had insufficient authentication scopes."),
        ("retrosheet auth login --share", LINK),
        "partager",
        "sharing",
        doing="share",
    ),
    "no project": Case(
        403,
        sheets(403, "The sheets.googleapis.com API requires a quota project, not set by default."),
        ("gcloud auth application-default set-quota-project",),
        "projet",
        "project",
    ),
    "no project, said as a service that is not enabled": Case(
        403,
        sheets(
            403,
            "Your application is authenticating by using local Application Default Credentials. "
            "The sheets.googleapis.com API requires a quota project, which is not set by default.",
            "PERMISSION_DENIED",
            reason="SERVICE_DISABLED",
        ),
        ("gcloud auth application-default set-quota-project",),
        "projet",
        "project",
    ),
    "a robot that may only read": Case(
        403, DENIED, (LINK, ROBOT), "peut lire", "may read", doing="write", account=ROBOT
    ),
    "a person who may only read": Case(
        403, DENIED, (LINK, "--dry-run"), "peut lire", "may read", doing="write"
    ),
    "in somebody's way": Case(409, sheets(409, "Conflict.", "ABORTED"), ("409",), "panne", "later"),
    "the tool's tab deleted meanwhile": Case(
        400,
        sheets(400, "Invalid requests[0].updateCells: No grid with id: 9"),
        (LINK, "_sync"),
        "Historique des versions",
        "Version history",
        InvalidInput,
        "write",
    ),
    "a tab deleted while it is filled": Case(
        400,
        sheets(400, "Invalid requests[0].updateCells: No grid with id: 9"),
        (LINK,),
        "recommencez",
        "try again",
        InvalidInput,
        "fill",
    ),
    "sharing outside": Case(
        400,
        drive(400, "You cannot share with this address.", "invalidSharingRequest"),
        ("You cannot share with this address.", LINK),
        "Vérifiez l’adresse",
        "Check the address",
        InvalidInput,
        doing="share",
    ),
    "an organisation's rule": Case(
        403,
        drive(403, "The domain administrators have disabled Drive apps.", "domainPolicy"),
        ("The domain administrators have disabled Drive apps.",),
        "Demandez-lui",
        "Ask them",
    ),
    "not there": Case(
        404,
        sheets(404, "Requested entity was not found.", "NOT_FOUND"),
        (LINK,),
        "supprimée",
        "deleted",
    ),
    "not there, for a robot": Case(
        404,
        sheets(404, "Requested entity was not found.", "NOT_FOUND"),
        (LINK, ROBOT),
        "comme éditeur",
        "as Editor",
        account=ROBOT,
    ),
    "no such folder": Case(
        404, drive(404, "File not found: x.", "notFound"), (), "dossier", "folder", doing="share"
    ),
    "an uploaded file": Case(
        400,
        sheets(400, "This operation is not supported for this document", "FAILED_PRECONDITION"),
        (LINK, "retrosheet sync"),
        "Enregistrer au format Google Sheets",
        "File > Save as Google Sheets",
        InvalidInput,
    ),
    "no names": Case(
        400,
        sheets(400, "Unable to parse range: rs_plan", "INVALID_ARGUMENT"),
        (LINK, "Unable to parse range: rs_plan", "retrosheet new"),
        "Historique des versions",
        "Version history",
        InvalidInput,
    ),
    "protected": Case(
        400,
        sheets(400, "Invalid requests[0].updateCells: You are trying to edit a protected cell or "
               "object. Please contact the spreadsheet owner to remove protection."),
        (LINK, "_sync", ROBOT),
        "Protéger des feuilles",
        "Protect sheets",
        InvalidInput,
        "write",
        ROBOT,
    ),
    "rows that went": Case(
        400,
        sheets(400, "Attempting to write row: 1000, beyond the last requested row of: 999"),
        (LINK,),
        "recommencez",
        "try again",
        InvalidInput,
        "write",
    ),
    "ten million cells": Case(
        400,
        sheets(400, "This action would increase the number of cells in the workbook above the "
               "limit of 10000000 cells."),
        (LINK,),
        "dix millions",
        "ten million",
        InvalidInput,
        "write",
    ),
    "too much at once": Case(
        400,
        sheets(400, "Request payload size exceeds the limit: 10485760 bytes."),
        ("retrosheet new … -o plan.xlsx",),
        "en deux",
        "in two",
        InvalidInput,
        "fill",
    ),
    "our own mistake": Case(
        400,
        sheets(400, "Invalid JSON payload received. Unknown name \"x\": Cannot find field."),
        ("Invalid JSON payload received.",),
        "signalez-la",
        "report it",
        InvalidInput,
    ),
    "nothing known": Case(418, {}, ("418",), "portail Wi-Fi", "Wi-Fi portal"),
    "no JSON of Google's": Case(
        511, "<title>Log\x1b[2J\nin</title>", ("511: Log [2J in",), "", "Wi-Fi portal"
    ),
}  # fmt: skip


def spoken(case: Case, lang: Lang) -> RetrosheetError:
    context = Context(case.doing, ID, case.account)  # type: ignore[arg-type]
    return refusal(case.status, case.body, context, lang)


@pytest.mark.parametrize("name", CASES)
def test_every_refusal_says_what_to_do(name: str) -> None:
    """One paragraph in either language, with the address, the command or the person."""
    case = CASES[name]
    french, english = (spoken(case, lang) for lang in LANGS)
    for error in (french, english):
        text = str(error)
        assert isinstance(error, Refused)
        assert isinstance(error, case.kind)
        assert error.exit_code == case.kind.exit_code
        assert "{" not in text
        assert "\n" not in text
        assert text.isprintable()
    assert not [part for part in case.both if part not in str(english)]
    assert not [part for part in case.both if part.replace(": ", " : ", 1) not in str(french)
                and part not in str(french)]  # fmt: skip
    assert case.fr in str(french)
    assert case.en in str(english)


def test_each_refusal_is_met() -> None:
    """No paragraph is written that no answer leads to."""
    texts = {text for text in vars(paragraphs).values() if isinstance(text, Text)}
    starts = {text.en.split("{")[0].strip() for text in texts}
    said = [str(spoken(case, "en")) for case in CASES.values()]
    texts_met = {start for start in starts if start and any(start in text for text in said)}
    assert starts - texts_met - {paragraphs.THIS_ACCOUNT.en, paragraphs.THE_SHEET.en, ""} == set()


@pytest.mark.parametrize("lang", LANGS)
def test_a_sheet_without_an_address_yet(lang: Lang) -> None:
    """It is called the sheet."""
    error = refusal(403, DENIED, Context("fill"), lang)
    assert {"fr": "la feuille", "en": "the sheet"}[lang] in str(error)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (403, drive(403, "x", "storageQuotaExceeded")),
        (403, drive(403, "x", "accessNotConfigured")),
        (403, drive(403, "x", "dailyLimitExceeded")),
        (403, DENIED),
        (404, {}),
        (400, {}),
        (501, {}),
        (200, "<html>"),
    ],
)
def test_what_is_for_good(status: int, body: dict[str, Any] | str) -> None:
    """Asking again would be in vain."""
    assert not is_temporary(status, body)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (429, {}),
        (429, "<html>"),
        (500, {}),
        (502, "<html>"),
        (503, {}),
        (504, {}),
        (408, {}),
        (409, {}),
        (499, {}),
        (403, drive(403, "x", "rateLimitExceeded")),
    ],
)
def test_what_passes(status: int, body: dict[str, Any] | str) -> None:
    """These are asked again after a while."""
    assert is_temporary(status, body)


@pytest.mark.parametrize(
    "body", [{"error": "x"}, {"error": {"errors": "x", "details": 3}}, {"error": {"details": [1]}},
             {"error": {"message": None, "errors": [{"reason": 3}, "y"]}}, "", "<title>"]
)  # fmt: skip
def test_answers_in_no_known_form(body: dict[str, Any] | str) -> None:
    """A server that is not Google's may answer anything; it is a refusal all the same."""
    for status in (400, 401, 403, 404, 429, 500):
        assert str(refusal(status, body, Context("read", ID), "en"))


TOKENS = {
    "invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes) and in a "
    "reasonable timeframe. Check your iat and exp values in the JWT claim.": (
        "clock of this machine",
        "horloge",
    ),
    "invalid_grant: Invalid JWT Signature.": (f"key of the service account {ROBOT}", "Clés"),
    "invalid_grant: Invalid grant: account not found": ("no longer exists", "n’existe plus"),
    "invalid_grant: Bad Request": (f"key of the service account {ROBOT}", "Clés"),
    "unauthorized_client: Client is unauthorized": ("administrator", "administrateur"),
    "invalid_scope: x": ("leave the box for spreadsheets ticked", "case des feuilles"),
    "something_new: nobody knows": ("retrosheet auth status", "retrosheet auth status"),
    "the private key cannot be read": ("Download the JSON file again", "à nouveau"),
}


@pytest.mark.parametrize("said", TOKENS)
def test_a_service_account_without_a_token(said: str) -> None:
    """Each word of Google's is a reason that people can act on."""
    english, french = TOKENS[said]
    assert english in str(no_token(said, ROBOT, "en"))
    assert french in str(no_token(said, ROBOT, "fr"))


LOGINS = {
    "invalid_grant: Token has been expired or revoked.": ("every seven days", "sept jours"),
    "invalid_grant: Bad Request": ("retrosheet auth login", "retrosheet auth login"),
    "invalid_grant: reauth related error (invalid_rapt)": ("from time to time", "temps en temps"),
    "invalid_client: Unauthorized": ("retrosheet auth login FILE", "retrosheet auth login FICHIER"),
    "deleted_client: The OAuth client was deleted.": ("Desktop app", "Application de bureau"),
    "admin_policy_enforced": ("administrator", "administrateur"),
}


@pytest.mark.parametrize("said", LOGINS)
def test_a_person_without_a_token(said: str) -> None:
    """Each leads to the way to sign in again."""
    english, french = LOGINS[said]
    assert english in str(no_token(said, "", "en"))
    assert french in str(no_token(said, "", "fr"))


@pytest.mark.parametrize("kind", get_args(outages.Kind))
def test_a_line_that_is_down(kind: outages.Kind) -> None:
    """Both languages end by what to do."""
    for lang in LANGS:
        error = no_answer(kind, lang)
        assert error.exit_code == 3
        words = {
            "fr": r"ecommencez|HTTPS_PROXY|REQUESTS_CA",
            "en": r"ry again|HTTPS_PROXY|REQUESTS_CA",
        }
        assert re.search(words[lang], str(error))
