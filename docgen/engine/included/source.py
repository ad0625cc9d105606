"""What is read of a document that is included: trees, relationships, styles, lists. Read once for the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from docgen.engine.links import Link, links
from docgen.engine.markup import Element, w
from docgen.engine.package import Package, read_package
from docgen.engine.remote import refuse_remote
from docgen.engine.styles import Numbering, Styles, read_numbering, read_styles
from docgen.errors import PackageError

_NAME = "included document"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A document to include. Its trees are never changed: what is put into a template is a copy."""

    key: str
    package: Package
    main: str
    body: Element
    style_elements: Mapping[str, Element]
    defaults: Element | None
    styles: Styles
    numbering_root: Element | None
    numbering: Numbering
    relations: Mapping[str, Mapping[str, Link]]
    notes: Mapping[str, Mapping[str, Element]]

    def part(self, kind: str) -> str:
        """Return the name of the part that the main part leads to by a relationship of this kind, or nothing."""
        found = (each.target for each in self.relations[self.main].values() if each.kind == kind)
        return next(found, "")


def read_source(source: bytes | Path, body: bytes = b"") -> Source:
    """Return what there is to include. Raise PackageError for a file that is no sound Word document."""
    if isinstance(source, bytes):
        return _read(source, body, _NAME)
    path = Path(source)
    if not path.is_file():
        read_package(path, name=path.name)  # says what is wrong with the path
    return _read(path.read_bytes(), body, path.name)


@lru_cache(maxsize=8)
def _read(data: bytes, body: bytes, name: str) -> Source:
    package = read_package(data, name=name)
    refuse_remote(package)
    main = next(
        (each.target for each in links(package, "").values() if each.kind == "officeDocument"),
        "",
    )
    root = tree_of(package, main)
    found = root.find(w("body")) if root is not None else None
    if root is None or found is None:
        raise PackageError.single(
            "not-word", f"{name} is not a Word document.", hint="Include .docx files only."
        )
    relations = links(package, main)
    near = {each.kind: each.target for each in relations.values() if not each.external}
    styles, numbers = tree_of(package, near.get("styles", "")), tree_of(package, near.get("numbering", ""))
    notes = {kind: near.get(f"{kind}s", "") for kind in ("footnote", "endnote")}
    return Source(
        key=hashlib.sha256(data + body).hexdigest(),
        package=package,
        main=main,
        body=etree.fromstring(body, _PARSER) if body else found,
        style_elements={} if styles is None else _by_id(styles),
        defaults=None if styles is None else styles.find(w("docDefaults")),
        styles=read_styles(styles),
        numbering_root=numbers,
        numbering=read_numbering(numbers),
        relations={part: links(package, part) for part in (main, *notes.values()) if part},
        notes={kind: _notes(tree_of(package, part), kind) for kind, part in notes.items()},
    )


def tree_of(package: Package, part: str) -> Element | None:
    """Return the tree of a part, or None where there is no such part. Raise PackageError for damaged XML."""
    if part not in package:
        return None
    try:
        return etree.fromstring(package.data(part), _PARSER)
    except etree.XMLSyntaxError as error:
        message = f"{package.file}: the XML of {part} is damaged: {error.msg}."
        raise PackageError.single("damaged", message, hint="Open and save it in Word.") from None


def _by_id(styles: Element) -> dict[str, Element]:
    return {style.get(w("styleId"), ""): style for style in styles.iterchildren(w("style"))}


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    return {} if root is None else {note.get(w("id"), ""): note for note in root.iterchildren(w(kind))}
