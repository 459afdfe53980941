"""Whatever the file, reading it ends soon, stays small, and says in a paragraph what is wrong."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrosheet.errors import InvalidInput, NoAccess, RetrosheetError
from retrosheet.files.in_use import in_use
from retrosheet.xlsx.read import read
from tests.thorough import tries
from tests.xlsx.corpus.hostile import HARMLESS, REFUSED
from tests.xlsx.corpus.packages import SHEET, package, packed, parts

FOUND = sorted((Path(__file__).parent / "corpus").glob("*.xlsx"))
PROJECT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 2.0, 300

# Its own time and memory, whatever else the machine is doing.
MEASURED = """
import resource, sys
from pathlib import Path
from retrosheet.errors import RetrosheetError
from retrosheet.xlsx.read import read
try:
    read(Path(sys.argv[1]), ["rs_plan", "rs_sync"], sys.argv[2])
    print("read")
except RetrosheetError as error:
    print(error)
used = resource.getrusage(resource.RUSAGE_SELF)
# Linux counts what the parent held at the fork into ru_maxrss, but not into the peak of /proc
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peak = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")] or [used.ru_maxrss]
print(used.ru_utime + used.ru_stime, peak[0] // 1024)
"""


def measured(path: Path, lang: str = "en") -> str:
    """What reading says; the test fails if it took long or much."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path), lang],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    said, used = done.stdout.rstrip().rsplit("\n", 1)
    seconds, megabytes = used.split()
    assert float(seconds) < SECONDS, seconds
    assert int(megabytes) < MEGABYTES, megabytes
    return said


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path) -> None:
    """One sentence that names the file, within little time and memory."""
    make, words = REFUSED[name]
    path = tmp_path / "plan.xlsx"
    path.write_bytes(make())
    said = measured(path)
    assert words in said
    assert str(path) in said
    assert said.endswith(".")
    assert "\n" not in said


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless(name: str, tmp_path: Path) -> None:
    """Odd but honest files are read, within little time and memory."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(HARMLESS[name]())
    assert measured(path) == "read"


def outcome(path: Path) -> str:
    """Read, or refused in a sentence; any other exception goes through."""
    try:
        read(path, ["rs_plan", "rs_sync"], "fr")
    except RetrosheetError as error:
        return str(error)
    return "read"


def test_half_a_file_at_any_cut(tmp_path: Path) -> None:
    """As a download that broke off: never read as if it were whole."""
    path, content = tmp_path / "plan.xlsx", package()
    for cut in (*range(1, 60), *range(60, len(content), 17), len(content) - 1):
        path.write_bytes(content[:cut])
        assert outcome(path) != "read", cut


def mutations(seed: int, count: int) -> Iterator[bytes]:
    """A right workbook with some bytes changed, in the archive or in the XML within."""
    chance = random.Random(seed)
    whole = package()
    for number in range(count):
        if number % 2:
            content = bytearray(whole)
            _mutate(content, chance)
            yield bytes(content)
            continue
        changed = {
            name: part.encode() if isinstance(part, str) else part for name, part in parts().items()
        }
        name = chance.choice(sorted(changed))
        part = bytearray(changed[name])
        _mutate(part, chance)
        yield packed(changed | {name: bytes(part)})


def _mutate(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(content)), chance.randint(1, 12)
        kind = chance.randrange(4)
        if kind == 0:
            content[at] = chance.randrange(256)
        elif kind == 1:
            del content[at : at + length]
        elif kind == 2:
            content[at:at] = content[at : at + length]
        else:
            tricky = b"< > & ' \" / ]]> <!-- <? \xff \0 &#0; &x; -1 99999999999 A1048577".split(
                b" "
            )
            content[at : at + length] = chance.choice(tricky)


@pytest.mark.parametrize("seed", range(tries(2, 12)))
def test_mutated_files(seed: int, tmp_path: Path) -> None:
    """Damaged anywhere, a file is read or refused in a sentence, never a traceback."""
    path = tmp_path / "plan.xlsx"
    for content in mutations(seed, 150):
        path.write_bytes(content)
        said = outcome(path)
        assert said == "read" or (said.endswith(".") and len(said) < 700)


def test_random_bytes(tmp_path: Path) -> None:
    """What is no workbook is never read as one."""
    path, chance = tmp_path / "plan.xlsx", random.Random(7)
    for start in (b"", b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        for length in (1, 8, 21, 22, 100, 5_000):
            path.write_bytes(start + chance.randbytes(length))
            assert outcome(path) != "read"


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_fuzzing_has_found(path: Path) -> None:
    """Files that once took long or broke stay quick."""
    measured(path)


def test_no_file(tmp_path: Path) -> None:
    """No such file, a folder, or a name that no file can have."""
    with pytest.raises(InvalidInput, match=r"There is no \""):
        read(tmp_path / "plan.xlsx", [], "en")
    with pytest.raises(InvalidInput, match="is not a file"):
        read(tmp_path, [], "en")
    with pytest.raises(InvalidInput, match="n’existe pas"):
        read(tmp_path / ("x" * 300), [], "fr")


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    """It is refused, not waited for."""
    import os

    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(InvalidInput, match="is not a file"):
        read(tmp_path / "pipe.xlsx", [], "en")


def test_no_right_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no access, and is said as such."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(package())

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(NoAccess, match="Cannot read"):
        read(path, [], "en")


def test_a_signature_is_seen(tmp_path: Path) -> None:
    """Whoever would write knows before."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(packed(parts() | {"_xmlsignatures/sig1.xml": "<a/>"}))
    assert read(path, ["rs_plan"], "en").signed


def test_who_has_it_open(tmp_path: Path) -> None:
    """The name that LibreOffice or Excel left in its lock file."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(package())
    assert in_use(path) is None
    mine = tmp_path / ".~lock.plan.xlsx#"
    mine.write_text(",marie,poste-12,21.11.2026 21:30,file:///home/marie/4;", "utf-8")
    assert in_use(path) == "marie (poste-12)"
    mine.write_text("Marie\\, Zoë,marie,poste-12,21.11.2026 21:30,file:///4;", "utf-8")
    assert in_use(path) == "Marie, Zoë (poste-12)"
    mine.write_bytes(b"")
    assert in_use(path) == "LibreOffice"
    mine.unlink()
    excel = tmp_path / "~$plan.xlsx"
    name = "Zoë Durand"
    excel.write_bytes(
        bytes([len(name)]) + name.encode("cp1252").ljust(54)
        + len(name).to_bytes(2, "little") + name.encode("utf-16-le").ljust(108, b" ")
    )  # fmt: skip
    assert in_use(path) == name
    excel.write_bytes(b"\xff\xff")
    assert in_use(path) in {"ÿ", "Excel"}


def test_a_wrong_checksum_is_seen(tmp_path: Path) -> None:
    """One flipped bit in a stored part, as a bad disk or a bad transfer leaves it."""
    path = tmp_path / "plan.xlsx"
    content = packed(parts(), "stored").replace(b"<v>46400</v>", b"<v>46401</v>")
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() == SHEET
    with pytest.raises(InvalidInput, match="damaged"):
        read(path, ["rs_plan"], "en")
