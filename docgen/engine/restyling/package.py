"""A package restyled: its theme parts, what stands beside references to the theme, and its logos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from docgen.engine.links import links, parse
from docgen.engine.livery import Livery
from docgen.engine.markup import Element
from docgen.engine.package import CONTENT_TYPES, Member, Package
from docgen.engine.relations import Additions
from docgen.engine.restyling.logos import Logos
from docgen.engine.restyling.sheet_part import restyle_sheet
from docgen.engine.restyling.theme_part import ROOTS, faces, restyle_theme
from docgen.engine.restyling.word_part import font_table, restyle_word, slots_of
from docgen.engine.theme import Palette

_THEMES = (b"clrScheme", b"fontScheme")
_WORD = (b"themeColor", b"themeFill", b"asciiTheme", b"hAnsiTheme")
_SHEET = (b"scheme", b"&amp;K", b'&amp;"', b"&amp;&quot;")
_LOGO = (b"brand.logo",)
_FONTS = "word/fontTable.xml"
_SETTINGS = "word/settings.xml"
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16: its bytes say nothing until it is parsed


def restyled(package: Package, livery: Livery) -> Package:
    """Return the package with the livery in place of its own; its texts and its structure stay as they are.

    Parts that nothing concerns are kept packed as they lie. Raise TemplateError for a part whose XML is damaged.
    """
    work = _Work(package, livery, dict(package.members))
    work.themes()
    work.parts()
    work.fallbacks()
    work.logos()
    return Package(package.file, work.members)


@dataclass(eq=False)
class _Work:
    """One restyling: `members` holds the parts as far as they are done."""

    package: Package
    livery: Livery
    members: dict[str, Member]

    def themes(self) -> None:
        """Put the livery into every theme part."""
        for name, root in self._roots(_THEMES):
            if root.tag in ROOTS and restyle_theme(root, self.livery):
                self._keep(name, root)

    def parts(self) -> None:
        """Bring the other parts in step with the theme."""
        folder = "word/" if any(name.startswith("word/") for name in self.members) else "xl/"
        before, after = _theme(self.package, folder), _theme(self._now, folder)
        if before is None or after is None:
            return
        if folder == "word/":
            slots = slots_of(parse(self.package, _SETTINGS) if _SETTINGS in self.package else None)
            palette = Palette.of(after)
            for name, root in self._roots(_WORD, _FONTS):
                if restyle_word(root, self.livery, palette, slots):
                    self._keep(name, root)
            return
        recolored, refaced = _moved_colors(before, after), _moved_fonts(before, self.livery)
        for name, root in self._roots(_SHEET):
            if restyle_sheet(root, self.livery, recolored, refaced):
                self._keep(name, root)

    def fallbacks(self) -> None:
        """Give a Word document without a font table one, where a font has a fallback to tell."""
        main = next(
            (link.target for link in links(self.package, "").values() if link.kind == "officeDocument"), ""
        )
        named = [face for face in (self.livery.heading, self.livery.body) if face and face.fallback]
        if not main.startswith("word/") or _FONTS in self.members or not named:
            return
        additions = Additions(self._now)
        additions.attach(main, font_table(named))
        self.members |= {name: Member.pack(name, data) for name, data in additions.changed().items()}

    def logos(self) -> None:
        """Put the livery's logos in place of the pictures that are named for them."""
        logos = Logos(Package(self.package.file, dict(self.members)), self.livery)
        for name, root in self._roots(_LOGO):
            if logos.placed(name, root):
                self._keep(name, root)
        self.members |= logos.additions()
        for name in logos.dropped():
            del self.members[name]

    @property
    def _now(self) -> Package:
        return Package(self.package.file, self.members)

    def _roots(self, marks: tuple[bytes, ...], always: str = "") -> Iterator[tuple[str, Element]]:
        """Yield the trees of the parts in which one of the marks stands."""
        for name in list(self.members):
            if not name.endswith(".xml") or name == CONTENT_TYPES:
                continue
            data = self.members[name].data
            if name == always or data.startswith(_WIDE) or any(mark in data for mark in marks):
                yield name, parse(self._now, name)

    def _keep(self, name: str, root: Element) -> None:
        data = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
        self.members[name] = Member.pack(name, data)


def _theme(package: Package, folder: str) -> Element | None:
    """Return the tree of the document's theme, None where it has none that tells its colours."""
    name = next((name for name in sorted(package.members) if name.startswith(f"{folder}theme/theme")), "")
    root = parse(package, name) if name else None
    return root if root is not None and _has_colors(root) else None


def _has_colors(theme: Element) -> bool:
    try:
        return bool(Palette.of(theme).colors)
    except ValueError:
        return False


def _moved_colors(before: Element, after: Element) -> dict[str, str]:
    """Return for each colour of the old theme the one that its slot has now; the first slot of a colour counts."""
    old, new = Palette.of(before).colors, Palette.of(after).colors
    return {rgb: new.get(slot, rgb) for slot, rgb in reversed(tuple(old.items()))}


def _moved_fonts(before: Element, livery: Livery) -> dict[str, str]:
    moved = {}
    for kind, name in faces(livery).items():
        latin = before.find(f".//{{*}}{kind}Font/{{*}}latin")
        if latin is not None and latin.get("typeface"):
            moved[latin.get("typeface", "")] = name
    return moved
