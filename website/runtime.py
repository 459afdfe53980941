"""The parts of CPython for the browser that the page serves, as npm has installed them."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "node_modules" / "pyodide"
FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
    "python_stdlib.zip",
)


class RuntimeMissing(Exception):
    """npm has not installed the runtime yet."""

    def __init__(self) -> None:
        super().__init__(
            "The browser's Python is missing. Run: npm ci --prefix website (make site does)."
        )


def files() -> dict[str, bytes]:
    """Each file of the runtime by its name; RuntimeMissing before npm has run."""
    if not all((_FOLDER / name).is_file() for name in FILES):
        raise RuntimeMissing
    return {name: (_FOLDER / name).read_bytes() for name in FILES}
