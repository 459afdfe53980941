"""Files that want to crash, stall or fill a machine, and files that are no workbook at all."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

from tests.xlsx.corpus.packages import (
    DECLARATION,
    MAIN,
    NAMES,
    SHEET,
    package,
    packed,
    parts,
    sheet,
    texts,
    workbook,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def bomb(part: str, size: int = 64 << 20) -> bytes:
    """A small file with a part that inflates to ``size`` bytes of white space."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    crc, squeezed, piece = 0, b"", b" " * (1 << 20)
    for _ in range(size >> 20):
        crc = zlib.crc32(piece, crc)
        squeezed += packer.compress(piece)
    squeezed += packer.flush()
    content = package()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    kept = packed({name: data for name, data in parts().items() if name != part})
    assert part in names
    return with_member(kept, part, squeezed, crc, size)


def with_member(content: bytes, name: str, squeezed: bytes, crc: int, size: int) -> bytes:
    """The archive with one more deflated member, whose numbers may lie."""
    end = content.rindex(b"PK\5\6")
    count, length, start = struct.unpack_from("<HLL", content, end + 10)
    raw = name.encode()
    numbers = struct.pack("<LLLHH", crc, len(squeezed), size, len(raw), 0)
    local = b"PK\3\4" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + numbers + raw
    entry = (
        b"PK\1\2" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + numbers
        + struct.pack("<HHHLL", 0, 0, 0, 0, start) + raw
    )  # fmt: skip
    before, directory = content[:start], content[start : start + length]
    at = start + len(local) + len(squeezed)
    tail = struct.pack("<HHLLH", count + 1, count + 1, length + len(entry), at, 0)
    return before + local + squeezed + directory + entry + b"PK\5\6" + bytes(4) + tail


def duplicated(name: str) -> bytes:
    buffer = io.BytesIO(package())
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Duplicate name")
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(name, sheet(""))
    return buffer.getvalue()


def renamed(old: bytes, new: bytes) -> bytes:
    content = package()
    assert len(old) == len(new)
    assert old in content
    return content.replace(old, new)


def rows(count: int, row: str = '<row r="{0}" s="1" customFormat="1" ht="15"/>') -> str:
    return "".join(row.format(number) for number in range(1, count + 1))


def entities() -> str:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'{DECLARATION}<!DOCTYPE w [<!ENTITY e0 "ha">{levels}]><worksheet xmlns="{MAIN}">'
        '<sheetData><row r="1"><c r="A1" t="str"><v>&e9;</v></c></row></sheetData></worksheet>'
    )


def overlapping() -> bytes:
    """All members of the directory point at the first one's data."""
    content = bytearray(package())
    at = content.index(b"PK\1\2")
    while (at := content.find(b"PK\1\2", at)) >= 0:
        content[at + 42 : at + 46] = bytes(4)
        at += 4
    return bytes(content)


HUGE = "Plan!$A$1:$XFD$1048576"

