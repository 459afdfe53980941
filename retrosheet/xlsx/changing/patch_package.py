"""An archive written anew with some members changed: every other byte of it stays as it lies."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from retrosheet.language import Text
from retrosheet.xlsx.reading.markup import check_elements
from retrosheet.xlsx.reading.package import (
    END,
    ENTRY,
    FULL_16,
    FULL_32,
    HAS_DESCRIPTOR,
    LOCAL,
    STORED,
    ZIP64_EXTRA,
    Package,
    extra_fields,
)
from retrosheet.xlsx.reading.refusals import damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from retrosheet.xlsx.changing.patch_tab import Edit
    from retrosheet.xlsx.reading.package import Member

_OPENS, _CLOSES = b"<>"
_NOT_THE_SAME = Text("la copie corrigée diffère de l’original", "the patched copy is not the same")
# Beyond a megabyte of XML, the best compression takes longer than all the rest of a sync.
_LEVEL, _QUICK_LEVEL, _QUICK_FROM = 6, 2, 1 << 20


class _Packed(NamedTuple):
    crc: int
    packed: int
    size: int


def edited(chunks: Iterable[bytes], edits: Iterable[Edit]) -> Iterator[bytes]:
    """The content with its edits made.

    Raises Unfit where they do not stand in order, or where one begins or ends within a tag or text.
    """
    todo = iter(edits)
    edit = next(todo, None)
    at, within = 0, False
    for chunk in chunks:
        done, size = 0, len(chunk)
        while edit is not None and edit.start < at + size:
            if not within:
                start = edit.start - at
                if start < done or chunk[start] != _OPENS:
                    raise damaged(_NOT_THE_SAME)
                yield chunk[done:start] + edit.new
            within = edit.end > at + size
            if within:
                done = size
                break
            done = edit.end - at
            if chunk[done - 1] != _CLOSES:
                raise damaged(_NOT_THE_SAME)
            edit = next(todo, None)
        if done < size:
            yield chunk[done:]
        at += size
    if edit is not None:
        raise damaged(_NOT_THE_SAME)


def write_patched(package: Package, edits: Mapping[str, Sequence[Edit]], target: BinaryIO) -> None:
    """Write the archive with the edits to the content of these members; raises Unfit, OSError.

    The members keep their order, names, dates and extra fields; those without an edit also their
    compressed bytes. ``target`` is open for writing at its start, and seekable.
    """
    starts: dict[int, int] = {}
    packed: dict[str, _Packed] = {}
    for member in sorted(package.members, key=lambda member: member.start):
        starts[member.start] = target.tell()
        if member.name in edits:
            packed[member.name] = _write_member(package, member, edits[member.name], target)
        else:
            target.writelines(package.raw(member.start, member.end))
    directory = b"".join(
        _entry(member, starts[member.start], packed.get(member.name)) for member in package.members
    )
    at, count = target.tell(), len(package.members)
    end = END.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, len(package.comment))
    target.write(directory + end + package.comment)


def _write_member(
    package: Package, member: Member, edits: Sequence[Edit], target: BinaryIO
) -> _Packed:
    header_at = target.tell()
    old = package.local_header(member)
    target.write(_local_header(old, _Packed(0, 0, 0)))
    data_at = target.tell()
    level = _QUICK_LEVEL if member.size > _QUICK_FROM else _LEVEL
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    crc = size = 0
    for piece in edited(package.chunks(member), edits):
        crc = zlib.crc32(piece, crc)
        size += len(piece)
        target.write(piece if member.method == STORED else packer.compress(piece))
    if member.method != STORED:
        target.write(packer.flush())
    packed = _Packed(crc, target.tell() - data_at, size)
    target.seek(header_at)
    target.write(_local_header(old, packed))
    target.seek(0, 2)
    return packed


def moved_entry(member: Member, start: int) -> bytes:
    """The record in the directory of a member whose bytes now lie elsewhere."""
    return _entry(member, start, None)


def _local_header(old: bytes, packed: _Packed) -> bytes:
    """A local record with its sizes in their place: no descriptor behind the data, no ZIP64."""
    mark, version, flags, method, time, day, *_, name_length, _ = LOCAL.unpack_from(old)
    name = old[LOCAL.size :][:name_length]
    extra = _narrow(old[LOCAL.size + name_length :])
    flags &= ~HAS_DESCRIPTOR
    fixed = LOCAL.pack(mark, version, flags, method, time, day, *packed, len(name), len(extra))
    return fixed + name + extra


def _entry(member: Member, start: int, packed: _Packed | None) -> bytes:
    """The member's record in the directory, with its new place, and new sizes if it changed."""
    fields = list(ENTRY.unpack_from(member.entry))
    name_length, extra_length = fields[10:12]
    name_end = ENTRY.size + name_length
    name = member.entry[ENTRY.size : name_end]
    extra = member.entry[name_end : name_end + extra_length]
    comment = member.entry[name_end + extra_length :]
    if packed is None:
        if fields[16] != FULL_32:
            fields[16] = start
        else:
            extra = _moved(extra, start, wide_before=fields[8:10].count(FULL_32))
    else:
        extra = _narrow(extra)
        fields[3] &= ~HAS_DESCRIPTOR
        fields[7:10] = packed
        fields[11] = len(extra)
        fields[13] = 0 if fields[13] == FULL_16 else fields[13]
        fields[16] = start
    return ENTRY.pack(*fields) + name + extra + comment


def _narrow(extra: bytes) -> bytes:
    """An extra record without its ZIP64 field."""
    if all(kind != ZIP64_EXTRA for kind, _ in extra_fields(extra)):
        return extra
    return b"".join(
        struct.pack("<2H", kind, len(content)) + content
        for kind, content in extra_fields(extra)
        if kind != ZIP64_EXTRA
    )


def _moved(extra: bytes, start: int, *, wide_before: int) -> bytes:
    """An extra record whose ZIP64 field says where the member begins, after other numbers."""
    at = 8 * wide_before
    return b"".join(
        struct.pack("<2H", kind, len(content))
        + (
            content[:at] + struct.pack("<Q", start) + content[at + 8 :]
            if kind == ZIP64_EXTRA
            else content
        )
        for kind, content in extra_fields(extra)
    )


def verify(old: Package, new: Package, edits: Mapping[str, Sequence[Edit]]) -> None:
    """Raise Unfit unless ``new`` is ``old`` with these edits, read back from where it was written.

    A changed part is inflated whole, which checks its sum. As an edit puts whole elements in the
    place of others, the part is as well-formed as it was if what came in is.
    """
    if len(old.members) != len(new.members) or old.comment != new.comment:
        raise damaged(_NOT_THE_SAME)
    for before, after in zip(old.members, new.members, strict=True):
        if before.name != after.name:
            raise damaged(_NOT_THE_SAME)
        if before.name in edits:
            check_elements(edit.new for edit in edits[before.name])
            for _ in new.chunks(after):
                pass
        elif not _equal(old.raw(before.start, before.end), new.raw(after.start, after.end)):
            raise damaged(_NOT_THE_SAME)


def _equal(left: Iterator[bytes], right: Iterator[bytes]) -> bool:
    """Both give pieces of one size, but for the last."""
    while True:
        ours, theirs = next(left, b""), next(right, b"")
        if ours != theirs:
            return False
        if not ours:
            return True
