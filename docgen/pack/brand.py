"""The brand of a document: the theme (colours and fonts) that its template carries."""

from __future__ import annotations

import io
import re
import zipfile

from docgen.pack.entry import Source
from docgen.pack.hashes import NO_ZIP, sha256

_THEME = re.compile(r"[^/]+/theme/theme1\.xml")
_NAME = re.compile(rb"<a:theme\b[^>]*?\bname=\"([^\"]*)\"")
_MOST = 64
_KNOWN: dict[str, Source] = {}
"""By the template's hash: all documents of a template have its theme."""


def brand_of(data: bytes, template: Source) -> Source:
    """Return the name and the hash of an Office file's theme, both empty if it has none."""
    known = _KNOWN.get(template.sha256)
    if known is None:
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        known = _KNOWN[template.sha256] = _read(data)
    return known


def _read(data: bytes) -> Source:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = [name for name in package.namelist() if _THEME.fullmatch(name)]
            theme = package.read(min(names)) if names else b""
    except NO_ZIP:
        theme = b""
    found = _NAME.search(theme)
    name = found[1].decode("utf-8", "replace") if found else ""
    return Source(name=name, sha256=sha256(theme) if theme else "")
