"""Small workbooks written by hand, so that every byte of them can be chosen."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Literal

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

SHEET = "xl/worksheets/sheet1.xml"
OWN = "xl/worksheets/sheet2.xml"
WORKBOOK = "xl/workbook.xml"
TEXTS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

NAMES = {"rs_plan": "Plan!$A$1:$C$4", "rs_sync": "_sync!$A$1:$D$9"}
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>T01</t></is></c><c r="B2" s="1"><v>46400</v></c>'
    '<c r="C2" t="str"><f>A2&amp;"!"</f><v>T01!</v></c></row>'
)
_CONTENT = {
    "workbook": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "worksheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "texts": "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
    "styles": "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
}


def sheet(rows: str = ROWS, *, before: str = "", after: str = "") -> str:
    """A sheet's part around the content of its sheetData."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def texts(*items: str) -> str:
    inside = "".join(f"<si><t>{item}</t></si>" for item in items)
    return f'{DECLARATION}<sst xmlns="{MAIN}">{inside}</sst>'


def workbook(
    names: Mapping[str, str] = NAMES, *, properties: str = "", more_names: str = ""
) -> str:
    defined = "".join(
        f'<definedName name="{name}">{area}</definedName>' for name, area in names.items()
    )
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>'
        '<sheet name="Plan" sheetId="1" r:id="rId1"/>'
        '<sheet name="_sync" sheetId="2" state="hidden" r:id="rId2"/></sheets>'
        f"<definedNames>{defined}{more_names}</definedNames></workbook>"
    )


def parts() -> dict[str, str | bytes]:
    """A right workbook with two tabs: a plan of two rows and the tool's own, empty."""
    return {
        "[Content_Types].xml": (
            f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{WORKBOOK}" ContentType="{_CONTENT["workbook"]}"/>'
            f'<Override PartName="/{SHEET}" ContentType="{_CONTENT["worksheet"]}"/>'
            f'<Override PartName="/{OWN}" ContentType="{_CONTENT["worksheet"]}"/>'
            f'<Override PartName="/{TEXTS}" ContentType="{_CONTENT["texts"]}"/>'
            f'<Override PartName="/{STYLES}" ContentType="{_CONTENT["styles"]}"/></Types>'
        ),
        "_rels/.rels": _relations(("rId1", "officeDocument", "xl/workbook.xml")),
        WORKBOOK: workbook(),
        "xl/_rels/workbook.xml.rels": _relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"),
            ("rId4", "styles", "styles.xml"),
        ),
        SHEET: sheet(),
        OWN: sheet(""),
        TEXTS: texts("id", "start"),
        STYLES: (
            f'{DECLARATION}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
            '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
            '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
        ),
    }


def _relations(*relations: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def packed(
    content: Mapping[str, str | bytes], method: Literal["deflated", "stored"] = "deflated"
) -> bytes:
    """The parts as an archive, in their order."""
    buffer = io.BytesIO()
    kind = zipfile.ZIP_STORED if method == "stored" else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, part in content.items():
            info = zipfile.ZipInfo(name, (2026, 3, 4, 5, 6, 8))
            info.compress_type = kind
            archive.writestr(info, part)
    return buffer.getvalue()


def package(**changed: str | bytes) -> bytes:
    """The right workbook with some parts changed: ``sheet``, ``workbook``, ``texts``, ``own``."""
    names = {"sheet": SHEET, "workbook": WORKBOOK, "texts": TEXTS, "own": OWN}
    return packed(parts() | {names[key]: part for key, part in changed.items()})


class Unseekable(io.RawIOBase):
    """A stream that cannot go back, for which zipfile writes data descriptors."""

    def __init__(self) -> None:
        self.content = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.content += piece
        return len(piece)


def streamed() -> bytes:
    """The right workbook as a program writes it that streams: descriptors behind the data."""
    raw = Unseekable()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts().items():
            archive.writestr(name, part)
    return bytes(raw.content)


def wide() -> bytes:
    """The right workbook with ZIP64 records throughout."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts().items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
                member.write(part.encode() if isinstance(part, str) else part)
    return buffer.getvalue()


def rewritten(content: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook with some bytes replaced in all of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return packed({name: archive.read(name).replace(old, new) for name in archive.namelist()})
