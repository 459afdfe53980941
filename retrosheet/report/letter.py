"""A digest as a letter: its subject, its plain text, and its HTML.

The HTML is one column with its styles on its elements, as mail programs want it: no picture, no
script, nothing that must be loaded; it reads at 320 pixels and in the dark, and says in words what
it shows in colours. Whatever people typed is text in it, never markup.
"""

from __future__ import annotations

import textwrap
from functools import partial
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import (
    Lang,
    Text,
    colon,
    counted,
    in_quotes,
    long_date,
    no_breaks,
    one_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.report.digest import Digest, Part
    from retrosheet.report.digest_sentences import Point
    from retrosheet.report.model import Mood

_WIDTH = 72
_LONGEST_SUBJECT = 150

_SUBJECT = Text("{campaign} : {headline}", "{campaign}: {headline}")
_HELLO = Text("Bonjour {name},", "Hello {name},")
_MORE = (Text("Et {n} autre.", "And {n} more."), Text("Et {n} autres.", "And {n} more."))
_OPEN = Text("Ouvrir le plan", "Open the plan")
_WHY = Text(
    "Vous recevez ce message parce que « {campaign} » vous nomme. Pour ne plus en recevoir, "
    "répondez-y, ou faites retirer votre adresse des réglages du classeur.",
    'You receive this message because "{campaign}" names you. To receive no more, answer it, or '
    "have your address removed from the workbook’s settings.",
)
_FILE = Text("Le plan : {place}", "The plan: {place}")


class Letter(NamedTuple):
    """One message to one person, before anybody knows how it will travel."""

    subject: str
    text: str
    html: str


def letter(digest: Digest, place: str, link: str = "") -> Letter:
    """The digest in words; ``place`` is the workbook's name, ``link`` where it can be opened."""
    return Letter(subject(digest), _text(digest, place, link), _html(digest, place, link))


def subject(digest: Digest) -> str:
    """One line: the campaign, and what is most urgent."""
    said = _SUBJECT.to(digest.lang).format(campaign=digest.campaign, headline=digest.headline)
    return no_breaks(one_line(said, _LONGEST_SUBJECT), digest.lang)


# plain text


def _text(digest: Digest, place: str, link: str) -> str:
    lang = digest.lang
    lines = [_HELLO.to(lang).format(name=one_line(digest.person.name)), ""]
    wrap = partial(_wrapped, lang=lang)
    lines += [*wrap(digest.effect), *wrap(digest.verdict)]
    for part in digest.parts:
        title = f"{part.title} ({len(part.points) + part.more})"
        lines += ["", title.upper() if part.mood == "bad" else title]
        for point in part.points:
            lines += wrap(_sentence(point, part, lang), indent="  ", first="- ")
        if part.more:
            lines.append(f"  {counted(part.more, _MORE, lang)}")
    lines += ["", link or "\n".join(wrap(_where(place, lang)))]
    why = _WHY.to(lang).format(campaign=one_line(digest.campaign))
    lines += ["", "-- ", *wrap(why)]
    return "\n".join(lines) + "\n"


def _where(place: str, lang: Lang) -> str:
    return _FILE.to(lang).format(place=one_line(place, _LONGEST_SUBJECT))


def _sentence(point: Point, part: Part, lang: Lang) -> str:
    if part.key == "correct":
        return point.said
    title = in_quotes(one_line(point.title), lang)
    said = point.said.rstrip(" .")
    end = "" if said.endswith("?") else "."
    return " ".join((f"{title}{colon(lang)} {said}{end}", *point.effects))


def _wrapped(text: str, lang: Lang, *, indent: str = "", first: str = "") -> list[str]:
    return textwrap.wrap(
        no_breaks(one_line(text), lang),
        _WIDTH,
        initial_indent=first or indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


# HTML

_SANS = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_INK, _MUTED, _PAPER, _LINE = "#1b2333", "#586174", "#ffffff", "#d9dee8"
_STRONG: dict[Mood, tuple[str, str]] = {
    "bad": ("#a1201a", "#fdeceb"),
    "warning": ("#7a4b00", "#fdf3df"),
    "plain": ("#1d4f91", "#eaf1fb"),
    "good": ("#1c6234", "#e8f5ec"),
}
"""The colours of a mood: its words and its ground, at least 4.5 to 1 apart."""
_DARK = """\
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
body,.page{background:#12161f!important}
.card{background:#1b2130!important;border-color:#39425a!important}
.ink{color:#eef1f7!important}.muted{color:#aab3c5!important}
.bad{color:#ff9d96!important}.warning{color:#f3c66b!important}
.plain{color:#9cc4ff!important}.good{color:#8fdcaa!important}
.row{border-color:#39425a!important}
.note{background:#232b3d!important;border-color:currentColor!important}
}"""


def _html(digest: Digest, place: str, link: str) -> str:
    lang = digest.lang
    preview = _say(digest.effect or digest.verdict, lang)
    body = "".join(_body(digest, place, link))
    title = escape(subject(digest))
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="supported-color-schemes" content="light dark">\n'
        f"<title>{title}</title>\n<style>\n{_DARK}\n</style>\n</head>\n"
        f'<body style="margin:0;padding:0;background:#f3f5f9">\n'
        '<div style="display:none;max-height:0;overflow:hidden">'
        f"{preview}</div>\n"
        '<div class="page" style="padding:12px;background:#f3f5f9">\n'
        f'<div class="card ink" style="max-width:600px;margin:0 auto;padding:20px 16px;'
        f"background:{_PAPER};border:1px solid {_LINE};border-radius:8px;color:{_INK};{_SANS};"
        f'font-size:16px;line-height:1.5;overflow-wrap:anywhere">\n{body}</div>\n</div>\n'
        "</body>\n</html>\n"
    )


def _say(text: str, lang: Lang) -> str:
    """Text as HTML shows it, whatever is in it."""
    return escape(no_breaks(one_line(text), lang))


def _body(digest: Digest, place: str, link: str) -> Iterator[str]:
    lang = digest.lang
    say = partial(_say, lang=lang)
    yield (
        f'<p class="muted" style="margin:0;color:{_MUTED};font-size:14px">'
        f"{say(long_date(digest.day, lang))}</p>\n"
        f'<h1 class="ink" style="margin:2px 0 14px;font-size:21px;line-height:1.25;color:{_INK}">'
        f"{say(digest.campaign)}</h1>\n"
        f'<p style="margin:0 0 12px">{say(_HELLO.to(lang).format(name=digest.person.name))}</p>\n'
    )
    if digest.effect:
        yield _note(say(digest.effect), "bad")
    if digest.effect and digest.verdict:
        yield f'<p class="muted" style="margin:0 0 4px;color:{_MUTED}">{say(digest.verdict)}</p>\n'
    if not digest.effect:
        yield _note(say(digest.verdict), digest.mood)
    for part in digest.parts:
        color = _STRONG[part.mood][0]
        yield (
            f'<h2 class="{part.mood}" style="margin:22px 0 6px;font-size:17px;color:{color}">'
            f"{say(part.title)} ({len(part.points) + part.more})</h2>\n"
            '<ul style="margin:0;padding:0;list-style:none">\n'
        )
        for point in part.points:
            yield _point(point, part, lang)
        if part.more:
            more = say(counted(part.more, _MORE, lang))
            yield f'<li class="muted" style="margin:8px 0 0;color:{_MUTED}">{more}</li>\n'
        yield "</ul>\n"
    if link:
        yield (
            f'<p style="margin:24px 0 0"><a href="{escape(link)}" style="display:inline-block;'
            f"padding:11px 18px;background:#1d4f91;color:#ffffff;border-radius:6px;"
            f'text-decoration:none;font-weight:bold">{say(_OPEN.to(lang))}</a></p>\n'
        )
    else:
        yield f'<p style="margin:24px 0 0">{say(_where(place, lang))}</p>\n'
    why = say(_WHY.to(lang).format(campaign=digest.campaign))
    yield (
        '<p class="muted row" style="margin:24px 0 0;padding-top:12px;'
        f'border-top:1px solid {_LINE};color:{_MUTED};font-size:13px;line-height:1.4">{why}</p>\n'
    )


def _note(text: str, mood: Mood) -> str:
    color, ground = _STRONG[mood]
    return (
        f'<p class="note {mood}" style="margin:0 0 8px;padding:10px 12px;background:{ground};'
        f'border-left:4px solid {color};color:{color};font-weight:bold">{text}</p>\n'
    )


def _point(point: Point, part: Part, lang: Lang) -> str:
    say = partial(_say, lang=lang)
    title, said = say(point.title), say(point.said)
    end = "" if said.endswith(("?", ".")) else "."
    said = said[:1].upper() + said[1:]
    effects = "".join(
        f'<br><span class="{part.mood if number == 0 else "muted"}" style="color:'
        f'{_STRONG[part.mood][0] if number == 0 else _MUTED}">{say(effect)}</span>'
        for number, effect in enumerate(point.effects)
    )
    return (
        f'<li class="row" style="margin:0;padding:8px 0;border-bottom:1px solid {_LINE}">'
        f'<strong>{title}</strong><br><span class="muted" style="color:{_MUTED}">{said}{end}</span>'
        f"{effects}</li>\n"
    )