# Refused, each with these words in the message.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb in the plan": (lambda: bomb(SHEET), "out of all proportion"),
    "a bomb in the workbook": (lambda: bomb("xl/workbook.xml"), "enormous"),
    "a bomb of texts": (lambda: bomb("xl/sharedStrings.xml"), "out of all proportion"),
    "a size that lies": (
        lambda: with_member(packed({}), "a", b"\3\0", 0, 600 << 20), "more than 512 MiB"
    ),
    "a part twice": (lambda: duplicated(SHEET), "two parts of one name"),
    "a part twice in another case": (lambda: duplicated(SHEET.upper()), "two parts of one name"),
    "overlapping parts": (overlapping, "overlap"),
    "5,001 parts": (
        lambda: packed(parts() | {f"x/{n}": "" for n in range(5_001)}), "more than 5,000 parts"
    ),
    "a way out": (lambda: packed(parts() | {"../x.xml": ""}), "forbidden name"),
    "an absolute name": (lambda: packed(parts() | {"/x.xml": ""}), "forbidden name"),
    "a backslash": (lambda: renamed(b"xl/styles.xml", b"xl\\styles.xml"), "forbidden name"),
    "a DOCTYPE in the plan": (lambda: package(sheet=entities()), "DOCTYPE"),
    "a DOCTYPE in the workbook": (
        lambda: package(workbook=workbook().replace("<workbook", "<!DOCTYPE w><workbook", 1)),
        "DOCTYPE",
    ),
    "a DOCTYPE in the texts": (
        lambda: package(texts=texts("id", "b").replace("<sst", "<!DOCTYPE w><sst", 1)), "DOCTYPE"
    ),
    "rows in disorder": (
        lambda: package(sheet=sheet(rows(2, '<row r="{0}"><c r="A{0}"/></row>') * 2)),
        "rows out of order",
    ),
    "cells in disorder": (
        lambda: package(sheet=sheet('<row r="1"><c r="B1"/><c r="A1"/></row>')), "out of order"
    ),
    "a row in a row": (
        lambda: package(sheet=sheet('<row r="1"><row r="2"><c r="A2"/></row></row>')), "malformed"
    ),
    "a text that is not there": (
        lambda: package(sheet=sheet('<row r="1"><c r="A1" t="s"><v>999</v></c></row>')), "not there"
    ),
    "deep XML": (
        lambda: package(workbook=workbook(properties="<a>" * 100_000 + "</a>" * 100_000)),
        "out of all proportion",
    ),
    "two million tags": (
        lambda: package(workbook=workbook(properties="<a/>" * 2_000_000)), "out of all proportion"
    ),
    "a row without an end": (
        lambda: package(sheet=sheet('<row r="1">' + random_cells(700_000) + "<")[:-40]), "row"
    ),
    "four million cells": (
        lambda: package(
            sheet=sheet(
                rows(400, '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="XFD{0}"><v>1</v></c></row>')
            ),
            workbook=workbook(NAMES | {"rs_plan": HUGE}),
        ),
        "a table out of all proportion",
    ),
    "a tag of spaces": (
        lambda: package(sheet=sheet("<row " + " \t\n" * 30_000 + '"')), "malformed"
    ),
    "no tab": (lambda: package(workbook="<workbook/>"), "no tab in it"),
    "half": (lambda: package()[: len(package()) // 2], "incomplete"),
    "nothing": (lambda: b"", "empty"),
    "no workbook in it": (lambda: packed({"a.txt": "a"}), "ZIP archive without a workbook"),
    "a Word document": (
        lambda: packed(
            {"_rels/.rels": str(parts()["_rels/.rels"]).replace("xl/workbook", "word/document")}
            | {"word/document.xml": "<document/>"}
        ),
        "Word document",
    ),
    "an OpenDocument": (lambda: packed({"content.xml": "<a/>"}), "OpenDocument"),
    "an old workbook": (lambda: OLE + "Workbook".encode("utf-16-le"), "old Excel"),
    "an encrypted one": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a PDF": (lambda: b"%PDF-1.7\n", "PDF"),
    "a CSV": ("id;début\nT01;été\n".encode, "CSV"),
    "a web page": (lambda: b"<html><table>", "web page"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n", "picture"),
}  # fmt: skip

# Read, in no time.
HARMLESS: dict[str, Callable[[], bytes]] = {
    "a cell at the far end": lambda: package(
        sheet=sheet(
            '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        )
    ),
    "a name over everything": lambda: package(workbook=workbook(NAMES | {"rs_plan": HUGE})),
    "a million empty rows": lambda: package(
        sheet=sheet(rows(1_048_576)), workbook=workbook(NAMES | {"rs_plan": HUGE})
    ),
    "a million rows of elsewhere": lambda: package(
        sheet=sheet(rows(1_048_576, '<row r="{0}"><c r="J{0}"/></row>'))
    ),
    "a bomb that nobody opens": lambda: bomb("xl/styles.xml"),
}


def random_cells(count: int) -> str:
    return "".join(f'<c r="A1" s="{number * 7919 % 100_003}"/>' for number in range(count))
