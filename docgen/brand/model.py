"""What a brand file may say.

The modules of the model do without `from __future__ import annotations`: see `docgen.intake.model`.
"""

import re
from collections.abc import Callable
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from docgen.intake.model.scalar import Scalar, expect_text, refuse, shown

LONGEST_NAME: Final = 120
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})", re.ASCII)


def _color(value: object) -> str:
    if value is None:
        hint = "Write six hex digits such as 2A626B; a # needs quotes around it, for YAML begins a comment there."
        raise refuse("wrong-type", "is empty, where a colour is expected.", hint)
    found = _HEX.fullmatch(expect_text(value, "a colour").strip())
    if found is None:
        raise refuse(
            "bad-value", f"is {shown(value)}, which is not a colour.", "Write six hex digits: 2A626B."
        )
    return found[1].upper()


def _line(expected: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = expect_text(value, expected)
        if not text.strip() or "\n" in text:
            raise refuse("bad-value", f"is not {expected}.", f"Write {expected} on one line.")
        if len(text) > LONGEST_NAME:
            message = f"is {len(text)} characters long; at most {LONGEST_NAME} fit."
            raise refuse("too-long", message, "Shorten it.")
        return text

    return read


_TEXT = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}
HexColor = Annotated[
    str, Scalar(_color, {"type": "string", "pattern": "^#?[0-9A-Fa-f]{6}$", "examples": ["2A626B"]})
]
Name = Annotated[str, Scalar(_line("a name"), _TEXT)]
FontName = Annotated[str, Scalar(_line("the name of a font"), _TEXT)]
FileName = Annotated[str, Scalar(_line("a file"), _TEXT)]


class Group(BaseModel):
    """A group of a brand file. Frozen; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class LogoFiles(Group):
    """One logo; files are looked for from the brand file's folder."""

    png: FileName = Field(description="The logo as a PNG: what every Office program draws.")
    svg: FileName | None = Field(
        None, description="The same as an SVG, which Office 2016 and later draw in its place."
    )


class LogoSet(Group):
    """The logo for both grounds."""

    on_light: LogoFiles = Field(description="On white and on paper (lt1, lt2).")
    on_dark: LogoFiles = Field(description="On ink (dk2), such as the cover's.")


class Colours(Group):
    """The colours of the theme, by its slots: six hex digits each. What is left out is the house's."""

    dk1: HexColor = Field("1E2426", description="Text.")
    lt1: HexColor = Field("FFFFFF", description="The page, and text on dark grounds.")
    dk2: HexColor = Field(description="Ink: titles, rules, the cover.")
    lt2: HexColor = Field("F5F2EC", description="Paper: quiet fills.")
    accent1: HexColor = Field(description="The working colour: leads, bars, links.")
    accent2: HexColor = Field(description="The signal colour: section numbers, go-live.")
    accent3: HexColor = Field("6B675E", description="Secondary text; hairlines are a tint of it.")
    accent4: HexColor = Field("34775B", description="Good, and nothing else.")
    accent5: HexColor = Field("EBB13A", description="Caution, and nothing else.")
    accent6: HexColor = Field("97262B", description="Critical, and nothing else.")
    hlink: HexColor | None = Field(None, description="Links; accent1 where it is left out.")
    folHlink: HexColor | None = Field(None, description="Visited links; accent3 where it is left out.")  # noqa: N815 - the theme's own name


class Font(Group):
    """One font."""

    name: FontName = Field(description="As font menus show it.")
    fallback: FontName | None = Field(
        None, description="What stands in where it is not installed: a font that is on every machine."
    )


class Fonts(Group):
    """The two fonts of the theme."""

    headings: Font = Field(
        default_factory=lambda: Font(name="Cambria", fallback=None), description="Titles and headings."
    )
    body: Font = Field(
        default_factory=lambda: Font(name="Calibri", fallback=None), description="Everything else."
    )


class BrandFile(Group):
    """One brand."""

    name: Name = Field(description="The brand as people call it: `brand.name` in templates.")
    legal_name: Name | None = Field(None, description="Who stands behind it: `brand.legal_name`.")
    logo: LogoSet | None = Field(None, description="The logo; without one, the name stands in its place.")
    colours: Colours
    fonts: Fonts = Field(default_factory=Fonts)
