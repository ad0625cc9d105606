"""The holiday data covers a plan whole, or an error says where it does not: far dates, early ones, any calendar."""

from __future__ import annotations

import re
import warnings
from datetime import date
from pathlib import Path
from typing import Any

import holidays
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from docgen.cli.check import command
from docgen.derive.calendars import BusinessCalendar
from docgen.derive.context import derive
from docgen.derive.regions import known_years, public_holidays
from docgen.errors import CalendarError
from docgen.pipeline import Options, check_client
from docgen.playbooks import load_playbook
from docgen.problems import Problem
from tests.properties.slow_days import seeded
from tests.unit.derive.samples import firm

EXAMPLES = Path(__file__).parents[2] / "examples"
PLAYBOOKS = {"managed_services": "BAU", "customer_success": "CSP"}
SERVED = ("AU-VIC", "AU-NSW", "AU-QLD", "AU-WA", "GB-ENG", "GB-SCT", "US-CO", "NZ", "IE", "CA-ON", "SG")
TABLED = ("BT", "FJ", "GY", "ID", "IN", "MU", "NP", "NZ", "SR")
FAR = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def _names(region: str, year: int) -> set[str]:
    """Return the names of a year's holidays, without what is said of them in brackets."""
    country, _, part = region.partition("-")
    with warnings.catch_warnings():  # the library warns of some years that it knows in part
        warnings.simplefilter("ignore")
        found = holidays.country_holidays(country, subdiv=part or None, years=year)
    return {re.sub(r"\s*\(.*?\)", "", name) for day in found for name in found.get_list(day)}


@pytest.mark.parametrize("region", SERVED)
def test_no_holiday_of_today_is_missing_from_the_last_years_that_count_as_known(region: str) -> None:
    yearly = set.intersection(*(_names(region, year) for year in (2024, 2025, 2026)))
    last = known_years(region)[-1]
    assert yearly <= _names(region, last) | _names(region, last - 1) | _names(region, last - 2)


@pytest.mark.parametrize("country", TABLED)
def test_a_country_counts_as_known_no_longer_than_the_library_has_dates_for_its_movable_days(
    country: str,
) -> None:
    yearly = set.intersection(*(_names(country, year) for year in (2023, 2024, 2025, 2026)))
    last = known_years(country)[-1]
    assert yearly <= _names(country, last) | _names(country, last - 1) | _names(country, last - 2)
    later = {name for year in range(last + 1, last + 4) for name in _names(country, year)}
    assert yearly - later


@pytest.mark.parametrize(
    ("region", "first", "last"),
    [
        ("AU-VIC", 1801, 2100),
        ("NZ", 1894, 2052),
        ("IN", 2001, 2035),
        ("LK", 2003, 2026),
        ("GB-ENG", 1872, 2100),
    ],
)
def test_years_are_known_whole_or_not_at_all(region: str, first: int, last: int) -> None:
    assert known_years(region) == range(first, last + 1)
    for year in (first, last):
        assert public_holidays(region, year) is not None
    for year in (first - 1, last + 1):
        with pytest.raises(CalendarError) as caught:
            public_holidays(region, year)
        assert f"{year}" in caught.value.problems[0].message


@given(st.sets(st.sampled_from(SERVED), max_size=3), FAR)
@seeded(150)
def test_a_day_is_judged_only_where_every_region_knows_its_year(regions: set[str], day: date) -> None:
    calendar = BusinessCalendar(weekdays=frozenset(range(7)), regions=tuple(sorted(regions)))
    ends = {"NZ": 2052}
    if all(1900 <= day.year <= ends.get(region, 2100) for region in regions):
        off = any(day in public_holidays(region, day.year) for region in regions)
        assert calendar.is_business_day(day) is not off
    else:
        with pytest.raises(CalendarError):
            calendar.is_business_day(day)


CALENDARS: tuple[dict[str, Any], ...] = (
    {"source": "builtin", "regions": ["AU-VIC"]},
    {"source": "builtin", "regions": ["AU-VIC", "NZ"]},
    {"source": "list", "add": [{"date": "2027-12-27"}]},
    {"source": "none"},
)
STATED = (
    "engagement.contract_signed_date",
    "engagement.kickoff_date",
    "engagement.target_go_live",
    "go_live.date",
    "sla.effective_from",
)


def _problems(process: str, calendar: dict[str, Any], facts: dict[str, Any]) -> tuple[Problem, ...]:
    """Return what keeps the documents of a plan from being worked out; nothing else than a problem may."""
    intake = firm({"playbook": process, "calendar": {"holidays": calendar}, **facts})
    try:
        derive(intake, load_playbook(process), artefact=PLAYBOOKS[process], as_of=date(2027, 2, 4))
    except CalendarError as error:
        return error.problems
    return ()


@given(st.sampled_from(sorted(PLAYBOOKS)), st.sampled_from(CALENDARS), st.sampled_from(STATED), FAR)
@seeded(80)
def test_a_far_date_gives_a_plan_or_an_error_at_the_date_that_lies_beyond(
    process: str, calendar: dict[str, Any], path: str, day: date
) -> None:
    last = 2052 if "NZ" in calendar.get("regions", ()) else 2100
    found = _problems(process, calendar, {path: f"{day}"})
    assert all(problem.code == "no-holiday-data" and problem.where.path for problem in found)
    if calendar["source"] != "builtin" or day.year < last - 1:
        assert found == ()
    elif day.year > last:
        assert path in {problem.where.path for problem in found}


def test_every_stated_date_beyond_the_data_is_reported_at_once() -> None:
    dates = {"engagement.kickoff_date": "2101-02-04", "engagement.target_go_live": "2102-03-16"}
    stages = {"engagement.stage_dates": {"S2": {"end": "2103-01-03"}}}
    found = _problems("managed_services", CALENDARS[0], {**dates, **stages})
    assert [(problem.where.path, problem.message[-5:-1]) for problem in found] == [
        ("engagement.kickoff_date", "2101"),
        ("engagement.target_go_live", "2102"),
        ("engagement.stage_dates.S2.end", "2103"),
    ]


def test_a_plan_that_begins_in_the_last_known_year_and_runs_out_of_it_is_placed_at_its_start() -> None:
    changes = {"engagement.kickoff_date": "2100-12-15", "engagement.target_go_live": "2100-12-31"}
    (found,) = _problems("managed_services", CALENDARS[0], changes)
    assert found.where.path == "engagement.kickoff_date"
    assert "2101" in found.message


def test_a_date_beyond_the_data_is_shown_on_its_line_of_the_intake(tmp_path: Path) -> None:
    text = (EXAMPLES / "harbour-vale" / "intake.yaml").read_text("utf-8")
    lines = text.replace("kickoff_date: 2027-03-11", "kickoff_date: 2101-03-11").splitlines()
    intake = tmp_path / "intake.yaml"
    intake.write_text("\n".join(lines), "utf-8")
    problem, *same = check_client(intake, Options(today=date(2027, 6, 10))).problems
    assert set(same) <= {problem}
    assert (problem.code, problem.where.path) == ("no-holiday-data", "engagement.kickoff_date")
    assert problem.where.line is not None
    assert "2101-03-11" in lines[problem.where.line - 1]


@pytest.mark.parametrize("text", ["1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_that_counts_as_today_has_to_be_within_reach_too(text: str) -> None:
    found = CliRunner().invoke(command, [str(EXAMPLES / "harbour-vale" / "intake.yaml"), "--as-of", text])
    assert found.exit_code == 2
    assert "out of reach" in found.output
