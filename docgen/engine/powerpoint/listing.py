"""The parts that list slides: the presentation, its sections and shows, relationships, content types, properties."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from copy import deepcopy

from lxml import etree

from docgen.engine.links import RELATIONSHIP, Link, parse, relations_name
from docgen.engine.markup import TYPES_NS, Element
from docgen.engine.package import CONTENT_TYPES
from docgen.engine.powerpoint.compiled import CompiledDeck
from docgen.engine.powerpoint.markup import P14_NS, R_NS, p, r
from docgen.engine.powerpoint.output import OutputSlide
from docgen.engine.powerpoint.properties import APP, with_slides
from docgen.engine.powerpoint.titles import titles_of

_FIRST_ID = 256  # of a slide: ST_SlideId (ISO 29500-1, 19.7.13)
_VIEW = "viewProps"


class Listing:
    """What the lists of a deck say when slides were copied or dropped. `dropped` are parts that nothing needs now."""

    def __init__(
        self, deck: CompiledDeck, outputs: Sequence[OutputSlide], rendered: Mapping[str, bytes]
    ) -> None:
        self._deck, self._package = deck.deck, deck.deck.package
        self._outputs, self._rendered = outputs, rendered
        self._of_entry: dict[str, list[OutputSlide]] = {entry.part: [] for entry in self._deck.slides}
        for output in outputs:
            self._of_entry[output.template.entry.part].append(output)
        self._ids, self._relations = self._fresh_ids()
        self.dropped = self._not_needed()

    def _fresh_ids(self) -> tuple[dict[int, str], dict[int, str]]:
        """Return the slide id and the relationship id of each output slide, by its identity."""
        highest = max([_FIRST_ID - 1, *(int(entry.id or "0") for entry in self._deck.slides)])
        ids, relations = {}, {}
        copies = 0
        for output in self._outputs:
            entry, is_kept = output.template.entry, not output.is_copy
            copies += not is_kept
            ids[id(output)] = entry.id if is_kept else str(highest + copies)
            relations[id(output)] = entry.relation if is_kept else self._free_relation(copies)
        return ids, relations

    def _free_relation(self, number: int) -> str:
        name = f"rIdSlide{number}"
        return name if name not in self._deck.links else f"{name}Copy"

    def parts(self) -> dict[str, bytes]:
        """Return the lists, and the relationships of copies, by part."""
        made = {
            self._deck.part: _bytes(self._presentation()),
            relations_name(self._deck.part): _bytes(self._presentation_links()),
            CONTENT_TYPES: _bytes(self._content_types()),
            **self._views(),
        }
        if APP in self._package:
            before = self._rendered.get(APP, self._package.data(APP))
            made[APP] = with_slides(before, self._deck, titles_of(self._outputs), notes=self._notes())
        for output in self._outputs:
            if output.is_copy or output.cut:
                made |= self._own_links(output)
            if output.is_copy:
                made |= self._copied(output)
        return made

    def _notes(self) -> int:
        return sum("notesSlide" in output.template.owned.values() for output in self._outputs)

    # -- the presentation ------------------------------------------------------------------------------

    def _presentation(self) -> Element:
        data = self._rendered.get(self._deck.part)
        root = deepcopy(self._deck.root) if data is None else etree.fromstring(data)
        listed = root.find(p("sldIdLst"))
        assert listed is not None
        nodes = {node.get(r("id"), ""): node for node in listed}
        for node in list(listed):
            listed.remove(node)
        for output in self._outputs:
            node = deepcopy(nodes[output.template.entry.relation])
            node.set("id", self._ids[id(output)])
            node.set(r("id"), self._relations[id(output)])
            listed.append(node)
        self._regroup(root)
        return root

    def _regroup(self, root: Element) -> None:
        """Let sections and custom shows name each slide's copies in its place."""
        by_id = {entry.id: self._of_entry[entry.part] for entry in self._deck.slides}
        for node in list(root.iter(f"{{{P14_NS}}}sldId")):
            _multiply(node, "id", [self._ids[id(each)] for each in by_id.get(node.get("id", ""), ())])
        by_relation = {entry.relation: self._of_entry[entry.part] for entry in self._deck.slides}
        for node in list(root.iter(p("sld"))):
            named = by_relation.get(node.get(r("id"), ""))
            if named is not None:
                _multiply(node, r("id"), [self._relations[id(each)] for each in named])

    def _presentation_links(self) -> Element:
        root = parse(self._package, relations_name(self._deck.part))
        kept = {self._relations[id(output)] for output in self._outputs}
        of_slides = {entry.relation for entry in self._deck.slides}
        for node in list(root):
            if node.get("Id") in of_slides - kept:
                root.remove(node)
        for output in self._outputs:
            if output.is_copy:
                target = posixpath.relpath(output.part, posixpath.dirname(self._deck.part) or ".")
                kind = f"{R_NS}/slide"
                etree.SubElement(root, RELATIONSHIP, Id=self._relations[id(output)], Type=kind, Target=target)
        return root

    def _views(self) -> dict[str, bytes]:
        """Return the view settings without slides that are gone: they remember which ones were unfolded."""
        name = next((link.target for link in self._deck.links.values() if link.kind == _VIEW), "")
        named = self._deck.links_of(name) if name in self._package else {}
        gone = {key for key, link in named.items() if link.target in self.dropped}
        if not gone:
            return {}
        root, relations = parse(self._package, name), parse(self._package, relations_name(name))
        for tree, key in ((root, r("id")), (relations, "Id")):
            for node in list(tree.iter()):
                parent = node.getparent()
                if parent is not None and node.get(key, "") in gone:
                    parent.remove(node)
        return {name: _bytes(root), relations_name(name): _bytes(relations)}

    # -- copies ----------------------------------------------------------------------------------------

    def _copied(self, output: OutputSlide) -> dict[str, bytes]:
        """Return the parts of a copy that no code wrote."""
        names = ((before, name) for before, name in output.names.items() if before not in output.texts)
        return {name: self._package.data(before) for before, name in names}

    def _own_links(self, output: OutputSlide) -> dict[str, bytes]:
        """Return the relationships of a slide's parts: a copy's lead to its own parts, none to a slide that is gone."""
        made = {}
        for before, name in output.names.items():
            if relations_name(before) in self._package:
                root = self._with_targets(before, name, output.names)
                for node in list(root) if before == output.template.entry.part else ():
                    if node.get("Id") in output.cut:
                        root.remove(node)
                made[relations_name(name)] = _bytes(root)
        return made

    def _with_targets(self, before: str, name: str, names: Mapping[str, str]) -> Element:
        root = parse(self._package, relations_name(before))
        found = self._deck.links_of(before)
        for node in root.iterchildren(RELATIONSHIP):
            link = found[node.get("Id", "")]
            if not link.external:
                target = names.get(link.target, link.target)
                node.set("Target", posixpath.relpath(target, posixpath.dirname(name)))
        return root

    def _content_types(self) -> Element:
        data = self._rendered.get(CONTENT_TYPES)
        root = parse(self._package, CONTENT_TYPES) if data is None else etree.fromstring(data)
        overrides = {node.get("PartName", ""): node for node in root.iter(f"{{{TYPES_NS}}}Override")}
        for name, node in overrides.items():
            if name.lstrip("/") in self.dropped:
                root.remove(node)
        for output in self._outputs:
            for before, name in output.names.items():
                if before != name and f"/{before}" in overrides:
                    copy = deepcopy(overrides[f"/{before}"])
                    copy.set("PartName", f"/{name}")
                    root.append(copy)
        return root

    # -- what is dropped -------------------------------------------------------------------------------

    def _not_needed(self) -> frozenset[str]:
        """Return the parts that only slides lead to that were dropped, and their relationships.

        Pictures of a dropped slide go too: what the data leave out must not travel along unseen.
        """
        kept = {name for output in self._outputs for name in output.names}
        gone = {entry.part for entry in self._deck.slides} - kept
        if not gone:
            return frozenset()
        reached = self._reached(gone)
        suspects = self._behind(gone)
        unused = {name for name in suspects if name not in reached}
        return frozenset(unused | {relations_name(name) for name in unused})

    def _behind(self, gone: set[str]) -> set[str]:
        found, waiting = set(gone), list(gone)
        while waiting:
            new = [link for link in self._inner(waiting.pop()) if link.target not in found]
            for link in new:
                if link.kind not in ("slide", "slideLayout", "notesMaster"):
                    found.add(link.target)
                    waiting.append(link.target)
        return found

    def _reached(self, gone: set[str]) -> set[str]:
        found: set[str] = set()
        waiting = [""]
        while waiting:
            for link in self._inner(waiting.pop()):
                if link.target not in found | gone:
                    found.add(link.target)
                    waiting.append(link.target)
        return found

    def _inner(self, part: str) -> list[Link]:
        named = self._deck.links_of(part).values()
        return [link for link in named if not link.external and link.target in self._package]


def _multiply(node: Element, key: str, values: Sequence[str]) -> None:
    parent = node.getparent()
    assert parent is not None
    at = parent.index(node)
    parent.remove(node)
    for offset, value in enumerate(values):
        copy = deepcopy(node)
        copy.set(key, value)
        parent.insert(at + offset, copy)


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
