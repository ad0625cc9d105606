"""Pictures: sized by their own header, proportions kept, bounded, described."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest
from docx.oxml.ns import qn

from docgen.engine import images
from docgen.engine.images import Image, Picture, read_picture
from tests.unit.engine.paper import Paper

FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "bmp": "BMP"}


def picture(extension: str = "png", size: tuple[int, int] = (300, 200), **options: object) -> bytes:
    out = BytesIO()
    PIL.Image.new("RGB", size, "teal").save(out, FORMATS[extension], **options)
    return out.getvalue()


def printed_mm(image: Image) -> tuple[float, float]:
    shape = Paper().print_runs(image).inline_shapes[0]
    return round(shape.width.mm, 2), round(shape.height.mm, 2)


@pytest.mark.parametrize("extension", FORMATS)
def test_size_is_read_as_another_library_reads_it(extension: str) -> None:
    data = picture(extension, (321, 123))
    with PIL.Image.open(BytesIO(data)) as other:
        assert (other.width, other.height) == (read_picture(data).width, read_picture(data).height)
    assert read_picture(data).extension == extension


@pytest.mark.parametrize("extension", ["png", "jpg", "bmp"])
def test_resolution_sets_the_size_on_the_page(extension: str) -> None:
    data = picture(extension, (300, 200), dpi=(300, 300))
    assert read_picture(data).natural_mm == pytest.approx((25.4, 16.93), abs=0.02)
    assert printed_mm(Image(data)) == pytest.approx((25.4, 16.93), abs=0.02)


def test_a_picture_without_resolution_has_96_dots_an_inch() -> None:
    assert printed_mm(Image(picture("gif", (96, 48)))) == (25.4, 12.7)


def test_dots_per_centimetre_count() -> None:
    jpeg = bytearray(picture("jpg", (100, 100)))
    at = jpeg.index(b"JFIF\0") + 7
    jpeg[at : at + 5] = struct.pack(">BHH", 2, 100, 100)
    assert read_picture(bytes(jpeg)).natural_mm == (10.0, 10.0)


def test_a_progressive_jpeg_is_read() -> None:
    assert read_picture(picture("jpg", (40, 30), progressive=True)) == Picture("jpg", 40, 30)


def test_a_nonsense_resolution_counts_as_none() -> None:
    assert Picture("png", 96, 96, (1.0, 1.0)).natural_mm == (25.4, 25.4)


def test_a_bitmap_with_its_top_row_first_is_as_high() -> None:
    data = bytearray(picture("bmp", (5, 7)))
    data[22:26] = struct.pack("<i", -7)
    assert read_picture(bytes(data)).height == 7


def test_an_old_bitmap_is_read() -> None:
    data = b"BM" + bytes(12) + struct.pack("<IHHHH", 12, 5, 7, 1, 24) + bytes(200)
    assert read_picture(data) == Picture("bmp", 5, 7)


@pytest.mark.parametrize(
    ("width", "height", "printed"),
    [
        (60, None, (60, 40)),
        (None, 60, (90, 60)),
        (60, 60, (60, 40)),
        (300, 20, (30, 20)),
        (0.5, None, (0.5, 0.33)),
    ],
)
def test_proportions_are_kept(
    width: float | None, height: float | None, printed: tuple[float, float]
) -> None:
    assert printed_mm(Image(picture(), width_mm=width, height_mm=height)) == printed


def test_a_large_picture_stays_within_the_page() -> None:
    assert printed_mm(Image(picture(size=(3000, 1000)))) == (165, 55)
    assert printed_mm(Image(picture(size=(1000, 4000)))) == (57.5, 230)


@pytest.mark.parametrize("side", [0, -1, 559, float("nan"), float("inf"), True, "60"])
def test_a_size_that_no_page_has_is_refused(side: float) -> None:
    with pytest.raises(ValueError, match=r"above 0 and up to 558\.8 mm"):
        Image(picture(), width_mm=side).word_runs(Paper().spot())


def test_a_side_that_follows_is_bounded_too() -> None:
    with pytest.raises(ValueError, match=r"would be larger than 558\.8 mm"):
        Image(picture(size=(10, 1000)), width_mm=100).word_runs(Paper().spot())


def test_a_description_is_kept_to_the_letter() -> None:
    alt = 'Sydney & "north"\n<office>'
    read = Paper().print_runs(Image(picture(), alt=alt))
    properties = read.inline_shapes[0]._inline.docPr
    assert properties.get("descr") == alt
    assert str(Image(b"", alt=alt)) == alt


def test_a_picture_without_a_description_is_decoration() -> None:
    bare, described = Image(picture()), Image(picture(), alt="Map")
    spot = Paper().spot()
    assert 'decorative" val="1"' in bare.word_runs(spot)
    assert "decorative" not in described.word_runs(spot)


def test_two_pictures_have_ids_of_their_own() -> None:
    paper = Paper()
    paper.print_runs(Image(picture()))
    read = paper.print_runs(Image(picture()))
    assert [shape._inline.docPr.get("id") for shape in read.inline_shapes] == ["1", "2"]


def test_the_bytes_arrive_unchanged_with_the_runs_own_properties() -> None:
    data = picture("jpg")
    read = Paper().print_runs(Image(data), run_properties="<w:rPr><w:noProof/></w:rPr>")
    blip = next(read.element.body.iter(qn("a:blip")))
    assert read.part.related_parts[blip.get(qn("r:embed"))].blob == data
    assert read.paragraphs[-1].runs[0]._r.rPr.find(qn("w:noProof")) is not None


def test_a_file_is_read_when_it_is_printed(tmp_path: Path) -> None:
    file = tmp_path / "map.png"
    file.write_bytes(picture(size=(96, 96)))
    assert printed_mm(Image(file)) == (25.4, 25.4)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"map\.png.* cannot be read: No such file"):
        Image(tmp_path / "map.png").word_runs(Paper().spot())


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        Image(tmp_path).word_runs(Paper().spot())


@pytest.mark.parametrize("data", [b"", b"hello", b"<svg/>", b"II*\0", b"RIFF\0\0\0\0WEBP"])
def test_another_format_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a picture in PNG, JPEG, GIF or BMP"):
        read_picture(data)


@pytest.mark.parametrize("extension", ["png", "jpg"])
def test_a_file_cut_short_anywhere_is_refused(extension: str) -> None:
    data = picture(extension, (16, 16))
    for length in range(8, len(data) - 8):
        with pytest.raises(ValueError, match="cut short"):
            read_picture(data[:length])


@pytest.mark.parametrize("extension", ["gif", "bmp"])
def test_a_header_cut_short_is_refused(extension: str) -> None:
    with pytest.raises(ValueError, match="cut short"):
        read_picture(picture(extension)[:8])


def test_a_picture_without_extent_is_refused() -> None:
    with pytest.raises(ValueError, match="without width or height"):
        read_picture(b"GIF89a\0\0\0\0\0\0\0")


def test_too_many_pixels_are_refused_before_anyone_decodes_them() -> None:
    with pytest.raises(ValueError, match="over 100 million pixels"):
        read_picture(b"GIF89a" + struct.pack("<HH", 65535, 65535) + b"\0\0\0")


@pytest.mark.parametrize("in_file", [True, False])
def test_too_many_bytes_are_refused(tmp_path: Path, in_file: bool) -> None:
    data = picture() + bytes(images.MAX_BYTES)
    file = tmp_path / "large.png"
    file.write_bytes(data)
    with pytest.raises(ValueError, match="over 20 MiB"):
        Image(file if in_file else data).word_runs(Paper().spot())


def test_a_png_that_lies_about_a_length_is_refused() -> None:
    data = bytearray(picture())
    data[8:12] = struct.pack(">I", 2**31 - 1)
    with pytest.raises(ValueError, match="cut short"):
        read_picture(bytes(data))


def test_a_forbidden_character_in_a_description_is_refused() -> None:
    with pytest.raises(ValueError, match=r"U\+0007"):
        Image(picture(), alt="a\x07").word_runs(Paper().spot())
