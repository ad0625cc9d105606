"""Tags in the addresses of links: `https://portal.example/{{ client.code }}`.

The address of a link does not stand where the link does, but among the relationships of its part, and Office writes the
signs of a tag there as `%7B%7B`. Such a relationship is taken out of the package when a template is opened; the place
that named it gets a tag that prints the id of a relationship to the address as it comes out.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from docgen.engine.links import RELATIONSHIP
from docgen.engine.markup import Element
from docgen.engine.package import Member, Package
from docgen.engine.places import part_trail
from docgen.engine.rich import RELATIONSHIPS
from docgen.engine.stream import Slots, problem
from docgen.engine.tags import Kind, Tag, UnclosedTag
from docgen.engine.texts import has_tag, pieces, stretches, unclosed
from docgen.errors import TemplateError
from docgen.problems import Place, Problem, Severity

TARGET = "target"
"""The context of a tag that prints the id of the relationship to an address."""
ADDRESS = "address"
"""The context of a tag that prints an address where it stands."""

_LINK = f"{RELATIONSHIPS}/hyperlink"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_QUOTED_TAG = re.compile(r"%7B(?:%7B|%25|%).*?(?:%7D|%25|%)%7D", re.IGNORECASE)
_RELATED = f"{{{RELATIONSHIPS}}}"


def addressed(package: Package) -> Package:
    """Return the package with `addresses`: the addresses with tags by part and relationship id, and without these.

    Raise TemplateError for a tag in a relationship that is no link: Office would fetch what it names.
    """
    found: dict[str, Mapping[str, str]] = {}
    members = dict(package.members)
    for name, member in package.members.items():
        if name.endswith(".rels") and _may_hold_tag(member.data):
            data, targets = _without_tags(package, name)
            if targets:
                found[_part_of(name)] = targets
                members[name] = Member.pack(name, data)
    return dataclasses.replace(package, members=members, addresses=found) if found else package


def _may_hold_tag(data: bytes) -> bool:
    return b"{" in data or b"%7B" in data or b"%7b" in data


def _part_of(name: str) -> str:
    folder, _, last = name.rpartition("_rels/")
    return f"{folder}{last.removesuffix('.rels')}"


def _without_tags(package: Package, name: str) -> tuple[bytes, dict[str, str]]:
    try:
        root = etree.fromstring(package.data(name), _PARSER)
    except etree.XMLSyntaxError:
        return package.data(name), {}  # said by whoever reads the relationships
    targets = {}
    for node in list(root.iterchildren(RELATIONSHIP)):
        target = _QUOTED_TAG.sub(lambda quoted: unquote(quoted[0]), node.get("Target", ""))
        if not has_tag(target):
            continue
        if node.get("Type") != _LINK or node.get("TargetMode") != "External":
            raise _no_link(package.file, name, target)
        targets[node.get("Id", "")] = target
        root.remove(node)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), targets


def _no_link(file: str, name: str, target: str) -> Exception:
    where = Place(file=file, trail=part_trail(_part_of(name)))
    message = f"a tag stands in the address of a part that Office would fetch: {target[:80]}."
    hint = "Tags may stand in the addresses of links. Print a picture as a value."
    return TemplateError.single("misplaced-tag", message, where=where, hint=hint)


def mark_targets(
    root: Element, targets: Mapping[str, str], slots: Slots, where: Mapping[Element, Place], part: Place
) -> list[Problem]:
    """Let what names a relationship with tags print the id of one to the address that comes out.

    `where` has the places of elements that have one of their own; the others are at `part`. Return what is wrong with
    the addresses.
    """
    problems: list[Problem] = []
    for element in root.iter(etree.Element) if targets else ():
        for key, value in element.attrib.items():
            if str(key).startswith(_RELATED) and value in targets:
                place = next(
                    (where[node] for node in (element, *element.iterancestors()) if node in where), part
                )
                tag, found = address_tag(targets[str(value)], place, TARGET)
                problems += found
                element.set(key, slots.text(tag) if tag else "")
    return problems


def address_tag(text: str, where: Place, context: str) -> tuple[Tag | None, list[Problem]]:
    """Return one tag that prints all of an address with tags; None, and what is wrong, where that cannot be."""
    try:
        items = [item for item in pieces(text, stretches(text, where, context)) if item]
    except UnclosedTag as error:
        return None, [unclosed(error, where)]
    for item in items:
        if isinstance(item, Tag) and (item.kind is not Kind.PRINT or item.prefix):
            message = f"{item.typed} has no meaning in the address of a link."
            return None, [problem(item, "misplaced-tag", message, "Write {{ a if b else c }} to choose.")]
    words = [f"({item.body})" if isinstance(item, Tag) else _literal(item) for item in items]
    body = words[0][1:-1] if len(items) == 1 and isinstance(items[0], Tag) else " ~ ".join(words)
    return Tag(Kind.PRINT, "", body, text, where, context=context), []


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# -- the instructions of fields ---------------------------------------------------------------------------

_LINK_FIELD = re.compile(r'(\s*HYPERLINK\s+")([^"]*)"', re.IGNORECASE)


def instruction(text: str, where: Place, slots: Slots) -> tuple[str, list[Problem]]:
    """Return the instruction of a field with a slot for the address of `HYPERLINK "{{ … }}"`.

    Tags anywhere else in an instruction are a problem: what Word does must not depend on data, which could make it
    fetch files or run programs (`INCLUDETEXT`, `DDEAUTO`).
    """
    try:
        found = stretches(text, where, ADDRESS)
    except UnclosedTag as error:
        return text, [unclosed(error, where)]
    masked = text
    for each in found:
        masked = masked[: each.start] + "x" * (each.end - each.start) + masked[each.end :]
    match = _LINK_FIELD.match(masked)
    if match is None or any(each.start < match.start(2) or each.end > match.end(2) for each in found):
        message = f"a tag stands in the instructions of a field: {text.strip()[:80]}."
        hint = 'Print the value as text. The address in HYPERLINK "…" may hold tags.'
        return text, [Problem("tag-in-field", Severity.ERROR, where, message, hint)]
    tag, problems = address_tag(text[match.start(2) : match.end(2)], where, ADDRESS)
    if tag is None:
        return text, problems
    return f"{text[: match.start(2)]}{slots.text(tag)}{text[match.end(2) :]}", problems
