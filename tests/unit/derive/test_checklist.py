from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docgen.derive.checklist import BAR_CELLS, Checklist, checklist_view, readiness
from docgen.derive.values import Gap, State
from tests.unit.derive.samples import bare, look

SOUND: dict[str, Any] = {"sales.environment_summary": "Six servers."}


def _checklist(changes: dict[str, Any] | None = None, *, drop: tuple[str, ...] = ()) -> Checklist:
    return checklist_view(look({**SOUND, **(changes or {})}, drop=drop))


def _states(checklist: Checklist) -> dict[str, str]:
    return {item.id: item.state for item in checklist.items}


def test_a_complete_intake_is_ready() -> None:
    checklist = _checklist()
    assert set(_states(checklist).values()) == {"complete"}
    assert (checklist.percent, checklist.complete, checklist.applicable, checklist.outstanding) == (
        100,
        8,
        8,
        0,
    )
    assert checklist.chip.state is State.GOOD


@pytest.mark.parametrize(
    ("drop", "item", "state", "missing"),
    [
        (("contract.sow.signed_date",), "H1", "partial", "Day on which the statement of work was signed"),
        (("contacts.3",), "H3", "partial", "Billing contact"),
        (("sales.discovery_notes",), "H4", "missing", "What Sales learnt in its meetings"),
        (("contract.payment_terms_days",), "H5", "partial", "Days to pay an invoice"),
        (
            ("contract.special_conditions",),
            "H6",
            "missing",
            "Special conditions, exclusions and custom clauses",
        ),
        (("engagement.hard_deadlines",), "H7", "partial", "Dates that do not move"),
    ],
)
def test_an_item_s_status_follows_the_facts_behind_it(
    drop: tuple[str, ...], item: str, state: str, missing: str
) -> None:
    checklist = _checklist(drop=drop)
    found = next(entry for entry in checklist.items if entry.id == item)
    assert (found.state, found.missing) == (state, missing)
    assert checklist.percent == 87  # 7 of 8, rounded down


def test_an_empty_list_counts_as_an_answer() -> None:
    checklist = _checklist({"engagement.hard_deadlines": [], "contract.special_conditions": []})
    assert _states(checklist)["H7"] == "complete"
    assert next(item for item in checklist.items if item.id == "H6").evidence == "No special conditions"


def test_an_optional_item_without_its_fact_does_not_apply() -> None:
    checklist = checklist_view(look())
    assert _states(checklist)["H8"] == "not_applicable"
    assert (checklist.applicable, checklist.percent) == (7, 100)


def test_a_fact_marked_not_applicable_is_not_missed() -> None:
    note = {"contract.sow.ref": {"status": "not_applicable"}}
    checklist = _checklist({"facts": note}, drop=("contract.sow.ref",))
    assert _states(checklist)["H1"] == "complete"


def test_evidence_is_said_in_words() -> None:
    evidence = {item.id: item.evidence for item in _checklist().items}
    assert evidence["H1"] == "MSA-2027-014 signed Wed 27 January 2027; SOW-HWP-01 signed Fri 29 January 2027"
    assert evidence["H2"] == "Gold tier"
    assert evidence["H3"] == "Priyan Rao; Tomas Lind; Dana Wills; Ruth Okafor"
    assert evidence["H5"] == "AUD 816,100.00; Monthly; 30 days to pay"
    assert evidence["H7"] == "Go-live Tue 16 March 2027; 1 hard deadline"


def test_internal_notes_are_never_quoted_as_evidence() -> None:
    checklist = _checklist({"sales.discovery_notes": "SENTINEL", "sales.environment_summary": "SENTINEL"})
    assert "SENTINEL" not in str(checklist)


def test_owner_and_due_come_from_the_checklist_else_from_the_process_and_the_kickoff() -> None:
    entries = {"handoff.checklist": {"H1": {"owner": "t-ol", "due": "2027-02-03"}}}
    first, second, *_ = _checklist(entries).items
    assert (first.owner, first.due) == ("Mira Solano", date(2027, 2, 3))
    assert (second.owner, second.due) == ("Gus Fenn", date(2027, 2, 4))


def test_the_bar_is_full_width_and_in_proportion() -> None:
    bar = _checklist(drop=("sales.discovery_notes", "engagement.hard_deadlines")).bar
    assert sum(cell.span for cell in bar) == BAR_CELLS
    assert [(cell.span, cell.fill) for cell in bar] == [(15, "accent4"), (2, "accent5"), (3, "accent3@30")]


@pytest.mark.parametrize(
    ("complete", "applicable", "percent"), [(7, 8, 87), (2, 3, 66), (199, 200, 99), (0, 0, 100)]
)
def test_readiness_is_rounded_down(complete: int, applicable: int, percent: int) -> None:
    assert readiness(complete, applicable) == percent


def test_information_names_who_provides_it() -> None:
    information = {item.id: item for item in _checklist().information}
    assert information["I1"].provided_by == "Dana Wills (Executive sponsor)"
    assert information["I3"].provided_by == "Tomas Lind (IT lead)"
    assert isinstance(information["I4"].provided_by, Gap)
    assert information["I2"].evidence == "1 contact with authority"
    assert information["I6"].state == "complete"


def test_an_internal_it_team_needs_no_contract_end() -> None:
    information = {
        item.id: item.state for item in _checklist({"incumbent": {"kind": "internal"}}).information
    }
    assert information["I3"] == "complete"


def test_a_client_with_a_name_only_has_everything_missing() -> None:
    checklist = checklist_view(bare())
    assert {item.state for item in checklist.items} == {"missing", "not_applicable"}
    assert (checklist.percent, checklist.chip.state) == (0, State.CRITICAL)
    assert all(isinstance(item.due, Gap) for item in checklist.items)
