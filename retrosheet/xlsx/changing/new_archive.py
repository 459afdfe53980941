"""An archive with parts changed, added and taken out: every other one as its bytes lie."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO

from retrosheet.language import Text
from retrosheet.xlsx.changing.patch_package import moved_entry
from retrosheet.xlsx.reading.package import DEFLATED, END, ENTRY, LOCAL, LOCAL_MARK, Package
from retrosheet.xlsx.reading.refusals import damaged

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSION, _UTF8 = 20, 0x800
_DAY = (1 << 5) | 1  # 1 January 1980, as all that we write: equal bytes
_LEVEL, _QUICK_LEVEL, _QUICK_FROM = 6, 2, 1 << 20
_NOT_THE_SAME = Text("la copie récrite diffère de l’original", "the rewritten copy is not the same")


def write_archive(package: Package, parts: Mapping[str, bytes | None], target: BinaryIO) -> None:
    """Write the archive with these contents of parts; None takes one out, a new one comes last.

    ``target`` is open for writing at its start.
    """
    entries: dict[str, bytes] = {}
    for member in sorted(package.members, key=lambda member: member.start):
        if member.name not in parts:
            at = target.tell()
            target.writelines(package.raw(member.start, member.end))
            entries[member.name] = moved_entry(member, at)
        else:
            content = parts[member.name]
            if content is not None:
                entries[member.name] = _write(member.name, content, target)
    there = {member.name for member in package.members}
    for name, content in parts.items():
        if name not in there and content is not None:
            entries[name] = _write(name, content, target)
    order = [member.name for member in package.members if member.name in entries]
    order += [name for name in entries if name not in there]
    directory = b"".join(entries[name] for name in order)
    at, count = target.tell(), len(order)
    end = END.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, len(package.comment))
    target.write(directory + end + package.comment)


def _write(name: str, content: bytes, target: BinaryIO) -> bytes:
    """One part and its record for the directory."""
    at = target.tell()
    packer = zlib.compressobj(
        _QUICK_LEVEL if len(content) > _QUICK_FROM else _LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS
    )
    packed = packer.compress(content) + packer.flush()
    raw = name.encode()
    flags = 0 if name.isascii() else _UTF8
    sums = (zlib.crc32(content), len(packed), len(content))
    head = (_VERSION, flags, DEFLATED, 0, _DAY, *sums, len(raw), 0)
    target.write(LOCAL.pack(LOCAL_MARK, *head) + raw + packed)
    return ENTRY.pack(b"PK\1\2", _VERSION, *head, 0, 0, 0, 0, at) + raw


def verify_archive(old: Package, new: Package, parts: Mapping[str, bytes | None]) -> None:
    """Raise Unfit unless ``new`` is ``old`` with these parts, read back from where it lies."""
    wanted = {member.name for member in old.members} | {*parts}
    wanted -= {name for name, content in parts.items() if content is None}
    if {member.name for member in new.members} != wanted or new.comment != old.comment:
        raise damaged(_NOT_THE_SAME)
    for member in new.members:
        if member.name in parts:
            if b"".join(new.chunks(member)) != parts[member.name]:
                raise damaged(_NOT_THE_SAME)
            continue
        before = old.find(member.name)
        assert before is not None
        if b"".join(old.raw(before.start, before.end)) != b"".join(
            new.raw(member.start, member.end)
        ):
            raise damaged(_NOT_THE_SAME)
