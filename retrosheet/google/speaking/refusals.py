"""Google's error answers as one paragraph each: what happened, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import urlsplit

from retrosheet.errors import InvalidInput, NoAccess, RetrosheetError
from retrosheet.google.addresses import link
from retrosheet.google.speaking import paragraphs as say
from retrosheet.google.speaking.outages import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.language import Lang, Text

Doing = Literal["create", "fill", "read", "write", "share", "check"]


@dataclass(frozen=True)
class Context:
    """What was being done, on which sheet, and the address to share it with ("" if unknown)."""

    doing: Doing
    spreadsheet_id: str = ""
    account: str = ""


class ErrorAnswer(NamedTuple):
    """An error answer, read: HTTP status, Google's code, reasons, message, and page to open."""

    status: int
    code: str
    reasons: frozenset[str]
    message: str
    page: str

    @property
    def passes(self) -> bool:
        """Whether the same may be granted later: a quota or an outage, never a permission."""
        return self.status in _OUTAGES or self.is_quota

    @property
    def is_quota(self) -> bool:
        """Whether too much was asked in a short time, so nothing was done; Drive says 403."""
        return self.status == 429 or (self.status == 403 and bool(self.reasons & _RATES))


class Refused(RetrosheetError):
    """Google has refused; ``fault`` is what it said, for who can do something else instead."""

    fault: ErrorAnswer


class RefusedInput(Refused, InvalidInput):
    """What was asked for cannot be done, or not with this sheet."""


class RefusedAccess(Refused, NoAccess):
    """It could be done, but not by this account or not now."""


def refusal(
    status: int, body: dict[str, Any] | str, context: Context, lang: Lang
) -> RetrosheetError:
    """The error to raise for an answer; ``body`` is its JSON object, or its text where none."""
    fault = fault_of(status, body)
    text, kind = _chosen(fault, context)
    sheet = link(context.spreadsheet_id) if context.spreadsheet_id else ""
    error = kind(
        text.to(lang)
        .format(
            account=context.account or say.THIS_ACCOUNT.to(lang),
            link=sheet or say.THE_SHEET.to(lang),
            message=plain(fault.message) or "?",
            page=fault.page or _default_page(fault),
            status=status,
        )
        .strip()
    )
    error.fault = fault
    return error


def is_temporary(status: int, body: dict[str, Any] | str) -> bool:
    """Whether the same request may succeed later: see ``Fault.passes``."""
    return fault_of(status, body).passes


def is_quota(status: int, body: dict[str, Any] | str) -> bool:
    """Whether too much was asked in a short time: see ``Fault.is_quota``."""
    return fault_of(status, body).is_quota


def may_be_done(status: int) -> bool:
    """Whether a request with this answer may have been carried out all the same."""
    return not 400 <= status < 500 or status in (408, 499)


def fault_of(status: int, body: dict[str, Any] | str) -> ErrorAnswer:
    """What an error answer says, in any of the three forms in which Google says it."""
    if isinstance(body, str):
        title = re.search(r"<title[^>]*>(.*?)</title>", body, re.IGNORECASE | re.DOTALL)
        return ErrorAnswer(status, "", frozenset(), title[1] if title else body[:200], "")
    error = body.get("error")
    if not isinstance(error, dict):
        said = body.get("error_description") or error or ""
        return ErrorAnswer(status, "", frozenset(), str(said), "")
    message = str(error.get("message", ""))
    return ErrorAnswer(
        status,
        str(error.get("status", "")),
        frozenset(_reasons(error)),
        message,
        _page(message, error),
    )


