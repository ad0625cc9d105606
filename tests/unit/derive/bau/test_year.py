"""The first twelve months: which dates, on which days, by which rhythm."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.derive.bau.governance import Year, year_from
from docgen.derive.values import Gap
from tests.unit.derive.bau.handovers import GONE, context, handover


def year(changes: dict[str, object] | None = None) -> Year:
    found = handover(changes).year
    assert isinstance(found, Year)
    return found


def days(found: Year, kind: str) -> list[date]:
    return [day.date for day in found.days if day.kind == kind]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2027, 4, 21), date(2028, 4, 20)),
        (date(2027, 1, 1), date(2027, 12, 31)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_twelve_months_end_on_the_day_before_the_same_day(first: date, last: date) -> None:
    assert year_from(first) == last


def test_a_report_is_due_each_month_on_the_fifth_business_day_of_the_client() -> None:
    found = days(year(), "sla_report")
    assert len(found) == 12
    # 1 January 2028 is a Saturday; its holiday is kept on Monday 3 January.
    assert (found[0], found[8], found[-1]) == (date(2027, 5, 7), date(2028, 1, 10), date(2028, 4, 7))


def test_agreed_reviews_stand_and_no_other_is_worked_out() -> None:
    assert days(year(), "qbr") == [
        date(2027, 7, 20),
        date(2027, 10, 19),
        date(2028, 1, 20),
        date(2028, 4, 19),
    ]


def test_without_agreed_reviews_they_follow_the_tier_on_business_days() -> None:
    found = year({"bau.governance": []})
    reviews = [day for day in found.days if day.kind in ("qbr", "service_review")]
    # Quarters that end in June, September and December, each met by the tenth business day after its report; with
    # Easter and Anzac Day, that of March 2028 falls after the year.
    assert [day.date.month for day in reviews] == [7, 10, 1]
    assert {day.basis for day in reviews} == {"Rhythm"}
    assert all(context().days.is_business_day(day.date) for day in reviews)


def test_what_nobody_dated_is_named() -> None:
    found = year({"bau.governance": [{"kind": "qbr", "date": "2027-07-20"}]})
    assert found.undated == ("Disaster recovery test", "Restore test", "Access review")


def test_a_date_after_the_year_does_not_count() -> None:
    late = [{"kind": "dr_test", "date": "2028-04-21"}, {"kind": "dr_test", "date": "2027-04-20"}]
    assert days(year({"bau.governance": late}), "dr_test") == []


def test_an_agreed_date_on_a_holiday_is_marked() -> None:
    # Melbourne Cup day, Tuesday 2 November 2027.
    found = year({"bau.governance": [{"kind": "restore_test", "date": "2027-11-02"}]})
    assert found.closed == 1
    assert [day.chip.text for day in found.days if day.chip] == ["Not a business day"]


def test_deadlines_and_open_promises_of_the_year_are_in_it_and_kept_ones_are_not() -> None:
    found = year()
    assert days(found, "contract") == [date(2027, 4, 30)]
    assert days(found, "commitment") == [date(2027, 6, 30)]
    assert days(year({"sales.commitments[k2].status": "done"}), "commitment") == []


def test_a_promise_that_the_client_may_not_see_stays_out() -> None:
    assert days(year({"sales.commitments[k2].visibility": "internal"}), "commitment") == []


def test_the_drawn_year_has_a_cell_for_each_month() -> None:
    found = year()
    assert [cell.text for cell in found.months][::12] == ["Apr", "Apr"]
    assert [(cell.text, cell.span) for cell in found.years] == [("2027", 9), ("2028", 4)]
    assert all(len(row.cells) == len(found.months) == 13 for row in found.rows)
    drawn = {row.kind: [cell.text for cell in row.cells if cell.text] for row in found.rows}
    assert drawn["Restore test"] == ["19", "18", "17", "16"]


def test_without_a_first_day_the_business_day_after_the_transition_counts() -> None:
    assert handover({"bau.start_date": GONE}).start == date(2027, 4, 21)


def test_without_any_date_the_year_is_a_gap_that_asks_for_the_start() -> None:
    found = context({"bau.start_date": GONE, "engagement": GONE, "go_live": GONE, "hypercare": GONE}).bau
    assert isinstance(found.year, Gap)
    assert found.year.path == "bau.start_date"
