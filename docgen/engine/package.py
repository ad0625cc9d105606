"""The Office zip: reading it with every refusal said, and writing it with the same bytes each time.

A part that no tag touches is copied as it lies in the template, still compressed.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from zlib_ng import zlib_ng

from docgen.errors import PackageError
from docgen.problems import Place

CONTENT_TYPES = "[Content_Types].xml"

MAX_MEMBERS = 2_000
MAX_UNPACKED = 200 * 2**20
MAX_RATIO = 100
RATIO_FROM = 16 * 2**20  # small files may compress well without being an attack

_TEMPLATE_TYPES = {
    b"wordprocessingml.template.main+xml": b"wordprocessingml.document.main+xml",
    b"ms-word.template.macroEnabledTemplate.main+xml": b"ms-word.document.macroEnabled.main+xml",
    b"spreadsheetml.template.main+xml": b"spreadsheetml.sheet.main+xml",
    b"ms-excel.template.macroEnabled.main+xml": b"ms-excel.sheet.macroEnabled.main+xml",
    b"presentationml.template.main+xml": b"presentationml.presentation.main+xml",
    b"ms-powerpoint.template.macroEnabled.main+xml": b"ms-powerpoint.presentation.macroEnabled.main+xml",
}
_STORED, _DEFLATED = 0, 8
LEVEL = 5
"""Of zlib-ng: files as short as zlib's level 6 makes them, in about half the time."""
_RAW = -15  # the largest window, and no header of zlib's own
_HEADER, _PLACE = struct.Struct("<HHHHLLLHH"), struct.Struct("<HHHLL")
_DOS_DATE = 0x21  # 1 January 1980, the earliest date that a zip can hold
_UTF8_NAME = 0x800
# Any other could hide a document type from whoever looks for its characters.
_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']*)")
_PLAIN_ENCODING = re.compile(rb"(?i)utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|iso-8859-\d+|windows-125\d")
_EBCDIC = "<?xml".encode("cp037")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, eq=False)
class Member:
    """One file inside the zip, compressed as it will be written. Sizes in bytes."""

    name: str
    raw: bytes
    method: int
    crc: int
    size: int

    @cached_property
    def data(self) -> bytes:
        """Return the bytes unpacked."""
        return zlib.decompress(self.raw, -15) if self.method == _DEFLATED else self.raw

    @cached_property
    def header(self) -> bytes:
        """Return what both headers of a member in a zip have in common, but for the name that follows."""
        name = self.name.encode()
        flags = 0 if self.name.isascii() else _UTF8_NAME
        fixed = (flags, self.method, 0, _DOS_DATE, self.crc, len(self.raw), self.size, len(name), 0)
        return _HEADER.pack(*fixed)

    @classmethod
    def pack(cls, name: str, data: bytes) -> Member:
        """Return `data` deflated."""
        return cls.pack_pieces(name, (data,))

    @classmethod
    def pack_pieces(cls, name: str, pieces: Iterable[bytes], *, level: int = LEVEL) -> Member:
        """Return pieces of data deflated as one, without joining them first."""
        deflate = zlib_ng.compressobj(level, _DEFLATED, _RAW)
        raw, crc, size = [], 0, 0
        for piece in pieces:
            raw.append(deflate.compress(piece))
            crc, size = zlib_ng.crc32(piece, crc), size + len(piece)
        raw.append(deflate.flush())
        return cls(name, b"".join(raw), _DEFLATED, crc, size)


@dataclass(frozen=True, slots=True)
class Package:
    """The members of an Office file, in their order.

    `addresses` are those of links with tags, by part and relationship id (`addresses.addressed`).
    """

    file: str
    members: dict[str, Member]
    addresses: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def data(self, name: str) -> bytes:
        return self.members[name].data


