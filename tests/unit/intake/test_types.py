"""How single values are read: what they become, whatever way they are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from docgen.intake.model import Duration, MonthDay
from docgen.intake.model.codes import parse_area, parse_currency, parse_region
from docgen.intake.model.dates import (
    parse_clock,
    parse_date,
    parse_local,
    parse_month_day,
    parse_wall,
    parse_zone,
)
from docgen.intake.model.durations import parse_duration
from docgen.intake.model.figures import decimal, parse_flag, whole
from docgen.intake.model.scalar import choose, in_words, nearest, shown
from docgen.intake.model.texts import locale_code, parse_long_text, parse_secret, parse_text


def refused(parse: Any, value: object) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        parse(value)
    return caught.value.type


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("15m", Duration(15)),
        ("15 min", Duration(15)),
        ("4h", Duration(240)),
        ("1.5h", Duration(90)),
        ("1h30m", Duration(90)),
        ("1h 30m", Duration(90)),
        ("1d", Duration(1440)),
        ("2w", Duration(20160)),
        ("2bd", Duration(business_days=2)),
        ("2BD", Duration(business_days=2)),
        ("PT15M", Duration(15)),
        ("P1DT2H", Duration(1560)),
        ("0m", Duration(0)),
    ],
)
def test_a_length_of_time_is_read_as_people_write_it(text: str, duration: Duration) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text", ["", "4", "h", "4hours", "4 h 5", "1.5m", "1.5bd", "1bd2h", "1h1h", "-4h", "P", "PT1.5H", "P1Y"]
)
def test_a_length_of_time_that_is_unclear_is_refused(text: str) -> None:
    assert refused(parse_duration, text) == "bad-value"


def test_a_business_day_is_as_long_as_the_service_day() -> None:
    assert Duration(business_days=2).total(720) == 1440
    assert Duration(90).total(720) == 90


@given(st.integers(0, 100_000))
def test_a_length_of_time_reads_back_as_it_prints(minutes: int) -> None:
    assert parse_duration(str(Duration(minutes))) == Duration(minutes)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_reads_back_as_it_prints(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text", ["2027-2-3", "2027-02-29", "2027-W10-1", "20270203", "2027-02-03T10:00", "0000-01-01"]
)
def test_only_a_whole_iso_date_is_a_date(text: str) -> None:
    assert refused(parse_date, text) == "bad-value"


@pytest.mark.parametrize("text", ["0227-03-16", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_that_no_plan_has_is_refused(text: str) -> None:
    assert refused(parse_date, text) == "bad-value"
    assert refused(parse_wall, f"{text}T10:00") == "bad-value"


def test_clock_times_run_from_midnight_to_one_minute_before() -> None:
    assert (parse_clock("00:00"), parse_clock("23:59")) == (time(0, 0), time(23, 59))
    for text in ("24:00", "7:00", "07:60", "07:00:00"):
        assert refused(parse_clock, text) == "bad-value"


def test_a_yearly_day_falls_in_every_year() -> None:
    assert parse_month_day("02-29") == MonthDay(2, 29)
    assert MonthDay(2, 29).in_year(2027) == date(2027, 2, 28)
    assert MonthDay(6, 30).in_year(2027) == date(2027, 6, 30)
    assert refused(parse_month_day, "06-31") == "bad-value"


def test_a_moment_carries_its_zone() -> None:
    moment = parse_local("2027-03-16T06:00 Australia/Melbourne")
    assert moment.astimezone(UTC) == datetime(2027, 3, 15, 19, 0, tzinfo=UTC)
    assert refused(parse_local, "2027-03-16T06:00") == "bad-value"
    assert refused(parse_local, "2027-03-16T06:00 AEST") == "unknown-value"


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    # Melbourne goes from 02:00 to 03:00 on Sunday 3 October 2027.
    assert refused(parse_local, "2027-10-03T02:30 Australia/Melbourne") == "bad-value"
    assert parse_local("2027-10-03T03:00 Australia/Melbourne").hour == 3


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    # Melbourne goes back from 03:00 to 02:00 on Sunday 4 April 2027: the first 02:30 is still UTC+11.
    moment = parse_local("2027-04-04T02:30 Australia/Melbourne")
    assert moment.astimezone(UTC) == datetime(2027, 4, 3, 15, 30, tzinfo=UTC)


def test_a_local_time_without_zone_takes_none() -> None:
    assert parse_wall("2027-03-03T19:30") == parse_wall("2027-03-03 19:30")
    assert parse_wall("2027-03-03T19:30").tzinfo is None
    assert refused(parse_wall, "2027-03-03T19:30 Australia/Melbourne") == "bad-value"


@pytest.mark.parametrize(
    "name", ["AEST", "EST", "Cuba", "Etc/GMT+10", "Melbourne", "australia/melbourne", ""]
)
def test_a_zone_is_an_iana_place(name: str) -> None:
    assert refused(parse_zone, name) == "unknown-value"


@pytest.mark.parametrize("name", ["Australia/Melbourne", "America/Argentina/Buenos_Aires", "UTC"])
def test_iana_places_are_zones(name: str) -> None:
    assert parse_zone(name) == name


@pytest.mark.parametrize("code", ["AU-VIC", "GB-ENG", "US-CO", "NZ", "NZ-AUK", "IE", "DE-BY"])
def test_regions_are_read_in_any_case(code: str) -> None:
    assert parse_region(code.lower()) == code


@pytest.mark.parametrize("code", ["AU", "US", "GB", "CA", "UK", "AU-XX", "XX-AB", "Victoria", "AU_VIC"])
def test_a_region_whose_holidays_would_be_a_guess_is_refused(code: str) -> None:
    assert refused(parse_region, code) == "unknown-value"


def test_data_may_have_to_stay_in_a_whole_country() -> None:
    assert parse_area("AU") == "AU"


def test_currencies_are_iso_codes() -> None:
    assert parse_currency("aud") == "AUD"
    assert refused(parse_currency, "$") == "unknown-value"


@pytest.mark.parametrize("text", ["1_000", "0x1F", "1e5", "1.0", "08", "twelve", "", "9" * 400])
def test_only_plain_digits_are_a_whole_number(text: str) -> None:
    assert refused(whole(0, 10**9), text) in ("bad-value", "wrong-type")


@pytest.mark.parametrize("text", ["yes", "no", "on", "off", "1", "0", "y", ""])
def test_truth_is_true_or_false_and_nothing_else(text: str) -> None:
    assert refused(parse_flag, text) == "wrong-type"
    assert parse_flag("True") is True


def test_choices_are_found_in_any_spelling_of_case_and_hyphens() -> None:
    options = ("for_review", "commercial-in-confidence")
    assert choose("For review", options) == "for_review"
    assert choose("COMMERCIAL_IN_CONFIDENCE", options) == "commercial-in-confidence"


def test_a_secret_is_never_shown() -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_secret("hunter2!")
    assert "hunter2" not in str(caught.value)
    assert parse_secret("vault://clients/hwp/fw01") == "vault://clients/hwp/fw01"


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1f", "\x7f", "\x85", "\r", "\ud83d", "\ufffe"])
def test_texts_refuse_what_no_document_can_hold(char: str) -> None:
    assert refused(parse_text, f"a{char}b") == "forbidden-character"
    assert refused(parse_long_text, f"a{char}b") == "forbidden-character"


@pytest.mark.parametrize(
    "text",
    ["Smith & Sons", "a<b", "]]>", "{{ 7*7 }}", "00123", "  two  spaces  ", "e\u0301", "\u202eabc", "a\xa0b"],
)
def test_texts_stay_as_they_are(text: str) -> None:
    assert parse_text(text) == text


def test_a_language_is_spelt_one_way() -> None:
    assert locale_code("EN_au") == "en-AU"
    assert refused(locale_code, "english") == "bad-value"


def test_a_value_is_shown_on_one_line_and_short() -> None:
    assert shown("a\nb\x07") == "“a\\u000ab\\u0007”"
    assert shown("x" * 100) == f"“{'x' * 60}…”"


def test_suggestions_ignore_case_and_say_nothing_when_nothing_is_close() -> None:
    assert nearest("TEIR", ["tier", "term"]) == "tier"
    assert nearest("frobnicate", ["tier", "term"]) == ""
    assert in_words(["a", "b", "c"]) == "a, b or c"
    assert in_words(["a"]) == "a"


def test_python_values_are_taken_as_well_as_text() -> None:
    assert parse_date(date(2027, 3, 16)) == date(2027, 3, 16)
    assert whole(0, 10)(7) == 7
    assert parse_flag(value=True) is True
    assert parse_duration(Duration(15)) == Duration(15)
    assert decimal(0, 10, 2, "1.10")(Decimal("1.10")) == Decimal("1.10")
