"""Hostile values in every free text of the intake: they come out as they went in, or are refused with their path.

The same intake is rendered twice, with a harmless word and with the value in the very same places. Put the value in
place of the word in the first document's text, and it must equal the second's: nothing is lost, and nothing around
it changes.
"""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from docgen.pipeline import Options, render_client
from tests.hostile.intakes import Keys, Planted, leaves, path_of, plant, read_as_text
from tests.office.documents import faults, texts

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = ("harrow-wills", "harbour-vale")
OPTIONS = Options(today=date(2027, 1, 4))

# A word that stands nowhere else, and that neither a hyphen nor a capital changes.
WORD = "Quokkafjord"
# The same for values with a digit: a rule asks whether a criterion has a figure.
WORD_AND_FIGURE = "Quokkafjord7"
HASH = re.compile(r"\b[0-9a-f]{12}\b")
# Documents whose texts are laid out by their length: long tables go on on a next slide, drawings on a next drawing.
LAID_OUT = (".pptx", "SDD.docx")
CONTINUED = re.compile(r" \(continued\)$| \(\d+/\d+\)$")

# Characters that XML has no place for: no document can hold them, so no intake may.
FORBIDDEN = {"nul", "vt", "us", "bell", "ff", "ufffe", "surr"}
# Characters that XML can hold and that still have no business in a text: come out as they went in, or be refused.
DOUBTFUL = {"del7f", "nel", "cr", "crlf"}
# How many places get a long text at once: a file of more than 10 MB is refused as a whole.
TOO_LONG = {"mb1": 5, "k32": 100}


def values() -> dict[str, str]:
    raw = json.loads((Path(__file__).parent / "values.json").read_text(encoding="utf-8"))
    return {
        name: value if isinstance(value, str) else value["repeat"] * value["times"]
        for name, value in raw.items()
    }


VALUES = values()


@pytest.fixture(scope="module", params=CLIENTS)
def example(request: pytest.FixtureRequest) -> Any:
    return read_as_text(ROOT / "examples" / request.param / "intake.yaml")


