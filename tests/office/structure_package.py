"""Rules over any Office package, whatever the format: what its programs repair or refuse in the zip itself.

The rules of one format stand beside this file: `structure.py` for Word, `structure_xlsx.py` for Excel,
`structure_pptx.py` for PowerPoint.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from tests.office.package import CONTENT_TYPES, Package, R

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

Faults = Iterator[str]
Rule = Callable[[Package], Faults]


def every_part_is_well_formed(package: Package) -> Faults:
    """Covers control characters too, raw or as references: XML 1.0 has no place for them."""
    for part, why in package.broken.items():
        yield f"{part}: not well-formed: {why}"
    for part, tree in package.trees.items():
        if tree.getroottree().docinfo.internalDTD is not None:
            yield f"{part}: has a DOCTYPE"


def no_member_stands_twice(package: Package) -> Faults:
    for name, count in Counter(name.lower() for name in package.names).items():
        if count > 1:
            yield f"{name}: stands {count} times in the zip"


def every_part_has_a_content_type(package: Package) -> Faults:
    for part in package.names:
        if part != CONTENT_TYPES and not part.endswith("/") and package.content_type(part) is None:
            yield f"{part}: no content type"
    for part in package.overrides():
        if part not in package.names:
            yield f"{CONTENT_TYPES}: names {part}, which is not in the zip"


def relationships_lead_somewhere(package: Package) -> Faults:
    """Each id used exists among that part's relationships; each internal target exists."""
    for part in ("", *package.trees):
        for entry in package.relationships(part).values():
            if not entry.external and entry.target not in package.names:
                yield f"{part}: relationship {entry.id} leads to {entry.target}, which is not in the zip"
    for part, tree in package.trees.items():
        known = package.relationships(part)
        for name, value in _attributes_in(tree, R):
            if value and value not in known:
                yield f"{part}: r:{name} is {value}, which is not among the part's relationships"


def chart_axes_are_numbered_and_found(package: Package) -> Faults:
    """Axes have ids of 32 bits without a sign, unique in their chart; plots and crossing axes name those there are."""
    for part, tree in package.trees.items():
        if tree.tag != f"{_C}chartSpace":
            continue
        own = [
            _axis_id(axis) for axis in tree.iter(*(f"{_C}{kind}Ax" for kind in ("cat", "val", "date", "ser")))
        ]
        named = [node.get("val", "") for node in tree.iter(f"{_C}axId", f"{_C}crossAx")]
        for number in dict.fromkeys((*own, *named)):
            if not (number.isascii() and number.isdigit() and int(number) < 1 << 32):
                yield f"{part}: {number!r} is no id of an axis"
        yield from (f"{part}: {n} axes have the id {number}" for number, n in Counter(own).items() if n > 1)
        yield from (f"{part}: there is no axis {number}" for number in sorted({*named} - {*own}))


def _axis_id(axis: etree._Element) -> str:
    found = axis.find(f"{_C}axId")
    return "" if found is None else found.get("val", "")


def _attributes_in(tree: etree._Element, namespace: str) -> Iterator[tuple[str, str]]:
    for element in tree.iter(etree.Element):
        for name, value in element.attrib.items():
            if str(name).startswith(f"{{{namespace}}}"):
                yield etree.QName(name).localname, str(value)


PACKAGE_RULES: tuple[Rule, ...] = (
    every_part_is_well_formed,
    no_member_stands_twice,
    every_part_has_a_content_type,
    relationships_lead_somewhere,
    chart_axes_are_numbered_and_found,
)
