"""Geometry in DrawingML (ISO/IEC 29500-1, 20.1.9): boxes with their icon, lines, and lines that branch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docgen.engine.diagrams.drawing import Point, Rect
from docgen.engine.diagrams.icons import GRID, commands

EMU_PER_POINT = 12_700
_FULL_TURN = 21_600_000  # in 60,000ths of a degree
_RADIUS = 3.0

# The middles of the sides, in the order in which a rectangle counts its sites: top, left, bottom, right.
SITES = ("top", "left", "bottom", "right")
_SITES = (
    '<a:cxn ang="3cd4"><a:pos x="hc" y="t"/></a:cxn><a:cxn ang="cd2"><a:pos x="l" y="vc"/></a:cxn>'
    '<a:cxn ang="cd4"><a:pos x="hc" y="b"/></a:cxn><a:cxn ang="0"><a:pos x="r" y="vc"/></a:cxn>'
)


def emu(points: float) -> int:
    """Return points as whole EMU."""
    return round(points * EMU_PER_POINT)


def placed(rect: Rect, flips: str = "") -> str:
    """Return the `<a:xfrm>` of a rectangle; `flips` are attributes such as ` flipV="1"`."""
    return (
        f'<a:xfrm{flips}><a:off x="{emu(rect.x)}" y="{emu(rect.y)}"/>'
        f'<a:ext cx="{emu(rect.width)}" cy="{emu(rect.height)}"/></a:xfrm>'
    )


def preset(name: str, rect: Rect | None = None) -> str:
    """Return a preset shape; a `roundRect` gets corners of 3 points whatever its size."""
    if name == "roundRect" and rect is not None:
        share = round(min(0.5, _RADIUS / max(min(rect.width, rect.height), 1.0)) * 100_000)
        return f'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {share}"/></a:avLst></a:prstGeom>'
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def box_with_icon(rect: Rect, icon: str, place: Rect, *, border: bool) -> str:
    """Return a box with round corners and its icon inside at `place` (within the box), as one shape.

    Its line draws the icon, and the border only if there is one.
    """
    size = f'w="{emu(rect.width)}" h="{emu(rect.height)}"'
    edge = "" if border else ' stroke="0"'
    frame = f"<a:path {size}{edge}>{_rounded(rect.width, rect.height)}</a:path>"
    inside = f'<a:path {size} fill="none">{_icon(icon, place)}</a:path>'
    return _custom(frame + inside, _SITES)


def branching(rect: Rect, paths: Iterable[Sequence[Point]]) -> str:
    """Return lines as one open shape; their points are within the rectangle, in the drawing's own places."""
    drawn = "".join(_polyline([(x - rect.x, y - rect.y) for x, y in path]) for path in paths)
    return _custom(f'<a:path w="{emu(rect.width)}" h="{emu(rect.height)}" fill="none">{drawn}</a:path>')


def _custom(paths: str, sites: str = "") -> str:
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>"
        f'<a:cxnLst>{sites}</a:cxnLst><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst>{paths}</a:pathLst></a:custGeom>"
    )


def _rounded(width: float, height: float) -> str:
    radius = min(_RADIUS, width / 2, height / 2)
    return (
        _move(0, radius)
        + _arc(radius, radius, 180, 90)
        + _line(width - radius, 0)
        + _arc(radius, radius, 270, 90)
        + _line(width, height - radius)
        + _arc(radius, radius, 0, 90)
        + _line(radius, height)
        + _arc(radius, radius, 90, 90)
        + "<a:close/>"
    )


def _icon(icon: str, place: Rect) -> str:
    scale = place.width / GRID
    return "".join(_drawn(name, numbers, place, scale) for name, numbers in commands(icon))


def _drawn(name: str, numbers: Sequence[float], place: Rect, scale: float) -> str:
    if name == "Z":
        return "<a:close/>"
    if name == "O":
        x, y, across, down = numbers
        start = _move(place.x + (x + across) * scale, place.y + y * scale)
        return f"{start}{_arc(across * scale, down * scale, 0, 360)}<a:close/>"
    points = [
        (place.x + x * scale, place.y + y * scale) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
    ]
    if name == "C":
        return f"<a:cubicBezTo>{''.join(_point(x, y) for x, y in points)}</a:cubicBezTo>"
    return (_move if name == "M" else _line)(*points[0])


def _polyline(points: Sequence[Point]) -> str:
    return _move(*points[0]) + "".join(_line(x, y) for x, y in points[1:])


def _move(x: float, y: float) -> str:
    return f"<a:moveTo>{_point(x, y)}</a:moveTo>"


def _line(x: float, y: float) -> str:
    return f"<a:lnTo>{_point(x, y)}</a:lnTo>"


def _point(x: float, y: float) -> str:
    return f'<a:pt x="{emu(x)}" y="{emu(y)}"/>'


def _arc(across: float, down: float, start: float, sweep: float) -> str:
    turns = f'stAng="{round(start / 360 * _FULL_TURN)}" swAng="{round(sweep / 360 * _FULL_TURN)}"'
    return f'<a:arcTo wR="{emu(across)}" hR="{emu(down)}" {turns}/>'
