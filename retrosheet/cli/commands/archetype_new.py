"""``retrosheet archetype new``: the file of a person's own campaign type."""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path

import click

from retrosheet.cli.command import Command, force_option, lang_option, option
from retrosheet.cli.commands.archetype_path import asked_path, reference_to, stem_of
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.output_path import version_before
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.terminal.lettering import styled, wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, wrote
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

_DOES = Text(
    "Écrit le fichier d’un type de campagne : un exemple commenté, petit et complet, où chaque "
    "clé du format paraît et que l’on change ; ou, avec --from, un fichier qui part d’un type "
    "connu et ne dit que ce qui en diffère.",
    "Writes the file of a campaign type: a commented example, small and whole, which shows every "
    "key of the format and is there to be changed; or, with --from, a file that starts from a "
    "known type and says only what differs from it.",
)
_NAME = Text(
    "Le nom du type, qui sera celui du fichier : salon-pro.",
    "The name of the type, which will be the file's: trade-show.",
)
_DONE = Text("Fichier créé :", "File created:")
_CLEANED = Text(
    "Son nom est sans accents ni espaces, pour se taper partout : {name}.",
    "Its name has no accents or spaces, so that it can be typed anywhere: {name}.",
)
_STANDS_IN = Text(
    "Il prend désormais la place de « {name} » de la bibliothèque.",
    'From now on it stands in for "{name}" of the library.',
)
_NEXT = Text("Changez-le dans un éditeur de texte, puis :", "Change it in a text editor, then:")
_EXISTS = Text(
    "« {path} » existe déjà : ajoutez --force pour le remplacer, ou choisissez un autre nom.",
    '"{path}" exists already: add --force to replace it, or choose another name.',
)
_ITSELF = Text(
    "--from : « {path} » ne peut pas partir de lui-même ; choisissez un autre nom de fichier.",
    '--from: "{path}" cannot start from itself; choose another file name.',
)


def command(lang: Lang) -> click.Command:
    return Command(
        "new",
        lang,
        partial(_new, lang),
        [
            click.Argument(["name"], required=False, metavar="NAME"),
            option(
                lang,
                "--from",
                "base",
                metavar="ARCHETYPE",
                about=Text(
                    "Le type dont partir : un nom de la bibliothèque, ou un fichier YAML.",
                    "The type to start from: a name from the library, or a YAML file.",
                ),
            ),
            option(
                lang,
                "--user",
                is_flag=True,
                about=Text(
                    "Dans votre dossier, pour toutes vos campagnes ; sinon ici même.",
                    "In your own folder, for all your campaigns; else right here.",
                ),
            ),
            option(
                lang,
                "-o",
                "--output",
                metavar="FILE.yaml",
                about=Text(
                    "Le fichier, ou son dossier ; sinon NAME.yaml.",
                    "The file, or its folder; else NAME.yaml.",
                ),
            ),
            force_option(lang),
            lang_option(lang),
        ],
        usage="NAME [--from ARCHETYPE] [OPTIONS]",
        does=_DOES,
        arguments=(("NAME", _NAME),),
        examples=(
            "retrosheet archetype new open-day",
            "retrosheet archetype new open-day --user",
            "retrosheet archetype new our-launch --from product-launch",
        ),
    )


def _new(
    ours: Lang,
    /,
    *,
    name: str | None,
    base: str | None,
    user: bool,
    output: str | None,
    force: bool,
    lang: str | None,
) -> None:
    check_language(lang, ours)
    from retrosheet.archetype import library
    from retrosheet.archetype.named import find_named

    problems = Problems()
    path = problems.tried(asked_path, name, output, ours, user=user)
    start = problems.tried(find_named, base, ours) if base is not None else None
    problems.raise_any()
    assert path is not None
    if path.exists() and not force:
        raise InvalidInput(_EXISTS.to(ours).format(path=path))
    text = _text(path, start, ours)
    if user and output is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    from retrosheet.files.atomic import replace_file

    backup = replace_file(path, text.encode("utf-8"), ours)
    wrote(path)
    by_name = user and output is None
    replaced = by_name and path.stem in library.names()
    lines = _announced(path, ours, by_name=by_name, replaced=replaced)
    lines[1:1] = [*_renamed(name, output, path, ours), *version_before(backup, ours)]
    say("\n".join(lines))


def _renamed(name: str | None, output: str | None, path: Path, lang: Lang) -> list[str]:
    """Why the file is not called as it was typed, where it is not."""
    if name is None or stem_of(name) == path.stem or (output and not Path(output).is_dir()):
        return []
    said = _CLEANED.to(lang).format(name=path.stem)
    return wrapped(said, stdout_terminal().width)


def _text(path: Path, start: Path | None, lang: Lang) -> str:
    """What the new file says; it starts from the file ``start`` if there is one."""
    from retrosheet.archetype.writing.starting import extension, starter

    if start is None:
        return starter(path.name, lang)
    if path.exists() and path.samefile(start):
        raise InvalidInput(_ITSELF.to(lang).format(path=path))
    from retrosheet.archetype import library
    from retrosheet.archetype.load import load

    reference = reference_to(start, path)
    # The command line finds by its name only what is in a folder of archetypes.
    named = {found.name for found in library.available()}
    beside = start.resolve().parent == path.parent.resolve() and reference not in named
    show = start.name if beside else ""
    return extension(load(start, lang), reference, path.name, lang, show=show)


def _announced(path: Path, lang: Lang, *, by_name: bool, replaced: bool) -> list[str]:
    """Where the file is, and the two commands that come next, each ready to be copied."""
    terminal = stdout_terminal()
    file = shlex.quote(str(path))
    name = shlex.quote(path.stem) if by_name else file
    done = styled(_DONE.to(lang), color=terminal.color, bold=True, fg="green")
    stands_in = _STANDS_IN.to(lang).format(name=path.stem)
    return [
        f"{done} {path}",
        *(wrapped(stands_in, terminal.width) if replaced else []),
        "",
        _NEXT.to(lang),
        f"  retrosheet check {file}",
        f"  retrosheet schedule {name} --launch DATE",
    ]
