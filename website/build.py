"""Everything that the folder holds, by its place: the same bytes for the same day and package."""

from __future__ import annotations

import base64
import gzip
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from retrosheet.language import LANGS
from retrosheet.report.gantt.chart import chart_of
from retrosheet.report.gantt.drawing import drawing
from retrosheet.standing.of_campaign import standing_of
from website import bundle, pages, runtime
from website.catalogue import offers

if TYPE_CHECKING:
    import datetime as dt

    from website.catalogue import Offer

_STATIC = Path(__file__).resolve().parent / "static"
_ARCHIVE = "retrosheet.zip"
SINGLE = "retrosheet-{lang}.html"
"""The page as one file, by its language."""


def build(today: dt.date, base_url: str = "") -> dict[str, bytes]:
    """Every file of the site. ``base_url`` is empty, or ends in a slash."""
    every = {lang: offers(lang, today) for lang in LANGS}
    assets = _assets()
    digest = hashlib.sha256()
    for name in sorted(assets):
        digest.update(name.encode() + b"\0" + assets[name])
    folder = f"assets/{digest.hexdigest()[:12]}"
    files = {f"{folder}/{name}": content for name, content in assets.items()}
    site = pages.Site(folder, SINGLE, base_url)
    for place, page in site.pages(every).items():
        files[place] = page.encode()
    inline = _inline(assets)
    for lang in LANGS:
        for offer in every[lang]:
            files[f"workbooks/{offer.name}-{lang}.xlsx"] = offer.workbook
            files[f"pictures/{offer.name}-{lang}.svg"] = _picture(offer, today).encode()
        files[SINGLE.format(lang=lang)] = pages.one_file(every[lang], lang, inline).encode()
    # a service worker rules over what lies beside it, so it cannot lie among the assets
    files["sw.js"] = (_STATIC / "sw.js").read_bytes().replace(b"VERSION", folder[7:].encode())
    if base_url:
        places = [place for place in files if place.endswith(".html") and "/" not in place[3:]]
        files["sitemap.xml"] = pages.sitemap(sorted(places), base_url).encode()
        files["robots.txt"] = f"User-agent: *\nSitemap: {base_url}sitemap.xml\n".encode()
    return files


def _assets() -> dict[str, bytes]:
    own = ("style.css", "app.mjs", "worker.mjs", "bridge.py", "icon.svg")
    files = {name: (_STATIC / name).read_bytes() for name in own}
    files[_ARCHIVE] = bundle.bundle()
    files |= runtime.files()
    heavy = {name: len(files[name]) for name in (*runtime.FILES, _ARCHIVE)}
    files["sizes.json"] = pages.json_data(heavy).encode()
    return files


def _picture(offer: Offer, today: dt.date) -> str:
    standing = standing_of(offer.campaign, today)
    return drawing(chart_of(standing), offer.campaign.calendar, offer.campaign.name, offer.lang)


def _inline(assets: dict[str, bytes]) -> pages.Inline:
    """The page's parts as text: what is compressible compressed, so that it can be mailed."""
    from markupsafe import Markup

    packed = {
        name: base64.b64encode(gzip.compress(assets[name], 9, mtime=0)).decode()
        for name in (*runtime.FILES, _ARCHIVE, "worker.mjs", "bridge.py", "sizes.json")
    }
    style, app = (assets[name].decode() for name in ("style.css", "app.mjs"))
    if "</script" in app or "</style" in style:
        raise ValueError("a script or a style sheet would end too early inside a page")
    return pages.Inline(*(Markup(text) for text in (style, app, pages.json_data(packed))))  # noqa: S704 (our own files)
