"""Problems as GitHub reads them: one line each, nothing in it that could end it early."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from docgen.cli.annotations import annotate, annotation
from docgen.problems import Place, Problem, Severity

WHERE = Place("clients/hwp/intake.yaml", 41, 3, "engagement.teir", "  teir: gold", 4)
FOUND = Problem(
    "unknown-key", Severity.ERROR, WHERE, "engagement.teir is not known here.", "Did you mean tier?"
)
LINE = re.compile(r"::(?P<command>\w+) (?P<properties>[^:]*)::(?P<text>.*)")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Return command, properties and message of an annotation, read as GitHub's runner reads them."""
    found = LINE.fullmatch(line)
    assert found, line
    pairs = (pair.split("=", 1) for pair in found["properties"].split(","))
    return found["command"], {name: unquote(value) for name, value in pairs}, unquote(found["text"])


def test_an_annotation_has_the_place_the_code_as_its_title_the_message_and_the_hint() -> None:
    assert annotation(FOUND) == (
        "::error file=clients/hwp/intake.yaml,line=41,col=3,endColumn=7,title=unknown-key"
        "::engagement.teir is not known here.%0ADid you mean tier?"
    )


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_each_severity_has_its_command(severity: Severity, command: str) -> None:
    assert read(annotation(replace(FOUND, severity=severity)))[0] == command


def test_what_somebody_accepted_is_a_notice_that_says_who() -> None:
    command, _, text = read(annotation(replace(FOUND, acknowledged="agreed (Mira Solano)")))
    assert command == "notice"
    assert text.endswith("Acknowledged: agreed (Mira Solano)")


HOSTILE = ["100 % of a, b: c", "a\n::error::forged", "a\r\nb", "%0A", "x::y", "\x1b[31m", "a,line=1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_message_or_a_file_name_ends_the_annotation_or_forges_another(text: str) -> None:
    where = replace(WHERE, file=f"{text}.yaml")
    line = annotation(replace(FOUND, where=where, message=text, hint=text))
    assert "\n" not in line
    assert "\r" not in line
    assert "\x1b" not in line
    command, properties, said = read(line)
    assert command == "error"
    assert properties["line"] == "41"
    assert set(properties) == {"file", "line", "col", "endColumn", "title"}
    if text.isprintable():
        assert said == f"{text}\n{text}"
        assert properties["file"] == f"{text}.yaml"


def test_a_problem_without_a_line_is_about_the_file_and_an_argument_about_none() -> None:
    whole = replace(FOUND, where=Place("intake.yaml"))
    argument = replace(FOUND, where=Place("a.b=1", None, 3, source="a.b=1"))
    assert read(annotation(whole))[1] == {"file": "intake.yaml", "title": "unknown-key"}
    assert read(annotation(argument))[1] == {"title": "unknown-key"}


def test_annotations_stand_on_standard_output_in_the_order_of_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    annotate([FOUND, replace(FOUND, where=replace(WHERE, line=2))])
    printed = capsys.readouterr()
    assert printed.err == ""
    assert [read(line)[1]["line"] for line in printed.out.splitlines()] == ["2", "41"]
