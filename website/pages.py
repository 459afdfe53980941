"""The pages: everything about the campaigns as text, and the forms that a script brings to life."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.language import LANGS, date_text, language, long_date, offset_text
from website.words import COUNTRIES, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

    from retrosheet.language import Lang
    from website.catalogue import Offer

_FOLDER = Path(__file__).resolve().parent / "html"
_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "connect-src 'self'; style-src 'self'; img-src 'self' blob:; base-uri 'none'; "
    "form-action 'none'"
)
_POLICY_OF_ONE_FILE = (
    "default-src 'none'; script-src 'unsafe-inline' blob: 'wasm-unsafe-eval'; worker-src blob:; "
    "connect-src blob:; style-src 'unsafe-inline'; img-src blob:; base-uri 'none'; "
    "form-action 'none'"
)


class Shown(NamedTuple):
    """A line of a campaign's page."""

    title: str
    owner: str
    due: str
    milestone: bool


class Inline(NamedTuple):
    """What a page carries within itself when it is a single file."""

    style: str
    app: str
    embedded: str


@dataclass(frozen=True)
class Site:
    """Where the pages will stand: the folder of their assets, and their address if it is known.

    ``assets`` and ``single`` are relative to the root; ``base_url`` ends in a slash, or is empty.
    """

    assets: str
    single: str
    base_url: str = ""

    def pages(self, offers: Mapping[Lang, Sequence[Offer]]) -> dict[str, str]:
        """Every page by its place in the folder."""
        environment = _environment()
        made: dict[str, str] = {}
        for lang in LANGS:
            t = spoken(lang)
            titles = {
                "index": (t["site_title"], t["site_description"]),
                "sync": (t["sync_title"], t["sync_lead"]),
                "import": (t["import_title"], t["import_lead"]),
            }
            for name, (title, description) in titles.items():
                more = {"offers": offers[lang]}
                made[_place(name, lang)] = self._page(
                    environment, name, name, lang, title, description, more
                )
            for offer in offers[lang]:
                title = t["campaign_title"].format(title=offer.title)
                more = _about(offer)
                made[_place(offer.name, lang)] = self._page(
                    environment, "campaign", offer.name, lang, title, offer.summary, more
                )
        return made

    def _page(
        self, environment: Environment, template: str, name: str, lang: Lang, title: str,
        description: str, more: dict[str, Any],
    ) -> str:  # fmt: skip
        root = "../" * _place(name, lang).count("/")
        places = {each: _place(name, each) for each in LANGS}
        values = _values(lang) | {
            "title": title,
            "description": description,
            "policy": _POLICY,
            "assets": f"{root}{self.assets}/",
            "root": root,
            "near": "",
            "home": "index.html",
            "place": _place(name, lang),
            "everywhere": places,
            "base_url": self.base_url,
            "others": [
                {"lang": each, "page": f"{root}{place}", "said": spoken(each)["this_language"]}
                for each, place in places.items()
                if each != lang
            ],
            "single": f"{root}{self.single.format(lang=lang)}",
        }
        return environment.get_template(f"{template}.html").render(values | more) + "\n"


def one_file(offers: Sequence[Offer], lang: Lang, inline: Inline) -> str:
    """The whole page as a single file, which opens from a disk."""
    t = spoken(lang)
    values = _values(lang) | {
        "title": t["site_title"],
        "description": t["site_description"],
        "policy": _POLICY_OF_ONE_FILE,
        "assets": "",
        "root": "",
        "home": "#content",
        "offers": offers,
        "inline": inline,
    }
    return _environment().get_template("single.html").render(values) + "\n"


def sitemap(places: Sequence[str], base_url: str) -> str:
    """The list of pages for search engines."""
    lines = "".join(f"<url><loc>{base_url}{place}</loc></url>" for place in places)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{lines}</urlset>\n'
    )


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)


def _place(name: str, lang: Lang) -> str:
    """Where a page lies: those of the first language at the root, any other's in its folder."""
    return f"{name}.html" if lang == LANGS[0] else f"{lang}/{name}.html"


def _values(lang: Lang) -> dict[str, Any]:
    from markupsafe import Markup

    t = spoken(lang)
    usual = language(lang).country or "none"
    named = [*((code, name.to(lang)) for code, name in COUNTRIES), ("none", t["no_country"])]
    countries = [(code, name, code == usual) for code, name in named]
    said = ("loading", "starting", "working", "ready_now", "failed", "unsupported", "copied",
            "too_large")  # fmt: skip
    words = Markup(json_data({key: t[key] for key in said}))  # noqa: S704 (json_data escapes)
    return {
        "lang": lang, "t": t, "countries": countries, "words": words, "base_url": "",
        "inline": None, "single": "",
    }  # fmt: skip


def json_data(value: object) -> str:
    """JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _about(offer: Offer) -> dict[str, Any]:
    from markupsafe import Markup

    lang, campaign = offer.lang, offer.campaign
    lines: dict[int, list[Shown]] = {}
    for placed in offer.schedule.tasks:
        task = placed.task
        if task.deleted:
            continue
        offset = (placed.due - campaign.launch).days
        due = f"{offset_text(offset, lang)} · {date_text(placed.due, lang)}"
        owner = campaign.role(task.role).label
        shown = Shown(task.title, owner, due, task.kind == "milestone")
        lines.setdefault(task.phase, []).append(shown)
    structured = {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "name": offer.title,
        "description": offer.summary,
        "inLanguage": lang,
        "isAccessibleForFree": True,
        "encodingFormat": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    return {
        "offer": offer,
        "launch": long_date(campaign.launch, lang),
        "phases": [(campaign.phases[n].title, shown) for n, shown in sorted(lines.items())],
        "structured": Markup(json_data(structured)),  # noqa: S704 (json_data escapes)
    }


def day(text: str) -> dt.date:
    """A day as the command line takes it."""
    return dt.date.fromisoformat(text)
