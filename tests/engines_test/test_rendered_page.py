"""Pixels are read and written without an imaging library."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from tests.engines.rendered_page import Colour, Page, read_ppm

# Two by two: red, white, and twice a pixel whose first byte is a line feed.
PPM = b"P6\n2 2\n255\n" + b"\xff\0\0" + b"\xff\xff\xff" + b"\n\n\n" * 2


def test_pixels_and_colours(tmp_path: Path) -> None:
    """Single pixels, how many of a colour, and the share of one with its neighbours."""
    (tmp_path / "page.ppm").write_bytes(PPM)
    page = Page(tmp_path / "page.ppm")
    assert (page.width, page.height) == (2, 2)
    assert str(page.pixel(0, 0)) == "#FF0000"
    assert page.pixel(0, 1) == Colour(10, 10, 10)
    assert page.colours()[Colour(10, 10, 10)] == 2
    assert page.share("#FA0505") == 0.25
    with pytest.raises(IndexError):
        page.pixel(2, 0)


def test_the_picture_holds_the_same_pixels(tmp_path: Path) -> None:
    """What is looked at is what was measured."""
    (tmp_path / "page.ppm").write_bytes(PPM)
    content = Page(tmp_path / "page.ppm").picture.read_bytes()
    assert struct.unpack(">II", content[16:24]) == (2, 2)
    start = content.index(b"IDAT") + 4
    assert zlib.decompress(content[start:-16]) == b"\0" + PPM[11:17] + b"\0" + PPM[17:]


def test_pixels_that_begin_with_white_space() -> None:
    """The header ends after one blank, whatever comes next."""
    assert read_ppm(b"P6 1 1 255\n\n\n\n")[2] == b"\n\n\n"


@pytest.mark.parametrize("content", [b"", b"P3\n1 1\n255\n0 0 0", b"P6\n9 9\n255\nabc"])
def test_other_files_are_refused(content: bytes) -> None:
    """Empty, of another kind or cut off."""
    with pytest.raises(ValueError, match="PPM"):
        read_ppm(content)
