from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from docgen.derive.incumbent import IncumbentView, notice_chip, overlap_chip
from docgen.derive.profile import Profile, devices_per_user, profile_view, users_chip
from docgen.derive.values import Gap, Span, State
from tests.unit.derive.samples import bare, look

GO_LIVE = date(2027, 3, 16)


def _profile(changes: dict[str, Any] | None = None, *, drop: tuple[str, ...] = ()) -> Profile:
    return profile_view(look(changes, drop=drop), GO_LIVE)


def _incumbent(changes: dict[str, Any] | None = None) -> IncumbentView:
    found = _profile(changes).incumbent
    assert isinstance(found, IncumbentView)
    return found


def test_the_incumbent_overlaps_and_was_given_notice_as_worked_out() -> None:
    found = _incumbent()
    assert (found.overlap_days, found.overlap_chip.text) == (45, "45 days of overlap")
    assert (found.notice_given_days, found.notice_chip.text) == (84, "84 days given")
    assert found.notice_chip.state is State.GOOD


def test_the_incumbent_s_contact_has_a_line_for_each_part_and_an_unbroken_number() -> None:
    contact = {"name": "Sione Taufa", "email": "service@bluegum.example", "phone": "+61 3 5550 1401"}
    lines = _incumbent({"incumbent.contact": contact}).contact
    assert lines == (
        "Sione Taufa",
        "service@bluegum.example",
        "+61\N{NO-BREAK SPACE}3\N{NO-BREAK SPACE}5550\N{NO-BREAK SPACE}1401",
    )


@pytest.mark.parametrize(
    ("days", "text", "state"),
    [
        (14, "14 days of overlap", State.GOOD),
        (13, "13 days of overlap", State.CAUTION),
        (1, "1 day of overlap", State.CAUTION),
        (0, "No overlap", State.CAUTION),
        (-1, "No overlap", State.CAUTION),
        (-6, "5 days uncovered", State.CRITICAL),
        (None, "Not known", State.NEUTRAL),
    ],
)
def test_the_overlap_is_good_from_two_weeks_and_counts_uncovered_days(
    days: int | None, text: str, state: State
) -> None:
    """A contract that ends on 10 March leaves 11 to 15 March uncovered before go-live on 16 March."""
    chip = overlap_chip(days, outside=True)
    assert (chip.text, chip.state) == (text, state)


def test_an_incumbent_that_ends_before_go_live_leaves_days_uncovered() -> None:
    assert _incumbent({"incumbent.contract_end": "2027-03-10"}).overlap_chip.text == "5 days uncovered"


@pytest.mark.parametrize(
    ("given", "required", "state"),
    [(60, 60, State.GOOD), (59, 60, State.CRITICAL), (None, 60, State.CAUTION), (30, None, State.NEUTRAL)],
)
def test_notice_must_reach_what_the_contract_asks(
    given: int | None, required: int | None, state: State
) -> None:
    assert notice_chip(given, required, outside=True).state is state


def test_an_internal_team_has_no_contract_to_end() -> None:
    found = _incumbent({"incumbent": {"kind": "internal"}})
    assert isinstance(found.contract_end, Gap)
    assert found.contract_end.not_applicable
    assert found.overlap_chip.state is State.NEUTRAL


def test_sites_sum_to_the_client_s_users() -> None:
    profile = _profile()
    assert (profile.users_at_sites, profile.devices_at_sites) == (120, 141)
    assert profile.users_chip.state is State.GOOD
    assert profile.devices_per_user == Decimal("1.2")


@pytest.mark.parametrize(
    ("at_sites", "total", "explained", "state"),
    [
        (118, 120, None, State.CAUTION),
        (118, 120, -2, State.NEUTRAL),
        (118, 120, 2, State.CAUTION),
        (None, 120, None, State.NEUTRAL),
    ],
)
def test_a_difference_in_users_is_amber_unless_explained(
    at_sites: int | None, total: int, explained: int | None, state: State
) -> None:
    assert users_chip(at_sites, total, explained).state is state


def test_a_site_without_a_count_leaves_the_sum_open() -> None:
    assert _profile(drop=("sites.1.users",)).users_at_sites is None


@pytest.mark.parametrize(("devices", "users", "ratio"), [(141, 120, "1.2"), (5, 4, "1.3"), (0, 4, "0.0")])
def test_devices_per_user_are_rounded_half_up(devices: int, users: int, ratio: str) -> None:
    assert devices_per_user(devices, users) == Decimal(ratio)


def test_devices_per_user_needs_users() -> None:
    assert devices_per_user(10, 0) is None
    assert devices_per_user(None, 10) is None


def test_critical_applications_come_first_and_unknown_times_are_gaps() -> None:
    applications = [
        {"id": "c", "name": "Third", "criticality": 3, "rto": "2bd"},
        {"id": "n", "name": "Unrated"},
        {"id": "a", "name": "First", "criticality": 1, "rto": "4h", "business_owner": "c-spo"},
    ]
    profile = _profile({"applications": applications})
    assert isinstance(profile.applications, tuple)
    assert [app.name for app in profile.applications] == ["First", "Third", "Unrated"]
    assert profile.critical_applications == 1
    assert profile.applications[0].rto == Span(240, business=False, day=720)
    assert profile.applications[1].rto == Span(1440, business=True, day=720)
    assert isinstance(profile.applications[2].rto, Gap)


def test_how_much_an_application_matters_is_said_in_words() -> None:
    rated = [{"id": f"a{number}", "name": "A", "criticality": number} for number in (1, 2, 3)]
    applications = _profile({"applications": [*rated, {"id": "n", "name": "N"}]}).applications
    assert isinstance(applications, tuple)
    assert [app.rating for app in applications[:3]] == ["1 Critical", "2 Important", "3 Other"]
    assert isinstance(applications[3].rating, Gap)


def test_a_business_day_is_as_long_as_the_service_hours() -> None:
    hours = {"start": "08:00", "end": "18:00"}
    profile = _profile(
        {"sla.business_hours": hours, "applications": [{"id": "a", "name": "A", "rto": "2bd"}]}
    )
    assert isinstance(profile.applications, tuple)
    assert profile.applications[0].rto == Span(1200, business=True, day=600)


def test_a_criterion_without_a_measure_is_amber_and_counted() -> None:
    profile = _profile()
    assert isinstance(profile.criteria, tuple)
    assert [criterion.chip.state for criterion in profile.criteria] == [State.GOOD, State.CAUTION]
    assert profile.criteria_without_measure == 1


def test_pain_points_stand_in_the_client_s_order() -> None:
    points = [{"rank": 2, "text": "Second"}, {"rank": 1, "text": "Worst", "owner": "c-pri"}]
    found = _profile({"requirements.pain_points": points}).pain_points
    assert isinstance(found, tuple)
    assert [(point.rank, point.text, point.owner) for point in found] == [
        (1, "Worst", "Priyan Rao"),
        (2, "Second", ""),
    ]


def test_a_client_with_a_name_only_has_gaps() -> None:
    profile = profile_view(bare(), Gap("engagement.target_go_live"))
    gaps = (profile.sites, profile.applications, profile.incumbent, profile.obligations, profile.criteria)
    assert all(isinstance(gap, Gap) for gap in gaps)
