from __future__ import annotations

from datetime import date

import pytest

from docgen.derive.context import derive
from docgen.derive.lookup import question_at
from docgen.derive.values import Gap
from tests.unit.derive.samples import bare, firm, look


def test_the_facts_map_says_who_owes_a_fact_by_when() -> None:
    note = {"contract.tax": {"status": "unknown", "owner": "c-bil", "due": "2027-03-01"}}
    gap = look({"facts": note}).gap("contract.tax")
    assert (gap.owner, gap.due) == ("Ruth Okafor", date(2027, 3, 1))


def test_a_note_on_a_group_covers_what_it_holds() -> None:
    note = {"incumbent": {"status": "unknown", "owner": "c-tec"}}
    assert look({"facts": note}).gap("incumbent.notice_days").owner == "Tomas Lind"


def test_else_the_field_s_owner_role_owes_it_by_name() -> None:
    gap = look().gap("contract.tax")
    assert (gap.owner, gap.question) == ("Gus Fenn", "Are amounts ex or inc tax?")


def test_a_role_that_nobody_holds_is_named_in_words() -> None:
    assert look(drop=("team.0",)).gap("contract.tax").owner == "Account Manager"


def test_a_gap_is_due_with_its_checklist_item_else_at_the_kickoff() -> None:
    lookup = look({"handoff.checklist": {"H1": {"due": "2027-02-01"}}})
    assert lookup.gap("contract.msa.ref").due == date(2027, 2, 1)
    assert lookup.gap("contract.tax").due == date(2027, 2, 4)
    assert bare().gap("contract.tax").due is None


def test_a_fact_that_does_not_apply_is_no_open_item() -> None:
    note = {"contract.po_number": {"status": "not_applicable"}}
    assert look({"facts": note}).gap("contract.po_number").not_applicable


def test_people_of_both_sides_are_known_by_their_id() -> None:
    lookup = look()
    assert lookup.names(["c-spo", "t-ol"]) == "Dana Wills and Mira Solano"
    assert lookup.people["t-ol"].title == "Onboarding Lead"
    assert lookup.people["c-spo"].organisation == "Harrow Wills"
    assert lookup.name(None) == ""


@pytest.mark.parametrize(
    ("path", "question"),
    [
        ("contract.msa.ref", "Number of the master agreement"),
        ("applications[filenest].rto", "Longest time that it may be away (recovery time objective)"),
        ("engagement.scope.in", "Services in scope"),
        ("documents.SLA.date", "Date that the document bears"),
        ("compliance.obligations", "Laws and standards"),
    ],
)
def test_a_path_leads_to_its_question(path: str, question: str) -> None:
    assert question_at(path) == question


@pytest.mark.parametrize("path", ["contract.msaa.ref", "client.code.more", "nowhere"])
def test_a_path_that_leads_nowhere_stands_for_itself(path: str) -> None:
    assert question_at(path) == path


def test_the_whole_context_follows_from_a_name_alone() -> None:
    lookup = bare()
    context = derive(lookup.intake, lookup.playbook, artefact="HOF", as_of=date(2027, 2, 4))
    assert isinstance(context.timeline.go_live, Gap)
    assert (context.locale, context.paper, context.doc.version) == ("en-AU", "A4", "0.1")


def test_an_american_client_gets_letter_paper_and_american_english() -> None:
    """Colorado keeps Presidents' Day, 15 February, and works on 8 March."""
    intake = firm({"client.region": "US-CO", "client.timezone": "America/Denver", "sites": []})
    context = derive(intake, look().playbook, artefact="SLA", as_of=date(2027, 2, 4))
    assert (context.locale, context.paper) == ("en-US", "Letter")
    assert "Fri March 5, 2027" in context.timeline.feasibility.text  # type: ignore[union-attr]


def test_the_same_intake_gives_an_equal_context() -> None:
    contexts = [derive(firm(), look().playbook, artefact="HOF", as_of=date(2027, 2, 4)) for _ in range(2)]
    assert contexts[0] == contexts[1]
