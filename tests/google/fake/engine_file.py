"""The bare .xlsx that IronCalc loads: values, formulas and names, nothing else.

Written by hand: XlsxWriter takes ten times as long, looking at each formula for what Excel needs.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tests.google.fake.references import letters
from tests.google.fake.state import Place

# A formula's text without its `=`, or a value.
Content = tuple[str, str | float | bool]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write(
    path: Path, sheets: Mapping[str, Iterable[tuple[Place, Content]]], names: Mapping[str, str]
) -> None:
    """Write the tabs, whose cells come row by row, and the names with what they refer to."""
    texts: dict[str, int] = {}
    pages = [_sheet(cells, texts) for cells in sheets.values()]
    tabs, links, types = "", "", ""
    for number, title in enumerate(sheets, start=1):
        tabs += f'<sheet name="{escape(title)}" sheetId="{number}" r:id="rId{number}"/>'
        links += _link(number, "worksheet", f"worksheets/sheet{number}.xml")
        types += _part(f"worksheets/sheet{number}", "worksheet")
    links += _link(len(pages) + 1, "styles", "styles.xml")
    links += _link(len(pages) + 2, "sharedStrings", "sharedStrings.xml")
    defined = "".join(
        f'<definedName name="{escape(name)}">{escape(area)}</definedName>'
        for name, area in names.items()
    )
    defined = f"<definedNames>{defined}</definedNames>" if defined else ""
    strings = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{_part('workbook', 'sheet.main')}{types}{_part('styles', 'styles')}"
        f"{_part('sharedStrings', 'sharedStrings')}</Types>",
        "_rels/.rels": _links(_link(1, "officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _links(links),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{tabs}</sheets>{defined}</workbook>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>",
    }
    for number, page in enumerate(pages, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = page
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, _HEAD + text)


def _part(name: str, kind: str) -> str:
    return f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _links(links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _sheet(cells: Iterable[tuple[Place, Content]], texts: dict[str, int]) -> str:
    lines: list[str] = []
    now = -1
    for (row, column), (kind, content) in cells:
        if row != now:
            lines.append(f'{"</row>" if now >= 0 else ""}<row r="{row + 1}">')
            now = row
        at = f'<c r="{letters(column)}{row + 1}"'
        if kind == "formula":
            lines.append(f"{at}><f>{escape(str(content))}</f><v>0</v></c>")
        elif kind == "text":
            lines.append(f'{at} t="s"><v>{texts.setdefault(str(content), len(texts))}</v></c>')
        elif isinstance(content, bool):
            lines.append(f'{at} t="b"><v>{int(content)}</v></c>')
        else:
            lines.append(f"{at}><v>{content!r}</v></c>")
    if now >= 0:
        lines.append("</row>")
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
