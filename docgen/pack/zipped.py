"""The zip of a client's pack: the documents that are the client's to read, and their index. Nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from docgen.pack.current import shared
from docgen.pack.hashes import sha256
from docgen.pack.manifest import Manifest, Zipped
from docgen.pack.names import zip_name

_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip can tell: no clock is asked."""
_UNIX = 3
_READABLE = 0o100644 << 16


def members(manifest: Manifest) -> tuple[str, ...]:
    """Return the paths of the documents that go into the zip, in order: the client's, in their latest versions."""
    return tuple(sorted(entry["path"] for entry in shared(manifest.entries)))


def pack_zip(manifest: Manifest, read: Callable[[str], bytes]) -> bytes:
    """Return the zip of a client's pack; `read` gives the bytes of a document by its path.

    All lies in one folder named after the client. Documents are packed already, so they are stored as they are:
    the same documents give the same bytes on every system.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in members(manifest):
            member = zipfile.ZipInfo(f"{manifest.client}/{path}", _DAY)
            member.create_system, member.external_attr = _UNIX, _READABLE
            archive.writestr(member, read(path))
    return out.getvalue()


def zip_entry(client: str, data: bytes) -> Zipped:
    """Return what the manifest says of a client's zip."""
    return Zipped(path=zip_name(client), bytes=len(data), sha256=sha256(data))
