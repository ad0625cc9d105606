"""A brand, read and checked: what `docgen.pipeline` and the command line hand on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from docgen.derive.parties import Identity
from docgen.engine.images import Image
from docgen.engine.livery import LOGO, LOGO_ON_DARK, Face, Livery, Logo
from docgen.problems import Problem

_HIGH_MM, _WIDE_MM = 8.0, 60.0
"""How large a logo is printed by a tag: it takes the place of a line of text."""


@dataclass(frozen=True)
class Brand:
    """A brand. `colors` are RRGGBB by slot of the theme, all twelve; `logos` by `LOGO` and `LOGO_ON_DARK`, both or
    none.

    `file` is the name of its file without folders, `sha256` over the bytes of that and of its logos. `warnings`
    tell what may not look as meant on every machine.
    """

    file: str
    sha256: str
    name: str
    legal_name: str
    colors: dict[str, str]
    heading: Face
    body: Face
    logos: dict[str, Logo]
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def livery(self) -> Livery:
        """Return what the engine puts in place of a template's own looks."""
        return Livery(
            name=self.name, colors=self.colors, heading=self.heading, body=self.body, logos=self.logos
        )

    def identity(self, mark: str = "") -> Identity:
        """Return what templates see as `brand`; `mark` stands where a logo would, by default the brand's name."""
        mark = mark or self.name
        return Identity(
            self.name, self.legal_name, self._picture(LOGO) or mark, self._picture(LOGO_ON_DARK) or mark
        )

    def _picture(self, name: str) -> Image | None:
        logo = self.logos.get(name)
        return Image(logo.png, _WIDE_MM, _HIGH_MM, self.name, centred=False) if logo else None
