"""Pictures as inline DrawingML. The size comes from the file's own header: no imaging library is needed."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.engine.escape import attribute, check
from docgen.engine.rich import RELATIONSHIPS, checked_url
from docgen.engine.values import Anchored, Box, SheetSpot, SlideSpot, Value, WordSpot

EMU_PER_MM = 36_000
_MM_PER_INCH = 25.4
_USUAL_DPI = 96.0  # what Word takes where a file does not say
_SANE_DPI = (20.0, 2400.0)

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 100_000_000
MAX_MM = 558.8  # 22 inches, the largest page (and picture) that Word allows
_PAGE_MM = (165.0, 230.0)  # a picture without a size stays within the text of an A4 page

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Picture:
    """What the header of an image file says: format (the extension), size in pixels, dots per inch each way."""

    extension: str
    width: int
    height: int
    dpi: tuple[float, float] = (_USUAL_DPI, _USUAL_DPI)

    @property
    def natural_mm(self) -> tuple[float, float]:
        """Width and height in millimetres at the picture's own resolution."""
        across, down = (dpi if _SANE_DPI[0] <= dpi <= _SANE_DPI[1] else _USUAL_DPI for dpi in self.dpi)
        return self.width / across * _MM_PER_INCH, self.height / down * _MM_PER_INCH


@dataclass(frozen=True, slots=True)
class Image(Value):
    """A picture from its bytes or a file: PNG, JPEG, GIF or BMP. Its proportions are kept, unless it is `stretched`.

    With a width or a height (mm) the other follows; with both it fits inside them; with neither it takes its own
    size, at most 165 mm by 230 mm. `stretched` lets both sides be as asked, whatever the proportions. On a slide it
    stands in the middle of its box, or at the left where it is not `centred`.
    `alt` describes it to those who cannot see it; a picture without is marked as decoration. In Word, a click on it
    opens `link`, a web or mail address.

    Printing raises ValueError for a file that cannot be read or is broken, over 20 MiB or 100 million pixels, of
    another format, or asked to be larger than 558.8 mm.
    """

    source: bytes | Path
    width_mm: float | None = None
    height_mm: float | None = None
    alt: str = ""
    link: str = ""
    stretched: bool = False
    centred: bool = True

    def __str__(self) -> str:
        return self.alt

    def word_runs(self, spot: WordSpot) -> str:
        data = _read(self.source)
        picture = read_picture(data)
        width, height = (round(side * EMU_PER_MM) for side in self.size_mm(picture))
        check(self.alt)
        click = picture_link(self.link, spot) if self.link else ""
        relationship = spot.embed(data, picture.extension)
        drawing = _inline(relationship, spot.next_id(), max(1, width), max(1, height), self.alt, click)
        return f"<w:r>{spot.run_properties}<w:drawing>{drawing}</w:drawing></w:r>"

    def slide_shape(self, spot: SlideSpot) -> str:
        """Return the picture fitted inside the box, its proportions kept; a size in mm has no say."""
        data = _read(self.source)
        picture = read_picture(data)
        check(self.alt)
        relationship = spot.embed(data, picture.extension)
        return _on_slide(relationship, spot, _fitted(picture, spot.box, centred=self.centred), self.alt)

    def sheet_shape(self, spot: SheetSpot) -> Anchored:
        data = _read(self.source)
        picture = read_picture(data)
        width, height = (max(1, round(side * EMU_PER_MM)) for side in self.size_mm(picture))
        check(self.alt)
        relationship = spot.embed(data, picture.extension)
        return Anchored(_on_sheet(relationship, spot.next_id(), width, height, self.alt), width, height)

    def size_mm(self, picture: Picture) -> tuple[float, float]:
        """Return the printed width and height in mm. Raise ValueError on a size that is not above 0 or too large."""
        width, height = picture.natural_mm
        box = (_side(self.width_mm), _side(self.height_mm))
        if self.stretched and box[0] is not None and box[1] is not None:
            return box[0], box[1]
        scales = [asked / own for asked, own in zip(box, (width, height), strict=True) if asked is not None]
        scale = min(scales) if scales else min(1.0, _PAGE_MM[0] / width, _PAGE_MM[1] / height)
        if max(width, height) * scale > MAX_MM:
            raise ValueError(f"would be larger than {MAX_MM} mm, the largest picture that Word allows")
        return width * scale, height * scale


