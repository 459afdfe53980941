"""Messages as files that a mail program opens, and a page with one button a person."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from retrosheet.errors import InvalidInput
from retrosheet.files.atomic import replace_file
from retrosheet.language import Text, long_date, no_breaks
from retrosheet.sending.mail import Mail, list_of
from retrosheet.slugs import slug

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from retrosheet.language import Lang

INDEX = "index.html"
LONGEST_LINK = 1_800
"""Characters of a ``mailto:`` link that every mail program takes."""
_MARK = '<meta name="generator" content="retrosheet remind">'

_FOREIGN = Text(
    "« {path} » existe et ne vient pas de retrosheet : donnez un autre dossier après --to drafts.",
    '"{path}" exists and was not made by retrosheet: give another folder after --to drafts.',
)
_NOT_A_FOLDER = Text(
    "« {path} » n’est pas un dossier : donnez-en un après --to drafts.",
    '"{path}" is not a folder: give one after --to drafts.',
)
_TITLE = Text("Rappels du {day}", "Reminders of {day}")
_HOW = Text(
    "Un message par personne. « Ouvrir le message » le donne mis en page : Outlook classique "
    "l’ouvre prêt à envoyer, Thunderbird comme un message reçu (« Modifier comme nouveau "
    "message »). « Écrire » ouvre n’importe quel programme de courrier avec le même texte. "
    "Relisez, envoyez.",
    "One message a person. “Open the message” hands it over with its layout: classic Outlook "
    "opens it ready to send, Thunderbird as a message received (“Edit as new message”). “Write” "
    "opens any mail program with the same text. Read it, send it.",
)
_OPEN = Text("Ouvrir le message", "Open the message")
_WRITE = Text("Écrire", "Write")
_CUT = Text(
    "…\n\n(Message abrégé : tout est dans le plan.)", "…\n\n(Cut short: all is in the plan.)"
)


class Drafts:
    """The folder of one day's drafts; those of that day that lie there already stay on its page.

    Raises InvalidInput in ``lang`` where the folder holds somebody else's page under our name.
    """

    def __init__(self, folder: Path, day: dt.date, campaign: str, lang: Lang) -> None:
        self.folder, self.day, self.campaign, self.lang = folder, day, campaign, lang
        if folder.exists() and not folder.is_dir():
            raise InvalidInput(_NOT_A_FOLDER.to(lang).format(path=folder))
        index = folder / INDEX
        if index.exists() and _MARK not in index.read_text("utf-8", "replace"):
            raise InvalidInput(_FOREIGN.to(lang).format(path=index))
        # by file name; those of an earlier run, for other people or of another campaign, stay
        self.drafts = {
            path.name: mail
            for path in folder.glob(f"{day.isoformat()}-*.eml")
            if (mail := _read_back(path)) is not None
        }

    def write(self, mail: Mail, content: bytes) -> Path:
        """One message; a name of its own, the same for the same campaign, person and day.

        Raises NoAccess, in the language of the folder's page, where it cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        stem = f"{self.day.isoformat()}-{slug(mail.name, 60) or slug(mail.address, 60)}"
        names = (f"{stem}{'' if n == 1 else f'-{n}'}.eml" for n in range(1, 10_000))
        name = next(name for name in names if self._is_free(name, mail))
        path = self.folder / name
        replace_file(path, content, self.lang, keep_before=False)
        self.drafts[name] = mail
        page = self._page().encode("utf-8")
        replace_file(self.folder / INDEX, page, self.lang, keep_before=False)
        return path

    def _is_free(self, name: str, mail: Mail) -> bool:
        """Whether nothing lies there, or what this same campaign told the same person."""
        there = self.drafts.get(name)
        if there is None:
            return not (self.folder / name).exists()
        return (there.list_id, there.address) == (mail.list_id, mail.address)

    def _page(self) -> str:
        lang = self.lang
        title = _TITLE.to(lang).format(day=long_date(self.day, lang))
        return (
            f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n{_MARK}\n'
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'\">\n"
            f"<title>{escape(title)} · {escape(self.campaign)}</title>\n<style>{_STYLE}</style>\n"
            f"</head>\n<body>\n<main>\n<h1>{escape(self.campaign)}</h1>\n<p>{escape(title)}</p>\n"
            f'<p class="how">{escape(no_breaks(_HOW.to(lang), lang))}</p>\n<ul>\n'
            + "".join(self._row(self.drafts[name], name) for name in sorted(self.drafts))
            + "</ul>\n</main>\n</body>\n</html>\n"
        )

    def _row(self, mail: Mail, name: str) -> str:
        lang = self.lang
        return (
            f"<li><h2>{escape(mail.name)}</h2>\n<p>{escape(mail.address)}<br>"
            f"{escape(mail.subject)}</p>\n"
            f'<p><a class="button" href="{quote(name)}">{escape(_OPEN.to(lang))}</a> '
            f'<a class="second" href="{escape(mailto(mail, lang))}">{escape(_WRITE.to(lang))}</a>'
            "</p></li>\n"
        )


