"""Document control: what a document says of itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docgen.derive.control import Copy, DocumentControl, RelatedDocument, document_control
from docgen.derive.values import Chip, Gap, State
from docgen.intake.model import Intake
from docgen.playbooks.load import load_playbook

AS_OF = date(2027, 2, 4)
PEOPLE: dict[str, Any] = {
    "contacts": [
        {"id": "c-wills", "name": "Dana Wills", "title": "Managing Partner", "org": "Harrow Wills Partners"}
    ],
    "team": [
        {"id": "t-fenn", "name": "Gus Fenn", "role": "account_manager"},
        {"id": "t-solano", "name": "Mira Solano", "role": "onboarding_lead"},
    ],
}


def control(
    documents: dict[str, Any] | None = None, *, artefact: str = "HOF", **more: Any
) -> DocumentControl:
    facts: dict[str, Any] = {
        "playbook": "managed_services",
        "client": {"code": "HWP", "legal_name": "Harrow Wills Partners Pty Ltd"},
        **PEOPLE,
        **more,
    }
    if documents is not None:
        facts["documents"] = documents
    intake = Intake.model_validate(facts)
    return document_control(intake, load_playbook("managed_services"), artefact=artefact, as_of=AS_OF)


def test_a_document_that_nobody_mentioned_is_draft_0_1_of_the_as_of_date() -> None:
    doc = control()
    assert (doc.number, doc.version, doc.date) == ("HWP-HOF-v0.1", "0.1", AS_OF)
    assert doc.status == Chip(State.NEUTRAL, "Draft")
    assert (doc.title, doc.classification) == ("Sales handoff form", "Internal")


@pytest.mark.parametrize(
    ("artefact", "classification"),
    [
        ("HOF", "Internal"),
        ("SLA", "Commercial-in-Confidence"),
        ("SDD", "Restricted"),
        ("BAU", "Commercial-in-Confidence"),
    ],
)
def test_each_artefact_has_its_default_classification(artefact: str, classification: str) -> None:
    assert control(artefact=artefact).classification == classification


def test_the_intake_overrides_title_prefix_classification_and_date() -> None:
    own = {
        "title": "Handoff",
        "prefix": "HW",
        "classification": "restricted",
        "date": "2027-01-29",
        "version": "1.2",
    }
    doc = control({"HOF": own})
    assert (doc.title, doc.number, doc.classification) == ("Handoff", "HW-HOF-v1.2", "Restricted")
    assert doc.date == date(2027, 1, 29)


@pytest.mark.parametrize(
    ("status", "chip"),
    [
        ("draft", Chip(State.NEUTRAL, "Draft")),
        ("for_review", Chip(State.CAUTION, "For review")),
        ("approved", Chip(State.GOOD, "Approved")),
        ("superseded", Chip(State.NEUTRAL, "Superseded")),
    ],
)
def test_the_status_is_a_chip(status: str, chip: Chip) -> None:
    assert control({"HOF": {"status": status}}).status == chip


def test_the_owner_is_named_with_the_role() -> None:
    assert control({"HOF": {"owner": "t-fenn"}}).owner == "Gus Fenn, Account Manager"


def test_what_the_intake_leaves_out_is_owed_by_the_documents_owner() -> None:
    doc = control({"HOF": {"owner": "t-fenn"}})
    gaps = [doc.effective_date, doc.review_date, doc.approvers, doc.distribution]
    assert [(gap.path, gap.owner) for gap in gaps if isinstance(gap, Gap)] == [
        ("documents.HOF.effective_date", "Gus Fenn"),
        ("documents.HOF.review_date", "Gus Fenn"),
        ("documents.HOF.approvers", "Gus Fenn"),
        ("documents.HOF.distribution", "Gus Fenn"),
    ]


def test_an_empty_list_of_approvers_is_not_a_gap() -> None:
    doc = control({"HOF": {"approvers": [], "distribution": []}})
    assert (doc.approvers, doc.distribution) == ((), ())


def test_an_approver_without_a_decision_is_pending() -> None:
    doc = control({"HOF": {"approvers": ["t-solano"]}})
    assert not isinstance(doc.approvers, Gap)
    (approver,) = doc.approvers
    assert (approver.name, approver.role) == ("Mira Solano", "Onboarding Lead, ASI AI Solutions")
    assert (approver.decision, approver.date) == (Chip(State.NEUTRAL, "Pending"), None)


def test_the_last_decision_of_an_approver_counts_and_unlisted_ones_are_shown_too() -> None:
    approvals = [
        {"kind": "handoff", "by": "t-solano", "decision": "rejected", "date": "2027-02-02"},
        {"kind": "handoff", "by": "t-solano", "decision": "approved", "date": "2027-02-04"},
        {"kind": "handoff", "by": "c-wills", "decision": "conditional", "date": "2027-02-03"},
    ]
    doc = control({"HOF": {"approvers": ["t-solano"], "approvals": approvals}})
    assert not isinstance(doc.approvers, Gap)
    assert [(each.name, each.decision.text, each.date) for each in doc.approvers] == [
        ("Mira Solano", "Approved", date(2027, 2, 4)),
        ("Dana Wills", "Conditional", date(2027, 2, 3)),
    ]


def test_revisions_keep_their_order_and_a_missing_date_is_a_gap() -> None:
    revisions = [
        {"version": "0.1", "author": "Gus Fenn"},
        {"version": "1.0", "date": "2027-02-04", "summary": "Accepted"},
    ]
    doc = control({"HOF": {"revisions": revisions}})
    assert [(each.version, each.summary) for each in doc.revisions] == [("0.1", ""), ("1.0", "Accepted")]
    assert isinstance(doc.revisions[0].date, Gap)
    assert doc.revisions[1].date == date(2027, 2, 4)


def test_the_distribution_is_taken_as_written() -> None:
    reader = {"name": "Nadia Brook", "organisation": "ASI AI Solutions", "purpose": "Information"}
    doc = control({"HOF": {"distribution": [reader]}})
    assert doc.distribution == (Copy("Nadia Brook", "ASI AI Solutions", "Information"),)


def test_related_documents_are_those_of_the_same_day_or_earlier() -> None:
    documents = {
        "HOF": {"date": "2027-02-04"},
        "KOD": {"date": "2027-02-04", "version": "1.0", "status": "approved"},
        "SLA": {"date": "2027-02-22", "version": "1.0"},
        "OBP": {"version": "0.1"},
    }
    assert control(documents).related == (
        RelatedDocument("HWP-KOD-v1.0", "Kickoff deck", Chip(State.GOOD, "Approved")),
    )


def test_a_document_that_the_client_reads_names_no_internal_one() -> None:
    day = {"date": "2027-02-04"}
    documents = {"HOF": day, "RET": day, "KOD": day, "SLA": day}
    shared, internal = (control(documents, artefact=code).related for code in ("SLA", "RET"))
    assert [one.number for one in shared] == ["HWP-KOD-v0.1"]
    assert [one.number for one in internal] == ["HWP-HOF-v0.1", "HWP-KOD-v0.1", "HWP-SLA-v0.1"]


def test_the_playbook_is_named_with_its_version() -> None:
    playbook = load_playbook("managed_services")
    assert control().playbook_version == f"{playbook.name} {playbook.version}"