def _side(asked: float | None) -> float | None:
    if asked is None:
        return None
    if isinstance(asked, bool) or not isinstance(asked, int | float) or not 0 < asked <= MAX_MM:
        raise ValueError(f"has a side of {asked} mm; a picture's side is above 0 and up to {MAX_MM} mm")
    return float(asked)


def _read(source: bytes | Path) -> bytes:
    if isinstance(source, bytes):
        data = source
    else:
        try:
            data = _start_of_file(Path(source))
        except OSError as error:
            raise ValueError(
                f'names the picture "{source}", which cannot be read: {error.strerror or error}'
            ) from None
    if len(data) > MAX_BYTES:
        raise ValueError(f"is a picture over {MAX_BYTES // 1024**2} MiB; make it smaller")
    return data


def _start_of_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)  # one over the bound tells; a huge file is never read whole


def read_picture(data: bytes) -> Picture:
    """Return what the file's header says. Raise ValueError if it is no picture of the four formats, or is broken."""
    for signature, read in _READERS.items():
        if data.startswith(signature):
            return _checked(_read_header(read, data))
    raise ValueError("is not a picture in PNG, JPEG, GIF or BMP")


def _read_header(read: Callable[[bytes], Picture], data: bytes) -> Picture:
    try:
        return read(data)
    except struct.error:
        raise ValueError("is a picture whose file is cut short") from None


def _checked(picture: Picture) -> Picture:
    if picture.width < 1 or picture.height < 1:
        raise ValueError("is a picture without width or height")
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError(f"is a picture of over {MAX_PIXELS // 10**6} million pixels; make it smaller")
    return picture


def _read_png(data: bytes) -> Picture:
    """Read IHDR and pHYs (W3C PNG specification, 11.2.1 and 11.3.4.3); IEND shows that the file is whole."""
    width = height = 0
    dpi = (_USUAL_DPI, _USUAL_DPI)
    for kind, body in _png_chunks(data):
        if kind == b"IHDR":
            width, height = struct.unpack_from(">II", body)
        elif kind == b"pHYs":
            across, down, unit = struct.unpack_from(">IIB", body)
            dpi = _per_metre(across, down) if unit == 1 else dpi
        elif kind == b"IEND":
            return Picture("png", width, height, dpi)
    raise ValueError("is a picture whose file is cut short")


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            return
        # Only small chunks are looked into; the picture data is not copied.
        yield kind, data[at + 8 : at + 8 + min(length, 32)]
        at += 12 + length


def _read_jpeg(data: bytes) -> Picture:
    """Read the frame header (ITU-T T.81, B.2.2) and JFIF's density (ITU-T T.871)."""
    dpi = (_USUAL_DPI, _USUAL_DPI)
    for marker, body, at in _jpeg_segments(data):
        if marker == 0xE0 and body.startswith(b"JFIF\0"):
            dpi = _jfif_density(body) or dpi
        # SOF0 to SOF15; C4, C8 and CC in their midst are other things.
        elif 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", body, 1)
            if data.find(b"\xff\xd9", at) < 0:  # no end of image
                break
            return Picture("jpg", width, height, dpi)
    raise ValueError("is a picture whose file is cut short")


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        yield marker, data[at + 4 : at + 2 + length], at
        at += 2 + max(2, length)


def _jfif_density(body: bytes) -> tuple[float, float] | None:
    unit, across, down = struct.unpack_from(">BHH", body, 7)
    per_inch = {1: 1.0, 2: 2.54}.get(unit)
    return (across * per_inch, down * per_inch) if per_inch else None


def _read_gif(data: bytes) -> Picture:
    """Read the logical screen descriptor (GIF89a, 18); the format has no resolution."""
    width, height = struct.unpack_from("<HH", data, 6)
    return Picture("gif", width, height)


