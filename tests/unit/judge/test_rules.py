"""Each rule finds its breach, at its place, and leaves the sound client alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from docgen.judge.catalogue import RULES
from docgen.judge.rule import checks
from docgen.judge.stages import ORDER, reached
from tests.unit.judge.reading import odd_in
from tests.unit.judge.sound import (
    Row,
    case,
    changed_playbook,
    messages,
    paths,
    playbook,
    sound,
    table,
    verdict,
)

BREACHES = [
    *table("breaches.yaml"),
    *table("breaches_design.yaml"),
    *table("breaches_discovery.yaml"),
    *table("breaches_bau.yaml"),
    *table("breaches_plan.yaml"),
]
FINE = [
    *table("fine.yaml"),
    *table("fine_design.yaml"),
    *table("fine_discovery.yaml"),
    *table("fine_bau.yaml"),
    *table("fine_plan.yaml"),
]
DAYS = [("HOF", "S1", date(2027, 2, 4)), ("SLA", "S3", date(2027, 2, 22))]


@pytest.mark.parametrize("row", BREACHES, ids=str)
def test_a_breach_is_found_at_its_place_with_the_weight_of_its_rule(row: Row) -> None:
    found = [one for one in verdict(row.change).problems if one.code == row.rule]
    assert row.at in [one.where.path for one in found]
    assert {one.severity for one in found} == {RULES[row.rule].severity}
    assert [said for one in found if (said := (odd_in(one.message, one.hint), one.message))[0]] == []


@pytest.mark.parametrize("row", FINE, ids=str)
def test_what_only_looks_like_a_breach_is_left_alone(row: Row) -> None:
    assert paths(row.rule, row.change) == []


@pytest.mark.parametrize("artefact", ["HOF", "SLA"])
@pytest.mark.parametrize("stage", ORDER)
def test_the_sound_client_gives_no_finding_at_any_stage(artefact: str, stage: str) -> None:
    found = verdict(artefact=artefact, stage=stage)
    assert [(one.code, one.where.path) for one in found.problems] == []
    assert not found.draft


@pytest.mark.parametrize(("artefact", "stage", "as_of"), DAYS)
def test_the_sound_client_gives_no_finding_on_the_day_of_its_documents(
    artefact: str, stage: str, as_of: date
) -> None:
    assert verdict(artefact=artefact, stage=stage, as_of=as_of).problems == ()


@pytest.mark.parametrize(
    "row", [row for row in BREACHES if not reached(RULES[row.rule].stage, "S1")], ids=str
)
def test_a_rule_is_silent_before_its_stage(row: Row) -> None:
    earlier = [stage for stage in ORDER if not reached(RULES[row.rule].stage, stage)]
    assert paths(row.rule, row.change, stage=earlier[-1]) == []


@pytest.mark.parametrize("code", ["1AB", "hwp", "TOOLONGXX", "A"])
def test_a_client_code_that_file_names_cannot_bear_is_found(code: str) -> None:
    client = sound().client.model_copy(update={"code": code})
    bad = replace(case(), intake=sound().model_copy(update={"client": client}))
    assert [one.path for one in checks()["DOC-01"](bad)] == ["client.code"]


@pytest.mark.parametrize(("classification", "expected"), [("internal", 1), ("restricted", 0)])
def test_a_document_with_scan_results_has_to_be_restricted(classification: str, expected: int) -> None:
    state = {"documents.BAU": {"version": "1.0", "status": "for_review", "classification": classification}}
    assert paths("DOC-06", state, artefact="BAU") == ["documents.BAU.classification"] * expected


def test_business_hours_that_end_before_they_start_are_found() -> None:
    upside_down = case({"sla.business_hours.start": "19:00", "sla.business_hours.end": "07:00"})
    assert [one.path for one in checks()["SLA-05"](upside_down)] == ["sla.business_hours"]


def _with_row(stage: str, letters: tuple[str, ...]) -> Any:
    raci = playbook().raci
    return changed_playbook(raci=raci.model_copy(update={"rows": {**raci.rows, stage: letters}}))


@pytest.mark.parametrize(
    ("rule", "letters"),
    [
        ("RACI-01", "R A A I I I C"),
        ("RACI-01", "R C I I I I C"),
        ("RACI-02", "I A I I I I C"),
        ("RACI-03", "R A X I I I C"),
        ("RACI-04", "R A R R R I C"),
        ("RACI-09", "C A R I I I C"),
    ],
)
def test_a_faulty_stage_matrix_is_found(rule: str, letters: str) -> None:
    assert paths(rule, book=_with_row("S1", tuple(letters.split()))) == ["playbook"]


def test_an_accountable_who_also_does_the_work_counts_as_both() -> None:
    book = _with_row("S1", ("I", "A/R", "I", "I", "I", "I", "C"))
    assert [rule for rule in ("RACI-01", "RACI-02", "RACI-03") if paths(rule, book=book)] == []


def test_what_the_playbook_accepts_of_itself_is_not_reported() -> None:
    assert paths("RACI-04") == []
    assert paths("RACI-04", book=changed_playbook(accepted=())) == ["playbook"]


@pytest.mark.parametrize("rule", ["RES-02", "RES-03"])
def test_shares_of_time_that_the_playbook_does_not_explain_are_found(rule: str) -> None:
    assert paths(rule) == []
    assert set(paths(rule, book=changed_playbook(accepted=()))) == {"playbook"}


def test_a_questionnaire_with_open_mandatory_questions_is_found_domain_by_domain() -> None:
    found = messages("DSC-03", artefact="TDQ", stage="S2")
    assert any(
        one.startswith("Servers: 1 of 1 mandatory question without an answer (SRV-01.1)") for one in found
    )
    # A table that is known to be empty still waits for somebody to say so; an unknown answer needs name and date.
    settled = {"SRV-01.1": {"status": "unknown", "by": "c-ben", "date": "2027-02-10"}}
    after = messages("DSC-03", {"discovery.answers": settled}, artefact="TDQ", stage="S2")
    assert len(after) == len(found) - 1
    assert not any(one.startswith("Servers:") for one in after)


def test_only_the_questionnaire_itself_is_held_up_by_open_questions() -> None:
    assert paths("DSC-03", artefact="SLA", stage="S3") == []


def _with_tier(name: str, targets: dict[Any, Any]) -> Any:
    tiers = playbook().sla.tiers
    changed = tiers[name].model_copy(update={"targets": targets})
    return changed_playbook(
        service_levels=playbook().sla.model_copy(update={"tiers": {**tiers, name: changed}})
    )


def test_a_tier_without_a_priority_is_an_error() -> None:
    targets = {key: one for key, one in playbook().sla.tiers["gold"].targets.items() if key != "P4"}
    lacking = replace(case(), playbook=_with_tier("gold", targets))
    assert [one.message for one in checks()["SLA-01"](lacking)] == ["Gold has no targets for P4"]


def test_a_dearer_tier_that_is_slower_is_an_error() -> None:
    targets = playbook().sla.tiers["platinum"].targets
    week = targets["P2"].response.model_copy(update={"value": 7 * 24 * 60})
    slow = targets["P2"].model_copy(update={"response": week})
    book = _with_tier("platinum", {**targets, "P2": slow})
    assert messages("SLA-04", book=book) == [
        "Response of P2: Platinum is slower than Gold, the cheaper tier."
    ]


def test_an_exclusion_of_the_process_cannot_be_dropped() -> None:
    kept = tuple(one for one in playbook().sla.exclusions if one.id != "force_majeure")
    book = changed_playbook(service_levels=playbook().sla.model_copy(update={"exclusions": kept}))
    assert messages("SLA-12", book=book) == ["The exclusion force_majeure is missing."]


@pytest.mark.parametrize(
    ("bands", "place"),
    [
        ([("99.9", "99.5", "5"), ("99.4", "0", "10")], "[1].below"),
        ([("99.8", "99.5", "5"), ("99.5", "0", "10")], "[0].below"),
        ([("99.9", "99.5", "10"), ("99.5", "0", "5")], "[1].pct"),
        ([("99.9", "99.5", "5"), ("99.5", "99.0", "10")], "[1].at_least"),
    ],
)
def test_credit_bands_with_a_gap_or_a_wrong_order_are_found(
    bands: list[tuple[str, str, str]], place: str
) -> None:
    rows = [{"below": below, "at_least": least, "pct": pct} for below, least, pct in bands]
    path = "sla.credits.availability_bands"
    assert paths("SLA-07", {path: rows}) == [path + place]


def test_a_document_keeps_its_day_when_the_file_goes_on() -> None:
    assert paths("DAT-15", stage="S7", as_of=date(2027, 2, 4)) == [
        "engagement.stage_dates.S4.actual_start"
    ] + [
        f"engagement.stage_dates.{end}"
        for end in (
            "S4.actual_end",
            "S5.actual_start",
            "S5.actual_end",
            "S6.actual_start",
            "S6.actual_end",
            "S7.actual_start",
        )
    ]
    assert (
        paths("DAT-15", {"documents.BAU": {"date": "2027-04-15"}}, stage="S7", as_of=date(2027, 2, 4)) == []
    )


def test_messages_give_the_figures_and_the_days() -> None:
    total = "The total is AUD 230,000.00, but 6,000.00 x 36 + 9,000.00 = AUD 225,000.00."
    assert messages("COM-04", {"contract.total_value": "230000.00"}) == [total]
    gap = {"incumbent.contract_end": "2027-03-10", "incumbent.notice_given_date": "2027-01-01"}
    uncovered = "nobody supports the client from Thu 11 March 2027 to Mon 15 March 2027"
    assert messages("DAT-13", gap) == [f"The incumbent leaves 5 days before go-live: {uncovered}."]


def test_the_holiday_that_closes_the_client_is_named() -> None:
    found = messages("DAT-02", {"engagement.stage_dates.S4.end": "2027-03-08"})
    assert len(found) == 1
    assert "Labour Day" in found[0]
