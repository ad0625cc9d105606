"""The handoff form: its sections, and what it says where facts are missing."""

from __future__ import annotations

import re

import pytest

from tools.handoff import DOCUMENT

TITLES = (
    "Snapshot",
    "Handoff checklist",
    "People",
    "Commercial summary",
    "Scope, special conditions and commitments",
    "Client profile",
    "Current environment and discovery notes",
    "Objectives, pain points and success criteria",
    "Dates",
    "Kickoff plan",
    "Open items and handoff risks",
    "Acceptance",
)


def xml(title: str) -> str:
    return next(section.xml() for section in DOCUMENT.sections if section.title == title)


def test_the_form_has_its_twelve_sections_in_order_and_all_of_them_always() -> None:
    assert tuple(section.title for section in DOCUMENT.sections) == TITLES
    assert not any(section.condition for section in DOCUMENT.sections)


def test_only_the_snapshot_opens_a_page_so_that_the_form_stays_dense() -> None:
    assert [section.title for section in DOCUMENT.sections if not section.run_on] == ["Snapshot"]


def test_the_snapshot_names_three_promises_and_three_open_items_at_most_so_that_it_stays_one_page() -> None:
    assert "commercial.commitments[:3]" in xml("Snapshot")
    assert "verdict.open_items[:3]" in xml("Snapshot")


def test_how_much_an_application_matters_bears_no_colour_of_a_status() -> None:
    assert "app.rating" in xml("Client profile")
    assert "app.chip" not in xml("Client profile")


def test_the_snapshot_points_at_the_section_of_open_items() -> None:
    (number,) = set(re.findall(r"section (\d+)", xml("Snapshot")))
    assert TITLES[int(number) - 1] == "Open items and handoff risks"


@pytest.mark.parametrize(
    "items",
    [
        "commercial.special_conditions",
        "commercial.commitments",
        "profile.sites",
        "profile.applications",
        "profile.obligations",
        "profile.objectives",
        "profile.pain_points",
        "profile.criteria",
        "timeline.deadlines",
        "kickoff.attendees",
        "kickoff.sessions",
        "kickoff.communications",
    ],
)
def test_a_list_that_may_be_empty_or_unknown_never_leaves_an_empty_table(items: str) -> None:
    text = "".join(section.xml() for section in DOCUMENT.sections)
    assert f"{{%p if {items} %}}" in text
    assert f"{{% if {items} is iterable %}}" in text


@pytest.mark.parametrize(
    "field", ["discovery_notes", "competitors", "why_won", "concerns", "environment_summary"]
)
def test_what_sales_learnt_stands_in_the_internal_section_only(field: str) -> None:
    holding = [section.title for section in DOCUMENT.sections if f"profile.notes.{field}" in section.xml()]
    assert holding == ["Current environment and discovery notes"]


def test_the_signatures_are_those_of_both_sides_of_the_handoff() -> None:
    text = xml("Acceptance")
    assert "handoff.signatures[0].name" in text
    assert "handoff.signatures[1].name" in text
