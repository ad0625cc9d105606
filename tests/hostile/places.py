"""Places where text can stand, each tried with a value: does it come out as it went in, with nothing else changed?

A `Bench` is one template of one format with a tag of its own in each place: the tag in the place `footnote` is
`{{ footnote }}`, so that a refusal is known by its data path. It is rendered twice, with a harmless word in every place
and with the value in their stead. Put the value where the word stands in the first document's parts, and they must
equal the second's.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from docgen.engine import Template
from docgen.errors import RenderError
from tests.office.package import rels_name

Trees = dict[str, etree._Element]
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OWN_ID = re.compile(r"rId[0-9a-f]{16}")


def forbidden(value: str) -> bool:
    """Tell whether a value holds what XML 1.0 cannot (ISO 29500 parts are XML 1.0)."""
    return _FORBIDDEN.search(value) is not None


def lines(value: str) -> str:
    """Return a value as a page shows it: each kind of line end is a line break."""
    return value.replace("\r\n", "\n").replace("\r", "\n")


def as_is(value: str) -> str:
    return value


def unescaped(text: str) -> str:
    """Return a text as it stands in a file where an underscore may be escaped (ST_Xstring), without that escape."""
    return text.replace("_x005F_", "_")


def never(_: str) -> bool:
    return False


def longer_than(most: int) -> Callable[[str], bool]:
    """Return what tells whether a value has more characters than that."""
    return lambda value: len(value) > most


@dataclass(frozen=True)
class Opened:
    """A rendering as other libraries read it: the parts as lxml does, the document as the format's own library."""

    raw: bytes
    load: Callable[[io.BytesIO], Any]

    @cached_property
    def trees(self) -> Trees:
        """Every XML part. Raise XMLSyntaxError for one that is not well-formed."""
        with zipfile.ZipFile(io.BytesIO(self.raw)) as archive:
            names = [name for name in archive.namelist() if name.endswith((".xml", ".rels", ".vml"))]
            return {name: etree.fromstring(archive.read(name), PARSER) for name in sorted(names)}

    @cached_property
    def document(self) -> Any:
        return self.load(io.BytesIO(self.raw))


@dataclass(frozen=True)
class Spot:
    """One place: its name, what stands there in a rendering, and which values it must refuse.

    `before` and `after` are the words around the tag; `shown` says how the reader shows a value there. What XML cannot
    hold is refused everywhere.
    """

    name: str
    read: Callable[[Opened], str]
    before: str = ""
    after: str = ""
    shown: Callable[[str], str] = lines
    refuses: Callable[[str], bool] = never
    address: str = ""
    """What the harmless word begins with where a place takes addresses only."""

    @property
    def tag(self) -> str:
        """What is typed into the template."""
        return f"{self.before}{{{{ {self.name} }}}}{self.after}"

    def expected(self, value: str) -> str:
        return f"{self.before}{self.shown(value)}{self.after}"

    def must_refuse(self, value: str) -> bool:
        return forbidden(value) or self.refuses(value)


@dataclass
class Tally:
    """What came of trials."""

    came_out: int = 0
    refused: int = 0
    changed: list[str] = field(default_factory=list)
    ill_formed: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    """Refusals without the data path, of what should have come out; and what should have been refused."""

    @property
    def faults(self) -> list[str]:
        return [*self.changed, *self.ill_formed, *self.formulas, *self.unexplained]

    def add(self, other: Tally) -> None:
        self.came_out += other.came_out
        self.refused += other.refused
        for name in ("changed", "ill_formed", "formulas", "unexplained"):
            getattr(self, name).extend(getattr(other, name))


