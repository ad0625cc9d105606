"""What a template would fetch when it is opened or rendered: refused, unless it is asked for.

A relationship may lead out of the package: to a template, a picture, an object, a film. Office loads most of them
without a question, so whoever sends the file learns who opens it, and may change what it shows. Links that a reader
has to click are no such thing, nor is a file beside this one or on the reader's own disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from docgen.engine.package import Package
from docgen.errors import PackageError
from docgen.problems import Place, Problem, Severity

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_CLICKED = ("/hyperlink", "/externalLinkPath")
"""Followed by a click; Excel asks before it reads another workbook."""
# A scheme of two letters or more (one is a drive), or a server's name. `file:///` is the reader's own disk.
_ELSEWHERE = re.compile(r"(?i)(?!file:)[a-z][a-z0-9+.-]+:|[\\/]{2}|file:(?://[^/\\]|[\\/]{4}|\\\\)")


def refuse_remote(package: Package) -> None:
    """Raise PackageError with each relationship of a package that leads to another machine, but for links."""
    found = [
        Problem(
            "remote-part",
            Severity.ERROR,
            Place(file=package.file, trail=(name,)),
            f"it would be fetched from elsewhere when the document is opened: {kind} {target}.",
            "Put it into the file, or allow remote parts for this template.",
        )
        for name in package.members
        if name.endswith(".rels") and b"External" in package.data(name)
        for kind, target in _remote(package.data(name))
    ]
    if found:
        raise PackageError(found)


def _remote(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError:
        return  # whoever needs these relationships says so
    for node in root.iter("{*}Relationship"):
        kind, target = node.get("Type", ""), node.get("Target", "").strip()
        external = node.get("TargetMode") == "External" and not kind.endswith(_CLICKED)
        if external and _ELSEWHERE.match(target):
            yield kind.rpartition("/")[2], target
