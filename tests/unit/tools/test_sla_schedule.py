"""The source of the SLA schedule: its outline, and the sections that its sentences point at."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from docgen.derive.sla.wording import Wording
from tools.sla import DOCUMENT

TITLES = (
    "Parties, term and precedence",
    "Services and items covered",
    "Definitions",
    "Service hours",
    "Priority model",
    "Response times",
    "Resolution targets and escalation",
    "Availability",
    "Measurement rules",
    "Service credits",
    "Exclusions",
    "Reporting and reviews",
    "Hypercare overlay",
    "Client responsibilities",
    "Custom clauses",
    "Change control, review and signature",
)
POINTERS = {
    2: "services",
    4: "hours",
    5: "priority",
    6: "response",
    8: "availability",
    10: "credits",
    11: "exclusions",
    13: "hypercare",
    15: "custom",
}


def test_the_schedule_has_its_sixteen_sections_in_order_and_none_is_conditional() -> None:
    assert tuple(section.title for section in DOCUMENT.sections) == TITLES
    assert not any(section.condition for section in DOCUMENT.sections)


def pointed_at() -> set[int]:
    text = "".join(section.xml() for section in DOCUMENT.sections)
    return {int(number) for number in re.findall(r"[Ss]ections? (\d+)", text)}


def test_every_pointer_names_a_section_that_this_test_knows() -> None:
    assert pointed_at() <= set(POINTERS)


@pytest.mark.parametrize(("number", "word"), POINTERS.items())
def test_the_section_that_a_sentence_points_at_is_the_one_it_means(number: int, word: str) -> None:
    assert word in TITLES[number - 1].lower()


def test_no_position_of_the_parties_is_written_into_the_template() -> None:
    """They come from the playbook, where each has a source, so that an unconfirmed one can be told."""
    text = "".join(section.xml() for section in DOCUMENT.sections)
    for field in fields(Wording):
        assert f"sla.wording.{field.name}.unconfirmed" in text
    assert not re.findall(r"prevails|takes effect", re.sub(r"<[^>]+>", "", text))
