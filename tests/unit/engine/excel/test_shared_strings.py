"""The shared strings of a rendering: what a cell cannot hold is refused, what it can is written as it is."""

from __future__ import annotations

import openpyxl
import pytest

from docgen.engine.excel.cells import CheckedStrings, LongText, Strings, item_xml, plain_items
from docgen.engine.excel.markup import DECLARATION, S_NS
from tests.unit.engine.excel.make import cells, part, problems, rows, saved, workbook

STRANGE = [
    "a & b",
    "<i>",
    "two  spaces",
    " before",
    "after ",
    "line\nline",
    "tab\t",
    "_x0041_",
    "Zürich",
    "\u00a0",
]


def written(strings: Strings) -> str:
    return b"".join(strings.data()).decode().partition(f'xmlns="{S_NS}"')[2]


@pytest.mark.parametrize("text", STRANGE)
def test_texts_looked_at_together_come_out_as_each_alone(text: str) -> None:
    for texts in ([text], ["plain", text, "more"], [text, text + "."]):
        expected = "|".join(map(item_xml, texts)).encode()
        assert plain_items(texts, b"|") in (expected, None)


@pytest.mark.parametrize("text", ["a & b", "<i>", "Zürich", "\u00a0", "it's", "1 < 2 > 0"])
def test_ordinary_texts_need_no_look_one_by_one(text: str) -> None:
    assert plain_items(["before", text, "after"], b"") is not None


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\x0b", "\ud800", "\uffff"])
def test_what_xml_cannot_hold_is_refused_when_it_is_written(text: str) -> None:
    strings = Strings((), ())
    assert strings["fine"]
    assert strings[text]
    with pytest.raises(ValueError, match="U\\+"):
        strings.data()


def test_a_text_longer_than_a_cell_is_refused_when_it_is_written() -> None:
    strings = Strings((), ())
    assert strings["x" * 32_768]
    with pytest.raises(LongText):
        strings.data()


def test_checked_strings_refuse_at_once() -> None:
    with pytest.raises(ValueError, match="U\\+0001"):
        CheckedStrings((), ())["\x01"]


def test_a_text_that_came_before_has_its_index_again() -> None:
    strings = Strings((), ())
    first, second = strings["one"], strings["two"]
    assert strings["one"] == first != second
    assert written(strings).count("<si>") == 2


def test_free_indices_are_given_away_first_and_the_others_keep_their_items() -> None:
    strings = Strings((b"<si><t>kept</t></si>", b"<si><t/></si>", b"<si><t>last</t></si>"), (1,))
    assert "<v>1</v>" in strings["new"]
    assert "<v>3</v>" in strings["newer"]
    items = "<si><t>kept</t></si><si><t>new</t></si><si><t>last</t></si><si><t>newer</t></si>"
    assert written(strings) == f' uniqueCount="4">{items}</sst>'


def test_formatted_runs_and_a_text_that_reads_the_same_are_two_items() -> None:
    strings = Strings((), ())
    runs = "<r><t>x</t></r>"
    assert strings.rich(runs) != strings[runs]
    assert written(strings).endswith(
        f"><si>{runs}</si><si><t>&lt;r&gt;&lt;t&gt;x&lt;/t&gt;&lt;/r&gt;</t></si></sst>"
    )


def test_no_part_is_written_where_no_cell_shows_a_text() -> None:
    strings = Strings((), ())
    assert strings[""] == "/>"
    assert strings.data() == []


def test_the_part_begins_as_xml_does() -> None:
    strings = Strings((), ())
    assert strings["x"]
    assert b"".join(strings.data()).decode().startswith(DECLARATION)


def test_texts_of_a_loop_come_back_as_they_were() -> None:
    template = workbook(S=rows(["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"]))
    texts = [*STRANGE, *(f"text {number}" for number in range(1_200)), "text 7"]
    assert [row[0] for row in cells(template, {"xs": texts})] == texts


def test_a_forbidden_character_in_a_loop_is_told_with_its_cell_and_path() -> None:
    template = workbook(S=rows(["{%tr for x in xs %}"], ["{{ x.name }}"], ["{%tr endfor %}"]))
    (found,) = problems(template, {"xs": [{"name": "fine"}, {"name": "bad\x02"}]})
    assert found.where.trail[-1] == "S!A2"
    assert found.where.path == "xs[1].name"


def test_numbers_in_a_loop_are_written_as_excel_writes_them() -> None:
    template = workbook(S=rows(["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"]))
    numbers = [5, -5, 5.0, -2.5, 0.1, 1e-20, -1e-20, 1e300, 123456.789, 0.0]
    xml = part(template, {"xs": numbers}, "xl/worksheets/sheet1.xml")
    shown = [piece.partition("</v>")[0] for piece in xml.split("<v>")[1:]]
    assert shown == ["5", "-5", "5", "-2.5", "0.1", "1e-20", "-1e-20", "1e+300", "123456.789", "0"]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 10**15])
def test_what_is_no_number_of_excel_is_refused_in_a_loop(number: float) -> None:
    template = workbook(S=rows(["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"]))
    (found,) = problems(template, {"xs": [1, number]})
    assert found.where.trail[-1] == "S!A2"


def test_a_sheet_of_many_cells_in_a_loop_keeps_their_types() -> None:
    # more cells than are written the quick way
    body = [f"{{{{ x.{letter} }}}}" for letter in "abcdefghijklmnop"]
    template = workbook(S=rows(["{%tr for x in xs %}"], *[body] * 4, ["{%tr endfor %}"]))
    values = [5, 2.5, "text", True, "", 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, "end"]
    made = cells(template, {"xs": [dict(zip("abcdefghijklmnop", values, strict=True))]})
    expected = tuple(None if value == "" else value for value in values)
    assert made == [expected] * 4


def test_a_template_with_shared_strings_of_its_own_keeps_them() -> None:
    book = openpyxl.Workbook()
    book.active.title = "S"
    book.active["A1"], book.active["A2"], book.active["A3"] = "fixed", "{{ x }}", "  spaced"
    assert cells(saved(book), {"x": "new"}) == [("fixed",), ("new",), ("  spaced",)]
