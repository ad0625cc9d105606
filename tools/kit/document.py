"""A template as a whole: its sections in order, and the package that holds its parts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, groupby

from docgen.engine.package import Member, write_package
from tools.kit.blocks import CAPTION_NUMBERS, Block, join
from tools.kit.front import contents, cover, document_control
from tools.kit.furniture import furniture
from tools.kit.masthead import masthead
from tools.kit.numbering import numbering_part
from tools.kit.paper import section_break, section_properties
from tools.kit.properties import CONTENT_TYPES, core_properties, package_relations, relations, settings_part
from tools.kit.sections import Section
from tools.kit.styles import styles_part
from tools.kit.theme import theme_part
from tools.kit.xml import part


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One built-in template. `promise` is the line under the title, `version` the template's own version, which the
    control page prints; `levels` says how deep the contents go. A `brief` paper has a head instead of cover, control
    page and contents."""

    code: str
    promise: str
    version: str
    sections: tuple[Section, ...]
    levels: int = 1
    brief: bool = False

    def build(self) -> bytes:
        """Return the bytes of the .docx; the same each time."""
        members = (Member.pack(name, xml.encode()) for name, xml in self.parts().items())
        return write_package(members)

    def parts(self) -> dict[str, str]:
        """Return the XML of every part by its name, in the order of the package."""
        return {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": package_relations(),
            "docProps/core.xml": core_properties(),
            "word/document.xml": part("document", f"<w:body>{self._body()}</w:body>"),
            "word/_rels/document.xml.rels": relations(),
            "word/styles.xml": styles_part("{{ locale }}"),
            "word/numbering.xml": numbering_part(),
            "word/settings.xml": settings_part(),
            "word/theme/theme1.xml": theme_part(),
            **{f"word/{name}": xml for name, xml in furniture(brief=self.brief).items()},
        }

    def _front(self) -> list[Block]:
        if self.brief:
            return masthead(self.promise)
        control = document_control(f"{self.code} {self.version}")
        return [*cover(self.promise), *control, *contents(levels=self.levels)]

    def _body(self) -> str:
        front = join(self._front())
        groups = [
            (turned, list(group)) for turned, group in groupby(self.sections, lambda each: each.landscape)
        ]
        if not groups or groups[0][0]:
            groups.insert(0, (False, []))
        pages = []
        for at, (turned, group) in enumerate(groups):
            text = join([each.flow() for each in group])
            last, first = at == len(groups) - 1, at == 0
            end = (
                section_properties(landscape=turned, first=first)
                if last
                else section_break(landscape=turned, first=first)
            )
            pages.append(text + end)
        return _numbered(front + "".join(pages))


def _numbered(body: str) -> str:
    """Return the body with its captions numbered, each kind by itself, as Word would show them before rendering."""
    for mark in CAPTION_NUMBERS.values():
        first, *others = body.split(mark)
        body = first + "".join(f"{number}{text}" for number, text in zip(count(1), others, strict=False))
    return body
