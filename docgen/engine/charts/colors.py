"""Colour tokens in DrawingML: theme colours, so that a new theme recolours the chart."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.engine.theme import Palette

_DASHED = " dashed"

HOUSE = Palette(
    {
        "dk1": "1E2426",
        "lt1": "FFFFFF",
        "dk2": "19343B",
        "lt2": "F5F2EC",
        "accent1": "2A626B",
        "accent2": "AD5425",
        "accent3": "6B675E",
        "accent4": "34775B",
        "accent5": "EBB13A",
        "accent6": "97262B",
        "hlink": "2A626B",
        "folHlink": "6B675E",
    }
)
"""The house theme: what a token's lightness is judged by, and which slots there are. The chart names slots only."""

AREAS = ("accent1", "accent1@40", "dk2", "accent3@60", "accent1@75", "accent3@30", "accent3", "accent2@45")
"""The colours of bars and slices in turn: neighbours differ in lightness, so that a grey print can be read."""

LINES = ("accent1", "accent2", "dk2", "accent3", "accent1@75", "accent2@75")
DASHES = ("", "", "", "sysDash", "sysDot", "lgDash")
"""The colours of lines in turn, dark enough on white, and from the fourth with a pattern besides."""

BEHIND = ("accent1@40", "accent3@50", "accent1@75")
OVER = ("dk2", "accent2", "accent3")
"""The colours of a combination: quiet columns, and dark lines that are drawn over them."""

ONE, QUIET = "accent1", "accent1@40"
"""The colour of one series, and of its points beside one that is highlighted."""

TEXT, TITLE, SECONDARY, HAIRLINE, BASELINE, TARGET = (
    "dk1",
    "dk2",
    "accent3",
    "accent3@30",
    "accent3",
    "accent2",
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a point or a series is drawn: a colour token, filled or as a dashed outline only; a line's `dash`."""

    color: str
    dashed: bool = False
    dash: str = ""

    @classmethod
    def of(cls, token: str) -> Look:
        """Return the look of `accent2` or `accent2 dashed`. Raise ValueError on a colour that there is not."""
        color = token.removesuffix(_DASHED)
        HOUSE.color(color)
        return cls(color, token.endswith(_DASHED))

    @property
    def text(self) -> str:
        """Return the token of text that can be read on it."""
        return TEXT if self.dashed or HOUSE.contrast(self.color, "FFFFFF") < 4.5 else "lt1"

    def area(self) -> str:
        """Return the shape properties of a bar or slice."""
        if self.dashed:
            return f"<c:spPr><a:noFill/>{line(self.color, 1.5, dash='dash')}</c:spPr>"
        return f"<c:spPr>{solid(self.color)}</c:spPr>"


def solid(token: str) -> str:
    """Return the fill of a token: a slot with its tint or shade, or fixed. Raise ValueError if unknown."""
    return HOUSE.drawing_fill(token)


def line(token: str, points: float, *, dash: str = "") -> str:
    """Return a line of a colour and a width in points."""
    dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{round(points * 12_700)}" cap="flat">{solid(token)}{dashed}<a:round/></a:ln>'


def text(points: float, token: str = TEXT, *, bold: bool = False, turn: int | None = None) -> str:
    """Return text properties in the theme's body font: size in points, `turn` in degrees (None: as Office likes)."""
    body = "<a:bodyPr/>" if turn is None else f'<a:bodyPr rot="{turn * 60_000}" vert="horz"/>'
    return (
        f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{run_look('defRPr', points, token, bold=bold)}</a:pPr>"
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def run_look(element: str, points: float, token: str, *, bold: bool = False) -> str:
    """Return run properties under the name that the place asks for (`defRPr`, `rPr`)."""
    return (
        f'<a:{element} sz="{round(points * 100)}" b="{int(bold)}">{solid(token)}'
        f'<a:latin typeface="+mn-lt"/></a:{element}>'
    )
