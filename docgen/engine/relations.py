"""Relationships, media, parts and content types: what values may add to the package while a part is rendered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from lxml import etree

from docgen.engine.escape import attribute
from docgen.engine.links import links, relations_name, relative_target
from docgen.engine.package import CONTENT_TYPES, Package
from docgen.engine.values import Attachment

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_IMAGE = f"{_OFFICE}/image"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = (
    _HEAD
    + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_MEDIA_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "svg": "image/svg+xml",
}


def taken(package: Package, part: str, relation: str = "") -> Attachment:
    """Return a part of the package with all that it leads to, to be attached elsewhere once more."""
    stem, _, extension = part.partition("/")[2].rpartition(".")
    return Attachment(
        stem=stem.rstrip("0123456789"),
        extension=extension,
        content_type=_content_type(package, part),
        relation=relation,
        data=package.data(part),
        attached=tuple(
            (key, taken(package, other.target, other.type))
            for key, other in links(package, part).items()
            if not other.external and other.target in package and other.target != part
        ),
    )


def _content_type(package: Package, part: str) -> str:
    root = etree.fromstring(
        package.data(CONTENT_TYPES), etree.XMLParser(resolve_entities=False, no_network=True)
    )
    entries = [node for node in root if isinstance(node.tag, str)]
    own = (node for node in entries if node.get("PartName", "").lstrip("/").lower() == part.lower())
    extension = part.rpartition(".")[2].lower()
    usual = (node for node in entries if node.get("Extension", "").lower() == extension)
    found = next(own, None) if part else None
    found = found if found is not None else next(usual, None)
    return "application/xml" if found is None else found.get("ContentType", "")


class Additions:
    """What one rendering adds: media once each, attached parts, and relationships for each part that asks.

    New parts lie in the folder of the format (`word`, `ppt`, `xl`), which is where the part that asks lies.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._parts: dict[str, bytes] = {}
        self._relations: dict[str, dict[tuple[str, str, bool], str]] = {}
        self._extensions: set[str] = set()
        self._types: dict[str, str] = {}
        self._numbers: dict[tuple[str, str], int] = {}

    def relate(self, part: str, kind: str, target: str, external: bool) -> str:
        """Return the id of a relationship of a part, new or the one that says the same already.

        `target` is an address where `external`, else the other part's place as seen from this one's folder.
        """
        kind = kind if "/" in kind else f"{_OFFICE}/{kind}"
        known = self._relations.setdefault(part, {})
        key = (kind, target, external)
        if key not in known:
            known[key] = f"rId{_digest(f'{kind} {target} {external}')}"
        return known[key]

    def embed(self, part: str, data: bytes, extension: str) -> str:
        """Return the id of the relationship to a media part with these bytes."""
        extension = extension.lower().lstrip(".")
        name = f"{_folder(part)}/media/{_digest(data)}.{extension}"
        self._parts[name] = data
        self._extensions.add(extension)
        return self.relate(part, _IMAGE, relative_target(part, name), False)

    def attach(self, part: str, attachment: Attachment) -> str:
        """Return the id of the relationship to a new part, which brings the parts that it leads to."""
        name = self._add(_folder(part), attachment)
        return self.relate(part, attachment.relation, relative_target(part, name), False)

    def put(self, name: str, data: bytes, content_type: str) -> None:
        """Add a part under a name that nothing has yet."""
        self._parts[name] = data
        self._types[name] = content_type

    def replace(
        self, template: str, attachment: Attachment, *, names: Mapping[str, str] | None = None
    ) -> None:
        """Put an attachment in the place of a part of the template, or of a copy of it.

        `names` says what the parts of the template are called in the copy; the others keep their names. A part
        that the attachment leads to takes the place of the one with the same relationship id; where there is none
        in the package, it joins it.
        """
        names = names or {}
        name = names.get(template, template)
        known = links(self._package, template)
        self._parts[name] = attachment.data
        for key, other in attachment.attached:
            before = known.get(key)
            if before is None:
                target = relative_target(name, self._add(_folder(name), other))
                self._relations.setdefault(name, {})[other.relation, target, False] = key
            elif not before.external:
                self._parts[names.get(before.target, before.target)] = other.data

    def also(self, part: str, copy: str) -> None:
        """Give a copy of a part, in the same folder, the relationships that were made for the part."""
        self._relations.setdefault(copy, {}).update(self._relations.get(part, {}))

    def new_name(self, folder: str, stem: str, extension: str) -> str:
        """Return a part name that nothing has yet: `charts/chart`, `xml` gives `ppt/charts/chart4.xml`."""
        key = (f"{folder}/{stem}", extension)
        number = self._numbers.get(key) or self._highest(*key)
        self._numbers[key] = number + 1
        return f"{folder}/{stem}{number + 1}.{extension}"

    def changed(self, rendered: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
        """Return the parts that are new or different, by name.

        `rendered` holds parts that the rendering made or changed itself: they are what is added to, in place of
        the template's.
        """
        made = rendered or {}
        parts = dict(self._parts)
        for part, relations in self._relations.items():
            name = relations_name(part)
            parts[name] = _with(parts.get(name) or self._before(name, made) or _EMPTY, relations)
        types = self._before(CONTENT_TYPES, made) or b""
        missing = [extension for extension in sorted(self._extensions) if not _declared(types, extension)]
        if missing or self._types:
            parts[CONTENT_TYPES] = self._with_types(types.decode(), missing)
        return parts

    def _before(self, name: str, made: Mapping[str, bytes]) -> bytes | None:
        if name in made:
            return made[name]
        return self._package.data(name) if name in self._package else None

    def _add(self, folder: str, attachment: Attachment) -> str:
        name = self.new_name(folder, attachment.stem, attachment.extension)
        self._types[name] = attachment.content_type
        self._put(name, attachment)
        return name

    def _put(self, name: str, attachment: Attachment) -> None:
        self._parts[name] = attachment.data
        entries = []
        for key, other in attachment.attached:
            target = self._add(_folder(name), other)
            entries.append(_entry(key, other.relation, relative_target(name, target), False))
        if entries:
            self._parts[relations_name(name)] = _inserted(_EMPTY, "".join(entries))

    def _highest(self, stem: str, extension: str) -> int:
        shape = re.compile(rf"{re.escape(stem)}(\d{{1,9}})\.{re.escape(extension)}", re.IGNORECASE | re.ASCII)
        found = (shape.fullmatch(name) for name in self._package.members)
        return max((int(match[1]) for match in found if match), default=0)

    def _with_types(self, text: str, extensions: list[str]) -> bytes:
        entries = "".join(
            f'<Default Extension="{name}" ContentType="{_MEDIA_TYPES[name]}"/>' for name in extensions
        )
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self._types.items()
        )
        head, found, rest = text.partition("<Types")
        attributes, _, body = rest.partition(">")
        body, closing, end = body.rpartition("</Types>")
        return f"{head}{found}{attributes}>{entries}{body}{overrides}{closing}{end}".encode()


def _folder(part: str) -> str:
    return part.partition("/")[0]


def _declared(types: bytes, extension: str) -> bool:
    return f'extension="{extension}"' in types.decode().lower()


def _with(before: bytes, relations: dict[tuple[str, str, bool], str]) -> bytes:
    known = before.decode()  # a template that was rendered here before may hold some of them
    entries = "".join(
        _entry(key, *relation) for relation, key in relations.items() if f'Id="{key}"' not in known
    )
    return _inserted(before, entries)


def _inserted(before: bytes, entries: str) -> bytes:
    head, closing, rest = before.decode().rpartition("</Relationships>")
    if not closing:  # <Relationships …/>
        head, closing, rest = before.decode().rpartition("/>")[0] + ">", "</Relationships>", ""
    return f"{head}{entries}{closing}{rest}".encode()


def _entry(key: str, kind: str, target: str, external: bool) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{kind}" Target="{attribute(target)}"{mode}/>'


def _digest(content: bytes | str) -> str:
    """Return a name that says what it names, so that it never stands for something else in a template."""
    data = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()[:16]
