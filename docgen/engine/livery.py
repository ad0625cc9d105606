"""How documents are to look, whatever their template looks like: colours, fonts and logos."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

LOGO, LOGO_ON_DARK = "brand.logo", "brand.logo_on_dark"
"""What a picture in a template is called (its name, or its whole alternative text) whose place a logo takes."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font, and the one that stands in for it where it is not installed (empty: none is named)."""

    name: str
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as a PNG, and as an SVG for programs that draw one (empty: none)."""

    png: bytes
    svg: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Livery:
    """What `Template.open(…, livery=…)` puts in place of the template's own.

    `name` names the theme and describes the logos. `colors` are RRGGBB by slot of the theme (`dk1`, `lt1`, `dk2`,
    `lt2`, `accent1` to `accent6`, `hlink`, `folHlink`); slots that it lacks stay. `logos` are by `LOGO` and
    `LOGO_ON_DARK`; a picture whose logo is not there stays.
    """

    name: str
    colors: Mapping[str, str] = field(default_factory=dict)
    heading: Face | None = None
    body: Face | None = None
    logos: Mapping[str, Logo] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 over all of it, by which equal looks are known."""
        digest = hashlib.sha256()
        plain = (self.name, sorted(self.colors.items()), self.heading, self.body, sorted(self.logos))
        digest.update(repr(plain).encode())
        for _, logo in sorted(self.logos.items(), key=lambda item: item[0]):
            for data in (logo.png, logo.svg):
                digest.update(len(data).to_bytes(8, "big") + data)
        return digest.hexdigest()
