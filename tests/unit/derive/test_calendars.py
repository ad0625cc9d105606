from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docgen.derive.calendars import BusinessCalendar, business_calendar, calendar_view
from docgen.derive.regions import locale_of, paper_of, public_holidays, region_name, region_names
from docgen.errors import CalendarError, IntakeError
from tests.unit.derive.samples import bare, firm

VIC = BusinessCalendar(regions=("AU-VIC",))
EAST = BusinessCalendar(regions=("AU-VIC", "AU-NSW", "AU-QLD"))
LABOUR_DAY = date(2027, 3, 8)


def test_a_span_includes_its_first_day_and_skips_the_holiday() -> None:
    assert VIC.span(date(2027, 3, 1), 10) == (date(2027, 3, 1), date(2027, 3, 15))


def test_a_span_that_starts_on_a_weekend_starts_on_monday() -> None:
    assert VIC.span(date(2027, 2, 6), 1) == (date(2027, 2, 8), date(2027, 2, 8))


def test_adding_business_days_skips_easter_both_ways() -> None:
    assert VIC.add(date(2027, 3, 25), 1) == date(2027, 3, 30)
    assert VIC.add(date(2027, 3, 30), -1) == date(2027, 3, 25)


def test_the_count_has_both_ends_in_it() -> None:
    assert VIC.count(date(2027, 3, 16), date(2027, 4, 14)) == 20
    assert VIC.count(date(2027, 3, 26), date(2027, 3, 29)) == 0
    assert VIC.count(date(2027, 3, 2), date(2027, 3, 1)) == 0


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2027, 3, 4), date(2027, 3, 16), 7),
        (date(2027, 3, 16), date(2027, 3, 4), -7),
        (date(2027, 3, 4), date(2027, 3, 4), 0),
    ],
)
def test_business_days_between_two_days_have_a_sign(first: date, last: date, days: int) -> None:
    assert VIC.days_between(first, last) == days


def test_the_next_and_the_previous_business_day_step_over_a_long_weekend() -> None:
    assert VIC.next_on_or_after(date(2027, 3, 26)) == date(2027, 3, 30)
    assert VIC.previous_on_or_before(date(2027, 3, 28)) == date(2027, 3, 25)
    assert VIC.next_after(date(2027, 3, 25)) == date(2027, 3, 30)
    assert VIC.previous_before(date(2027, 3, 30)) == date(2027, 3, 25)


def test_a_holiday_in_any_region_is_no_business_day() -> None:
    """26 April is Anzac Day in New South Wales and Queensland, 3 May Labour Day in Queensland."""
    assert VIC.is_business_day(date(2027, 4, 26))
    assert not EAST.is_business_day(date(2027, 4, 26))
    assert not EAST.is_business_day(date(2027, 5, 3))


def test_a_holiday_names_the_regions_that_keep_it() -> None:
    (anzac,) = EAST.holidays(date(2027, 4, 26), date(2027, 4, 26))
    assert anzac.regions == ("AU-NSW", "AU-QLD")
    assert anzac.regions_text == "New South Wales and Queensland"


@pytest.mark.parametrize(
    ("region", "day", "name"),
    [
        ("AU-VIC", LABOUR_DAY, "Labour Day"),
        ("NZ", date(2027, 2, 8), "Waitangi Day (observed)"),
        ("GB-ENG", date(2027, 5, 3), "May Day"),
        ("GB-SCT", date(2027, 1, 4), "New Year Holiday (observed)"),
        ("US-CO", date(2027, 9, 6), "Labor Day"),
    ],
)
def test_holidays_are_named_in_the_region_s_own_english(region: str, day: date, name: str) -> None:
    assert public_holidays(region, 2027)[day] == name


def test_the_machine_s_language_does_not_change_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    public_holidays.cache_clear()
    monkeypatch.setenv("LANGUAGE", "th")
    assert public_holidays("AU-VIC", 2027)[LABOUR_DAY] == "Labour Day"


@pytest.mark.parametrize(("region", "year"), [("AU-XYZ", 2027), ("ZZ", 2027), ("AU-VIC", 2150)])
def test_a_region_or_year_without_data_is_refused_with_a_hint(region: str, year: int) -> None:
    with pytest.raises(CalendarError) as caught:
        public_holidays(region, year)
    (problem,) = caught.value.problems
    assert problem.code == "no-holiday-data"
    assert region in problem.message
    assert "calendar.holidays" in problem.hint


def test_a_calendar_without_a_weekday_is_refused() -> None:
    with pytest.raises(CalendarError) as caught:
        BusinessCalendar(weekdays=frozenset())
    assert caught.value.problems[0].code == "no-business-day"


