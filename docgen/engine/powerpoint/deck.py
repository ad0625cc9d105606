"""A deck as it lies in a template: its slides in order, what belongs to each of them, and how people call its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from docgen.engine.links import Link, links, parse
from docgen.engine.markup import Element
from docgen.engine.package import Package
from docgen.engine.places import part_trail
from docgen.engine.powerpoint.markup import SHAPE, a, is_title, p, placeholder_of, r, text_of
from docgen.errors import TemplateError
from docgen.problems import Place

# What several slides share. All else that a slide leads to is its own, and its copies have copies of it.
_SHARED = frozenset(
    [
        "slide",
        "slideLayout",
        "slideMaster",
        "notesMaster",
        "handoutMaster",
        "theme",
        "image",
        "media",
        "video",
        "audio",
        "hdphoto",
        "font",
        "hyperlink",
        "commentAuthors",
        "authors",
        "tableStyles",
        "customXml",
    ]
)
_STRICT = "http://purl.oclc.org/ooxml/presentationml/main"
_LONGEST_TITLE = 60
_NUMBERED = re.compile(r"ppt/(?:slideLayouts/slide(Layout)|slideMasters/slide(Master))(\d*)\.xml")


@dataclass(frozen=True, slots=True)
class SlideEntry:
    """A slide as the presentation lists it: its number from 1, id, part, and its title as typed."""

    number: int
    id: str
    relation: str
    part: str
    title: str

    @property
    def label(self) -> str:
        """Return what people call the slide: `slide 4 "Title"`."""
        title = self.title if len(self.title) <= _LONGEST_TITLE else f"{self.title[: _LONGEST_TITLE - 1]}…"
        return f'slide {self.number} "{title}"' if title else f"slide {self.number}"


@dataclass(frozen=True, eq=False)
class Deck:
    """The template's presentation."""

    package: Package
    part: str
    _links: dict[str, Mapping[str, Link]] = field(default_factory=dict, repr=False)
    _layouts: dict[str, str] = field(default_factory=dict, repr=False)
    _trees: dict[str, Element] = field(default_factory=dict, repr=False)
    _placeholders: dict[str, tuple[tuple[Element, Element], ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, package: Package) -> Deck | None:
        """Return the deck of a package, or None where it is none. Raise TemplateError for the strict variant."""
        main = next((link for link in links(package, "").values() if link.kind == "officeDocument"), None)
        if main is None or main.target not in package:
            return None
        root = parse(package, main.target)
        if root.tag == f"{{{_STRICT}}}presentation":
            hint = "Save it as a PowerPoint presentation (.pptx)."
            message = "is saved as Strict Open XML."
            raise TemplateError.single("strict-deck", message, where=Place(file=package.file), hint=hint)
        return cls(package, main.target) if root.tag == p("presentation") else None

    @cached_property
    def root(self) -> Element:
        return parse(self.package, self.part)

    @property
    def links(self) -> Mapping[str, Link]:
        return self.links_of(self.part)

    @cached_property
    def slides(self) -> tuple[SlideEntry, ...]:
        """The slides in order."""
        listed = self.root.find(p("sldIdLst"))
        found: list[SlideEntry] = []
        for node in listed if listed is not None else ():
            relation = node.get(r("id"), "")
            link = self.links.get(relation)
            if link is not None and link.target in self.package:
                title = self._title(link.target)
                found.append(SlideEntry(len(found) + 1, node.get("id", ""), relation, link.target, title))
        return tuple(found)

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height of a slide in EMU."""
        node = self.root.find(p("sldSz"))
        return (
            (int(node.get("cx", "0")), int(node.get("cy", "0"))) if node is not None else (9144000, 6858000)
        )

    def links_of(self, part: str) -> Mapping[str, Link]:
        """Return the relationships of a part of the template by id; those of the package for an empty name."""
        if part not in self._links:
            self._links[part] = links(self.package, part)
        return self._links[part]

    def _title(self, part: str) -> str:
        shapes = parse(self.package, part).iter(SHAPE)
        return next((" ".join(text_of(shape).split()) for shape in shapes if is_title(shape)), "")

    def owned(self, part: str) -> dict[str, str]:
        """Return the parts that a slide alone leads to, with the kind of each: notes, charts, their workbooks."""
        found: dict[str, str] = {}
        waiting = [part]
        while waiting:
            for link in self.links_of(waiting.pop()).values():
                new = link.target not in found and link.target in self.package and link.target != part
                if new and not link.external and link.kind not in _SHARED:
                    found[link.target] = link.kind
                    waiting.append(link.target)
        return found

    def layout_of(self, part: str) -> str:
        """Return the layout of a slide, or the master of a layout; empty for a master."""
        if part not in self._layouts:
            self._layouts[part] = "" if part in self.masters else self._found_layout(part)
        return self._layouts[part]

    def _found_layout(self, part: str) -> str:
        # A master relates to its layouts in turn, so it is not asked.
        kinds = ("slideLayout", "slideMaster")
        return next((link.target for link in self.links_of(part).values() if link.kind in kinds), "")

    def behind(self, part: str) -> Element:
        """Return the tree of a layout or a master, to look at: it is parsed once, and must not be changed."""
        if part not in self._trees:
            self._trees[part] = parse(self.package, part)
        return self._trees[part]

    def placeholders_behind(self, part: str) -> tuple[tuple[Element, Element], ...]:
        """Return the placeholders of a layout or a master, each shape with its `p:ph`."""
        if part not in self._placeholders:
            shapes = self.behind(part).iter(SHAPE)
            self._placeholders[part] = tuple(
                (shape, found) for shape in shapes if (found := placeholder_of(shape)) is not None
            )
        return self._placeholders[part]

    @cached_property
    def theme_fonts(self) -> Mapping[str, str]:
        """The theme's fonts by how texts call them: `+mj-lt` for headings, `+mn-lt` for the rest."""
        theme = next((link.target for link in self.links.values() if link.kind == "theme"), "")
        root = parse(self.package, theme) if theme in self.package else None
        fonts = {}
        for key, name in (("+mj-lt", "majorFont"), ("+mn-lt", "minorFont")):
            found = root.find(f".//{a(name)}/{a('latin')}") if root is not None else None
            fonts[key] = found.get("typeface", "") if found is not None else ""
        return fonts

    @cached_property
    def default_styles(self) -> tuple[Element, ...]:
        """What texts look like that nothing else says more of: the presentation's `defaultTextStyle`, if it has one."""
        found = self.root.find(p("defaultTextStyle"))
        return () if found is None else (found,)

    @cached_property
    def masters(self) -> frozenset[str]:
        """The slide masters."""
        return frozenset(link.target for link in self.links.values() if link.kind == "slideMaster")

    @cached_property
    def of_slides(self) -> frozenset[str]:
        """All parts that are slides or belong to one slide alone."""
        return frozenset(part for slide in self.slides for part in (slide.part, *self.owned(slide.part)))

    def others(self) -> Iterator[str]:
        """Yield the parts that belong to no slide: masters, layouts, the presentation, properties."""
        for name in self.package.members:
            if name.endswith(".xml") and name not in self.of_slides:
                yield name

    def trail_of(self, name: str) -> tuple[str, ...]:
        """Return what people call a part that belongs to no slide: `layout "Title Slide"`, `master`."""
        match = _NUMBERED.fullmatch(name)
        if match is None:
            return ("presentation",) if name == self.part else part_trail(name)
        if match[2]:
            return ("master" if match[3] in ("", "1") else f"master {match[3]}",)
        data = parse(self.package, name).find(p("cSld"))
        called = data.get("name", "") if data is not None else ""
        return (f'layout "{called}"' if called else f"layout {match[3]}",)
