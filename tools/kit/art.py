"""The cover's drawing: an ink block and quarter rings behind the text, marked as decoration."""

from __future__ import annotations

from tools.kit.palette import drawing_fill

_EMU = 36000  # per millimetre
_WIDEST = 216  # millimetres: Letter, a little wider than A4
BLOCK_HEIGHT = 172
BAND_HEIGHT = 82
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def cover_art() -> str:
    """Return the runs of the drawing; they stand in the first page's header, so that no edit moves them."""
    block = _shape(1, size=(_WIDEST, BLOCK_HEIGHT), top=0, side="left", geometry=_RECTANGLE, fill="dk2")
    rings = _shape(
        2,
        size=(76, 76),
        top=BLOCK_HEIGHT - 76,
        side="right",
        geometry=_rings(76, (76, 67, 58, 49, 40)),
        line="accent1",
    )
    signal = _shape(
        3,
        size=(26, 26),
        top=BLOCK_HEIGHT - 26,
        side="right",
        geometry=_rings(26, (26,)),
        line="accent2@55",
        weight=22225,
    )
    return block + rings + signal


def band_art() -> str:
    """Return the same for the head of a short paper: a band with smaller rings."""
    block = _shape(1, size=(_WIDEST, BAND_HEIGHT), top=0, side="left", geometry=_RECTANGLE, fill="dk2")
    rings = _shape(
        2,
        size=(52, 52),
        top=BAND_HEIGHT - 52,
        side="right",
        geometry=_rings(52, (52, 46, 40, 34, 28)),
        line="accent1",
    )
    signal = _shape(
        3,
        size=(18, 18),
        top=BAND_HEIGHT - 18,
        side="right",
        geometry=_rings(18, (18,)),
        line="accent2@55",
        weight=22225,
    )
    return block + rings + signal


def _shape(
    number: int,
    *,
    size: tuple[int, int],
    top: int,
    side: str,
    geometry: str,
    fill: str = "",
    line: str = "",
    weight: int = 9525,
) -> str:
    width, height = (length * _EMU for length in size)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0"'
        f' distR="0" simplePos="0" relativeHeight="{number}" behindDoc="1" locked="1"'
        ' layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        # Against the page's side, not at a distance: the sheet may be A4 or Letter.
        f'<wp:positionH relativeFrom="page"><wp:align>{side}</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top * _EMU}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{900 + number}" name="Cover art {number}" descr="">{_DECORATIVE}</wp:docPr>'
        "<wp:cNvGraphicFramePr/><a:graphic>"
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f"{geometry}{drawing_fill(fill) if fill else '<a:noFill/>'}{_line(line, weight)}</wps:spPr>"
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _line(token: str, weight: int) -> str:
    return f'<a:ln w="{weight}">{drawing_fill(token)}</a:ln>' if token else "<a:ln><a:noFill/></a:ln>"


def _rings(side: int, radii: tuple[int, ...]) -> str:
    """Return quarter circles about the bottom right corner of a square; lengths in millimetres."""
    scale = 1000
    paths = "".join(
        f'<a:path w="{side * scale}" h="{side * scale}" fill="none"><a:moveTo><a:pt x="{(side - radius) * scale}"'
        f' y="{side * scale}"/></a:moveTo><a:arcTo wR="{radius * scale}" hR="{radius * scale}" stAng="10800000"'
        ' swAng="5400000"/></a:path>'
        for radius in radii
    )
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst>{paths}</a:pathLst></a:custGeom>"
    )
