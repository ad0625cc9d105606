"""Documents included while one template is rendered, and what they leave in its styles, lists and notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from docgen.engine.images import read_picture
from docgen.engine.included.content import Fitting, Names, put_property, written
from docgen.engine.included.listing import Lists, Shelf
from docgen.engine.included.source import Source, read_source, tree_of
from docgen.engine.included.styling import Library, Wardrobe
from docgen.engine.links import Link, links, relative_target
from docgen.engine.markup import TBL, W_NS, Element, P, w
from docgen.engine.package import Package
from docgen.engine.places import heading_level
from docgen.engine.relations import Additions, taken
from docgen.engine.rich import child_of
from docgen.engine.values import Includable
from docgen.errors import DocgenError

MAIN = "word/document.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = _HEAD + '<w:{0} xmlns:w="' + W_NS + '"></w:{0}>'
_AFTER_NUMBERS = "w:numIdMacAtCleanup"
_BOOKMARK = re.compile(rb'<w:bookmarkStart[^>]* w:name="([^"]*)"')
Mark = Callable[[Element, int], None]


class Including:
    """What the documents that one rendering includes have in common."""

    def __init__(
        self, package: Package, additions: Additions, names: Names, new_number: Callable[[], int]
    ) -> None:
        self._package, self._additions, self._names = package, additions, names
        names.taken |= _names_in(package)
        self._library = Library(self._tree("styles"))
        self._shelf = Shelf(self._tree("numbering"), new_number)
        self._wardrobes: dict[tuple[str, str], Wardrobe] = {}
        self._notes: dict[str, list[Element]] = {"footnote": [], "endnote": []}
        self._first: dict[str, int] = {}
        self._related: dict[tuple[str, str, str], str] = {}

    def include(self, part: str, asked: Includable, properties: str, mark: Mark | None = None) -> str:
        """Return the blocks of a document for a part. Raise ValueError for one that cannot be included.

        `properties` is the `<w:pPr>` of the tag's paragraph; `mark` is called with each heading and its level, 0 for
        Heading 1.
        """
        try:
            source = read_source(asked.source, asked.body)
        except DocgenError as error:
            raise ValueError(f"cannot be included: {error.problems[0].message}") from None
        wardrobe = self._wardrobe(source, asked.styles)
        fitting = self._fitting(part, source, wardrobe)
        body = deepcopy(source.body)
        levels = [(each, heading_level(each, source.styles.outline)) for each in body.iter(P)]
        fitting.fit(body, source.main)
        for paragraph, level in levels:
            if level is not None and mark is not None:
                mark(paragraph, level)
        _framed(body, properties)
        return "".join(written(block) for block in body.iterchildren(etree.Element))

    def _wardrobe(self, source: Source, styles: str) -> Wardrobe:
        found = self._wardrobes.get((source.key, styles))
        if found is None:
            lists = Lists(source, self._shelf, lambda key: found.added_style(key) if found else "")
            found = Wardrobe(source, self._library, own=styles == "own", number=lists.number)
            self._wardrobes[source.key, styles] = found
        return found

    def _fitting(self, part: str, source: Source, wardrobe: Wardrobe) -> Fitting:
        fitting = Fitting(
            source=source,
            wardrobe=wardrobe,
            lists=Lists(source, self._shelf),
            names=self._names,
            note=lambda kind, key: self._note(part, fitting, kind, key),
            relate=lambda found: self._relate(part, source, found),
        )
        return fitting

    # -- relationships --------------------------------------------------------------------------------

    def _relate(self, part: str, source: Source, found: Link) -> str:
        key = (part, source.key, f"{found.kind} {found.target}")
        if key not in self._related:
            self._related[key] = self._brought(part, source, found)
        return self._related[key]

    def _brought(self, part: str, source: Source, found: Link) -> str:
        if found.external:
            if found.kind != "hyperlink":
                raise ValueError(
                    f'refers to "{found.target[:80]}", which lies outside it; save it with all it shows'
                )
            return self._additions.relate(part, found.type, found.target, True)
        if found.target not in source.package:
            raise ValueError(
                f'refers to its part "{found.target[:80]}", which it lacks; open and save it in Word'
            )
        data = source.package.data(found.target)
        if found.kind == "image" and _is_picture(data):
            return self._additions.embed(part, data, read_picture(data).extension)
        _refuse_outside(source.package, found.target)
        return self._additions.attach(part, taken(source.package, found.target, found.type))

    # -- notes ----------------------------------------------------------------------------------------

    def _note(self, part: str, fitting: Fitting, kind: str, key: str) -> int:
        """Bring a note along and return its id; 0 where notes cannot stand, or where there is none."""
        found_note = fitting.source.notes[kind].get(key)
        if found_note is None or part != MAIN:
            return 0
        notes = self._notes[kind]
        note = deepcopy(found_note)
        if kind not in self._first:
            self._first[kind] = self._first_note(kind)
        number = self._first[kind] + len(notes)
        notes.append(note)
        note.set(w("id"), str(number))
        home = self._name(f"{kind}s")
        Fitting(
            source=fitting.source,
            wardrobe=fitting.wardrobe,
            lists=fitting.lists,
            names=self._names,
            note=lambda _kind, _key: 0,
            relate=lambda found: self._relate(home, fitting.source, found),
        ).fit(note, fitting.source.part(f"{kind}s"))
        return number

    def _first_note(self, kind: str) -> int:
        root = self._tree(f"{kind}s")
        return 1 + max((int(note.get(w("id"), "0")) for note in root.iterchildren(w(kind))), default=0)

    # -- what the template takes in -------------------------------------------------------------------

    def settle(self, rendered: dict[str, bytes]) -> None:
        """Put styles, lists and notes that came along into the parts of the rendering."""
        self._insert(rendered, "styles", self._library.added, "")
        self._insert(rendered, "numbering", self._shelf.definitions, "w:num")
        self._insert(rendered, "numbering", self._shelf.numbers, _AFTER_NUMBERS)
        for kind, notes in self._notes.items():
            begin = _separators(kind) if notes and self._name(f"{kind}s") not in self._package else []
            self._insert(rendered, f"{kind}s", [*begin, *notes], "")

    def _insert(self, rendered: dict[str, bytes], kind: str, added: list[Element], before: str) -> None:
        """Write elements at the end of a part, or before the first of that name."""
        if not added:
            return
        name = self._name(kind)
        text = (rendered.get(name) or self._data(kind)).decode()
        text_of_added = "".join(written(element) for element in added)
        opening = f"<{before}"
        places = [text.find(f"{opening}{end}") for end in (" ", ">")] if before else []
        at = min((place for place in places if place >= 0), default=text.rindex(f"</w:{kind}>"))
        rendered[name] = f"{text[:at]}{text_of_added}{text[at:]}".encode()
        if name not in self._package:
            self._additions.put(name, rendered[name], _TYPE.format(kind))
            self._additions.relate(MAIN, f"{_OFFICE}/{kind}", relative_target(MAIN, name), False)

    def _data(self, kind: str) -> bytes:
        name = self._name(kind)
        if name not in self._package:
            return _EMPTY.format(kind).encode()
        data = self._package.data(name)
        return data if f"</w:{kind}>".encode() in data and b"xmlns:w=" in data else _plain(data)

    def _name(self, kind: str) -> str:
        return f"word/{kind}.xml"

    def _tree(self, kind: str) -> Element:
        found = tree_of(self._package, self._name(kind))
        return etree.fromstring(_EMPTY.format(kind).encode()) if found is None else found


def _plain(data: bytes) -> bytes:
    """Return a part without contents as one with an end tag, its prefix `w`."""
    root = etree.fromstring(data)
    others = {prefix: uri for prefix, uri in root.nsmap.items() if uri != W_NS}
    fresh: Element = etree.Element(root.tag, nsmap={**others, "w": W_NS})  # type: ignore[dict-item]
    fresh.extend(list(root))
    fresh.text = root.text or ""
    return (_HEAD + etree.tostring(fresh, encoding="unicode")).encode()


def _separators(kind: str) -> list[Element]:
    """Return the two rules that Word expects in a part of notes."""
    texts = {-1: "separator", 0: "continuationSeparator"}
    return [
        etree.fromstring(
            f'<w:{kind} xmlns:w="{W_NS}" w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        )
        for number, name in texts.items()
    ]


def _framed(body: Element, tag_properties: str) -> None:
    """Begin a page where the tag's paragraph did, and end with a paragraph, as a cell must."""
    blocks = list(body.iterchildren(etree.Element))
    if not blocks or blocks[-1].tag == TBL:
        body.append(etree.Element(P))
    if child_of(tag_properties, "pageBreakBefore"):
        if body[0].tag != P:
            body.insert(0, etree.Element(P))  # a table has no place for it
        put_property(body[0], etree.Element(w("pageBreakBefore")))


def _names_in(package: Package) -> set[str]:
    parts = (
        package.data(name) for name in package.members if name.startswith("word/") and name.endswith(".xml")
    )
    return {name.decode().lower() for data in parts for name in _BOOKMARK.findall(data)}


def _is_picture(data: bytes) -> bool:
    try:
        read_picture(data)
    except ValueError:
        return False
    return True


def _refuse_outside(package: Package, part: str) -> None:
    for found in links(package, part).values():
        if found.external and found.kind != "hyperlink":
            raise ValueError(f'holds a part that refers to "{found.target[:80]}", which lies outside it')
