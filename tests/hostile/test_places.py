"""Hostile values in every place of every format: out as they went in, or refused with their path; nothing else changes.

What each place is and how it is read back stands in `places_word.py`, `places_excel.py` and `places_powerpoint.py`; how
a value is tried in all places of a template at once, in `places.py`.
"""

from __future__ import annotations

import functools
import io
import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import etree

from docgen.engine import Template
from docgen.engine.charts import Chart, Series
from docgen.errors import RenderError
from tests.hostile import places_excel, places_powerpoint, places_word
from tests.hostile.places import Bench, Opened, Tally, forbidden, lines, repacked, unescaped
from tests.hostile.test_workbooks import MUST_STAY_TEXT
from tests.office import judges
from tests.office.documents import faults
from tests.reliability import record
from tests.unit.engine.charts.make import chart_parts, workbook_of_part
from tests.unit.engine.make import saved

SEED = 20270316
SAMPLE = 14
"""How many values the suite tries in each format; `make soak` tries all."""
FORMATS: dict[str, Callable[[], Bench]] = {
    "docx": places_word.bench,
    "xlsx": places_excel.bench,
    "pptx": places_powerpoint.bench,
}
# What an address takes, so that places of addresses print too; and what would end or change what stands around a tag.
ADDRESSES = {
    "address": "https://portal.example/a?b=c&d=%20e#f",
    "mail": "mailto:ann@portal.example?subject=Hello%20there",
}
BREAKING_OUT = {
    "field": '" \\* MERGEFORMAT } { INCLUDETEXT "/etc/passwd" }',
    "dde": '" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" "',
    "javascript": "javascript:alert(1)",
    "file": "file:///etc/passwd",
    "attribute": '" onload="x" y="',
    "instruction": "<?dg 0?>",
    "slots": "\ufdd00\ufdd1",
    "codes": '&L&"Arial"&D&P',
    "mark": '<x a="dgchart:0:id"/>',
    "run": "</a:t></a:r></a:p><a:p><a:r><a:t>INJECTED",
    "number": "dg 0",
    "words": "𝕏 ﷽ " + "e" + "\u0301" * 50,
    "thousand": "lorem ipsum " * 1000,
}


def values() -> dict[str, str]:
    raw = json.loads((Path(__file__).parent / "values.json").read_text(encoding="utf-8"))
    listed = {name: v if isinstance(v, str) else v["repeat"] * v["times"] for name, v in raw.items()}
    typed = {f"typed_{number}": text for number, text in enumerate(MUST_STAY_TEXT)}
    return {**listed, **typed, **ADDRESSES, **BREAKING_OUT}


VALUES = values()


@functools.cache
def bench_of(kind: str) -> Bench:
    return FORMATS[kind]()


def sample(kind: str) -> list[str]:
    """Return the values that the suite tries in a format: other ones in each, the same in each run."""
    return sorted(random.Random(f"{SEED} {kind}").sample(sorted(VALUES), SAMPLE))


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in FORMATS for name in sample(kind)])
def test_a_value_comes_out_of_every_place_or_is_refused_with_its_path(kind: str, name: str) -> None:
    tally = bench_of(kind).tried(VALUES[name])
    assert tally.faults == []
    assert tally.came_out + tally.refused == len(bench_of(kind).spots)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_place_takes_an_address(kind: str) -> None:
    tally = bench_of(kind).tried(ADDRESSES["mail"])
    assert tally.faults == []
    too_narrow = tally.refused if kind == "xlsx" else 0  # the titles of messages, and names of sheets
    assert tally.came_out == len(bench_of(kind).spots) - too_narrow


@pytest.mark.parametrize("kind", FORMATS)
def test_no_place_takes_what_xml_cannot_hold(kind: str) -> None:
    tally = bench_of(kind).tried(VALUES["nul"])
    assert tally.faults == []
    assert (tally.came_out, tally.refused) == (0, len(bench_of(kind).spots))


# -- charts that data draw ----------------------------------------------------------------------------

CELL = 32_767


def charted(value: str) -> tuple[bytes, bytes]:
    """Return the part of a chart whose texts are a value, and the workbook behind it."""
    document = docx.Document()
    document.add_paragraph("{{ chart }}")
    chart = Chart("bar", [value, "Q2"], [Series(value, [3, 5])], alt=value or "x", title=value)
    raw = Template.open(saved(document)).render({"chart": chart})
    (part,) = chart_parts(docx.Document(io.BytesIO(raw)))
    return part.blob, workbook_of_part(part)


@pytest.mark.parametrize("name", sorted({*sample("chart"), "typed_0", "typed_1", "esc_x", "nl"}))
def test_a_chart_and_the_workbook_behind_it_say_what_the_data_say(name: str) -> None:
    value = VALUES[name]
    if forbidden(value) or not 0 < len(value) <= CELL:
        with pytest.raises(RenderError) as raised:
            charted(value)
        assert {problem.where.path for problem in raised.value.problems} == {"chart"}
        return
    part, workbook = charted(value)
    root = etree.fromstring(part)
    category, series = (root.findtext(f".//{{*}}{path}") for path in ("cat//{*}pt/{*}v", "ser/{*}tx//{*}v"))
    assert unescaped(category or "") == unescaped(series or "") == value
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(workbook)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} <= {"s", "inlineStr"}
    held = [unescaped(cell.value) for cell in cells if isinstance(cell.value, str)]
    assert held.count(lines(value)) + held.count(value) >= 2


