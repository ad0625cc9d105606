"""Which colours meet as text and ground in the house style, and whether a brand's can be read there.

The figure is that of WCAG 2.2 at level AA for text of any size: 4.5 to 1 (success criterion 1.4.3). Large text would do
with 3 to 1, but each pair of it is one of small text too.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from docgen.engine.theme import Palette

LEAST: Final = 4.5
FOLLOWING: Final = frozenset({"hlink", "folHlink"})
"""The slots that take another's colour where a brand does not set them."""
GREYS_APART: Final = 30
"""How far apart dk2 and accent1 must be in a grey print, of 255: they tell A from R in a RACI matrix."""
_SLOT = re.compile(r"\w+")
_STEPS: Final = 255


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colour tokens that meet, and where they do."""

    text: str
    ground: str
    use: str

    @property
    def slots(self) -> tuple[str, ...]:
        """Return the slots of the theme that it rests on, the text's first; once each."""
        found = [match[0] for token in (self.text, self.ground) if (match := _SLOT.match(token))]
        return tuple(dict.fromkeys(found))


PAIRS: Final = (
    Pair("dk1", "lt1", "text on the page"),
    Pair("dk1", "lt2", "text on quiet fills"),
    Pair("dk1", "accent1@12", "text in notes, labels of services in diagrams"),
    Pair("dk1", "accent1@25", "text on pale bars"),
    Pair("dk1", "accent1@40", "text on the bars of tests and of quiet series"),
    Pair("dk1", "accent3@15", "text in internal callouts"),
    Pair("dk1", "accent3@30", "text on stone bars"),
    Pair("dk1", "accent4@15", "text on good fills"),
    Pair("dk1", "accent5@25", "text in callouts to be confirmed and in fields to fill in"),
    Pair("dk1", "accent5@50", "text on caution fills of the calendar"),
    Pair("dk1", "accent6@12", "text in risk callouts"),
    Pair("dk1", "accent6@25", "text on high risks"),
    Pair("dk2", "lt1", "titles, table heads; white on the cover and on A of a RACI matrix"),
    Pair("dk2", "lt2", "titles on paper, decision callouts; paper on dark slides and boxes"),
    Pair("dk2", "accent1@12", "labels of notes"),
    Pair("dk2", "accent1@25", "C in a RACI matrix, labels of restricted zones"),
    Pair("dk2", "accent3@15", "labels of internal callouts"),
    Pair("dk2", "accent5@25", "labels of callouts to be confirmed"),
    Pair("dk2", "accent6@12", "labels of risk callouts"),
    Pair("accent2@45", "dk2", "the client's line on the cover"),
    Pair("accent1", "lt1", "leads, minor headings; white on bars and on R of a RACI matrix"),
    Pair("accent1", "lt2", "leads on paper, labels of guarded zones"),
    Pair("accent1", "accent1@12", "labels of the provider's zones in diagrams"),
    Pair("accent2", "lt1", "section numbers, eyebrows; white on go-live and on targets"),
    Pair("accent2", "lt2", "section numbers on paper"),
    Pair("accent3", "lt1", "sources, labels, headers and footers"),
    Pair("accent3", "lt2", "I in a RACI matrix, details on paper"),
    Pair("accent3", "accent3@15", "chips of what has not started"),
    Pair("accent4-75", "accent4@15", "chips of what is good"),
    Pair("accent5-45", "accent5@25", "chips of what needs care"),
    Pair("accent6", "accent6@12", "chips of what is critical"),
    Pair("accent4", "lt1", "white on good bars"),
    Pair("accent6", "lt1", "white on extreme risks and on what is missed"),
    Pair("hlink", "lt1", "links"),
    Pair("folHlink", "lt1", "visited links"),
)
"""Every pair of a text and its ground that the built-in templates use. Either may be the text: contrast is the same."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A colour that a brand cannot have beside its others: its slot, what is wrong, and the nearest that would do."""

    slot: str
    message: str
    instead: str = ""


def faults(palette: Palette, given: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what cannot be read, one fault a pair. `given` are the slots that the brand itself sets.

    Of the two colours of a pair the brand's own is at fault; of two of its own the one that a small step mends.
    """
    for pair in PAIRS:
        if pair.text in FOLLOWING and pair.text not in given:  # another slot's colour, which is told of there
            continue
        found = palette.contrast(pair.text, pair.ground)
        if found < LEAST:
            slot = _at_fault(palette, pair, given)
            # Down, never up: 4.496 is not 4.5.
            message = (
                f"{pair.text} on {pair.ground} has a contrast of {int(found * 100) / 100:.2f}; "
                f"{LEAST} is the least ({pair.use})."
            )
            yield Fault(slot, message, nearest_passing(palette, slot))
    yield from _greys(palette)


def nearest_passing(palette: Palette, slot: str) -> str:
    """Return the shade of a slot's colour, nearest to it, that can be read beside all others; empty if none can.

    Hue and saturation stay; lightness goes in steps of 1/255, first the nearer.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(
        *(byte / 255 for byte in bytes.fromhex(palette.colors[slot]))
    )
    concerned = [pair for pair in PAIRS if slot in pair.slots]
    for step in range(1, _STEPS + 1):
        for target in (lightness - step / _STEPS, lightness + step / _STEPS):
            if 0 <= target <= 1:
                rgb = "".join(f"{round(v * 255):02X}" for v in colorsys.hls_to_rgb(hue, target, saturation))
                tried = Palette(MappingProxyType({**palette.colors, slot: rgb}))
                if _good(tried, concerned) and (
                    slot not in ("dk2", "accent1") or greys_apart(tried) >= GREYS_APART
                ):
                    return rgb
    return ""


def greys_apart(palette: Palette) -> int:
    """Return how far dk2 and accent1 are apart in grey, 0 to 255 (luma of ITU-R BT.601)."""
    return abs(round(_grey(palette.colors["dk2"]) - _grey(palette.colors["accent1"])))


def _good(palette: Palette, pairs: list[Pair]) -> bool:
    return all(palette.contrast(pair.text, pair.ground) >= LEAST for pair in pairs)


def _at_fault(palette: Palette, pair: Pair, given: Mapping[str, str]) -> str:
    own = [slot for slot in pair.slots if slot in given] or list(pair.slots)
    return next((slot for slot in own if nearest_passing(palette, slot)), own[0])


def _greys(palette: Palette) -> Iterator[Fault]:
    apart = greys_apart(palette)
    if apart < GREYS_APART:
        message = (
            f"accent1 and dk2 are {apart} of 255 apart in a grey print; {GREYS_APART} is the least, for they tell "
            "R from A in a RACI matrix."
        )
        yield Fault("accent1", message, nearest_passing(palette, "accent1"))


def _grey(rgb: str) -> float:
    red, green, blue = bytes.fromhex(rgb)
    return 0.299 * red + 0.587 * green + 0.114 * blue
