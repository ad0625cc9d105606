"""Relationships, media and content types: what a value may add to the package while a part is rendered."""

from __future__ import annotations

import hashlib
from xml.sax.saxutils import quoteattr

from docgen.engine.package import CONTENT_TYPES, Package

_HYPERLINK_BASE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_IMAGE = f"{_HYPERLINK_BASE}/image"
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_MEDIA_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
}


def relations_name(part: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


class Additions:
    """What one rendering adds: media parts once each, and relationships for each part that asks."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._media: dict[str, bytes] = {}
        self._relations: dict[str, dict[tuple[str, str, bool], str]] = {}
        self._extensions: set[str] = set()

    def relate(self, part: str, kind: str, target: str, external: bool) -> str:
        """Return the id of a relationship of a part, new or the one that says the same already."""
        kind = kind if "/" in kind else f"{_HYPERLINK_BASE}/{kind}"
        known = self._relations.setdefault(part, {})
        key = (kind, target, external)
        if key not in known:
            known[key] = f"rId{_digest(f'{kind} {target} {external}')}"
        return known[key]

    def embed(self, part: str, data: bytes, extension: str) -> str:
        """Return the id of the relationship to a media part with these bytes."""
        extension = extension.lower().lstrip(".")
        name = f"word/media/{_digest(data)}.{extension}"
        self._media[name] = data
        self._extensions.add(extension)
        return self.relate(part, _IMAGE, name.removeprefix("word/"), False)

    def changed(self) -> dict[str, bytes]:
        """Return the parts that are new or different, by name."""
        parts = dict(self._media)
        for part, relations in self._relations.items():
            name = relations_name(part)
            before = self._package.data(name) if name in self._package else _EMPTY
            parts[name] = _with(before, relations)
        missing = [extension for extension in sorted(self._extensions) if not self._declared(extension)]
        if missing:
            parts[CONTENT_TYPES] = self._types(missing)
        return parts

    def _declared(self, extension: str) -> bool:
        return f'extension="{extension}"' in self._package.data(CONTENT_TYPES).decode().lower()

    def _types(self, extensions: list[str]) -> bytes:
        text = self._package.data(CONTENT_TYPES).decode()
        entries = "".join(
            f'<Default Extension="{name}" ContentType="{_MEDIA_TYPES[name]}"/>' for name in extensions
        )
        head, found, rest = text.partition("<Types")
        attributes, _, body = rest.partition(">")
        return f"{head}{found}{attributes}>{entries}{body}".encode()


def _with(before: bytes, relations: dict[tuple[str, str, bool], str]) -> bytes:
    known = before.decode()  # a template that was rendered here before may hold some of them
    entries = "".join(
        _entry(key, *relation) for relation, key in relations.items() if f'Id="{key}"' not in known
    )
    head, closing, rest = before.decode().rpartition("</Relationships>")
    if not closing:  # <Relationships …/>
        head, closing, rest = before.decode().rpartition("/>")[0] + ">", "</Relationships>", ""
    return f"{head}{entries}{closing}{rest}".encode()


def _entry(key: str, kind: str, target: str, external: bool) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{kind}" Target={quoteattr(target)}{mode}/>'


def _digest(content: bytes | str) -> str:
    """Return a name that says what it names, so that it never stands for something else in a template."""
    data = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()[:16]
