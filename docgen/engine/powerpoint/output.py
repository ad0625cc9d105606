"""The slides that came out, in order, and the names of their parts: a copy has parts of its own."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from docgen.engine.markup import Element
from docgen.engine.powerpoint.slide import SlideTemplate
from docgen.engine.relations import Additions

_CREATION = re.compile(r'(<p14:creationId [^>]*\bval=")(\d+)')
_NUMBERED = re.compile(r"^([^/]+)/(.*?)\d*\.([^./]+)$")


@dataclass(slots=True)
class OutputSlide:
    """One slide of the output: what it was made of, its round of the slide loop, and its page of a long table.

    `names` maps the parts of the template to those of this slide; `texts` are the parts that were written, by
    their names in the template, `cut` the ids of relationships to slides that are gone.
    """

    template: SlideTemplate
    round: int
    names: Mapping[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    page: int = 0
    cut: set[str] = field(default_factory=set)
    _read: tuple[str, Element] | None = field(default=None, repr=False)

    @property
    def part(self) -> str:
        """The name of the slide's part."""
        return self.names[self.template.entry.part]

    @property
    def tree(self) -> Element | None:
        """The slide as it was written, to look at; None where it stands as in the template."""
        text = self.texts.get(self.template.entry.part)
        if text is None:
            return None
        if self._read is None or self._read[0] is not text:
            self._read = text, etree.fromstring(text.encode())
        return self._read[1]

    @property
    def is_copy(self) -> bool:
        return self.part != self.template.entry.part


def with_own_id(text: str, part: str) -> str:
    """Return the text of a copied slide with a creation id of its own, by which programs tell slides apart."""
    return _CREATION.sub(lambda match: f"{match[1]}{zlib.crc32(f'{part} {match[2]}'.encode())}", text)


def own_names(template: SlideTemplate) -> dict[str, str]:
    """Return the names of the parts of a slide that stays where it is."""
    return {name: name for name in (template.entry.part, *template.owned)}


def copy_names(template: SlideTemplate, additions: Additions) -> dict[str, str]:
    """Return fresh names for the parts of a copy of a slide."""
    return {name: _fresh(name, additions) for name in (template.entry.part, *template.owned)}


def _fresh(name: str, additions: Additions) -> str:
    match = _NUMBERED.match(name)
    assert match is not None
    return additions.new_name(match[1], match[2], match[3])
