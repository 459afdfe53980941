"""Why a file cannot be read or written, in words for a person.

Deep inside the package format nobody knows the path or the language: there, ``Unfit`` says what is
wrong; ``told`` turns it, and what the system refuses, into the error that a person reads.
"""

from __future__ import annotations

import contextlib
import errno
import shlex
from typing import TYPE_CHECKING

from retrosheet.errors import InvalidInput, NoAccess
from retrosheet.language import DEFAULT, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from retrosheet.language import Lang


class Unfit(Exception):
    """The file is not what it should be; ``parts`` fill the blanks of ``text``.

    ``{path}`` is filled with the file's name, ``{word}`` with it as one word of a command.
    """

    def __init__(self, text: Text, **parts: object) -> None:
        super().__init__(text.to(DEFAULT))
        self.text = text
        self.parts = parts


MISSING = Text(
    "« {path} » n’existe pas. Vérifiez le nom et le dossier.",
    'There is no "{path}". Check the name and the folder.',
)
NOT_A_FILE = Text(
    "« {path} » n’est pas un fichier. Donnez le nom d’un classeur .xlsx.",
    '"{path}" is not a file. Give the name of an .xlsx workbook.',
)
EMPTY_FILE = Text(
    "« {path} » est vide (0 octet). Reprenez une copie du classeur, ou téléchargez-le de nouveau.",
    '"{path}" is empty (0 bytes). Take a copy of the workbook, or download it again.',
)
CUT_SHORT = Text(
    "« {path} » est incomplet : la fin du fichier manque. Téléchargez-le ou copiez-le de nouveau.",
    '"{path}" is incomplete: the end of the file is missing. Download or copy it again.',
)
SOMETHING_ELSE = Text(
    "« {path} » n’est pas un classeur .xlsx, mais {what}. {advice}",
    '"{path}" is not an .xlsx workbook but {what}. {advice}',
)
ENCRYPTED = Text(
    "« {path} » est protégé par un mot de passe et ne peut pas être lu. Ouvrez-le, retirez le mot "
    "de passe (Fichier > Informations), enregistrez, puis recommencez.",
    '"{path}" is protected by a password and cannot be read. Open it, remove the password '
    "(File > Info), save it, then try again.",
)
DAMAGED = Text(
    "« {path} » est abîmé ({detail}). Ouvrez-le dans votre tableur, enregistrez-le sous un autre "
    "nom, puis recommencez avec cette copie.",
    '"{path}" is damaged ({detail}). Open it in your spreadsheet program, save it under another '
    "name, then try again with that copy.",
)
HOSTILE = Text(
    "« {path} » n’a pas été lu, car sa structure n’est pas celle d’un classeur ordinaire "
    "({detail}). Si vous en connaissez l’origine, ouvrez-le dans votre tableur et enregistrez-le "
    "sous un autre nom.",
    '"{path}" was not read, because it is not built as an ordinary workbook is ({detail}). If you '
    "know where it comes from, open it in your spreadsheet program and save it under another name.",
)
SIGNED = Text(
    "« {path} » porte une signature numérique, que toute écriture rendrait invalide : rien n’a "
    "été écrit. Retirez la signature, ou lancez la commande avec --dry-run.",
    '"{path}" carries a digital signature, which any writing would break: nothing was written. '
    "Remove the signature, or run the command with --dry-run.",
)
UNUSUAL = Text(
    "« {path} » ne peut pas être complété sans risque : l’onglet « {title} » est écrit d’une façon "
    "inhabituelle. Ouvrez le classeur dans votre tableur, enregistrez-le, puis recommencez.",
    '"{path}" cannot be added to without risk: its tab "{title}" is written in an unusual way. '
    "Open the workbook in your spreadsheet program, save it, then try again.",
)
NO_TAB = Text(
    "« {path} » n’a plus d’onglet « {title} », dont retrosheet a besoin : rien n’a été écrit. "
    "Reprenez une copie antérieure du classeur.",
    '"{path}" has no tab "{title}" any more, which retrosheet needs: nothing was written. Go back '
    "to an earlier copy of the workbook.",
)
TYPED_FORMULAS = Text(
    "« {path} » contient des formules dans l’onglet « {title} », réservé à retrosheet : rien n’a "
    "été écrit. Videz ces cellules, enregistrez, puis recommencez.",
    '"{path}" has formulas on the tab "{title}", which is retrosheet’s own: nothing was written. '
    "Empty these cells, save, then try again.",
)
CHANGED = Text(
    "« {path} » a été modifié pendant le travail de retrosheet : rien n’a été écrit. Recommencez, "
    "pour tenir compte des dernières modifications.",
    '"{path}" was changed while retrosheet worked on it: nothing was written. Run the command '
    "again, so that the latest changes count.",
)
_DENIED = Text(
    "Impossible de lire « {path} » : vous n’en avez pas le droit, ou un autre programme le tient "
    "fermé. Demandez l’accès, ou fermez l’autre programme, puis recommencez.",
    'Cannot read "{path}": you may not, or another program keeps it to itself. Ask for access or '
    "close the other program, then try again.",
)
_UNREADABLE = Text(
    "Impossible de lire « {path} » : {reason}. Vérifiez le disque ou le réseau, puis recommencez.",
    'Cannot read "{path}": {reason}. Check the disk or the network, then try again.',
)


def damaged(detail: Text) -> Unfit:
    """The file breaks a rule of its format: a spreadsheet program would offer to repair it."""
    return Unfit(DAMAGED, detail=detail)


def hostile(detail: Text) -> Unfit:
    """The file keeps to its format, yet is built as only a trap would be."""
    return Unfit(HOSTILE, detail=detail)


@contextlib.contextmanager
def told(path: Path, lang: Lang) -> Iterator[None]:
    """Tell a person why ``path`` cannot be read: InvalidInput or NoAccess, in ``lang``."""
    try:
        yield
    except Unfit as unfit:
        parts = {
            name: part.to(lang) if isinstance(part, Text) else part
            for name, part in unfit.parts.items()
        }
        text = unfit.text.to(lang).format(path=path, word=shlex.quote(str(path)), **parts)
        raise (NoAccess if unfit.text is CHANGED else InvalidInput)(text) from unfit
    except OSError as error:
        raise _system_refusal(error, path, lang) from error


def _system_refusal(error: OSError, path: Path, lang: Lang) -> InvalidInput | NoAccess:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InvalidInput(MISSING.to(lang).format(path=path))
    if isinstance(error, IsADirectoryError):
        return InvalidInput(NOT_A_FILE.to(lang).format(path=path))
    if isinstance(error, PermissionError):
        return NoAccess(_DENIED.to(lang).format(path=path))
    if error.errno in {errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP}:
        return InvalidInput(MISSING.to(lang).format(path=path))
    reason = error.strerror or type(error).__name__
    return NoAccess(_UNREADABLE.to(lang).format(path=path, reason=reason))