def read_package(source: Path | bytes, *, name: str) -> Package:
    """Return the package in a file or in bytes; `name` is what messages call it.

    Raise PackageError for anything that is not a sound, unencrypted Office zip within the bounds above.
    """
    data = source if isinstance(source, bytes) else _read_bytes(source, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_bounds(infos, name)
            members = {info.filename: _member(data, info, name) for info in infos if not info.is_dir()}
    except (zipfile.BadZipFile, struct.error, zlib.error, OSError, ValueError, NotImplementedError) as error:
        raise _not_a_zip(data, name) from error
    if CONTENT_TYPES not in members:
        raise _refused(
            name, "not-office", "is a zip, but not an Office file.", "Save it as .docx, .xlsx or .pptx."
        )
    return Package(name, members)


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise _refused(name, "no-file", "does not exist.", "Check the path.") from None
    except IsADirectoryError:
        raise _refused(name, "is-folder", "is a folder.", "Name the template file in it.") from None
    except OSError as error:
        raise _refused(
            name, "unreadable", f"cannot be read: {error.strerror}.", "Check its permissions."
        ) from None


def _refused(name: str, code: str, message: str, hint: str) -> PackageError:
    error = PackageError.single(code, message, where=Place(file=name), hint=hint)
    assert isinstance(error, PackageError)
    return error


def _not_a_zip(data: bytes, name: str) -> PackageError:
    if data.startswith(_OLE_MAGIC):
        return _refused(
            name,
            "encrypted",
            "is encrypted, or in the format of Office before 2007.",
            "Open it in Office, take the password off and save it in the current format.",
        )
    if not data:
        return _refused(name, "empty-file", "is empty.", "Restore it from a copy.")
    return _refused(name, "damaged", "is not an Office file, or is damaged.", "Open and save it in Office.")


def _check_bounds(infos: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    names = [info.filename for info in infos]
    if len(infos) > MAX_MEMBERS:
        raise _refused(name, "too-many-parts", f"holds {len(infos)} parts; the limit is {MAX_MEMBERS}.", "")
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > packed * MAX_RATIO):
        raise _refused(name, "too-large", f"would unpack to {unpacked:,} bytes.", "Use a smaller template.")
    if len({part.lower() for part in names}) != len(names):
        raise _refused(name, "duplicate-part", "holds the same part twice.", "Open and save it in Office.")
    for part in names:
        _check_name(part, name)


def _check_name(part: str, name: str) -> None:
    outside = part.startswith("/") or "\\" in part or ":" in part or ".." in part.split("/")
    if outside or "\0" in part:
        raise _refused(name, "outside-part", f"holds a part that lies outside the package: {part!r}.", "")


def _member(data: bytes, info: zipfile.ZipInfo, name: str) -> Member:
    if info.flag_bits & 0x1:
        raise _refused(
            name, "encrypted", "is encrypted.", "Take the password off in Office and save it again."
        )
    if info.compress_type not in (_STORED, _DEFLATED):
        raise _refused(
            name, "compression", "is packed in a way that Office does not use.", "Save it in Office."
        )
    start = info.header_offset
    if data[start : start + 4] != b"PK\x03\x04":
        raise ValueError("no local header")
    name_length, extra_length = struct.unpack_from("<HH", data, start + 26)
    begin = start + 30 + name_length + extra_length
    raw = data[begin : begin + info.compress_size]
    member = Member(info.filename, raw, info.compress_type, info.CRC, info.file_size)
    _check_content(member, name)
    return member


def _check_content(member: Member, name: str) -> None:
    # The header's size may lie: unpack within the bound and compare.
    if member.method == _DEFLATED:
        unpack = zlib.decompressobj(-15)
        data = unpack.decompress(member.raw, member.size + 1)
        if unpack.unconsumed_tail or not unpack.eof:
            raise ValueError("size")
        member.__dict__["data"] = data
    if len(member.data) != member.size or zlib.crc32(member.data) != member.crc:
        raise ValueError("checksum")
    if member.name.endswith((".xml", ".rels", ".vml")):
        _check_xml(member, name)


def _check_xml(member: Member, name: str) -> None:
    encoding = _ENCODING.match(member.data)
    if encoding and not _PLAIN_ENCODING.fullmatch(encoding[1]):
        told = encoding[1].decode("ascii", "replace")
        raise _refused(
            name,
            "encoding",
            f"writes {member.name} in {told[:40]}, which Office never does.",
            "Save it in Office.",
        )
    if _has_doctype(member.data) or member.data.startswith(_EBCDIC):
        raise _refused(
            name, "doctype", f"declares a document type in {member.name}, which Office never does.", ""
        )


def _has_doctype(data: bytes) -> bool:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return True
    # Two or four bytes a character, whichever comes first.
    plain = data.replace(b"\0", b"") if b"\0" in data[:4] else b""
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def write_package(members: Iterable[Member]) -> bytes:
    """Return a zip of the members in order: fixed dates, no extra fields, the same bytes for the same input."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        name, header = member.name.encode(), member.header
        body += (b"PK\x03\x04\x14\x00", header, name, member.raw)
        directory += (b"PK\x01\x02\x14\x00\x14\x00", header, _PLACE.pack(0, 0, 0, 0, offset), name)
        offset += 30 + len(name) + len(member.raw)
    central = b"".join(directory)
    count = len(directory) // 4
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)
    return b"".join((*body, central, end))


# Braces to be printed; notes, and `raw`, which leave no tag behind.
_TYPED_SIGNS = (b"{_{", b"}_}", b"{_%", b"%_}", b"{#", b"{%")


def is_plain(package: Package) -> bool:
    """Tell whether no part of a package without tags asks for the signs of tags either."""
    xml = (member.data for name, member in package.members.items() if name.endswith((".xml", ".rels")))
    return not any(sign in data for data in xml for sign in _TYPED_SIGNS)


def copied(package: Package) -> bytes:
    """Return a package as it is, but for its type where it is a template's."""
    members = dict(package.members)
    types = as_document(members[CONTENT_TYPES].data)
    if types != members[CONTENT_TYPES].data:
        members[CONTENT_TYPES] = Member.pack(CONTENT_TYPES, types)
    return write_package(members.values())


def as_document(types: bytes) -> bytes:
    """Return content types that say document where they said template: a rendering is no template any more."""
    for before, after in _TEMPLATE_TYPES.items():
        types = types.replace(before, after)
    return types