def _read_back(path: Path) -> Mail | None:
    """What a page shows of a draft that lies there; None for a message that is none of ours."""
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    read = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    ours = read["X-Unsent"] and read["List-Id"] and read["To"]
    body = read.get_body(("plain",)) if ours else None
    people = list(read["To"].addresses) if ours else []
    if body is None or len(people) != 1:
        return None
    (person,) = people
    copies = read["Cc"].addresses if read["Cc"] else ()
    text = body.get_content().replace("\r\n", "\n")
    return Mail(
        person.display_name, person.addr_spec, str(read["Subject"]), text, "", "",
        str(read["Message-ID"]), "", list_of(str(read["List-Id"])),
        tuple(copy.addr_spec for copy in copies),
    )  # fmt: skip


_STYLE = """
:root{color-scheme:light dark;--ink:#1b2333;--muted:#586174;--paper:#fff;--ground:#f3f5f9;
--line:#d9dee8;--strong:#1d4f91}
@media (prefers-color-scheme:dark){:root{--ink:#eef1f7;--muted:#aab3c5;--paper:#1b2130;
--ground:#12161f;--line:#39425a;--strong:#2f6fc0}}
body{margin:0;padding:12px;background:var(--ground);color:var(--ink);
font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}
main{max-width:600px;margin:0 auto;overflow-wrap:anywhere}
h1{font-size:22px;margin:8px 0}h2{font-size:18px;margin:0}.how,li p{color:var(--muted)}
ul{list-style:none;margin:0;padding:0}
li{margin:12px 0;padding:14px 16px;background:var(--paper);border:1px solid var(--line);
border-radius:8px}li p{margin:6px 0}
a{display:inline-block;padding:10px 16px;border-radius:6px;text-decoration:none;font-weight:bold}
.button{background:var(--strong);color:#fff}.second{color:var(--ink);border:1px solid var(--muted)}
"""


def mailto(mail: Mail, lang: Lang) -> str:
    """A link that opens the mail program with the text, cut to what every program takes."""
    head = f"mailto:{quote(mail.address, safe='@')}?subject={quote(mail.subject)}&body="
    for copy in mail.copies:
        head = head.replace("?", f"?cc={quote(copy, safe='@')}&", 1)
    text = mail.text.partition("\n-- \n")[0].rstrip() + "\n"
    body = quote(text.replace("\n", "\r\n"))
    if len(head) + len(body) > LONGEST_LINK:
        end = quote(_CUT.to(lang).replace("\n", "\r\n"))
        kept = body[: max(0, LONGEST_LINK - len(head) - len(end))]
        # no sign is cut in its middle: a percent sign begins each of its bytes
        while kept and not _whole(kept):
            kept = kept[:-1]
        body = kept + end
    return head + body


def _whole(text: str) -> bool:
    from urllib.parse import unquote

    try:
        unquote(text, errors="strict")
    except UnicodeDecodeError:
        return False
    return not re.search(r"%.?$", text) and not text.endswith("%0D")
