"""How domain values look on a page."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from docgen.derive.values import Chip, Gap, Money, Span, State
from docgen.engine.rich import Styled
from docgen.printing import PRINTERS

NB = "\N{NO-BREAK SPACE}"


def shown(value: object, locale: str = "en-AU") -> str:
    return str(PRINTERS[type(value)](value, locale))


def test_a_gap_names_who_owes_it_and_by_when() -> None:
    gap = Gap("sla.x", owner="Priyan Rao", due=date(2027, 2, 20))
    assert shown(gap) == f"{NB}▲{NB}TBC (Priyan{NB}Rao, 20{NB}Feb{NB}2027){NB}"


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (Gap("x"), f"{NB}▲{NB}TBC{NB}"),
        (Gap("x", owner="Dana Wills"), f"{NB}▲{NB}TBC (Dana{NB}Wills){NB}"),
        (Gap("x", due=date(2027, 2, 5)), f"{NB}▲{NB}TBC (5{NB}Feb{NB}2027){NB}"),
    ],
)
def test_a_gap_leaves_out_what_nobody_knows(gap: Gap, text: str) -> None:
    assert shown(gap) == text


def test_a_fact_that_the_client_does_not_have_is_not_owed_by_anyone() -> None:
    gap = Gap("x", owner="Dana Wills", not_applicable=True)
    assert PRINTERS[Gap](gap, "en-AU") == Styled(f"{NB}○{NB}Not{NB}applicable{NB}", "Chip Neutral")


def test_a_gap_carries_the_style_that_the_templates_have() -> None:
    assert PRINTERS[Gap](Gap("x"), "en-AU") == Styled(f"{NB}▲{NB}TBC{NB}", "Chip TBC")


@pytest.mark.parametrize(
    ("state", "glyph", "style"),
    [
        (State.GOOD, "●", "Chip Good"),
        (State.CAUTION, "▲", "Chip Caution"),
        (State.CRITICAL, "■", "Chip Critical"),
        (State.EXTREME, "■", "Chip Extreme"),
        (State.NEUTRAL, "○", "Chip Neutral"),
    ],
)
def test_each_state_has_its_own_glyph_and_style_and_never_breaks(
    state: State, glyph: str, style: str
) -> None:
    printed = PRINTERS[Chip](Chip(state, "On the way"), "en-AU")
    assert printed == Styled(f"{NB}{glyph}{NB}On{NB}the{NB}way{NB}", style)


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(15), "15 minutes"),
        (Span(1), "1 minute"),
        (Span(240), "4 hours"),
        (Span(90), "1 hour 30 minutes"),
        (Span(1440), "1 day"),
        (Span(480, business=True), "8 business hours"),
        (Span(60, business=True), "1 business hour"),
        (Span(30, business=True), "30 minutes in service hours"),
        (Span(1, business=True), "1 minute in service hours"),
        (Span(90, business=True), "1 business hour 30 minutes"),
        (Span(1440, business=True), "2 business days (24 business hours)"),
        (Span(480, business=True, day=480), "1 business day (8 business hours)"),
        (Span(900, business=True), "15 business hours"),
    ],
)
def test_a_length_of_time_prints_in_words_and_says_which_clock(span: Span, text: str) -> None:
    assert shown(span) == text


def test_a_date_follows_the_language_of_the_document() -> None:
    day = date(2027, 3, 16)
    assert [shown(day, locale) for locale in ("en-AU", "en-GB", "en-US")] == [
        "Tue 16 March 2027",
        "Tue 16 March 2027",
        "Tue March 16, 2027",
    ]


def test_a_moment_prints_its_day_and_its_clock_time() -> None:
    assert shown(datetime(2027, 3, 16, 6, 0)) == "Tue 16 March 2027 06:00"  # noqa: DTZ001
    assert shown(time(17, 5)) == "17:05"


def test_money_is_rounded_half_up_and_named_by_its_code() -> None:
    assert shown(Money(Decimal("21600.005"), "AUD")) == f"AUD{NB}21,600.01"


def test_numbers_are_grouped_and_keep_their_decimals() -> None:
    assert (shown(44580), shown(Decimal("99.785"))) == ("44,580", "99.785")


def test_a_yes_or_no_is_refused_rather_than_printed_as_true() -> None:
    with pytest.raises(ValueError, match="cannot be printed"):
        shown(True)
