"""Text measuring: true to the fonts, and wrapped as Office wraps."""

from __future__ import annotations

import subprocess
from pathlib import Path

import PIL.ImageFont
import pytest

from docgen.engine.font_widths import FACES
from docgen.engine.measure import line_height, text_width, wrap, wrapped_lines
from tools import font_widths

SAMPLE = "The quick brown fox, 0123456789 & «Ünïcödé» — €5 (10 %)"
GREEK_AND_CYRILLIC = "Ωμέγα Жук"  # Caladea has neither


def font_file(file: str) -> Path:
    listed = subprocess.run(["fc-list", ":", "file"], capture_output=True, text=True, check=False).stdout
    found = [
        Path(line.rstrip(": ")) for line in listed.splitlines() if line.rstrip(": ").endswith(f"/{file}")
    ]
    if not found:
        pytest.skip(f"{file} is not installed")
    return found[0]


@pytest.mark.parametrize("face", FACES)
def test_every_width_is_the_fonts_own_as_freetype_reads_it(face: tuple[str, bool]) -> None:
    font = PIL.ImageFont.truetype(str(font_file(font_widths.FACES[face])), 2048)
    name, bold = face
    for character in SAMPLE + (GREEK_AND_CYRILLIC if name != "Cambria" else ""):
        ours = text_width(character, points=2048, bold=bold, font=name)
        assert ours == pytest.approx(font.getlength(character), abs=1.5), character


def test_the_data_is_what_the_tool_writes() -> None:
    folder = font_file("Carlito-Regular.ttf").parents[1]
    assert font_widths.source(folder) == font_widths.OUT.read_text("utf-8")


def test_width_grows_with_size_and_weight() -> None:
    assert text_width("Sydney", points=20) == pytest.approx(2 * text_width("Sydney", points=10))
    assert text_width("Sydney", points=10, bold=True) > text_width("Sydney", points=10)


def test_the_widest_line_counts() -> None:
    assert text_width("a\nlonger line\nb", points=10) == text_width("longer line", points=10)
    assert text_width("", points=10) == 0


@pytest.mark.parametrize(
    ("alias", "name"), [("Carlito", "Calibri"), ("caladea", "Cambria"), ("Unknown Sans", "Arial")]
)
def test_a_twin_measures_as_its_original_and_an_unknown_font_as_arial(alias: str, name: str) -> None:
    assert text_width(SAMPLE, points=9, font=alias) == text_width(SAMPLE, points=9, font=name)


def test_ideographs_take_an_em_and_combining_marks_nothing() -> None:
    assert text_width("東京", points=10) == 20
    assert text_width("e\u0301", points=10) == text_width("e", points=10)
    assert text_width("a\u00ad\u200db", points=10) == text_width("ab", points=10)


def test_a_no_break_space_is_as_wide_as_a_space_and_holds_the_line() -> None:
    assert text_width("\u00a0", points=10) == text_width(" ", points=10) > 0
    assert wrap("10\u00a0Mbit/s", width=30, points=10) != ("10", "Mbit/s")


def test_characters_of_other_scripts_have_some_width() -> None:
    assert text_width("नमस्ते שלום", points=10) > 20


def test_words_wrap_and_no_line_is_wider_than_the_column() -> None:
    text = "Harrow & Wills Partners, Level 12, 1 Example Street, Sydney NSW 2000"
    lines = wrap(text, width=80, points=10)
    assert " ".join(lines) == text
    assert all(text_width(line, points=10) <= 80 for line in lines)
    assert wrapped_lines(text, width=80, points=10) == len(lines) > 3


def test_line_breaks_in_the_text_break_the_line_however_they_are_written() -> None:
    assert wrap("a\nb\r\nc\rd\ve", width=100, points=10) == ("a", "b", "c", "d", "e")
    assert wrapped_lines("", width=10, points=10) == 1
    assert wrapped_lines("a\n", width=10, points=10) == 2


def test_a_long_word_is_broken_into_parts_that_fit() -> None:
    lines = wrap("W" * 100, width=50, points=10)
    assert "".join(lines) == "W" * 100
    assert all(text_width(line, points=10) <= 50 for line in lines)


def test_a_column_narrower_than_a_character_gets_one_character_a_line() -> None:
    assert wrap("abc", width=0.1, points=10) == ("a", "b", "c")


def test_a_line_may_break_after_a_hyphen_and_before_a_word_but_not_inside_an_address() -> None:
    width = text_width("jumps-overlap", points=10) - 1
    assert wrap("jumps-overlap", width=width, points=10) == ("jumps-", "overlap")
    assert wrap("at 10.1.0.0/16", width=text_width("10.1.0.0/16", points=10), points=10) == (
        "at",
        "10.1.0.0/16",
    )


def test_ideographs_break_anywhere_but_no_line_begins_with_a_full_stop() -> None:
    assert wrap("東京都千代田区", width=35, points=10) == ("東京都", "千代田", "区")
    assert wrap("東京都。", width=30, points=10)[1] == "都。"


def test_spaces_at_the_end_of_a_line_hang_over() -> None:
    assert wrap("ab   cd", width=text_width("ab", points=10), points=10) == ("ab", "cd")


@pytest.mark.parametrize(("width", "points"), [(0, 10), (-1, 10), (10, 0), (float("nan"), 10)])
def test_a_column_or_a_size_of_nothing_is_refused(width: float, points: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        wrap("a", width=width, points=points)


def test_five_thousand_characters_wrap_without_losing_one() -> None:
    text = "Availability of the platform, measured monthly. " * 105
    assert "".join(wrap(text, width=300, points=10)).replace(" ", "") == text.replace(" ", "")


def test_a_line_is_higher_than_its_size_and_true_to_the_font() -> None:
    assert line_height(10) == pytest.approx(12.207, abs=0.01)  # (1536 + 512 + 452) / 2048
    assert line_height(10, "Arial") == pytest.approx(11.499, abs=0.01)
