"""The command line, called from the page: the same commands, words and bytes as in a terminal."""

import contextlib
import io
import os
import pathlib
import shutil
import sys
import zipfile

sys.path.insert(0, "/packages")
sys.dont_write_bytecode = True
FOLDER = pathlib.Path("/work")


def run(
    arguments: list[str], puts: dict[str, bytes], gets: list[str], clear: bool
) -> dict[str, object]:
    """Run one command in a folder of its own; what it said, how it ended, and the files it made.

    A folder among ``gets`` comes back as one archive.
    """
    from retrosheet.cli import main

    if clear:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(exist_ok=True)
    os.chdir(FOLDER)
    for name, content in puts.items():
        (FOLDER / name).write_bytes(bytes(content))
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    made = {name: found for name in gets if (found := _content(FOLDER / name)) is not None}
    return {"code": code, "out": _text(out), "err": _text(err), "files": made}


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def _content(path: pathlib.Path) -> bytes | None:
    if path.is_file():
        return path.read_bytes()
    if not path.is_dir():
        return None
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(path.rglob("*")):
            if each.is_file():
                archive.writestr(
                    zipfile.ZipInfo(each.relative_to(path).as_posix(), (1980, 1, 1, 0, 0, 0)),
                    each.read_bytes(),
                )
    return packed.getvalue()
