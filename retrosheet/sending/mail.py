"""One letter as an e-mail: headers that no typed text can break, plain text first, then HTML."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import one_line

if TYPE_CHECKING:
    import datetime as dt
    from email.message import EmailMessage
    from email.policy import EmailPolicy

NOWHERE = "retrosheet.invalid"
"""The domain of identifiers that belong to nobody's domain (RFC 2606)."""


_LIST = ".localhost"


class Mail(NamedTuple):
    """A letter and whom it is for. ``id`` is its Message-ID, ``thread`` the one that all letters of
    a campaign to this person answer, so that mail programs keep them together; ``list_id`` is the
    campaign's."""

    name: str
    address: str
    subject: str
    text: str
    html: str
    lang: str
    id: str
    thread: str
    list_id: str
    copies: tuple[str, ...] = ()


def message_id(domain: str, *parts: str) -> str:
    """An identifier of ``parts``, always the same for the same ones."""
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"<{digest[:32]}@{domain}>"


def email(mail: Mail, sender: str, date: dt.datetime, *, draft: bool = False) -> EmailMessage:
    """The message; ``sender`` "" leaves the author to the program that opens a ``draft``.

    Raises ValueError for an address that cannot stand in a header.
    """
    from email.headerregistry import Address
    from email.message import EmailMessage

    made = EmailMessage(_policy())
    if draft:
        made["X-Unsent"] = "1"
    if sender:
        made["From"] = Address(addr_spec=sender)
    made["To"] = Address(display_name=_literal(one_line(mail.name)), addr_spec=mail.address)
    if mail.copies:
        made["Cc"] = tuple(Address(addr_spec=copy) for copy in mail.copies)
    made["Subject"] = _literal(mail.subject)
    made["Date"] = date
    made["Message-ID"] = mail.id
    made["References"] = mail.thread
    made["In-Reply-To"] = mail.thread
    # out-of-office replies would otherwise answer a program
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made["List-Id"] = f"<{mail.list_id}{_LIST}>"
    if sender:
        made["List-Unsubscribe"] = f"<mailto:{sender}?subject=unsubscribe>"
    made["Content-Language"] = mail.lang
    made.set_content(mail.text, cte="quoted-printable")
    made.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    # the library would draw one at random
    made.set_boundary(f"=_{hashlib.sha256(mail.id.encode()).hexdigest()[:32]}")
    return made


def _literal(text: str) -> str:
    """Text in which no reader finds an encoded word (RFC 2047) and shows another text instead."""
    return text.replace("=?", "= ?")


def _policy() -> EmailPolicy:
    """Of the standard library, but for subjects: it folds some so that a space goes or comes."""
    from email.header import Header
    from email.policy import EmailPolicy

    class Folding(EmailPolicy):
        def fold(self, name: str, value: str) -> str:
            if name != "Subject" or value.isascii():
                return str(super().fold(name, value))
            coded = Header(value, "utf-8", header_name=name).encode(linesep=self.linesep)
            return f"{name}: {coded}{self.linesep}"

        def fold_binary(self, name: str, value: str) -> bytes:
            if name != "Subject":
                return super().fold_binary(name, value)
            return self.fold(name, value).encode("ascii")

    return Folding(linesep="\r\n")


def list_of(header: str) -> str:
    """The campaign that a List-Id of ours names."""
    return header.strip("<>").removesuffix(_LIST)
