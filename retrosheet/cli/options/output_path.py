"""Where ``new`` writes: the path that a person gives, or a name made from the campaign's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text
from retrosheet.slugs import slug

if TYPE_CHECKING:
    from retrosheet.campaign import Campaign

_SUFFIX = ".xlsx"

_WRITE_XLSX = Text(
    "--output : « {path} » ; donnez un nom qui finit par .xlsx, par exemple {better}, ou un "
    "dossier qui existe.",
    '--output: "{path}"; give a name that ends in .xlsx, for example {better}, or a folder that '
    "exists.",
)
EXISTS = Text(
    "« {path} » existe déjà : ajoutez --force pour le remplacer, ou -o pour un autre nom.",
    '"{path}" exists already: add --force to replace it, or -o for another name.',
)

_BEFORE = Text("La version d’avant :", "The version before:")


def typed_path(typed: str | None, lang: Lang) -> Path | None:
    """The path of ``--output``: an .xlsx file, or a folder that exists; None for neither."""
    if typed is None:
        return None
    path = Path(typed)
    is_folder = bool(typed) and path.is_dir()
    if not is_folder and path.suffix.casefold() != _SUFFIX:
        better = f"{path.stem or 'plan'}{_SUFFIX}"
        raise InvalidInput(_WRITE_XLSX.to(lang).format(path=typed, better=better))
    return path


def output_path(asked: Path | None, campaign: Campaign, *, force: bool) -> Path:
    """The file to write; InvalidInput where there is one already and it is not to be replaced."""
    name = f"{slug(campaign.name) or slug(campaign.archetype)}-{campaign.launch}{_SUFFIX}"
    path = Path(name) if asked is None else asked / name if asked.is_dir() else asked
    if path.exists() and not force:
        raise InvalidInput(EXISTS.to(campaign.lang).format(path=path))
    return path


def version_before(backup: Path | None, lang: Lang) -> list[str]:
    """The line that says where the file that was replaced lies; none where none was."""
    return [f"{_BEFORE.to(lang)} {backup.name}"] if backup is not None else []
