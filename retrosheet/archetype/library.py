"""The archetypes that ship with retrosheet, by name, and any other by its path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from retrosheet.archetype.nearest import suggestion
from retrosheet.archetype.unfit import quoted
from retrosheet.errors import InvalidInput
from retrosheet.language import Text

if TYPE_CHECKING:
    from retrosheet.archetype.model import Archetype
    from retrosheet.language import Lang

_SUFFIXES = (".yaml", ".yml")


def folder() -> Path:
    """Where the shipped archetypes lie: in the package, or beside it in a source tree."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def names() -> tuple[str, ...]:
    """The names of the shipped archetypes, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder().glob("*.yaml")))


def find(name_or_path: str, lang: Lang = "en") -> Path:
    """The file of an archetype: of a shipped one by its name, of any other by its path.

    Raises InvalidInput, with the nearest names, where there is neither.
    """
    if name_or_path in names():
        return folder() / f"{name_or_path}.yaml"
    path = Path(name_or_path)
    if path.is_file():
        return path
    raise InvalidInput(_unknown(name_or_path, path).to(lang))


def load_named(name_or_path: str, lang: Lang = "en") -> Archetype:
    """The archetype of that name or path; raises as ``find`` and ``load`` do."""
    from retrosheet.archetype.load import load

    return load(find(name_or_path, lang), lang)


def _unknown(name: str, path: Path) -> Text:
    if path.is_dir():
        return Text(
            f"{path} est un dossier : donnez un fichier YAML.",
            f"{path} is a folder: give a YAML file.",
        )
    if path.suffix in _SUFFIXES or path.name != name:
        return Text(
            f"Le fichier {quoted(name)} n’existe pas. Vérifiez le chemin, ou donnez un nom de la "
            "bibliothèque ; retrosheet list les montre.",
            f"There is no file {quoted(name)}. Check the path, or give a name from the library; "
            "retrosheet list shows them.",
        )
    hint = suggestion(name, names(), Text("", ""))
    ask = Text("retrosheet list les montre", "retrosheet list shows them")
    return Text(
        f"Archétype inconnu : « {quoted(name)} » ; {hint.fr or ask.fr}",
        f'Unknown archetype: "{quoted(name)}"; {hint.en or ask.en}',
    )
