"""Where a campaign type is written: the path of ``--output``."""

from __future__ import annotations

from pathlib import Path

from retrosheet.cli.options.output_path import EXISTS
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

_WRITE_YAML = Text(
    "--output : « {path} » ; donnez un nom qui finit par .yaml, par exemple {better}.",
    '--output: "{path}"; give a name that ends in .yaml, for example {better}.',
)


def yaml_path(typed: str | None, lang: Lang, *, force: bool) -> Path | None:
    """The file to write, None for none; InvalidInput where it is no YAML file, or there already."""
    if typed is None:
        return None
    path = Path(typed)
    if path.suffix.casefold() not in (".yaml", ".yml") or path.is_dir():
        better = f"{path.stem or 'plan'}.yaml"
        raise InvalidInput(_WRITE_YAML.to(lang).format(path=typed, better=better))
    if path.exists() and not force:
        raise InvalidInput(EXISTS.to(lang).format(path=typed))
    return path
