"""The schedule as a whole: what follows from the tier, what the intake changes, what is missing."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from docgen.derive.sla.views import AvailabilityView, Cover, CreditsView, Worked, WorkedMonth
from docgen.derive.values import Gap, Money, Span
from tests.unit.derive.sla.schedules import figure, schedule, smallest

MELBOURNE = ZoneInfo("Australia/Melbourne")
HOURS = {"business": True, "day": 720}


def known(value: Any, kind: type[Any]) -> Any:
    assert isinstance(value, kind)
    return value


def test_gold_promises_its_tiers_targets_in_business_hours_and_p1_at_every_hour() -> None:
    rows = known(schedule().targets, tuple)
    assert [(row.response, row.resolution) for row in rows] == [
        (Span(30), Span(360)),
        (Span(60, **HOURS), Span(720, **HOURS)),
        (Span(360, **HOURS), Span(1440, **HOURS)),
        (Span(720, **HOURS), Span(3600, **HOURS)),
    ]
    assert [row.clock for row in rows] == ["24 hours, every day", *["Service hours"] * 3]
    assert [row.update for row in rows] == [Span(30), Span(60, **HOURS), Span(720, **HOURS), None]


def test_platinum_runs_at_every_hour_and_counts_no_business_time() -> None:
    sla = schedule({"engagement.tier": "platinum"})
    assert not any(row.response.business for row in known(sla.targets, tuple))
    cover = known(sla.cover, Cover)
    assert (cover.all_day, cover.hours, cover.holidays_closed) == (True, 168, False)


def test_silver_serves_p1_in_business_hours_only() -> None:
    cover = known(schedule({"engagement.tier": "silver"}).cover, Cover)
    assert (cover.hours, cover.p1_hours) == (60, 60)
    assert "P1 only" not in {cell.text for row in cover.rows for cell in row.cells}


def test_a_stated_target_stands_in_place_of_the_tiers_and_business_days_are_service_days() -> None:
    targets = {"P2": {"response": "30m"}, "P4": {"resolution": "3bd"}}
    rows = known(schedule({"sla.targets": targets}).targets, tuple)
    assert rows[1].response == Span(30, **HOURS)
    assert rows[1].resolution == Span(720, **HOURS)
    assert rows[3].resolution == Span(3 * 720, **HOURS)


def test_shorter_business_hours_make_a_shorter_business_day() -> None:
    sla = schedule({"sla.business_hours.end": "15:00", "sla.targets": {"P4": {"resolution": "3bd"}}})
    assert known(sla.targets, tuple)[3].resolution == Span(3 * 480, business=True, day=480)


def test_a_p1_clock_that_the_intake_limits_to_service_hours_takes_p1_off_the_nights() -> None:
    cover = known(schedule({"sla.targets": {"P1": {"clock": "service_hours"}}}).cover, Cover)
    assert cover.p1_text == "Monday to Friday, 07:00 to 19:00"


def test_the_worked_ticket_is_raised_before_easter_and_falls_due_by_priority() -> None:
    worked = known(schedule().worked, Worked)
    assert worked.raised == datetime(2027, 3, 25, 17, tzinfo=MELBOURNE)
    assert worked.holidays == "Good Friday and Easter Monday"
    minor = worked.rows[2]
    assert (minor.key, minor.response_due) == ("P3", datetime(2027, 3, 30, 11, tzinfo=MELBOURNE))
    assert minor.resolution_due == datetime(2027, 3, 31, 17, tzinfo=MELBOURNE)


def test_the_hours_are_told_with_their_zone_and_the_years_public_holidays() -> None:
    cover = known(schedule().cover, Cover)
    assert (cover.text, cover.zone) == ("Monday to Friday, 07:00 to 19:00", "Melbourne time (AEST/AEDT)")
    assert [day.date for day in known(cover.holidays, tuple)][:3] == [
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 6, 14),
    ]


def test_availability_is_allowed_by_month_and_the_part_month_is_told_apart() -> None:
    view = known(schedule().availability, AvailabilityView)
    assert [(row.minutes, row.allowed) for row in view.months[:2]] == [
        (44_640, Decimal("44.6")),
        (43_260, Decimal("43.3")),
    ]
    assert (view.first_from, view.first_minutes) == (date(2027, 3, 16), 23_040)
    assert (view.first_credit, view.heads) == ("5 %", ("10 %", "15 %"))
    assert view.months[0].starts == (Decimal("223.2"), Decimal("446.4"))


def test_the_worked_month_comes_to_1512_of_at_most_3240_dollars() -> None:
    view = known(schedule().credits, CreditsView)
    worked = known(view.worked, WorkedMonth)
    assert (worked.month, worked.downtime, worked.availability) == (date(2027, 5, 1), 96, "99.785 %")
    assert worked.credit.total.amount == Money(Decimal("1512.00"), "AUD")
    assert view.monthly_cap_amount == Money(Decimal("3240.00"), "AUD")


def test_without_a_fee_the_shares_stand_and_the_amounts_are_asked_for() -> None:
    view = known(schedule(drop=("contract.monthly_service_fee",)).credits, CreditsView)
    assert view.bands[0].percent == "5 %"
    assert known(view.bands[0].amount, Gap).path == "contract.monthly_service_fee"
    assert known(view.worked, Gap).path == "contract.monthly_service_fee"


def test_sole_remedy_is_the_contracts_to_say_and_needs_its_clause() -> None:
    asked = known(schedule().credits, CreditsView).sole_remedy
    assert known(asked, Gap).path == "sla.credits.sole_remedy"
    credits = {"sole_remedy": "true"}
    half = known(schedule({"sla.credits": credits}).credits, CreditsView).sole_remedy
    assert known(half, Gap).path == "sla.credits.sole_remedy_clause"
    whole = known(
        schedule({"sla.credits": {**credits, "sole_remedy_clause": "clause 11.6"}}).credits, CreditsView
    )
    assert "only remedy" in known(whole.sole_remedy, str)
    assert "clause 11.6" in known(whole.sole_remedy, str)


def test_an_exclusion_of_the_same_id_gives_way_and_a_new_one_follows() -> None:
    own = [
        {"id": "force_majeure", "name": "Force majeure", "definition": "As clause 19 says"},
        {"id": "lab", "name": "Test laboratory", "definition": "Machines of the test laboratory"},
    ]
    rows = {row.name: row.definition for row in schedule({"sla.exclusions": own}).exclusions}
    assert rows["Force majeure"] == "As clause 19 says"
    assert list(rows)[-1] == "Test laboratory"
    assert len(rows) == 8


def test_a_custom_clause_stands_beside_the_tiers_figure() -> None:
    clause = {
        "id": "cl-1",
        "replaces": "sla.targets.P2.response",
        "text": "In season 30 minutes.",
        "target": {"priority": "P2", "measure": "response", "value": "30m"},
        "season": {"from": "07-01", "to": "10-31"},
        "approved_by": "c-spo",
        "credit_effect": "None",
    }
    (row,) = known(schedule({"sla.custom_clauses": [clause]}).clauses, tuple)
    assert (row.subject, row.standard, row.custom) == ("P2 response", Span(60, **HOURS), Span(30, **HOURS))
    assert (row.season, row.approved_by) == ("1 July to 31 October each year", "Dana Wills")
    assert row.credit_effect == "No effect"


def test_no_clause_and_no_answer_about_clauses_are_different_things() -> None:
    assert schedule({"sla.custom_clauses": []}).clauses == ()
    assert known(schedule().clauses, Gap).path == "sla.custom_clauses"


def test_the_client_signs_by_whoever_may_approve_the_sla() -> None:
    client, provider = schedule().signatories
    assert (client.name, client.authority) == (
        "Dana Wills",
        "Approves service levels and commits up to AUD 1,000,000.00",
    )
    assert isinstance(provider.name, Gap)


def test_only_windows_that_still_come_after_the_effective_date_are_listed() -> None:
    windows = [
        {"id": "past", "kind": "maintenance", "start": "2027-03-06T06:00", "end": "2027-03-06T14:00"},
        {
            "id": "weekly",
            "kind": "maintenance",
            "start": "2027-03-03T19:30",
            "end": "2027-03-03T23:30",
            "recurrence": "weekly",
        },
        {
            "id": "ended",
            "kind": "maintenance",
            "start": "2027-03-01T19:30",
            "end": "2027-03-01T23:30",
            "recurrence": "weekdays",
            "until": "2027-03-12",
        },
        {"id": "freeze", "kind": "freeze", "start": "2027-04-19T00:00", "end": "2027-04-28T23:59"},
    ]
    assert [window.id for window in schedule({"plan.windows": windows}).windows] == ["weekly", "freeze"]


@pytest.mark.parametrize("path", ["sla.targets.P1.response", "sla.credits.claim_days", "hypercare.p1_clock"])
def test_the_providers_defaults_are_unconfirmed_until_someone_stands_by_them(path: str) -> None:
    assert figure(schedule(), path).unconfirmed
    signed = {"sla.confirmed_by": "c-spo", "sla.confirmed_on": "2027-02-22"}
    assert not schedule(signed).unconfirmed
    assert figure(schedule(signed), path).confirmed_by == "Dana Wills"


def test_figures_of_the_written_process_need_nobody() -> None:
    sla = schedule()
    assert not figure(sla, "sla.availability.target").unconfirmed
    assert figure(sla, "sla.availability.target").line == "M087"
    assert not figure(schedule({"engagement.tier": "platinum"}), "sla.targets.P1.response").unconfirmed


def test_each_exclusion_that_the_process_does_not_name_needs_confirming() -> None:
    paths = {figure.path for figure in schedule().unconfirmed if figure.path.startswith("sla.exclusions")}
    assert paths == {
        f"sla.exclusions[{name}]"
        for name in (
            "approved_maintenance_windows",
            "client_declined_remediation",
            "unsupported_or_end_of_life_items",
            "client_access_delays",
        )
    }


def test_a_position_that_nobody_agreed_is_a_proposal_that_needs_confirming() -> None:
    open_, signed = schedule(), schedule({"sla.confirmed_by": "c-spo", "sla.confirmed_on": "2027-02-22"})
    positions = [field.name for field in dataclasses.fields(open_.wording)]
    assert all(getattr(open_.wording, name).unconfirmed for name in positions)
    assert not any(getattr(signed.wording, name).unconfirmed for name in positions)
    assert {f"sla.wording.{name}" for name in positions} <= {figure.path for figure in open_.unconfirmed}


def test_the_facts_map_confirms_one_position_and_leaves_the_others_open() -> None:
    note = {"source": "contract", "status": "confirmed", "by": "c-spo", "date": "2027-02-22"}
    sla = schedule({"facts": {"sla.wording.precedence": note}})
    assert (sla.wording.precedence.unconfirmed, sla.wording.change_control.unconfirmed) == (False, True)
    assert figure(sla, "sla.wording.precedence").source == "contract"


@pytest.mark.parametrize(
    "path",
    [
        "sla.definitions[resolution]",
        "sla.priority_definitions.P1",
        "sla.priority_override.by",
        "sla.availability.formula",
        "sla.measurement.disputes",
        "sla.measurement.data_source",
        "sla.credits.basis",
        "sla.reporting.contents",
        "sla.reviews.after_report",
        "go_live.hypercare_from",
        "hypercare.exit[E1]",
    ],
)
def test_whatever_the_process_leaves_open_is_listed_until_confirmed(path: str) -> None:
    # The firm's own intake answers some of these; a bare one answers none.
    assert figure(smallest(), path).unconfirmed


def test_the_exit_measures_that_the_process_gives_need_nobody() -> None:
    sources = {at: figure(smallest(), f"hypercare.exit[{at}]").source for at in ("E2", "E3", "E6")}
    assert sources == {"E2": "process", "E3": "process", "E6": "default"}


def test_an_exclusion_that_the_intake_replaces_is_no_default_any_more() -> None:
    own = [{"id": "client_access_delays", "name": "Access", "definition": "As clause 9 says"}]
    sla = schedule({"sla.exclusions": own})
    found = figure(sla, "sla.exclusions[client_access_delays]")
    assert (found.shown, found.source) == ("As clause 9 says", "override")
    (row,) = (row for row in sla.exclusions if row.name == "Access")
    assert known(row.evidence, Gap).path == "sla.exclusions[client_access_delays].evidence"


def test_a_p1_is_declared_by_the_people_named_else_by_the_playbooks_roles() -> None:
    assert "Dana Wills (executive sponsor)" in schedule().priorities.declarers
    named = schedule({"sla.priority_override": {"by": ["c-spo"]}})
    assert named.priorities.declarers == ("Dana Wills",)
    assert "Executive sponsor" in smallest().priorities.declarers


def test_a_desk_that_never_closes_owes_no_after_hours_contact() -> None:
    always = known(schedule({"engagement.tier": "platinum"}).cover, Cover).after_hours
    silver = known(schedule({"engagement.tier": "silver"}).cover, Cover).after_hours
    assert known(always, Gap).not_applicable
    assert not known(silver, Gap).not_applicable


@pytest.mark.parametrize(
    ("start", "month"), [("2027-03-16", date(2027, 4, 1)), ("2027-04-01", date(2027, 4, 1))]
)
def test_the_first_whole_month_is_the_first_of_a_service_that_starts_on_its_first_day(
    start: str, month: date
) -> None:
    assert known(schedule({"sla.effective_from": start}).availability, AvailabilityView).whole.month == month


def test_a_signatory_without_a_spending_limit_says_so() -> None:
    assert schedule(drop=("contract.currency",)).signatories[0].authority == (
        "Approves service levels; no spending limit on record"
    )


def test_every_figure_has_a_path_of_its_own() -> None:
    paths = [figure.path for figure in schedule().figures]
    assert len(paths) == len(set(paths))


def test_business_hours_that_end_before_they_start_leave_the_due_times_open_and_nothing_fails() -> None:
    sla = schedule({"sla.business_hours.start": "19:00", "sla.business_hours.end": "07:00"})
    assert known(sla.worked, Gap).path == "sla.business_hours"
    assert known(sla.cover, Gap).path == "sla.business_hours"
    assert {time.due for rung in sla.escalation.ladder for time in rung.times} == {None}


@pytest.mark.parametrize(
    ("region", "zone", "words"),
    [
        ("NZ", "Pacific/Auckland", "Auckland time (NZST/NZDT)"),
        ("GB-ENG", "Europe/London", "London time (GMT/BST)"),
        ("US-CO", "America/Denver", "Denver time (MST/MDT)"),
    ],
)
def test_other_countries_have_their_own_holidays_and_zones(region: str, zone: str, words: str) -> None:
    changes = {"client.region": region, "sla.business_hours.tz": zone, "sla.effective_from": "2027-05-03"}
    sites = [{"id": "hq", "name": "Head office", "kind": "office", "region": region}]
    sla = schedule({**changes, "sites": sites})
    assert known(sla.cover, Cover).zone == words
    assert known(sla.worked, Worked).weekend is not None


def test_sources_are_counted_for_the_page() -> None:
    facts = {
        "sla.targets": {"source": "contract", "status": "confirmed", "by": "c-spo", "date": "2027-02-22"}
    }
    counts = {group.source: group for group in schedule({"facts": facts}).sources}
    assert (counts["The contract"].figures, counts["The contract"].confirmed) == (12, 12)


def test_an_intake_of_a_code_and_a_name_gives_gaps_and_no_figure_of_a_tier() -> None:
    sla = smallest()
    for part in (sla.tier, sla.cover, sla.targets, sla.worked, sla.availability, sla.credits):
        assert known(part, Gap).path == "engagement.tier"
    assert not [
        figure for figure in sla.figures if figure.path.startswith(("sla.targets", "sla.service_hours"))
    ]
    assert "sla.wording.precedence" in {figure.path for figure in sla.unconfirmed}
    assert known(sla.parties.effective_from, Gap).path == "sla.effective_from"
    assert len(sla.exclusions) == 7


@pytest.mark.parametrize("tier", ["platinum", "gold", "silver"])
def test_nothing_that_a_page_prints_is_none_by_accident(tier: str) -> None:
    optional = {
        "after",
        "update",
        "due",
        "weekend",
        "meeting_by",
        "first_from",
        "first_review",
        "confirmed_on",
    }
    missing = sorted(_holes(schedule({"engagement.tier": tier}), "sla", optional))
    assert missing == []


def _holes(value: Any, path: str, optional: set[str]) -> list[str]:
    if value is None:
        return [] if path.rsplit(".", 1)[-1] in optional else [path]
    if isinstance(value, tuple):
        return [hole for at, item in enumerate(value) for hole in _holes(item, f"{path}[{at}]", optional)]
    if dataclasses.is_dataclass(value) and not path.startswith("sla.figures"):
        return [
            hole
            for field in dataclasses.fields(value)
            for hole in _holes(getattr(value, field.name), f"{path}.{field.name}", optional)
        ]
    return []