@pytest.fixture(scope="module")
def harmless(example: Any, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The example with the harmless word in every place that takes it: those are the free texts."""
    file = tmp_path_factory.mktemp("harmless") / "intake.json"
    return plant(example, frozenset(leaves(example)), WORD, file)


def rendered(intake: Path, folder: Path) -> dict[str, Path]:
    """Render an intake and return its documents by name: artefact code and format."""
    result = render_client(intake, OPTIONS)
    assert result.files, [str(problem) for problem in result.all_problems]
    assert not result.withheld, [str(problem) for problem in result.all_problems]
    found = {}
    for file in result.files:
        name = f"{file.artefact.code}{Path(file.parcel.entry.path).suffix}"
        found[name] = folder / name
        found[name].write_bytes(file.parcel.data)
    return found


def rendered_texts(intake: Path, folder: Path) -> dict[str, list[str]]:
    return {name: texts(path) for name, path in rendered(intake, folder).items()}


class Twins:
    """The texts of an example with a harmless word, rendered once for each word and set of places that hold it."""

    def __init__(self, example: Any, folder: Path) -> None:
        self.example, self.folder = example, folder
        self.known: dict[tuple[str, frozenset[Keys]], dict[str, list[str]]] = {}

    def texts(self, word: str, places: frozenset[Keys]) -> dict[str, list[str]]:
        if (word, places) not in self.known:
            twin = plant(self.example, places, word, self.folder / "word.json")
            assert twin.places == places
            self.known[word, places] = rendered_texts(twin.file, self.folder)
        return self.known[word, places]


@pytest.fixture(scope="module")
def twins(example: Any, tmp_path_factory: pytest.TempPathFactory) -> Twins:
    return Twins(example, tmp_path_factory.mktemp("twins"))


def shown(value: str) -> str:
    """Return a value as a page shows it: each kind of line end is a line break."""
    return value.replace("\r\n", "\n").replace("\r", "\n")


def even(text: str, value: str) -> str:
    """Return a text without what may differ by design.

    That is a document's hash of its facts, chips' no-break spaces, and the spaces around the value.
    """
    core = shown(value).strip(" ")
    text = HASH.sub("<hash>", text).replace("\u00a0", " ")
    if core != shown(value):
        text = re.sub(f" *{re.escape(core)} *", core, text, flags=re.IGNORECASE)
    return text


def test_the_example_has_free_texts_to_try(harmless: Planted) -> None:
    assert len(harmless.places) > 100


@pytest.mark.parametrize("name", sorted(VALUES.keys() - FORBIDDEN - DOUBTFUL - TOO_LONG.keys() - {"empty"}))
def test_a_value_comes_out_as_it_went_in(
    name: str, example: Any, harmless: Planted, twins: Twins, tmp_path: Path
) -> None:
    planted = plant(example, harmless.places, VALUES[name], tmp_path / "value.json")
    assert len(planted.places) > 100
    assert_comes_out(twins, planted, VALUES[name], tmp_path)


@pytest.mark.parametrize("name", sorted(DOUBTFUL))
def test_a_doubtful_character_comes_out_or_is_refused_with_its_place(
    name: str, example: Any, harmless: Planted, twins: Twins, tmp_path: Path
) -> None:
    planted = plant(example, harmless.places, VALUES[name], tmp_path / "value.json")
    if planted.places:
        assert_comes_out(twins, planted, VALUES[name], tmp_path)
    else:
        assert_refused_everywhere(planted, harmless, VALUES[name])


@pytest.mark.parametrize("name", sorted(FORBIDDEN))
def test_a_character_that_xml_cannot_hold_is_refused_with_its_place(
    name: str, example: Any, harmless: Planted, tmp_path: Path
) -> None:
    planted = plant(example, harmless.places, VALUES[name], tmp_path / "intake.json")
    assert_refused_everywhere(planted, harmless, VALUES[name])


@pytest.mark.parametrize("name", sorted(TOO_LONG))
def test_a_text_beyond_its_limit_is_refused_with_its_path(
    name: str, example: Any, harmless: Planted, tmp_path: Path
) -> None:
    places = frozenset(sorted(harmless.places, key=str)[: TOO_LONG[name]])
    planted = plant(example, places, VALUES[name], tmp_path / "intake.json")
    assert not planted.places
    assert {problem.where.path for problem in planted.refusals} == {path_of(example, keys) for keys in places}


def assert_comes_out(twins: Twins, planted: Planted, value: str, folder: Path) -> None:
    word = WORD_AND_FIGURE if re.search(r"\d", value) else WORD
    expected, found = twins.texts(word, planted.places), rendered_texts(planted.file, folder)
    assert expected.keys() == found.keys()
    for name, with_word in expected.items():
        assert any(shown(value) in text for text in found[name]), name
        wanted = [even(text.replace(word, shown(value)), value) for text in with_word]
        come_out = [even(text, value) for text in found[name]]
        if wanted != come_out and name.endswith(LAID_OUT):
            wanted, come_out = distinct(wanted), distinct(come_out)
        assert [pair for pair in zip_longest(wanted, come_out) if pair[0] != pair[1]][:3] == [], name


def distinct(found: list[str]) -> list[str]:
    """Return the lines of slides and drawings once each: what needs room goes on, under its head, on a next one."""
    lines = {CONTINUED.sub("", line) for text in found for line in text.split("\n")}
    return sorted(lines - {"On another drawing"})


def assert_refused_everywhere(planted: Planted, harmless: Planted, value: str) -> None:
    """Each place that holds the value is refused, by the line and column at which the value begins."""
    assert not planted.places
    text = planted.file.read_text(encoding="ascii").splitlines()
    spots = {(problem.where.line, problem.where.column) for problem in planted.refusals}
    holding = {number for number, line in enumerate(text, start=1) if json.dumps(value) in line}
    assert len(holding) == len(harmless.places)
    assert {line for line, _ in spots} == holding
    assert all(line and column and text[line - 1][column - 1] in '"\\A' for line, column in spots)


def test_an_empty_text_is_refused_with_its_path(example: Any, harmless: Planted, tmp_path: Path) -> None:
    planted = plant(example, harmless.places, "", tmp_path / "intake.json")
    assert not planted.places
    assert {path_of(example, keys) for keys in harmless.places} <= {p.where.path for p in planted.refusals}


def test_documents_with_hostile_values_break_no_structural_rule(
    example: Any, harmless: Planted, tmp_path: Path
) -> None:
    planted = plant(example, harmless.places, VALUES["wxml"] + VALUES["cdata_end"], tmp_path / "intake.json")
    for path in rendered(planted.file, tmp_path).values():
        assert faults(path) == ()