@dataclass
class Bench:
    """A template with a tag in each of its places. `plain` makes a format's parts comparable as text."""

    name: str
    raw: bytes
    spots: tuple[Spot, ...]
    load: Callable[[io.BytesIO], Any]
    plain: Callable[[str, bytes], bytes]
    formulas: Callable[[Opened], list[str]] = lambda _: []
    skipped: frozenset[str] = frozenset()
    """Parts that differ by how often a text occurs; `more` compares what they say."""
    more: Callable[[Opened], dict[str, list[str]]] = lambda _: {}

    @cached_property
    def template(self) -> Template:
        return Template.open(self.raw, name=self.name)

    @cached_property
    def words(self) -> dict[str, str]:
        """A word for each place, that stands nowhere else."""
        return {spot.name: f"{spot.address}Quokka{number:03d}fjord" for number, spot in enumerate(self.spots)}

    @cached_property
    def harmless(self) -> Opened:
        return Opened(self.template.render(self.words), self.load)

    def rendered(self, value: str) -> tuple[Opened, dict[str, str], list[str]]:
        """Return a rendering with the value wherever it is not refused, what stands where it is, and faults."""
        data, faults = {spot.name: value for spot in self.spots}, list[str]()
        while True:
            try:
                return Opened(self.template.render(data), self.load), self._refused(data, value), faults
            except RenderError as error:
                paths = {problem.where.path for problem in error.problems}
                known = {path for path in paths if data.get(path) == value}
                faults += [
                    f"{each.where}: {each.message[:200]}"
                    for each in error.problems
                    if each.where.path not in data
                ]
                if not known:
                    raise
                data |= {path: self.words[path] for path in known}

    def _refused(self, data: Mapping[str, str], value: str) -> dict[str, str]:
        return {name: word for name, word in data.items() if word == self.words[name] and word != value}

    def tried(self, value: str) -> Tally:
        """Return what came of a value in every place."""
        try:
            opened, refused, faults = self.rendered(value)
        except RenderError as error:
            return Tally(unexplained=[self._of(value, f"refused without a data path: {error}")])
        tally = self.judged(value, opened, refused)
        tally.unexplained += [self._of(value, fault) for fault in faults]
        return tally

    def judged(self, value: str, opened: Opened, refused: Mapping[str, str]) -> Tally:
        """Return what a rendering shows of a value; `refused` has the words that stand where it was refused."""
        tally = Tally()
        try:
            opened.trees  # noqa: B018 - well-formed, or an error
        except etree.XMLSyntaxError as error:
            return Tally(ill_formed=[self._of(value, str(error))])
        for spot in self.spots:
            self._try_spot(spot, value, opened, refused, tally)
        tally.changed += [self._of(value, change) for change in self._changes(opened, value, refused)]
        if self.formulas(opened) != self.formulas(self.harmless):
            tally.formulas.append(self._of(value, "another formula"))
        return tally

    def _of(self, value: str, fault: str) -> str:
        return f"{self.name}, {value[:40]!r}: {fault}"

    def _try_spot(
        self, spot: Spot, value: str, opened: Opened, refused: Mapping[str, str], tally: Tally
    ) -> None:
        is_refused = spot.name in refused
        if is_refused != spot.must_refuse(value):
            word = "refused" if is_refused else "not refused"
            tally.unexplained.append(self._of(value, f"{spot.name}: {word}"))
        tally.refused += is_refused
        tally.came_out += not is_refused
        expected = (
            spot.expected(value) if not is_refused else f"{spot.before}{refused[spot.name]}{spot.after}"
        )
        found = spot.read(opened)
        if found != expected:
            tally.changed.append(self._of(value, f"{spot.name}: {found[:80]!r} instead of {expected[:80]!r}"))

    # -- what stands around the places -----------------------------------------------------------------

    def _changes(self, opened: Opened, value: str, refused: Mapping[str, str]) -> Iterator[str]:
        """Yield how the parts differ from the harmless ones, but for the value in the place of the words."""
        word_of = {self.words[spot.name]: spot for spot in self.spots if spot.name not in refused}

        def with_value(text: str) -> str:
            return _WORD.sub(
                lambda found: word_of[found[0]].shown(value) if found[0] in word_of else found[0], text
            )

        before, after = self._parts(self.harmless), self._parts(opened)
        if before.keys() != after.keys():
            yield f"other parts: {sorted(before.keys() ^ after.keys())}"
        for name in before.keys() & after.keys():
            yield from _differences(name, [lines(with_value(line)) for line in before[name]], after[name])

    def _parts(self, opened: Opened) -> dict[str, list[str]]:
        return dict(self._lines_of(opened)) | self.more(opened)

    def _lines_of(self, opened: Opened) -> Iterator[tuple[str, list[str]]]:
        with zipfile.ZipFile(io.BytesIO(opened.raw)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".vml")) and not any(
                    name.startswith(each) for each in self.skipped
                ):
                    root = etree.fromstring(self.plain(name, archive.read(name)), PARSER)
                    targets = _targets(opened, name)
                    yield name, list(events(root, targets))


