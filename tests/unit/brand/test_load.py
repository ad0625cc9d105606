"""A brand file: what it may say, and what is said of one that is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docgen.brand import Brand, load_brand
from docgen.brand.contrast import GREYS_APART, LEAST, PAIRS, greys_apart
from docgen.brand.schema import schema_text
from docgen.engine.charts.colors import LINES
from docgen.engine.theme import Palette
from docgen.errors import BrandError
from docgen.problems import Problem
from docgen.resources import schemas_folder
from tools.kit.palette import BODY_FONT, HEADING_FONT, PALETTE

BRANDS = Path(__file__).resolve().parents[3] / "examples" / "brands"
EXAMPLES = sorted(BRANDS.glob("*.yaml"))


def written(folder: Path, old: str = "", new: str = "") -> Path:
    """Return a copy of the second example with one text put in place of another."""
    text = (BRANDS / "tidewater.yaml").read_text(encoding="utf-8")
    assert old in text
    shutil.copytree(BRANDS / "tidewater", folder / "tidewater", dirs_exist_ok=True)
    path = folder / "brand.yaml"
    path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return path


def refused(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(BrandError) as error:
        load_brand(path)
    return error.value.problems


def place(problem: Problem) -> tuple[str, int | None, int | None]:
    return problem.code, problem.where.line, problem.where.column


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_brands_have_nothing_to_complain_of(path: Path) -> None:
    assert load_brand(path).warnings == ()


def test_there_are_two_example_brands_and_no_colour_of_both_is_the_same() -> None:
    first, second = (load_brand(path) for path in EXAMPLES)
    shared = {slot for slot in first.colors if first.colors[slot] == second.colors[slot]}
    assert shared == {"lt1"}
    assert first.heading != second.heading


def test_the_house_brand_is_the_look_of_the_built_in_templates() -> None:
    house = load_brand(BRANDS / "house.yaml")
    assert house.colors == dict(PALETTE.colors)
    assert (house.heading.name, house.body.name) == (HEADING_FONT, BODY_FONT)


def test_the_schema_in_the_folder_is_that_of_the_model() -> None:
    stored = (schemas_folder() / "brand.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(), "run: docgen schema -o schemas"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.text} on {pair.ground}")
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_text_of_the_example_brands_can_be_read_on_its_ground(path: Path, pair: object) -> None:
    palette = Palette(load_brand(path).colors)
    assert palette.contrast(pair.text, pair.ground) >= LEAST  # type: ignore[attr-defined]


def test_a_misspelt_key_is_told_with_its_place_and_the_key_that_was_meant(tmp_path: Path) -> None:
    (problem,) = refused(written(tmp_path, "accent2:", "acent2:"))[1:] or refused(tmp_path / "brand.yaml")
    assert problem.code == "unknown-key"
    assert problem.hint == "Did you mean accent2?"
    assert problem.where.source[problem.where.column - 1 :].startswith("acent2")  # type: ignore[operator]


def test_what_is_no_colour_is_told_with_its_place(tmp_path: Path) -> None:
    (problem,) = refused(written(tmp_path, '"6A4FA3"', "violet"))
    assert (problem.code, problem.where.path) == ("bad-value", "colours.accent1")
    assert problem.where.line is not None


def test_a_hash_that_yaml_took_for_a_comment_is_explained(tmp_path: Path) -> None:
    (problem,) = refused(written(tmp_path, '"6A4FA3"', "#6A4FA3"))
    assert problem.where.path == "colours.accent1"
    assert "quotes" in problem.hint


def test_a_colour_may_begin_with_a_hash_and_be_in_small_letters(tmp_path: Path) -> None:
    assert load_brand(written(tmp_path, '"6A4FA3"', '"#6a4fa3"')).colors["accent1"] == "6A4FA3"


def test_a_text_that_cannot_be_read_is_told_with_the_nearest_shade_that_can(tmp_path: Path) -> None:
    path = written(tmp_path, '"676374"', '"8E8A9C"')
    problems = refused(path)
    assert {problem.code for problem in problems} == {"contrast"}
    assert {problem.where.path for problem in problems} == {"colours.accent3"}
    text = path.read_text(encoding="utf-8")
    assert {problem.where.line for problem in problems} == {text[: text.index("accent3:")].count("\n") + 1}
    shades = {problem.hint.removesuffix(".").rpartition(" ")[2] for problem in problems}
    assert len(shades) == 1
    path.write_text(text.replace("8E8A9C", shades.pop()), encoding="utf-8")
    assert isinstance(load_brand(path), Brand)


def test_letters_of_a_raci_matrix_that_a_grey_print_would_not_tell_apart_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, '"6A4FA3"', '"3C2A5C"')
    (problem,) = refused(path)
    assert (problem.code, problem.where.path) == ("contrast", "colours.accent1")
    shade = problem.hint.removesuffix(".").rpartition(" ")[2]
    mended = load_brand(written(tmp_path, '"6A4FA3"', f'"{shade}"'))
    assert greys_apart(Palette(mended.colors)) >= GREYS_APART


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("tidewater/logo-on-light.png", "tidewater/nowhere.png", "logo.on_light.png"),
        ("tidewater/logo-on-dark.png", "tidewater/logo-on-dark.svg", "logo.on_dark.png"),
        ("tidewater/logo-on-dark.svg", "tidewater/logo-on-dark.png", "logo.on_dark.svg"),
    ],
)
def test_a_logo_that_is_none_is_told_with_its_place(tmp_path: Path, old: str, new: str, path: str) -> None:
    (problem,) = refused(written(tmp_path, old, new))
    assert (problem.code, problem.where.path) == ("bad-logo", path)


@pytest.mark.parametrize(
    "svg",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="1"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://example.org/x.png"/></svg>',
        '<!DOCTYPE svg [<!ENTITY e "x">]><svg xmlns="http://www.w3.org/2000/svg">&e;</svg>',
    ],
)
def test_an_svg_that_does_more_than_draw_is_refused(tmp_path: Path, svg: str) -> None:
    path = written(tmp_path)
    (tmp_path / "tidewater" / "logo-on-dark.svg").write_text(svg, encoding="utf-8")
    (problem,) = refused(path)
    assert (problem.code, problem.where.path) == ("bad-logo", "logo.on_dark.svg")


def test_a_font_that_is_not_on_every_machine_is_told_and_taken(tmp_path: Path) -> None:
    brand = load_brand(written(tmp_path, "{name: Arial}", "{name: Gotham, fallback: Arial}"))
    assert [place(problem)[0] for problem in brand.warnings] == ["rare-font"]
    assert (brand.heading.name, brand.heading.fallback) == ("Gotham", "Arial")


def test_a_body_font_wider_than_the_drawings_are_laid_out_for_is_told(tmp_path: Path) -> None:
    brand = load_brand(written(tmp_path, "{name: Calibri}", "{name: Arial}"))
    assert [problem.code for problem in brand.warnings] == ["wide-font"]


def test_the_hash_of_a_brand_counts_its_logos(tmp_path: Path) -> None:
    before = load_brand(written(tmp_path)).sha256
    logo = tmp_path / "tidewater" / "logo-on-dark.svg"
    logo.write_text(logo.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert load_brand(tmp_path / "brand.yaml").sha256 != before


@pytest.mark.parametrize("token", LINES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_line_of_a_chart_stands_out_from_the_page(path: Path, token: str) -> None:
    wcag_non_text = 3.0  # success criterion 1.4.11
    assert Palette(load_brand(path).colors).contrast(token, "lt1") >= wcag_non_text
