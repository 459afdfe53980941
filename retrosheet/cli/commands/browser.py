"""A page printed to PDF by the browser that is installed: the only one that prints what it shows.

Chrome, Edge, Chromium and Brave all print without a window. The page asks for nothing from
anywhere, and the browser gets a profile of its own that is thrown away.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from retrosheet.errors import NoAccess
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "RETROSHEET_BROWSER"
_SECONDS = 90
_NAMES = (
    "google-chrome", "google-chrome-stable", "chrome", "chromium", "chromium-browser",
    "microsoft-edge", "microsoft-edge-stable", "msedge", "brave-browser", "brave",
)  # fmt: skip
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Chromium.app/Contents/MacOS/Chromium",
    "Brave Browser.app/Contents/MacOS/Brave Browser",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
    "BraveSoftware/Brave-Browser/Application/brave.exe",
)
_NONE = Text(
    "Aucun navigateur trouvé pour faire le PDF (Chrome, Edge, Chromium ou Brave). Écrivez plutôt "
    "la page : -o {page}, puis imprimez-la depuis n’importe quel navigateur, elle est faite pour "
    "l’A4 en paysage ; ou donnez le chemin d’un navigateur dans {variable}.",
    "No browser was found to make the PDF (Chrome, Edge, Chromium or Brave). Write the page "
    "instead: -o {page}, then print it from any browser, it is made for A4 in landscape; or give "
    "the path of a browser in {variable}.",
)
_FAILED = Text(
    "« {browser} » n’a pas fait le PDF ({reason}). Écrivez plutôt la page : -o {page}, puis "
    "imprimez-la depuis un navigateur, elle est faite pour l’A4 en paysage.",
    '"{browser}" did not make the PDF ({reason}). Write the page instead: -o {page}, then print it '
    "from a browser, it is made for A4 in landscape.",
)
_SLOW = Text("pas fini après {n} secondes", "not done after {n} seconds")


def pdf(page: str, path: Path, lang: Lang) -> bytes:
    """The page as an A4 document; ``path`` is where it will be written, for what is said.

    Raises NoAccess, with what to do instead, where no browser is found or it fails.
    """
    better = path.with_suffix(".html").name
    browser = next(_browsers(), None)
    if browser is None:
        raise NoAccess(_NONE.to(lang).format(page=better, variable=VARIABLE))
    with tempfile.TemporaryDirectory(prefix="retrosheet-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_text(page, encoding="utf-8")
        reason = _print(browser, source, target, lang)
        content = target.read_bytes() if target.is_file() else b""
    if not content.startswith(b"%PDF"):
        said = _FAILED.to(lang).format(browser=browser, reason=reason or "?", page=better)
        raise NoAccess(said)
    return content


def _print(browser: str, source: Path, target: Path, lang: Lang) -> str:
    """Runs the browser; the reason where it fails, "" else."""
    command = [
        browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
        "--no-pdf-header-footer", f"--user-data-dir={source.parent / 'profile'}",
        f"--print-to-pdf={target}", source.as_uri(),
    ]  # fmt: skip
    if sys.platform != "win32" and os.geteuid() == 0:
        # as in a container: Chrome refuses its sandbox there; the page has no script to keep in
        command.insert(1, "--no-sandbox")
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return _SLOW.to(lang).format(n=_SECONDS)
    except OSError as error:
        return error.strerror or str(error)
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"code {done.returncode}"


def _browsers() -> Iterator[str]:
    """The browsers of this machine: the one that is named, else whatever is found first."""
    named = os.environ.get(VARIABLE)
    if named:
        yield named
        return
    for name in _NAMES:
        if found := shutil.which(name):
            yield found
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (str(folder / name) for name in _MAC if (folder / name).is_file())
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            folder = Path(os.environ.get(variable) or ".")
            yield from (str(folder / name) for name in _WINDOWS if (folder / name).is_file())