_WORD = re.compile(r"(?:https://portal\.example/)?Quokka\d{3}fjord")


def _differences(name: str, before: list[str], after: list[str]) -> Iterator[str]:
    if before == after:
        return
    pairs = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    first = f"{pairs[0][0][:120]!r} became {pairs[0][1][:120]!r}" if pairs else "another number of elements"
    yield f"{name}: {first}"


def events(root: etree._Element, targets: Mapping[str, str]) -> Iterator[str]:
    """Yield elements, attributes and texts in order; relationship ids that are made of targets as the targets."""
    for action, node in etree.iterwalk(root, events=("start", "end")):
        if action == "end":
            yield f"/{node.tag}"
            yield f"tail {lines(node.tail or '')}" if (node.tail or "").strip() else ""
            continue
        yield str(node.tag)
        for key, value in sorted((str(key), str(value)) for key, value in node.attrib.items()):
            yield f"{key}={lines(targets.get(value, value))}"
        yield f"text {lines(node.text or '')}"


def _targets(opened: Opened, name: str) -> dict[str, str]:
    rels = opened.trees.get(rels_name(name))
    entries = () if rels is None else rels
    return {
        node.get("Id", ""): node.get("Target", "")
        for node in entries
        if _OWN_ID.fullmatch(node.get("Id", ""))
    }


def xstring_at(part: str, path: str, names: Mapping[str, str]) -> Callable[[Opened], str]:
    """Return a reader as `text_at` does, of a text in which underscores may be escaped."""
    read = text_at(part, path, names)
    return lambda opened: unescaped(read(opened))


def text_at(part: str, path: str, names: Mapping[str, str]) -> Callable[[Opened], str]:
    """Return a reader of the text or attribute at an XPath of a part."""

    def read(opened: Opened) -> str:
        found = opened.trees[part].xpath(path, namespaces=dict(names))
        if not found:
            return f"nothing at {path}"
        return str(found[0]) if isinstance(found[0], str) else "".join(map(str, found[0].itertext()))

    return read


def drawn_text(part: str, path: str, names: Mapping[str, str]) -> Callable[[Opened], str]:
    """Return a reader of DrawingML texts at an XPath of a part, breaks as characters."""
    text, line = f"{{{names['a']}}}t", f"{{{names['a']}}}br"

    def read(opened: Opened) -> str:
        found = opened.trees[part].xpath(path, namespaces=dict(names))
        nodes = (node for top in found for node in top.iter(text, line))
        return "".join("\n" if node.tag == line else node.text or "" for node in nodes)

    return read


def repacked(raw: bytes, changes: Mapping[str, str | bytes | Callable[[str], str]]) -> bytes:
    """Return a package with parts added, or changed as text."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            data, change = before.read(name), changes.get(name)
            after.writestr(
                name, change(data.decode()) if callable(change) else data if change is None else change
            )
        for name, change in changes.items():
            if name not in before.namelist() and not callable(change):
                after.writestr(name, change)
    return stream.getvalue()


def inserted(before: str, addition: str) -> Callable[[str], str]:
    """Return a change that puts an addition before the last occurrence of a text."""

    def change(text: str) -> str:
        head, found, rest = text.rpartition(before)
        assert found, before
        return f"{head}{addition}{found}{rest}"

    return change
