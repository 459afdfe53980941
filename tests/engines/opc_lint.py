"""The container of an .xlsx: zip members, XML, content types and relationships."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_OFFICE = "application/vnd.openxmlformats-officedocument."

# The last word of a relationship's type, and the content type of what it leads to. A type that is
# not here is reported: retrosheet writes none, and Excel drops what it does not know.
CONTENT_TYPES = {
    "officeDocument": f"{_SHEETML}sheet.main+xml",
    "worksheet": f"{_SHEETML}worksheet+xml",
    "styles": f"{_SHEETML}styles+xml",
    "sharedStrings": f"{_SHEETML}sharedStrings+xml",
    "calcChain": f"{_SHEETML}calcChain+xml",
    "comments": f"{_SHEETML}comments+xml",
    "table": f"{_SHEETML}table+xml",
    "sheetMetadata": f"{_SHEETML}sheetMetadata+xml",
    "theme": f"{_OFFICE}theme+xml",
    "drawing": f"{_OFFICE}drawing+xml",
    "chart": f"{_OFFICE}drawingml.chart+xml",
    "vmlDrawing": f"{_OFFICE}vmlDrawing",
    "image": "image/",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "extended-properties": f"{_OFFICE}extended-properties+xml",
    "custom-properties": f"{_OFFICE}custom-properties+xml",
    "hyperlink": "",
}
_ONLY_EXTERNAL = {"hyperlink"}


class Relationship(NamedTuple):
    """One arrow from a part to another; ``target`` is a full member name or an external address."""

    id: str
    type: str
    target: str
    external: bool


@dataclass
class Package:
    """The parts of a package, what their XML says, and the arrows between them."""

    parts: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, ElementTree.Element] = field(default_factory=dict)
    relationships: dict[str, list[Relationship]] = field(default_factory=dict)

    def related(self, source: str, kind: str) -> list[str]:
        """The existing parts of a kind that ``source`` leads to."""
        return [
            arrow.target
            for arrow in self.relationships.get(source, [])
            if arrow.type == kind and arrow.target in self.trees
        ]

    def target(self, source: str, identifier: str) -> str | None:
        """The member or address that a relationship id of ``source`` leads to."""
        for arrow in self.relationships.get(source, []):
            if arrow.id == identifier:
                return arrow.target
        return None


def read_package(path: Path) -> tuple[Package, list[str]]:
    """Everything readable in the file, and every problem of the container itself."""
    package = Package()
    problems: list[str] = []
    try:
        with zipfile.ZipFile(path) as archive:
            problems += _members(archive)
            for info in archive.infolist():
                try:
                    package.parts[info.filename] = archive.read(info)
                except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError) as error:
                    problems.append(f"{info.filename}: cannot be unpacked: {error}")
    except (zipfile.BadZipFile, OSError) as error:
        return package, [f"not a zip file: {error}"]
    problems += _parse(package)
    problems += _relationships(package)
    problems += _content_types(package)
    return package, problems


def _members(archive: zipfile.ZipFile) -> Iterator[str]:
    names = archive.namelist()
    for name, times in Counter(name.casefold() for name in names).items():
        if times > 1:
            yield f"{name}: {times} members of this name"
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or name.endswith("/"):
            yield f"{name}: not a name for a part"


def _parse(package: Package) -> Iterator[str]:
    for name, content in package.parts.items():
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        head = content[:200]
        if b"<!DOCTYPE" in content:
            yield f"{name}: has a DOCTYPE"
        elif b"encoding=" in head and b'"UTF-8"' not in head.upper():
            yield f"{name}: is not UTF-8"
        else:
            try:
                package.trees[name] = ElementTree.fromstring(content)
            except ElementTree.ParseError as error:
                yield f"{name}: not well-formed: {error}"


def _source_of(relationships: str) -> str:
    folder, name = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relationships(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        if not name.endswith(".rels"):
            continue
        source = _source_of(name)
        if source and source not in package.parts:
            yield f"{name}: belongs to no part"
        arrows = package.relationships.setdefault(source, [])
        for element in tree.iter(f"{_PACKAGE}Relationship"):
            arrow = _arrow(source, element)
            if arrow.id in {known.id for known in arrows}:
                yield f"{name}: the id {arrow.id} is there twice"
            arrows.append(arrow)
            if arrow.type not in CONTENT_TYPES:
                yield f"{name}: {arrow.id} has the unknown type {arrow.type!r}"
            if arrow.external != (arrow.type in _ONLY_EXTERNAL):
                yield f"{name}: {arrow.id} of type {arrow.type} has the wrong target mode"
            elif not arrow.external and arrow.target not in package.parts:
                yield f"{name}: {arrow.id} leads to {arrow.target}, which is not there"
    yield from _identifiers(package)
    yield from _unreached(package)


def _arrow(source: str, element: ElementTree.Element) -> Relationship:
    external = element.get("TargetMode") == "External"
    target = unquote(element.get("Target", ""))
    if not external:
        folder = posixpath.dirname(source)
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(
        element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external
    )


def _identifiers(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        known = {arrow.id for arrow in package.relationships.get(name, [])}
        for element in tree.iter():
            for attribute, identifier in element.attrib.items():
                if attribute.startswith(RELATIONSHIP_ID) and identifier not in known:
                    yield f"{name}: {identifier} is not among its relationships"


def _unreached(package: Package) -> Iterator[str]:
    reached = {"[Content_Types].xml"}
    waiting = [""]
    while waiting:
        source = waiting.pop()
        for arrow in package.relationships.get(source, []):
            if not arrow.external and arrow.target not in reached:
                reached.add(arrow.target)
                waiting.append(arrow.target)
    for name in package.parts:
        if name not in reached and not name.endswith(".rels"):
            yield f"{name}: no relationship leads to it"


def _content_types(package: Package) -> Iterator[str]:
    tree = package.trees.get("[Content_Types].xml")
    if tree is None:
        yield "[Content_Types].xml: missing or unreadable"
        return
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for element in tree:
        is_default = element.tag == f"{_TYPES}Default"
        key = element.get("Extension" if is_default else "PartName", "").casefold()
        types = defaults if is_default else overrides
        if key in types:
            yield f"[Content_Types].xml: {key} is there twice"
        types[key] = element.get("ContentType", "")
    present = {"/" + name.casefold() for name in package.parts}
    for part in overrides.keys() - present:
        yield f"[Content_Types].xml: {part} is not in the file"
    given = {}
    for name in package.parts:
        extension = name.rpartition(".")[2].casefold()
        given[name] = overrides.get("/" + name.casefold()) or defaults.get(extension, "")
        if not given[name] and name != "[Content_Types].xml":
            yield f"[Content_Types].xml: {name} has no content type"
    for arrows in package.relationships.values():
        for arrow in arrows:
            wanted = CONTENT_TYPES.get(arrow.type)
            found = given.get(arrow.target, "")
            right = found.startswith("image/") if wanted == "image/" else found == wanted
            if wanted and found and not right:
                yield f"[Content_Types].xml: {arrow.target} is {found}, {arrow.type} wants {wanted}"
