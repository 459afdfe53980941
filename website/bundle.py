"""The package and what it needs, as one archive that a browser unpacks: the same bytes each time.

Everything comes from what is installed: pure Python only. PyYAML is taken without its compiled
part, which it does without; of ``holidays`` only the countries that the page offers, and only the
texts in our languages.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

from retrosheet.language import LANGS
from website.words import COUNTRIES

DISTRIBUTIONS = (
    "click", "holidays", "icalendar", "platformdirs", "python-dateutil", "PyYAML", "six",
    "tzdata", "XlsxWriter",
)  # fmt: skip
"""What the package imports without Google, and ``six``, which dateutil needs; without openpyxl,
which reads sheets that people keep by hand: the page takes none."""
_ELSEWHERE = frozenset({"adopting", "google", "learning", "live", "repairing", "sending", "update"})
"""The rooms of the package whose commands the page does not offer."""
_ROOT = Path(__file__).resolve().parents[1]
_NEVER = frozenset({".pyc", ".so", ".pyd", ".pyi", ".mo~"})
_OLD = (1980, 1, 1, 0, 0, 0)


def bundle() -> bytes:
    """A .zip of every module and data file, in the order of their names."""
    files: dict[str, bytes] = {}
    for name in DISTRIBUTIONS:
        files |= _installed(name)
    own = (("retrosheet", "retrosheet"), ("templates", "retrosheet/templates"))
    for folder, inside in ((_ROOT / name, inside) for name, inside in own):
        for path in sorted(folder.rglob("*")):
            place = f"{inside}/{path.relative_to(folder).as_posix()}"
            if path.is_file() and _wanted(place):
                files[place] = path.read_bytes()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for place in sorted(files):
            archive.writestr(zipfile.ZipInfo(place, _OLD), files[place], zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def _installed(name: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for file in distribution(name).files or ():
        place = file.as_posix()
        # some ask their own metadata for their version
        described = ".dist-info/" not in place or place.endswith("/METADATA")
        if place.startswith("..") or not described or not _wanted(place):
            continue
        found[place] = Path(str(file.locate())).read_bytes()
    return found


def _wanted(place: str) -> bool:
    path = PurePosixPath(place)
    if "__pycache__" in path.parts or path.suffix in _NEVER:
        return False
    match path.parts:
        case ("retrosheet", room, *_) if room in _ELSEWHERE:
            return False
        case ("holidays", "locale", language, *_):
            return language[:2] in LANGS
        case ("holidays", "countries", module):
            return module == "__init__.py" or module.removesuffix(".py") in _country_modules()
        case ("tzdata", "zoneinfo", place, *_):
            # a browser has no zones of its own, and calendars are stamped in UTC
            return place in {"__init__.py", "UTC", "zones"}
        case ("dateutil", "zoneinfo", "dateutil-zoneinfo.tar.gz"):
            # the zones once more, for systems that have none; nobody asks dateutil for one
            return False
        case ("holidays", "financial", module):
            return module == "__init__.py"
    return "tests" not in path.parts


@cache
def _country_modules() -> frozenset[str]:
    """The modules of ``holidays`` in which the countries of the page live."""
    from holidays.registry import COUNTRIES as REGISTRY

    offered = {code.split("-")[0] for code, _ in COUNTRIES}
    return frozenset(module for module, names in REGISTRY.items() if offered & set(names))