# 408, 409 and 499: too slow, in somebody's way, given up by a server between; all pass.
_OUTAGES = frozenset({408, 409, 499, 500, 502, 503, 504})
# Drive's words for a quota that fills again within minutes.
_RATES = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}
_CONSOLES = ("console.developers.google.com", "console.cloud.google.com")
_ADDRESS = re.compile(r"https://[^\s\"'<>]+[^\s\"'<>.,;)]")
_DISABLED = {"accessNotConfigured", "SERVICE_DISABLED"}
_NO_SCOPE = {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientScopes"}
_NO_PROJECT = {"USER_PROJECT_DENIED", "CONSUMER_INVALID", "CONSUMER_SUSPENDED"}
_SHARING = {
    "invalidSharingRequest",
    "cannotShareTeamDriveTopFolderWithAnyoneOrDomains",
    "cannotShareWithUnknownUser",
    "publishOutNotPermitted",
    "shareOutNotPermitted",
    "sharingRateLimitExceeded",
    "teamDriveDomainUsersOnlyRestriction",
}
_POLICY = {"domainPolicy", "appNotAuthorizedToFile", "SECURITY_POLICY_VIOLATED", "orgPolicy"}


def _chosen(fault: ErrorAnswer, context: Context) -> tuple[Text, type[Refused]]:
    if fault.status == 401:
        return say.KEY if context.account else say.SIGN_IN, RefusedAccess
    if fault.status == 429 or fault.reasons & _RATES:
        return say.QUOTA, RefusedAccess
    if fault.status in _OUTAGES:
        return say.OUTAGE, RefusedAccess
    if fault.status == 403:
        return _forbidden(fault, context), RefusedAccess
    if fault.status == 404:
        return _not_found(context), RefusedAccess
    if fault.status == 413:
        return say.TOO_LARGE, RefusedInput
    if fault.status == 400:
        return _bad(fault, context), RefusedInput
    return say.UNKNOWN, RefusedAccess


def _forbidden(fault: ErrorAnswer, context: Context) -> Text:
    message = fault.message.casefold()
    # Google calls this a service that is not enabled, and it is not: no project was named at all.
    if "quota project" in message:
        return say.PROJECT
    if fault.reasons & _DISABLED or "has not been used in project" in message:
        return say.DRIVE_DISABLED if "drive" in message else say.DISABLED
    if "storageQuotaExceeded" in fault.reasons or "storage quota" in message:
        return say.NO_ROOM if context.account else say.DRIVE_FULL
    if fault.reasons & _NO_SCOPE or "insufficient authentication scopes" in message:
        return say.SCOPES_SHARE if context.doing == "share" else say.SCOPES
    if fault.reasons & _NO_PROJECT:
        return say.PROJECT
    if fault.reasons & _SHARING:
        return say.SHARING
    if fault.reasons & _POLICY or "administrator" in message:
        return say.POLICY
    if "protected" in message:
        return say.PROTECTED
    if context.doing == "create":
        # A service account has no Drive of its own, and Sheets says no more than that.
        return say.NO_ROOM if context.account else say.MAY_NOT_CREATE
    if context.doing == "share":
        return say.MAY_NOT_SHARE
    if context.doing in ("fill", "write"):
        # Whoever gets here has read the sheet.
        return say.SHARE_TO_WRITE if context.account else say.MAY_ONLY_READ
    return say.SHARE_IT if context.account else say.ASK_OWNER


def _not_found(context: Context) -> Text:
    if context.doing in ("create", "share"):
        return say.NO_FOLDER
    return say.NOT_FOUND_SHARE if context.account else say.NOT_FOUND


def _bad(fault: ErrorAnswer, context: Context) -> Text:
    message = fault.message.casefold()
    if context.doing == "write" and "no grid with id" in message:
        return say.TAB_GONE
    return next((text for words, text in _BAD if words in message), _otherwise(fault))


def _otherwise(fault: ErrorAnswer) -> Text:
    return say.SHARING if fault.reasons & _SHARING else say.OUR_MISTAKE


_BAD = (
    ("not supported for this document", say.UPLOADED),
    ("protected cell or object", say.PROTECTED),
    ("unable to parse range", say.NAMES_MISSING),
    ("beyond the last requested row", say.SHRUNK),
    ("beyond the last requested column", say.SHRUNK),
    ("exceeds grid limits", say.SHRUNK),
    ("no grid with id", say.SHRUNK),
    ("above the limit of 10000000 cells", say.FULL),
    ("limit of 10,000,000 cells", say.FULL),
    ("payload size exceeds", say.TOO_LARGE),
)


def _default_page(fault: ErrorAnswer) -> str:
    name = "drive" if "drive" in fault.message.casefold() else "sheets"
    return f"https://console.cloud.google.com/apis/library/{name}.googleapis.com"


def _reasons(error: dict[str, Any]) -> Iterator[str]:
    for key in ("errors", "details"):
        found = error.get(key)
        for item in found if isinstance(found, list) else ():
            if isinstance(item, dict) and isinstance(item.get("reason"), str):
                yield item["reason"]


def _page(message: str, error: dict[str, Any]) -> str:
    """The page that Google names for what is to be done, if it is one of its consoles."""
    named: list[str] = []
    details = error.get("details")
    for item in details if isinstance(details, list) else ():
        metadata = item.get("metadata") if isinstance(item, dict) else None
        if isinstance(metadata, dict):
            named.append(str(metadata.get("activationUrl", "")))
    return next((url for url in (*named, *_ADDRESS.findall(message)) if _is_console(url)), "")


def _is_console(url: str) -> bool:
    try:
        parts = urlsplit(url)
        fit = parts.scheme == "https" and parts.netloc in _CONSOLES
    except ValueError:
        return False
    return fit and url.isprintable() and len(url) <= 300
