"""Google's errors, as it words them: bodies of refusals, and the kinds that a test can ask for."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.google.fake.state import Json, Refused


class Answer(NamedTuple):
    """A status, a body (JSON or HTML) and headers."""

    status: int
    body: Any
    headers: dict[str, str] = {}  # noqa: RUF012  (never changed)


_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}

TEXTS = {
    401: "Request had invalid authentication credentials. Expected OAuth 2 access token, login "
    "cookie or other valid authentication credential.",
    404: "Requested entity was not found.",
    500: "Internal error encountered.",
    503: "The service is currently unavailable.",
}
BAD_GATEWAY = (
    "<!DOCTYPE html>\n<html lang=en>\n<title>Error 502 (Server Error)!!1</title>\n<p><b>502.</b> "
    "<ins>That’s an error.</ins>\n<p>The server encountered a temporary error and could not "
    "complete your request.<p>Please try again in 30 seconds. <ins>That’s all we know.</ins>\n"
)
PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to "
    "remove protection if you need to edit."
)
PROJECT = "123456789012"


def sheets_error(
    code: int, message: str = "", status: str = "", details: list[Json] | None = None
) -> Answer:
    """An error of Sheets."""
    error: Json = {
        "code": code,
        "message": message or TEXTS.get(code, "Error"),
        "status": status or _STATUS.get(code, "UNKNOWN"),
    }
    if details:
        error["details"] = details
    return Answer(code, {"error": error})


def drive_error(code: int, reason: str, message: str, domain: str = "global") -> Answer:
    """An error of Drive, with its reason."""
    problem = {"message": message, "domain": domain, "reason": reason}
    return Answer(code, {"error": {"code": code, "message": message, "errors": [problem]}})


def refused(problem: Refused) -> Answer:
    """What Sheets answers for what it does not accept."""
    return sheets_error(problem.code, problem.message, problem.status)


def quota(kind: str, account: str) -> Answer:
    """Too many requests in this minute; ``kind`` is Read or Write."""
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute "
        f"per user' of service 'sheets.googleapis.com' for consumer 'project_number:{PROJECT}'."
    )
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "consumer": f"projects/{PROJECT}",
            "quota_limit": f"{kind}RequestsPerMinutePerUser",
            "quota_limit_value": "60",
            "service": "sheets.googleapis.com",
            "quota_location": "global",
            "uniqueness": account,
        },
    }
    return sheets_error(429, message, details=[info])


def disabled(api: str) -> Answer:
    """The API is not switched on in the caller's project; ``api`` is sheets or drive."""
    name = {"sheets": "Google Sheets API", "drive": "Google Drive API"}[api]
    where = f"https://console.developers.google.com/apis/api/{api}.googleapis.com/overview"
    url = f"{where}?project={PROJECT}"
    message = (
        f"{name} has not been used in project {PROJECT} before or it is disabled. Enable it by "
        f"visiting {url} then retry. If you enabled this API recently, wait a few minutes for the "
        "action to propagate to our systems and retry."
    )
    if api == "drive":
        return drive_error(403, "accessNotConfigured", message, "usageLimits")
    links = [{"description": "Google developers console API activation", "url": url}]
    details: list[Json] = [
        {"@type": "type.googleapis.com/google.rpc.Help", "links": links},
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "SERVICE_DISABLED",
            "domain": "googleapis.com",
            "metadata": {"consumer": f"projects/{PROJECT}", "service": "sheets.googleapis.com"},
        },
    ]
    return sheets_error(403, message, details=details)


def scopes(api: str) -> Answer:
    """The token is for less than what is asked."""
    message = "Request had insufficient authentication scopes."
    if api == "drive":
        return drive_error(403, "insufficientPermissions", message)
    info: Json = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
    }
    return sheets_error(403, message, details=[info])


def permission() -> Answer:
    """The account may not."""
    return sheets_error(403, "The caller does not have permission")


def storage() -> Answer:
    """No room for a new file: a service account has none at all."""
    return drive_error(
        403,
        "storageQuotaExceeded",
        "The user's Drive storage quota has been exceeded.",
        "usageLimits",
    )


def not_a_sheet() -> Answer:
    """The file is an uploaded .xlsx."""
    return sheets_error(
        400, "This operation is not supported for this document", "FAILED_PRECONDITION"
    )


def no_file(file_id: str) -> Answer:
    """Drive has no such file, or none that the account may see."""
    answer = drive_error(404, "notFound", f"File not found: {file_id}.")
    answer.body["error"]["errors"][0] |= {"locationType": "parameter", "location": "fileId"}
    return answer
