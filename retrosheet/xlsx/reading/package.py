"""The ZIP archive that an .xlsx file is: what lies in it, inflated piece by piece, under guards.

The standard library's reader is not used: it costs a third of a sync's time to import, accepts
names twice, and gives no access to the bytes as they lie, which a patch copies untouched.
"""

from __future__ import annotations

import struct
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from retrosheet.language import Text
from retrosheet.xlsx.reading.foreign import recognised
from retrosheet.xlsx.reading.refusals import (
    CUT_SHORT,
    EMPTY_FILE,
    ENCRYPTED,
    Unfit,
    damaged,
    hostile,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FILE = 512 << 20
MAX_TOTAL = 512 << 20
MAX_PART = 256 << 20
MAX_MEMBERS = 5_000
MAX_DIRECTORY = 8 << 20
MAX_RATIO, RATIO_FROM = 100, 100 << 10
CHUNK = 256 << 10

STORED, DEFLATED = 0, 8
IS_ENCRYPTED, HAS_DESCRIPTOR, IS_UTF8 = 0x1, 0x8, 0x800
END = struct.Struct("<4s4H2LH")
END64_LOCATOR = struct.Struct("<4sLQL")
END64 = struct.Struct("<4sQ2H2L4Q")
ENTRY = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
_END, _END64_LOCATOR, _END64 = b"PK\5\6", b"PK\6\7", b"PK\6\6"
_ENTRY, LOCAL_MARK = b"PK\1\2", b"PK\3\4"
_MAX_COMMENT = 0xFFFF
FULL_16, FULL_32 = 0xFFFF, 0xFFFFFFFF
ZIP64_EXTRA = 1

_BROKEN_DIRECTORY = Text("le répertoire de l’archive est faux", "the archive’s directory is wrong")
_BROKEN_PART = Text("une partie de l’archive est illisible", "a part of the archive is unreadable")


class Member(NamedTuple):
    """One file of the archive; ``start`` to ``end`` is all that lies up to the next member.

    ``entry`` is its record in the directory, verbatim; ``packed`` its size as it lies, ``size``
    inflated, both in bytes.
    """

    name: str
    entry: bytes
    method: int
    crc: int
    packed: int
    size: int
    start: int
    end: int


class Package:
    """An open archive; ``members`` stand in the directory's order. Raises Unfit, OSError.

    All names are checked first, and no two members may overlap; a member is checked as it is
    inflated, not after.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._inflated = 0
        size = file.seek(0, 2)
        self.comment, directory, self.directory_start, count = self._directory(size)
        self.members = _placed(_entries(directory, count), self.directory_start)
        self._by_name = {member.name.casefold(): member for member in self.members}
        if len(self._by_name) != len(self.members):
            raise hostile(Text("deux parties du même nom", "two parts of one name"))
        if sum(member.size for member in self.members) > MAX_TOTAL:
            raise hostile(
                Text("plus de 512 Mio une fois décompressé", "more than 512 MiB inflated")
            )

    def find(self, name: str) -> Member | None:
        """The member of that name, in whatever case."""
        return self._by_name.get(name.casefold())

    def raw(self, start: int, end: int) -> Iterator[bytes]:
        """The file's bytes as they lie."""
        self._file.seek(start)
        while start < end:
            piece = self._file.read(min(CHUNK, end - start))
            if not piece:
                raise Unfit(CUT_SHORT)
            start += len(piece)
            yield piece

    def local_header(self, member: Member) -> bytes:
        """The record in front of a member's data: fixed fields, name and extra field."""
        fixed = b"".join(self.raw(member.start, member.start + LOCAL.size))
        mark, *_, name_length, extra_length = LOCAL.unpack(fixed)
        length = LOCAL.size + name_length + extra_length
        if mark != LOCAL_MARK or member.start + length + member.packed > member.end:
            raise damaged(_BROKEN_DIRECTORY)
        header = b"".join(self.raw(member.start, member.start + length))
        if header[LOCAL.size :][:name_length] != member.entry[ENTRY.size :][:name_length]:
            raise damaged(_BROKEN_DIRECTORY)
        return header

    def content(self, member: Member, limit: int) -> bytes:
        """All of a member that has no reason to be larger than ``limit`` bytes."""
        if member.size > limit:
            raise hostile(
                Text("« {name} » est énorme", '"{name}" is enormous').format(name=member.name)
            )
        return b"".join(self.chunks(member))

    def chunks(self, member: Member) -> Iterator[bytes]:
        """A member's content, inflated piece by piece; the last one only if the sum is right."""
        start = member.start + len(self.local_header(member))
        raw = self.raw(start, start + member.packed)
        if member.method == DEFLATED:
            pieces = self._inflate(member, raw)
        elif member.method == STORED:
            pieces = raw
        else:
            raise damaged(_BROKEN_PART)
        size = crc = 0
        held = b""
        for piece in pieces:
            size += len(piece)
            self._inflated += len(piece)
            if size > min(member.size, MAX_PART) or self._inflated > MAX_TOTAL:
                raise hostile(Text("une partie démesurée", "a part out of all proportion"))
            crc = zlib.crc32(piece, crc)
            if held:
                yield held
            held = piece
        if size != member.size or crc != member.crc:
            raise damaged(_BROKEN_PART)
        yield held

    def _inflate(self, member: Member, raw: Iterator[bytes]) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        taken = given = 0
        try:
            for packed in raw:
                taken += len(packed)
                rest = packed
                while not inflater.eof:
                    piece = inflater.decompress(rest, CHUNK)
                    rest = inflater.unconsumed_tail
                    given += len(piece)
                    if given > RATIO_FROM and given > MAX_RATIO * (taken - len(rest)):
                        raise hostile(
                            Text(
                                "« {name} » se décompresse démesurément",
                                '"{name}" inflates out of all proportion',
                            ).format(name=member.name),
                        )
                    if piece:
                        yield piece
                    elif not rest:
                        break
        except zlib.error as error:
            raise damaged(_BROKEN_PART) from error
        if not inflater.eof:
            raise damaged(_BROKEN_PART)

    def _directory(self, size: int) -> tuple[bytes, bytes, int, int]:
        """The archive's comment, its directory, where that begins, and how many it lists."""
        self._file.seek(0)
        head = self._file.read(8)
        if not head:
            raise Unfit(EMPTY_FILE)
        if head[:4] != LOCAL_MARK and head[:4] != _END:
            raise recognised(self._file)
        if size > MAX_FILE:
            raise hostile(Text("plus de 512 Mio", "more than 512 MiB"))
        end_at, comment, count, length, start = self._end(size)
        self._file.seek(max(0, end_at - END64_LOCATOR.size))
        locator = self._file.read(END64_LOCATOR.size)
        if end_at >= END64_LOCATOR.size and locator[:4] == _END64_LOCATOR:
            end_at = END64_LOCATOR.unpack(locator)[2]
            self._file.seek(min(end_at, size))
            record = self._file.read(END64.size)
            if len(record) != END64.size or record[:4] != _END64:
                raise damaged(_BROKEN_DIRECTORY)
            count, length, start = END64.unpack(record)[7:]
        if start + length != end_at or length > MAX_DIRECTORY:
            raise damaged(_BROKEN_DIRECTORY)
        if count > MAX_MEMBERS:
            raise hostile(Text("plus de 5 000 parties", "more than 5,000 parts"))
        return comment, b"".join(self.raw(start, end_at)), start, count

    def _end(self, size: int) -> tuple[int, bytes, int, int, int]:
        """Where the end record stands, the comment; the directory's count, length and start."""
        self._file.seek(max(0, size - END.size - _MAX_COMMENT))
        tail = self._file.read(END.size + _MAX_COMMENT)
        at = len(tail)
        while (at := tail.rfind(_END, 0, at)) >= 0:
            fields = END.unpack(tail[at : at + END.size]) if at + END.size <= len(tail) else None
            if fields and fields[-1] == len(tail) - at - END.size:
                _, disk, first_disk, here, count, length, start, _ = fields
                if disk or first_disk or here != count:
                    raise damaged(_BROKEN_DIRECTORY)
                comment = tail[at + END.size :]
                return size - len(tail) + at, comment, count, length, start
        raise Unfit(CUT_SHORT)


def _entries(directory: bytes, count: int) -> list[Member]:
    """The members, in order; their ``end`` is not known yet."""
    found = []
    at = 0
    while at < len(directory):
        if len(directory) - at < ENTRY.size or directory[at : at + 4] != _ENTRY:
            raise damaged(_BROKEN_DIRECTORY)
        fields = ENTRY.unpack_from(directory, at)
        flags, method = fields[3:5]
        crc, packed, size, name_length, extra_length, comment_length, disk = fields[7:14]
        start = fields[16]
        name_at = at + ENTRY.size
        extra_at = name_at + name_length
        after = extra_at + extra_length + comment_length
        if after > len(directory) or disk not in {0, FULL_16}:
            raise damaged(_BROKEN_DIRECTORY)
        if flags & IS_ENCRYPTED:
            raise Unfit(ENCRYPTED)
        name = _checked_name(directory[name_at:extra_at], flags)
        extra = directory[extra_at : extra_at + extra_length]
        size, packed, start = _wide(extra, size, packed, start)
        found.append(Member(name, directory[at:after], method, crc, packed, size, start, start))
        at = after
    if len(found) != count:
        raise damaged(_BROKEN_DIRECTORY)
    return found


def _checked_name(raw: bytes, flags: int) -> str:
    try:
        # plain names need no table of their own, which takes longer to load than the file
        name = raw.decode("utf-8" if flags & IS_UTF8 or raw.isascii() else "cp437")
    except UnicodeDecodeError as error:
        raise damaged(_BROKEN_DIRECTORY) from error
    parts = name.split("/")
    if not name or parts[0] == "" or ".." in parts or "\\" in name or "\0" in name:
        raise hostile(Text("un nom de partie interdit", "a part with a forbidden name"))
    return name


def extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """Each field of an extra record: its kind and its content; what fits no field is left out."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        yield kind, extra[at + 4 : at + 4 + length]
        at += 4 + length


def _wide(extra: bytes, size: int, packed: int, start: int) -> tuple[int, int, int]:
    """The three numbers, each taken from the ZIP64 field where the record has no room for it."""
    numbers = [size, packed, start]
    if FULL_32 in numbers:
        field = next((content for kind, content in extra_fields(extra) if kind == ZIP64_EXTRA), b"")
        for place, number in enumerate(numbers):
            if number == FULL_32:
                if len(field) < 8:
                    raise damaged(_BROKEN_DIRECTORY)
                numbers[place] = int.from_bytes(field[:8], "little")
                field = field[8:]
    return numbers[0], numbers[1], numbers[2]


def _placed(entries: list[Member], directory_start: int) -> tuple[Member, ...]:
    """The members with their ends, in the directory's order; Unfit where two overlap."""
    starts = sorted(member.start for member in entries)
    ends = dict(pairwise([*starts, directory_start]))
    if starts and starts[0] != 0:
        raise damaged(_BROKEN_DIRECTORY)
    placed = []
    for member in entries:
        end = ends.pop(member.start, 0)  # 0 for the second of two at one place
        name_length = ENTRY.unpack_from(member.entry)[10]
        if member.start + LOCAL.size + name_length + member.packed > end:
            raise hostile(Text("des parties qui se chevauchent", "parts that overlap"))
        placed.append(member._replace(end=end))
    return tuple(placed)