def test_a_calendar_that_never_opens_is_refused_rather_than_searched_for_ever() -> None:
    closed = (
        {date(2027, 1, day): ("", "Shut") for day in range(1, 32)}
        | {date(2027, 2, day): ("", "Shut") for day in range(1, 29)}
        | {date(2027, 3, day): ("", "Shut") for day in range(1, 32)}
    )
    with pytest.raises(CalendarError) as caught:
        BusinessCalendar(added=closed).next_on_or_after(date(2027, 1, 1))
    assert caught.value.problems[0].code == "no-business-day"


def test_without_a_calendar_the_client_s_and_the_sites_regions_count() -> None:
    intake = firm({"sites.1.region": "AU-NSW"})
    assert business_calendar(intake).regions == ("AU-VIC", "AU-NSW")


@pytest.mark.parametrize(
    ("calendar", "regions"),
    [
        ({"policy": "hq", "holidays": {"regions": ["AU-VIC", "AU-QLD"]}}, ("AU-VIC",)),
        ({"policy": "any", "holidays": {"regions": ["AU-VIC", "AU-QLD"]}}, ("AU-VIC", "AU-QLD")),
        ({"holidays": {"source": "none"}}, ()),
        ({"holidays": {"source": "list", "add": [{"date": "2027-03-09"}]}}, ()),
    ],
)
def test_the_policy_and_the_source_choose_the_regions(
    calendar: dict[str, Any], regions: tuple[str, ...]
) -> None:
    assert business_calendar(firm({"calendar": calendar})).regions == regions


def test_days_are_added_and_removed_with_their_reasons() -> None:
    holidays = {
        "regions": ["AU-VIC"],
        "add": [{"date": "2027-03-09", "name": "Firm day", "reason": "Partners' retreat"}],
        "remove": [{"date": "2027-03-08", "region": "AU-VIC", "reason": "The firm works"}],
    }
    intake = firm({"calendar": {"holidays": holidays}})
    calendar = business_calendar(intake)
    view = calendar_view(intake, calendar, date(2027, 3, 1), date(2027, 3, 31))
    assert calendar.is_business_day(LABOUR_DAY)
    assert not calendar.is_business_day(date(2027, 3, 9))
    assert [(day.what, day.reason) for day in view.adjustments] == [
        ("Removed", "The firm works"),
        ("Added", "Partners' retreat"),
    ]


def test_a_day_removed_for_one_region_stays_a_holiday_in_the_others() -> None:
    holidays = {"regions": ["AU-NSW", "AU-QLD"], "remove": [{"date": "2027-04-26", "region": "AU-QLD"}]}
    calendar = business_calendar(firm({"calendar": {"holidays": holidays}}))
    found = calendar.holiday(date(2027, 4, 26))
    assert found is not None
    assert found.regions == ("AU-NSW",)


def test_a_working_week_from_sunday_to_thursday_is_kept() -> None:
    calendar = business_calendar(firm({"calendar": {"business_days": ["sun", "mon", "tue", "wed", "thu"]}}))
    assert calendar.is_business_day(date(2027, 3, 14))
    assert not calendar.is_business_day(date(2027, 3, 12))


def test_the_view_lists_holidays_on_business_weekdays_and_says_the_rule() -> None:
    intake = firm()
    view = calendar_view(intake, business_calendar(intake), date(2027, 2, 2), date(2027, 4, 20))
    assert [holiday.name for holiday in view.holidays] == ["Labour Day", "Good Friday", "Easter Monday"]
    assert (view.regions_text, view.weekdays_text) == ("Victoria, Australia", "Mon to Fri")
    assert view.policy


def test_a_client_without_a_region_has_weekends_only() -> None:
    calendar = business_calendar(bare().intake)
    assert calendar.regions == ()
    assert calendar.is_business_day(date(2027, 12, 24))


def test_a_language_that_does_not_exist_is_refused_with_its_path() -> None:
    with pytest.raises(IntakeError) as caught:
        locale_of("AU-VIC", "xx-XX")
    assert caught.value.problems[0].where.path == "client.locale"


def test_regions_read_as_words() -> None:
    assert region_name("GB-ENG") == "England, United Kingdom"
    assert region_name("NZ") == "New Zealand"
    assert (
        region_names(("AU-VIC", "AU-NSW", "AU-QLD")) == "Victoria, New South Wales and Queensland, Australia"
    )
    assert region_names(("AU-VIC", "NZ")) == "Victoria, Australia; New Zealand"
    assert region_names(()) == ""


@pytest.mark.parametrize(
    ("region", "stated", "locale", "paper"),
    [
        ("AU-VIC", None, "en-AU", "A4"),
        ("NZ", None, "en-NZ", "A4"),
        ("GB-ENG", None, "en-GB", "A4"),
        ("US-CO", None, "en-US", "Letter"),
        ("US-CO", "en-GB", "en-GB", "Letter"),
        (None, None, "en-AU", "A4"),
    ],
)
def test_language_and_paper_follow_the_region(
    region: str | None, stated: str | None, locale: str, paper: str
) -> None:
    assert (locale_of(region, stated), paper_of(region)) == (locale, paper)
