"""The built-in playbook: its figures are the written process's, and each says where it comes from."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel

from docgen.playbooks import Playbook, load_playbook
from docgen.playbooks.parts import Origin, Sourced
from docgen.playbooks.service_levels import Target


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return load_playbook("managed_services")


def _sourced(value: Any, path: str = "") -> Iterator[tuple[str, Sourced]]:
    if isinstance(value, Sourced):
        yield path, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _sourced(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _sourced(item, f"{path}.{name}")
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _sourced(item, f"{path}[{place}]")


@pytest.mark.parametrize(
    ("stage", "lengths", "unit", "line"),
    [
        ("S1", (2, 3), "business_days", "M006"),
        ("S2", (5, 7), "business_days", "M039"),
        ("S3", (5, 7), "business_days", "M071"),
        ("S4", (3, 5), "business_days", "M092"),
        ("S5", (7, 14), "business_days", "M113"),
        ("S6", (30, 30), "calendar_days", "M134"),
        ("S7", (3, 5), "business_days", "M156"),
    ],
)
def test_a_stage_is_as_long_as_the_process_says(
    playbook: Playbook, stage: str, lengths: tuple[int, int], unit: str, line: str
) -> None:
    duration = playbook.stage(stage).duration
    assert (duration.min, duration.max) == lengths
    assert (duration.unit, duration.source, duration.line) == (unit, Origin.PROCESS, line)


def test_only_hypercare_has_a_planned_length_from_the_process(playbook: Playbook) -> None:
    planned = {stage.id: stage.duration.planned.source for stage in playbook.stages}
    assert [stage for stage, source in planned.items() if source is Origin.PROCESS] == ["S6"]


def test_every_figure_of_the_process_names_its_line_and_no_default_does(playbook: Playbook) -> None:
    found = list(_sourced(playbook))
    unlined = [path for path, item in found if item.source is Origin.PROCESS and not item.line]
    lined = [path for path, item in found if item.source is Origin.DEFAULT and item.line]
    assert len(found) > 200
    assert (unlined, lined) == ([], [])


def test_the_only_target_of_the_process_is_the_platinum_p1_response(playbook: Playbook) -> None:
    targets = [
        (tier, priority, name, figure.value, figure.line)
        for tier, terms in playbook.sla.tiers.items()
        for priority, target in terms.targets.items()
        for name, figure in (("response", target.response), ("resolution", target.resolution))
        if figure.source is Origin.PROCESS
    ]
    assert targets == [("platinum", "P1", "response", 15, "M142")]


def test_gold_targets_are_minutes_on_their_clocks(playbook: Playbook) -> None:
    gold = playbook.sla.tiers["gold"].targets
    minutes = {
        key: (target.response.value, target.resolution.value, target.clock.value)
        for key, target in gold.items()
    }
    assert minutes == {
        "P1": (30, 360, "24x7"),
        "P2": (60, 720, "service_hours"),
        "P3": (360, 1440, "service_hours"),
        "P4": (720, 3600, "service_hours"),
    }


@pytest.mark.parametrize(
    ("tier", "review"), [("platinum", "monthly"), ("gold", "quarterly"), ("silver", "quarterly")]
)
def test_the_rhythm_of_service_reviews_follows_the_tier(playbook: Playbook, tier: str, review: str) -> None:
    figure = playbook.sla.tiers[tier].review
    assert (figure.value, figure.source, figure.line) == (review, Origin.PROCESS, "M161")


def _elapsed(target: Target, minutes: int) -> int:
    """Minutes on the wall at best: a business day of 12 hours of service takes a day of 24."""
    return minutes * 2 if target.clock.value == "service_hours" and minutes >= 720 else minutes


def test_a_lower_tier_never_promises_more(playbook: Playbook) -> None:
    tiers = [playbook.sla.tiers[tier].targets for tier in ("platinum", "gold", "silver")]
    for better, worse in itertools.pairwise(tiers):
        for one, other in ((better[key], worse[key]) for key in better):
            assert one.response.value < other.response.value
            assert _elapsed(one, one.resolution.value) <= _elapsed(other, other.resolution.value)


def test_availability_and_business_hours_are_the_process_s(playbook: Playbook) -> None:
    hours = playbook.sla.business_hours
    assert playbook.sla.availability.target.value == Decimal("99.9")
    assert (hours.start.value, hours.end.value, hours.days.value) == (
        "07:00",
        "19:00",
        ("mon", "tue", "wed", "thu", "fri"),
    )
    assert hours.tz.source is Origin.DEFAULT


def test_three_exclusions_are_the_process_s_and_all_say_what_proves_them(playbook: Playbook) -> None:
    exclusions = playbook.sla.exclusions
    own = [item.id for item in exclusions if item.source is Origin.PROCESS]
    assert own == ["third_party_outages", "client_caused_incidents", "force_majeure"]
    assert all(item.definition and item.evidence for item in exclusions)


def test_the_credit_bands_leave_no_gap_and_stay_below_the_cap(playbook: Playbook) -> None:
    bands = playbook.sla.credits.bands
    assert [band.at_least for band in bands[:-1]] == [band.below for band in bands[1:]]
    assert bands[0].below == playbook.sla.availability.target.value
    assert bands[-1].at_least == 0
    assert max(band.percent for band in bands) <= playbook.sla.credits.monthly_cap_percent


def test_the_priority_matrix_never_rises_as_impact_or_urgency_falls(playbook: Playbook) -> None:
    matrix = playbook.sla.priority_matrix
    assert [len(row) for row in matrix.cells] == [len(matrix.urgencies)] * len(matrix.impacts)
    assert all(list(row) == sorted(row) for row in matrix.cells)
    assert all(list(column) == sorted(column) for column in zip(*matrix.cells, strict=True))


def test_the_kickoff_agenda_takes_an_hour(playbook: Playbook) -> None:
    assert sum(item.minutes.value for item in playbook.handoff.agenda) == 60


def test_each_stage_row_of_the_raci_has_one_accountable_and_someone_responsible(playbook: Playbook) -> None:
    for letters in playbook.raci.rows.values():
        assert letters.count("A") == 1
        assert "R" in letters


def test_each_stage_s_owners_are_responsible_or_accountable_for_it(playbook: Playbook) -> None:
    for stage in playbook.stages:
        for owner in stage.owners:
            assert playbook.raci.cell(stage.id, playbook.roles[owner].column) in {"R", "A"}, (stage.id, owner)


def test_a_corrected_cell_keeps_what_the_process_says_beside_it(playbook: Playbook) -> None:
    fixes = {(fix.row, fix.column): (fix.process, fix.use, fix.line) for fix in playbook.raci.corrections}
    assert fixes == {
        ("S4", "onboarding_lead"): ("C", "A", "M172"),
        ("S2", "engineers"): ("C", "R", "M170"),
    }
    assert all(fix.reason for fix in playbook.raci.corrections)


def test_the_exit_criteria_and_gates_are_complete(playbook: Playbook) -> None:
    assert [item.id for item in playbook.hypercare.exit] == [f"E{n}" for n in range(1, 8)]
    assert [gate.id for gate in playbook.deployment.gates] == [f"T{n}" for n in range(1, 10)]
    assert [item.id for item in playbook.transition.activities if item.internal] == ["B5"]
