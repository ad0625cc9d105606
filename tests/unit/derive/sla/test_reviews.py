"""Report and review dates."""

from __future__ import annotations

from datetime import date

from docgen.derive.sla.reviews import Cadence, nth_business_day, service_calendar

# Victorian public holidays on weekdays in the year from go-live that touch the first fifteen business days.
CLOSED = {date(2027, 11, 2), date(2027, 12, 27), date(2027, 12, 28), date(2028, 1, 3), date(2028, 3, 13)}
QUARTERLY = Cadence("quarterly", "quarterly", combined=True)


def is_business_day(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def year(
    cadence: Cadence = QUARTERLY, start: date = date(2027, 3, 16)
) -> dict[int, tuple[date, tuple[str, ...]]]:
    months = service_calendar(start, due_bd=5, cadence=cadence, is_business_day=is_business_day)
    return {row.month.month: (row.report_due, row.meetings) for row in months}


def test_the_report_is_due_on_the_fifth_business_day_of_the_next_month() -> None:
    assert year()[4][0] == date(2027, 5, 7)
    assert year()[12][0] == date(2028, 1, 10)


def test_a_holiday_in_the_first_week_moves_the_due_date() -> None:
    assert year()[10][0] == date(2027, 11, 8)


def test_quarterly_reviews_follow_the_calendar_quarters_and_skip_a_quarter_of_two_weeks() -> None:
    assert [month for month, (_, meetings) in year().items() if meetings] == [6, 9, 12]
    assert year()[6][1] == ("Service and business review",)


def test_a_service_that_starts_on_the_first_of_the_last_month_has_its_review_that_quarter() -> None:
    assert year(start=date(2027, 3, 1))[3][1] == ("Service and business review",)


def test_a_monthly_service_review_meets_every_month_and_the_business_review_every_quarter() -> None:
    monthly = year(Cadence("monthly", "quarterly", combined=False))
    assert all("Service review" in meetings for _, meetings in monthly.values())
    assert monthly[6][1] == ("Service review", "Business review")


def test_a_meeting_is_held_by_the_fifteenth_business_day() -> None:
    rows = service_calendar(date(2027, 3, 16), due_bd=5, cadence=QUARTERLY, is_business_day=is_business_day)
    june = next(row for row in rows if row.month.month == 6)
    assert june.meeting_by == date(2027, 7, 21)


def test_the_first_month_covers_the_days_from_the_start_only() -> None:
    first = service_calendar(date(2027, 3, 16), due_bd=5, cadence=QUARTERLY, is_business_day=is_business_day)[
        0
    ]
    assert (first.covers_from, first.covers_to) == (date(2027, 3, 16), date(2027, 3, 31))


def test_business_days_are_counted_from_the_first_of_the_month() -> None:
    assert nth_business_day(date(2028, 1, 15), 1, is_business_day) == date(2028, 1, 4)
