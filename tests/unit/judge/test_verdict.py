"""What is missing, what is open, and whether the document may be issued."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from docgen.derive.values import State
from docgen.judge import Readiness, Verdict
from docgen.judge.open_items import KINDS
from tests.unit.judge.sound import GONE, verdict

DAY = date(2027, 2, 4)


def handoff(changes: dict[str, Any], **where: Any) -> Verdict:
    return verdict(
        changes, artefact="HOF", stage=where.pop("stage", "S1"), as_of=where.pop("as_of", DAY), **where
    )


def schedule(changes: dict[str, Any], **where: Any) -> Verdict:
    return verdict(changes, artefact="SLA", stage="S3", as_of=date(2027, 2, 22), **where)


def test_a_missing_fact_is_an_error_with_its_question_its_owner_and_its_due_date() -> None:
    found = handoff({"contract.start_date": GONE})
    assert [(one.code, one.where.path) for one in found.errors] == [("missing-fact", "contract.start_date")]
    missing = found.readiness.missing[0]
    assert (missing.question, missing.owner, missing.stage) == ("First day of the term", "Al Munro", "S1")
    assert missing.due == DAY
    assert found.draft
    assert found.reasons == ("1 required fact missing: First day of the term.",)


def test_a_fact_of_a_person_is_asked_for_with_the_persons_name() -> None:
    found = handoff({"contacts[c-dee].title": GONE})
    assert [one.question for one in found.readiness.missing] == ["Dee Marsh: job title"]


def test_a_fact_that_is_needed_later_is_not_missing_now() -> None:
    later = {"contract.monthly_service_fee": GONE}
    assert handoff(later).readiness.missing == ()
    assert [one.path for one in schedule(later).readiness.missing] == ["contract.monthly_service_fee"]


def test_a_fact_that_another_document_needs_is_not_missing_here() -> None:
    elsewhere = {"requirements.pain_points": GONE}
    assert schedule(elsewhere).readiness.missing == ()
    assert [one.path for one in handoff(elsewhere).readiness.missing] == ["requirements.pain_points"]


def test_a_group_that_is_missing_is_asked_for_once() -> None:
    found = handoff({"contract.renewal": GONE})
    assert [one.path for one in found.readiness.missing] == ["contract.renewal"]
    assert [item.path for item in found.open_items if item.path.startswith("contract.renewal")] == [
        "contract.renewal"
    ]


def test_an_empty_list_is_an_answer() -> None:
    assert not handoff({"engagement.hard_deadlines": [], "sales.commitments": []}).draft


def test_a_contact_without_a_mandatory_role_needs_no_telephone() -> None:
    extra = {"id": "c-vip", "name": "Vi Prior", "roles": ["vip"]}
    assert handoff({"contacts[]": extra}).readiness.missing == ()


@pytest.mark.parametrize(("kind", "expected"), [("msp", ["incumbent.contract_end"]), ("internal", [])])
def test_the_end_of_the_incumbents_contract_is_needed_where_there_is_one(
    kind: str, expected: list[str]
) -> None:
    found = handoff({"incumbent": {"kind": kind, "name": "Old IT"}})
    assert [one.path for one in found.readiness.missing] == expected


def test_a_fact_that_does_not_apply_is_neither_missing_nor_counted() -> None:
    gone = {"contract.first_invoice_date": GONE}
    note = {"facts": {"contract.first_invoice_date": {"status": "not_applicable"}}}
    found = handoff({**gone, **note})
    assert not found.draft
    assert found.readiness.applicable == handoff({}).readiness.applicable - 1
    assert [item for item in found.open_items if item.path == "contract.first_invoice_date"] == []


def test_a_fact_that_nobody_knows_blocks_where_it_is_needed_now() -> None:
    note = {"facts": {"contract.start_date": {"status": "unknown", "owner": "c-dee", "due": "2027-02-20"}}}
    found = handoff({"contract.start_date": GONE, **note})
    assert found.draft
    item = next(item for item in found.open_items if item.path == "contract.start_date")
    assert (item.kind, item.owner, item.due, item.days) == ("unknown", "Dee Marsh", date(2027, 2, 20), 16)
    assert item.ageing == "due in 16 days"


def test_a_fact_that_nobody_knows_and_nobody_needs_yet_is_an_open_item_only() -> None:
    note = {"facts": {"contract.po_number": {"status": "unknown", "owner": "c-dee", "due": "2027-01-31"}}}
    found = handoff(note)
    assert not found.draft
    item = next(item for item in found.open_items if item.path == "contract.po_number")
    assert (item.owner, item.ageing, item.chip.state) == ("Dee Marsh", "4 days overdue", State.CRITICAL)


def test_vacant_leads_count_against_readiness() -> None:
    found = handoff({"team[t-am]": GONE, "sales.commitments": []})
    assert ("CON-08", "team") in [(one.code, one.where.path) for one in found.errors]
    assert [one.question for one in found.readiness.missing] == ["Who is the account manager"]


def test_percent_is_rounded_down_so_that_only_a_full_list_says_100() -> None:
    assert Readiness(199, 200, ()).percent == 99
    assert Readiness(200, 200, ()).percent == 100
    assert Readiness(0, 0, ()).percent == 100


def test_a_document_whose_own_status_is_draft_is_a_draft() -> None:
    assert handoff({"documents.HOF.status": "draft"}).reasons == ("The document's own status is draft.",)
    assert handoff({"documents.HOF": GONE}).draft


def test_a_document_for_review_may_be_issued() -> None:
    assert not handoff({"documents.HOF.status": "for_review"}).draft


def test_an_error_makes_a_draft_and_a_warning_does_not() -> None:
    assert handoff({"contract.total_value": "230000.00"}).reasons == ()
    reasons = handoff({"contract.end_date": "2030-03-16"}).reasons
    assert [reason.partition(" ")[0] for reason in reasons] == ["COM-02"]


def test_unconfirmed_defaults_are_named_with_their_values_and_keep_a_contract_a_draft() -> None:
    found = schedule({"sla.confirmed_by": GONE, "sla.confirmed_on": GONE})
    assert "sla.targets.P2.resolution" in [one.path for one in found.unconfirmed]
    assert all(one.what and one.value not in (None, "") for one in found.unconfirmed)
    assert len({one.path for one in found.unconfirmed}) == len(found.unconfirmed)
    assert found.draft
    assert schedule({}).unconfirmed == ()


def test_a_figure_of_the_process_needs_no_confirmation() -> None:
    found = schedule({"sla.confirmed_by": GONE, "sla.confirmed_on": GONE})
    assert "hypercare.days" not in [one.path for one in found.unconfirmed]


def test_an_internal_form_has_no_unconfirmed_figures() -> None:
    assert handoff({"sla.confirmed_by": GONE, "sla.confirmed_on": GONE}).unconfirmed == ()


OPEN = {
    "contract.end_date": "2030-03-16",
    "contract.total_value": "230000.00",
    "contract.sow.ref": GONE,
    "facts": {"contract.po_number": {"status": "unknown", "owner": "c-dee", "due": "2027-05-01"}},
    "actions": [
        {"id": "ac-2", "text": "Later", "owner": "c-ben", "due": "2027-03-02", "status": "open"},
        {"id": "ac-3", "text": "Sooner", "owner": "c-ben", "due": "2027-02-03", "status": "in_progress"},
        {"id": "ac-4", "text": "Done", "owner": "c-ben", "due": "2027-02-03", "status": "done"},
    ],
    "risks[]": {"id": "R-9", "stage": "S1", "event": "No minutes", "owner": "t-ol", "status": "open"},
}


def test_open_items_are_sorted_by_kind_and_due_date() -> None:
    items = verdict(OPEN, artefact="BAU", stage="S1", as_of=DAY).open_items
    assert [item.kind for item in items] == sorted((item.kind for item in items), key=KINDS.index)
    listed = [(item.kind, item.ref) for item in items if item.kind in ("error", "action", "risk", "warning")]
    assert [one for one in listed if one[1] not in ("COM-02", "COM-04")] == [
        ("action", "ac-3"),
        ("action", "ac-2"),
        ("risk", "R-9"),
    ]
    assert [item.ageing for item in items if item.ref == "ac-3"] == ["1 day overdue"]
    assert [item.owner for item in handoff(OPEN).open_items if item.ref == "COM-02"] == ["Al Munro"]


def test_a_handoff_form_lists_no_actions_for_they_arise_later() -> None:
    assert not {item.kind for item in handoff(OPEN).open_items} & {"action", "risk"}


def test_gaps_are_numbered_without_holes_and_no_fact_is_listed_twice() -> None:
    gaps = [item for item in handoff(OPEN).open_items if item.ref.startswith("G-")]
    assert [item.ref for item in gaps] == [f"G-{number:02}" for number in range(1, len(gaps) + 1)]
    assert len({item.path for item in gaps}) == len(gaps)


def test_no_hint_for_who_fills_in_the_file_stands_in_the_list() -> None:
    items = handoff({"engagement.hard_deadlines": GONE, "risks": GONE}).open_items
    assert "Dates that do not move" in [item.item for item in items]
    assert not [item.item for item in items if "[]" in item.item]


def test_a_gap_says_whether_it_is_required_now() -> None:
    chips = {item.path: item.chip.text for item in handoff(OPEN).open_items}
    assert chips["contract.sow.ref"] == "Required now"
    assert chips["success.objectives"] == "To be confirmed"


def test_what_the_client_reads_lists_no_internal_thing_and_no_action() -> None:
    internal = {
        "sales.commitments": [{"id": "k9", "text": "Secret discount", "in_contract": "false"}],
        "actions": [{"id": "ac-9", "text": "Talk about the margin", "status": "open"}],
        "sales.discovery_notes": GONE,
    }
    found = schedule(internal)
    assert [one.code for one in found.problems if one.code.startswith("COM")] == ["COM-07"]
    assert [item.path for item in found.open_items if item.path.startswith(("sales", "actions"))] == []
    assert "Secret discount" not in repr((found.open_items, found.reasons))


def test_the_schedule_lists_the_findings_about_service_levels() -> None:
    short = {"applications[plan].rto": "5h", "applications[mail].rto": "5h"}
    assert [item.ref for item in schedule(short).open_items if item.kind == "warning"] == ["SLA-16"]


def test_the_same_facts_give_the_same_verdict() -> None:
    assert handoff({"contract.start_date": GONE}) == handoff({"contract.start_date": GONE})


def test_a_new_day_changes_ageing_only() -> None:
    note = {"facts": {"contract.po_number": {"status": "unknown", "owner": "c-dee", "due": "2027-05-31"}}}
    first, second = handoff(note, as_of=DAY), handoff(note, as_of=DAY + timedelta(days=1))
    days = [{item.path: item.days for item in found.open_items} for found in (first, second)]
    assert [known["contract.po_number"] for known in days] == [116, 115]
    assert first.readiness == second.readiness
