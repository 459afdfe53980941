"""A printed page as pixels, drawn by poppler, read without an imaging library."""

from __future__ import annotations

import struct
import subprocess
import zlib
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

SECONDS = 60


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255 each."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Colour:
        """The colour that ``#RRGGBB`` names."""
        return cls(*bytes.fromhex(text.removeprefix("#")))

    def near(self, other: Colour, by: int = 12) -> bool:
        """Whether they differ by no more than drawing does."""
        return all(abs(one - two) <= by for one, two in zip(self, other, strict=True))

    def __str__(self) -> str:
        """The form ``#RRGGBB``."""
        return f"#{self.red:02X}{self.green:02X}{self.blue:02X}"


class Page:
    """One page; ``path`` is a PPM file, and ``picture`` the same page to look at."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _read(self) -> tuple[int, int, bytes]:
        return read_ppm(self.path.read_bytes())

    @property
    def width(self) -> int:
        """In pixels."""
        return self._read[0]

    @property
    def height(self) -> int:
        """In pixels."""
        return self._read[1]

    @property
    def picture(self) -> Path:
        """The page as a PNG file, written when asked for."""
        path = self.path.with_suffix(".png")
        if not path.exists():
            path.write_bytes(write_png(*self._read))
        return path

    def pixel(self, x: int, y: int) -> Colour:
        """The colour at x from the left and y from the top; IndexError outside the page."""
        width, height, pixels = self._read
        if not (0 <= x < width and 0 <= y < height):
            raise IndexError(f"({x}, {y}) is outside {width} × {height}")
        start = 3 * (y * width + x)
        return Colour(*pixels[start : start + 3])

    def colours(self) -> Counter[Colour]:
        """How many pixels have each colour."""
        pixels = self._read[2]
        counted = Counter(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
        return Counter({Colour(*colour): times for colour, times in counted.items()})

    def share(self, colour: str, by: int = 12) -> float:
        """The part of the page, 0 to 1, that is near ``#RRGGBB``."""
        wanted = Colour.parse(colour)
        near = sum(times for found, times in self.colours().items() if found.near(wanted, by))
        return near / (self.width * self.height)


def draw_pages(pdf: Path, dpi: int) -> list[Page]:
    """Draw every page of a PDF beside it, in page order."""
    command = ["pdftoppm", "-r", str(dpi), str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True, timeout=SECONDS, capture_output=True)
    drawn = pdf.parent.glob(f"{pdf.stem}-*.ppm")
    return [
        Page(path) for path in sorted(drawn, key=lambda path: int(path.stem.rpartition("-")[2]))
    ]


def page_texts(pdf: Path) -> list[str]:
    """What each page of a PDF says, in page order."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-"]
    done = subprocess.run(command, check=True, timeout=SECONDS, capture_output=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


def read_ppm(content: bytes) -> tuple[int, int, bytes]:
    """Width, height and the RGB bytes, row by row, of a binary PPM; ValueError for another file."""
    fields = content.split(maxsplit=3)
    if len(fields) < 4 or fields[0] != b"P6":
        raise ValueError("not a binary PPM")
    width, height = int(fields[1]), int(fields[2])
    # One white space follows the last number of the head, and pixels may begin with others.
    pixels = content[len(content) - 3 * width * height :]
    if len(pixels) != 3 * width * height:
        raise ValueError("a PPM that is cut off")
    return width, height, pixels


def write_png(width: int, height: int, pixels: bytes) -> bytes:
    """A PNG of RGB bytes, row by row."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    line = 3 * width
    rows = b"".join(b"\0" + pixels[row * line : (row + 1) * line] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    image = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + image
