"""What people write, and what it can mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.imports.locales import habits_of
from docgen.imports.readings import Habits, Order, Unusable, reading
from docgen.imports.tree import shape_of
from docgen.intake.shape import Shape


def shape(path: str) -> Shape:
    found = shape_of(path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "said", "meant"),
    [
        ("client.headcount", "1,200", "1200"),
        ("client.headcount", "1.200", "1200"),
        ("client.headcount", "1 200", "1200"),
        ("client.headcount", "128.0", "128"),
        ("contract.total_value", "1.234,50", "1234.50"),
        ("contract.total_value", "1,234.50", "1234.50"),
        ("contract.total_value", "12,5", "12.5"),
        ("contract.total_value", "1'234'567.25", "1234567.25"),
        ("engagement.kickoff_date", "16/03/2027", "2027-03-16"),
        ("engagement.kickoff_date", "3/16/2027", "2027-03-16"),
        ("engagement.kickoff_date", "16.3.2027", "2027-03-16"),
        ("engagement.kickoff_date", "2027/03/04", "2027-03-04"),
        ("engagement.kickoff_date", "4 March 2027", "2027-03-04"),
        ("engagement.kickoff_date", "Thursday, 4 Mar 2027", "2027-03-04"),
        ("engagement.kickoff_date", "March 4, 2027", "2027-03-04"),
        ("engagement.kickoff_date", "04/04/2027", "2027-04-04"),
        ("engagement.kickoff_date", "2027-03-04 00:00:00", "2027-03-04"),
        ("engagement.tier", "Gold", "gold"),
        ("contract.renewal.auto", "Yes", "true"),
        ("contract.renewal.auto", "n", "false"),
        ("kickoff.start_time", "9:30 pm", "21:30"),
        ("kickoff.start_time", "12:05 am", "00:05"),
        ("client.legal_name", "  Harrow Wills  ", "Harrow Wills"),
    ],
)
def test_one_meaning_is_taken(path: str, said: str, meant: str) -> None:
    assert reading(said, shape(path)) == meant


@pytest.mark.parametrize(
    ("path", "said", "code"),
    [
        ("engagement.kickoff_date", "03/04/2027", "ambiguous"),
        ("hypercare.csat.score", "1.234", "ambiguous"),
        ("engagement.kickoff_date", "31/02/2027", "bad-value"),
        ("engagement.kickoff_date", "4 Marsh 2027", "bad-value"),
        ("engagement.kickoff_date", "03/04/27", "bad-value"),
        ("client.headcount", "12,5", "bad-value"),
        ("client.headcount", "about 120", "bad-value"),
        ("contract.total_value", "AUD 1,200", "bad-value"),
        ("engagement.tier", "Bronze", "unknown-value"),
        ("kickoff.start_time", "13:00 pm", "bad-value"),
        ("contract.renewal.auto", "1", "wrong-type"),
    ],
)
def test_two_meanings_or_none_are_reported(path: str, said: str, code: str) -> None:
    with pytest.raises(Unusable) as fault:
        reading(said, shape(path))
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("locale", "meant"), [("en-AU", "2027-04-03"), ("en-US", "2027-03-04"), ("de-DE", "2027-04-03")]
)
def test_a_locale_decides_between_two_dates(locale: str, meant: str) -> None:
    assert reading("03/04/2027", shape("engagement.kickoff_date"), habits_of(locale)) == meant


def test_a_locale_decides_between_two_numbers() -> None:
    where = shape("applications[x].users")
    assert reading("1.250", where, habits_of("de-DE")) == "1250"
    with pytest.raises(Unusable):
        reading("1.250", where, habits_of("en-AU"))


def test_a_locale_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="xx-YY"):
        habits_of("xx-YY")


@given(days=st.integers(0, 20_000), month_first=st.booleans())
def test_a_date_in_figures_is_the_same_day_by_its_habit_or_said_to_be_two(
    days: int, month_first: bool
) -> None:
    day = date(2000, 1, 1) + timedelta(days)
    written = f"{day:%m/%d/%Y}" if month_first else f"{day:%d/%m/%Y}"
    habits = Habits(Order.MONTH if month_first else Order.DAY)
    where = shape("engagement.kickoff_date")
    assert reading(written, where, habits) == day.isoformat()
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(Unusable, match="may mean"):
            reading(written, where)
    else:
        assert reading(written, where) == day.isoformat()


@given(st.integers(0, 9_999_999))
def test_a_whole_number_is_read_however_its_thousands_are_parted(number: int) -> None:
    plain = f"{number:,}"
    for written in (
        plain,
        plain.replace(",", "."),
        plain.replace(",", " "),
        plain.replace(",", "’"),
        str(number),
    ):
        assert reading(written, shape("client.headcount")) == str(number)