# -- the trial itself ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
def test_each_place_is_read_for_itself(kind: str) -> None:
    """The harmless word of each place is found where its reader looks, and every word stands in one place alone."""
    bench = bench_of(kind)
    found = {spot.name: spot.read(bench.harmless) for spot in bench.spots}
    assert found == {spot.name: spot.expected(bench.words[spot.name]) for spot in bench.spots}
    assert len(set(bench.words.values())) == len(bench.spots)


def changed_in(opened: Opened, part: str, before: str, after: str) -> Opened:
    """Return a rendering in one part of which a text was changed behind the engine's back."""

    def change(text: str) -> str:
        assert before in text
        return text.replace(before, after, 1)

    return Opened(repacked(opened.raw, {part: change}), opened.load)


SPOILT = [
    ("docx", "word/document.xml", "one &amp; two", "one two"),
    ("docx", "word/footnotes.xml", "one &amp; two", "one &amp;amp; two"),
    ("docx", "word/document.xml", ">Figure ", ">Figures "),
    ("docx", "word/header1.xml", "Calibri", "Cambria"),
    ("docx", "docProps/core.xml", "one &amp; two", "ONE &amp; two"),
    ("xlsx", "xl/sharedStrings.xml", "one &amp; two", "one  two"),
    ("xlsx", "xl/worksheets/sheet1.xml", ">beside<", ">besides<"),
    ("xlsx", "xl/charts/chart1.xml", "one &amp; two", "one"),
    ("xlsx", "xl/worksheets/sheet1.xml", 'prompt="one', 'prompt="One'),
    ("pptx", "ppt/slides/slide1.xml", "one &amp; two", "one two"),
    ("pptx", "ppt/slides/slide2.xml", "nothing", "something"),
    ("pptx", "ppt/slideMasters/slideMaster1.xml", "one &amp; two", "one"),
]


@pytest.mark.parametrize(("kind", "part", "before", "after"), SPOILT)
def test_a_text_that_changed_on_the_way_is_seen(kind: str, part: str, before: str, after: str) -> None:
    bench = bench_of(kind)
    opened, refused, faults = bench.rendered("one & two")
    assert faults == []
    assert bench.judged("one & two", opened, refused).faults == []
    assert bench.judged("one & two", changed_in(opened, part, before, after), refused).changed != []


def test_an_ill_formed_part_is_seen() -> None:
    bench = bench_of("docx")
    opened, refused, _ = bench.rendered("one & two")
    spoilt = changed_in(opened, "word/document.xml", "one &amp; two", "one & two")
    assert bench.judged("one & two", spoilt, refused).ill_formed != []


def test_a_text_that_became_a_formula_is_seen() -> None:
    bench = bench_of("xlsx")
    opened, refused, _ = bench.rendered("1+1")
    cell = re.search(r'<c r="C1"[^>]*>.*?</c>', part_of(opened, "xl/worksheets/sheet1.xml"))
    assert cell is not None
    spoilt = changed_in(opened, "xl/worksheets/sheet1.xml", cell[0], '<c r="C1"><f>1+1</f></c>')
    assert bench.judged("1+1", spoilt, refused).formulas != []


def part_of(opened: Opened, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(opened.raw)) as archive:
        return archive.read(name).decode()


# -- judges -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", ["wxml", "nl", "quotes"])
def test_a_document_with_hostile_values_has_no_fault_that_the_harmless_one_has_not(
    kind: str, name: str, office: None, tmp_path: Path
) -> None:
    harmless, hostile = written(kind, "harmless", tmp_path), written(kind, name, tmp_path)
    assert set(faults(hostile)) - set(faults(harmless)) == set()
    verdicts = judges.validate([harmless, hostile])
    assert Counter(verdicts[hostile]) - Counter(verdicts[harmless]) == Counter()


def written(kind: str, name: str, folder: Path) -> Path:
    bench = bench_of(kind)
    opened = bench.harmless if name == "harmless" else bench.rendered(VALUES[name])[0]
    path = folder / f"{name}.{kind}"
    path.write_bytes(opened.raw)
    return path


# -- all of them --------------------------------------------------------------------------------------

_HEAD = (
    "| format | places | values | came out | refused, with the data path | changed silently | ill-formed parts "
    "| formulas from data |\n|---|---|---|---|---|---|---|---|\n"
)


@pytest.mark.soak
def test_all_values_in_all_places() -> None:
    tallies = {kind: all_of(kind) for kind in FORMATS}
    record("hostile values", _HEAD + "\n".join(row(kind, tally) for kind, tally in tallies.items()))
    assert [fault for tally in tallies.values() for fault in tally.faults] == []


def all_of(kind: str) -> Tally:
    tally = Tally()
    for value in VALUES.values():
        tally.add(bench_of(kind).tried(value))
    return tally


def row(kind: str, tally: Tally) -> str:
    counts = (len(bench_of(kind).spots), len(VALUES), tally.came_out, tally.refused)
    bad = (len(tally.changed) + len(tally.unexplained), len(tally.ill_formed), len(tally.formulas))
    listed = [f"{count:,}" for count in counts] + [f"**{count}**" for count in bad]
    return f"| .{kind} | {' | '.join(listed)} |"