def _read_bmp(data: bytes) -> Picture:
    """Read the BITMAPINFOHEADER, or the older BITMAPCOREHEADER; a negative height means top row first."""
    (header,) = struct.unpack_from("<I", data, 14)
    if header == 12:
        return Picture("bmp", *struct.unpack_from("<HH", data, 18))
    width, height = struct.unpack_from("<ii", data, 18)
    across, down = struct.unpack_from("<ii", data, 38)
    return Picture("bmp", width, abs(height), _per_metre(across, down))


def _per_metre(across: int, down: int) -> tuple[float, float]:
    return across * _MM_PER_INCH / 1000, down * _MM_PER_INCH / 1000


_READERS: dict[bytes, Callable[[bytes], Picture]] = {
    b"\x89PNG\r\n\x1a\n": _read_png,
    b"\xff\xd8\xff": _read_jpeg,
    b"GIF87a": _read_gif,
    b"GIF89a": _read_gif,
    b"BM": _read_bmp,
}


def _on_sheet(relationship: str, identifier: int, width: int, height: int, alt: str) -> str:
    """Return `<xdr:pic>` (ISO/IEC 29500-1, 20.5.2.25); width and height in EMU."""
    name = f'id="{identifier}" name="Picture {identifier}" descr="{attribute(alt)}"'
    return (
        f'<xdr:pic xmlns:a="{_DRAWING}/main" xmlns:r="{RELATIONSHIPS}"><xdr:nvPicPr>'
        f"<xdr:cNvPr {name}>{'' if alt else _DECORATIVE}</xdr:cNvPr>"
        '<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{attribute(relationship)}"/>'
        "<a:stretch><a:fillRect/></a:stretch></xdr:blipFill>"
        f'<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )


def picture_link(url: str, spot: WordSpot) -> str:
    """Return what makes a picture open an address on a click. Raise ValueError for what is no address."""
    relationship = spot.relate(f"{RELATIONSHIPS}/hyperlink", checked_url(url), True)
    return f'<a:hlinkClick r:id="{attribute(relationship)}"/>'


def _inline(relationship: str, identifier: int, width: int, height: int, alt: str, click: str = "") -> str:
    """Return `<wp:inline>` (ISO/IEC 29500-1, 20.4.2.8); width and height in EMU. Prefixes are declared here."""
    name, text = f"Picture {identifier}", attribute(alt)
    properties = f'id="{identifier}" name="{name}" descr="{text}"'
    extension = "" if alt else _DECORATIVE
    extent = f'cx="{width}" cy="{height}"'
    return (
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
        f' xmlns:pic="{_DRAWING}/picture" xmlns:r="{RELATIONSHIPS}" distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {extent}/><wp:docPr {properties}>{click}{extension}</wp:docPr>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{identifier}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{attribute(relationship)}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline>"
    )


def _fitted(picture: Picture, box: Box, *, centred: bool) -> Box:
    """Return the largest box of the picture's proportions inside another, midway down; EMU."""
    if not box.width or not box.height:
        raise ValueError("has no place: its shape has no size")
    across, down = picture.natural_mm
    scale = min(box.width / across, box.height / down)
    width, height = max(1, round(across * scale)), max(1, round(down * scale))
    left = box.left + (box.width - width) // 2 if centred else box.left
    return Box(left, box.top + (box.height - height) // 2, width, height)


def _on_slide(relationship: str, spot: SlideSpot, box: Box, alt: str) -> str:
    """Return `<p:pic>` (ISO/IEC 29500-1, 19.3.1.37)."""
    properties = f'id="{spot.next_id()}" name="{attribute(spot.name)}" descr="{attribute(alt)}"'
    return (
        f"<p:pic><p:nvPicPr><p:cNvPr {properties}>{'' if alt else _DECORATIVE}</p:cNvPr>"
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>'
        f"<p:nvPr>{spot.placeholder}</p:nvPr></p:nvPicPr>"
        f'<p:blipFill><a:blip r:embed="{attribute(relationship)}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
