"""What the service team receives, and how ready it is."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.derive.bau.expiry import days_to, expiry_chip
from docgen.derive.values import Gap, State, listed
from tests.unit.derive.bau.handovers import AS_OF, GONE, handover


def test_the_example_is_ready_in_every_part() -> None:
    found = handover()
    assert {line.chip.text for line in found.readiness} == {"Complete"}
    assert (found.percent, len(found.readiness)) == (100, 7)


def test_a_critical_application_without_a_runbook_is_named_and_counts() -> None:
    found = handover({"bau.runbooks[rb-ledger]": GONE})
    assert found.without_runbook == ("LedgerLine Practice",)
    line = next(one for one in found.readiness if one.part.startswith("Critical"))
    assert (line.done, line.needed, line.chip.state) == (3, 4, State.CAUTION)
    assert found.percent == 85  # six of seven parts


def test_a_document_without_a_version_does_not_count_for_its_kind() -> None:
    missing = [
        line.kind
        for line in handover({"bau.documents[kb-06].version": GONE}).required
        if line.chip.state is State.CRITICAL
    ]
    assert missing == ["Disaster recovery"]


def test_a_design_job_without_a_state_is_named() -> None:
    found = handover({"bau.backup_state[3]": GONE}).recovery
    assert found.missing == ("ScanHub and print release",)
    assert found.proven == 3


def test_a_restore_that_was_never_tested_is_no_proof() -> None:
    found = handover({"bau.backup_state[0].last_restore_test": GONE}).recovery
    assert listed(found.jobs)[0].chip.text == "Never tested"


def test_known_issues_come_worst_first_with_a_count_for_each_severity() -> None:
    found = handover()
    assert [issue.id for issue in listed(found.issues)] == ["KI-02", "KI-01", "KI-03"]
    assert [(one.chip.text, one.count) for one in found.by_severity] == [
        ("Critical", 0),
        ("High", 0),
        ("Medium", 1),
        ("Low", 2),
    ]


def test_risks_stay_by_what_is_left_of_them_after_mitigation() -> None:
    line = handover().risks[0]
    assert (line.id, line.before.text, line.left.text) == ("R-09", "High 10", "Medium 5")
    assert handover({"risks[R-09].residual.impact": "4"}).risks == ()


def test_an_internal_risk_is_not_handed_over() -> None:
    assert handover({"risks[R-09].visibility": "internal"}).risks == ()


def test_the_essential_eight_stand_at_the_least_of_the_eight() -> None:
    found = handover().security
    assert (found.overall, found.before, found.reached) == ("ML1", "ML0", 8)
    behind = handover({"security.essential_eight.mfa.achieved": "0"}).security
    assert (behind.overall, behind.reached) == ("ML0", 7)
    unknown = handover({"security.essential_eight.mfa.achieved": GONE}).security
    assert isinstance(unknown.overall, Gap)


def test_an_open_high_finding_is_critical() -> None:
    found = handover({"bau.security_scan.high": "2"}).security
    assert (found.scan_chip.state, found.scan_chip.text) == (State.CRITICAL, "2 open")


def test_accounts_bear_a_reference_to_the_vault_and_nothing_else() -> None:
    assert all(str(line.vault).startswith("vault://") for line in listed(handover().access))


def test_what_the_provider_before_still_has_is_critical() -> None:
    assert handover().incumbent.chip.state is State.GOOD
    assert handover({"bau.incumbent_access.agents_remaining": "1"}).incumbent.chip.state is State.CRITICAL
    assert handover({"bau.incumbent_access": GONE}).incumbent.chip.state is State.NEUTRAL


def test_the_delivery_manager_has_a_card_and_somebody_who_stands_in() -> None:
    people = handover().people
    assert [(card.name, card.role) for card in people.provider] == [
        ("Nadia Brook", "Service Delivery Manager"),
        ("Pete Quill", "Service Desk Lead"),
    ]
    assert [card.name for card in people.client] == ["Priyan Rao", "Dana Wills", "Tomas Lind"]


def test_nobody_of_the_onboarding_project_stays_in_the_service() -> None:
    roles = {member.role_key for member in handover().people.team}
    assert not roles & {"onboarding_lead", "onboarding_engineer", "project_manager"}


def test_internal_tasks_and_their_status_stay_out_of_the_checklist() -> None:
    assert [task.id for task in handover().tasks] == ["B1", "B2", "B3", "B4", "B6", "B7"]


def test_the_task_that_follows_the_acceptance_does_not_count() -> None:
    assert handover().tasks_percent == 100
    assert handover({"bau.checklist.B6.status": "planned"}).tasks_percent == 80


@pytest.mark.parametrize(
    ("day", "text", "state"),
    [
        (date(2027, 4, 14), "Ended", State.CRITICAL),
        (date(2027, 7, 14), "Within 90 days", State.CRITICAL),
        (date(2027, 7, 15), "Within 180 days", State.CAUTION),
        (date(2027, 10, 12), "Within 180 days", State.CAUTION),
        (date(2027, 10, 13), "Later", State.GOOD),
        (None, "No date", State.NEUTRAL),
    ],
)
def test_an_end_is_near_for_ninety_days_and_soon_for_a_hundred_and_eighty(
    day: date | None, text: str, state: State
) -> None:
    chip = expiry_chip(day, AS_OF)
    assert (chip.text, chip.state) == (text, state)


def test_days_are_counted_from_the_as_of_date() -> None:
    assert (days_to(date(2027, 5, 20), AS_OF), days_to(None, AS_OF)) == (35, None)


def test_everything_that_ends_soon_stands_in_one_list_soonest_first() -> None:
    found = handover().registers
    assert [(line.kind, line.id, line.days_left) for line in found.ending] == [
        ("Domain", "ct-2", 35),
        ("Security exception", "ex-1", 168),
        ("Warranty", "wr-2", 168),
    ]
    assert found.near == 1
    assert handover(as_of=date(2027, 9, 1)).registers.near == 3


def test_totals_count_what_the_registers_hold() -> None:
    registers = handover().registers
    assert (registers.devices, registers.licences_paid) == (161, 387)
    assert [line.spare for line in listed(registers.licences)] == [4, 0, 6, 0]


def test_the_lines_of_the_design_are_the_lines_of_the_register() -> None:
    found = {line.id: line for line in handover().registers.circuits}
    assert found["cir-gee-2"].contract_end == date(
        2029, 3, 8
    )  # the register's: discovery never saw this line
    assert found["cir-mel-1"].contract_end == date(2029, 1, 31)  # discovery's
    without = handover({"design.network": GONE}).registers.circuits
    assert "cir-gee-2" not in {line.id for line in without}


def test_a_list_that_nobody_gave_is_missing_and_not_complete() -> None:
    found = handover({"bau.known_issues": GONE, "bau.backup_state": GONE, "design.backup": GONE})
    states = {line.part: (line.done, line.needed, line.chip.text) for line in found.readiness}
    assert states["Known issues with an owner and a date"] == (0, 1, "Missing")
    assert states["Backup jobs with a proven restore"] == (0, 1, "Missing")
    assert handover({"bau.known_issues": []}).percent == 100


def test_nothing_known_of_the_handover_gives_gaps_and_no_failure() -> None:
    found = handover({"bau": GONE, "hypercare": GONE, "design": GONE, "security": GONE})
    assert isinstance(found.documents, Gap)
    assert isinstance(found.registers.assets, Gap)
    assert found.percent < 100
