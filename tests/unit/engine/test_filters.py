"""Filters: the same value in the languages that documents are written in, and a clear refusal of what is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined, Undefined, UndefinedError

from docgen.engine.filters import FILTERS, LOCALE_AWARE
from docgen.engine.markdown import Markdown
from docgen.engine.rich import Styled

TUESDAY = date(2027, 3, 16)
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Price:
    amount: Decimal
    currency: str


def apply(name: str, value: object, *args: Any, locale: str = "en-AU", **options: Any) -> Any:
    if name in LOCALE_AWARE:
        options["locale"] = locale
    result = FILTERS[name](value, *args, **options)
    return result.replace(NO_BREAK, " ") if isinstance(result, str) else result


@pytest.mark.parametrize(
    ("form", "locale", "printed"),
    [
        ("full", "en-AU", "Tue 16 March 2027"),
        ("full", "en-GB", "Tue 16 March 2027"),
        ("full", "en-US", "Tue March 16, 2027"),
        ("full", "de-CH", "Di. 16. März 2027"),
        ("full", "fr-FR", "mar. 16 mars 2027"),
        ("long", "en-AU", "16 March 2027"),
        ("long", "en-US", "March 16, 2027"),
        ("long", "de-CH", "16. März 2027"),
        ("short", "en-AU", "16/03/2027"),
        ("short", "en-GB", "16/03/2027"),
        ("short", "en-US", "03/16/2027"),
        ("short", "de-CH", "16.03.2027"),
        ("short", "fr-FR", "16/03/2027"),
        ("month", "en-AU", "March 2027"),
        ("month", "fr-FR", "mars 2027"),
        ("weekday", "en-AU", "Tuesday"),
        ("weekday", "de-CH", "Dienstag"),
        ("iso", "de-CH", "2027-03-16"),
        ("d MMM y", "en-AU", "16 Mar 2027"),
        ("'Q'Q y", "en-AU", "Q1 2027"),
    ],
)
def test_a_date_takes_the_form_and_the_language(form: str, locale: str, printed: str) -> None:
    assert apply("date", TUESDAY, form, locale=locale) == printed


def test_a_date_is_full_unless_asked_otherwise() -> None:
    assert apply("date", TUESDAY) == "Tue 16 March 2027"


@pytest.mark.parametrize(
    "value",
    ["2027-03-16", " 2027-03-16 ", "2027-03-16T23:30:00+11:00", datetime(2027, 3, 16, 23, 59)],  # noqa: DTZ001
)
def test_iso_texts_and_datetimes_are_dates(value: object) -> None:
    assert apply("date", value, "iso") == "2027-03-16"


def test_a_time_zone_never_moves_the_day_or_the_hour() -> None:
    late = datetime(2027, 3, 16, 23, 30, tzinfo=timezone(timedelta(hours=11)))
    assert apply("date", late, "iso") == "2027-03-16"
    assert apply("time", late, "24h") == "23:30"
    assert apply("time", late, "HH:mm") == "23:30"


@pytest.mark.parametrize(
    "value", ["hello", "", "16/03/2027", "20270316", 20270316, True, [TUESDAY], time(9), {}]
)
def test_what_is_no_date_is_refused_by_what_it_is(value: object) -> None:
    with pytest.raises(ValueError, match="date expects a date or a text such as 2027-03-16"):
        apply("date", value)


def test_a_text_that_is_no_date_is_quoted_in_the_message() -> None:
    with pytest.raises(ValueError, match='is the text "hello"'):
        apply("date", "hello")


def test_a_day_that_the_calendar_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="no day of the calendar"):
        apply("date", "2027-02-30")


@pytest.mark.parametrize(
    ("form", "hint"),
    [("shrt", "did you mean short"), ("fulll", "did you mean full"), ("HH:mm", "full, long, medium, short")],
)
def test_a_misspelt_form_is_refused_rather_than_read_as_a_pattern(form: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        apply("date", TUESDAY, form)


@pytest.mark.parametrize("form", ["DD/MM/YYYY", "YYYY-MM-dd", "dd/mm/y"])
def test_a_pattern_that_means_another_date_than_it_seems_to_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match="or a pattern such as d MMM y"):
        apply("date", TUESDAY, form)


@pytest.mark.parametrize("form", ["", "''", "ddd", "'open", 5])
def test_a_form_that_is_no_pattern_is_refused(form: object) -> None:
    with pytest.raises(ValueError, match="cannot be printed so"):
        apply("date", TUESDAY, form)


@pytest.mark.parametrize(
    ("value", "form", "locale", "printed"),
    [
        (time(15, 5), "short", "en-AU", "3:05 pm"),
        (time(15, 5), "short", "en-US", "3:05 PM"),
        (time(15, 5), "short", "en-GB", "15:05"),
        (time(15, 5), "short", "de-CH", "15:05"),
        (time(0, 0), "24h", "en-AU", "00:00"),
        ("15:05", "iso", "en-US", "15:05"),
        ("15:05:30", "HH:mm:ss", "fr-FR", "15:05:30"),
        ("2027-03-16T15:05", "24h", "en-AU", "15:05"),
    ],
)
def test_a_time_takes_the_form_and_the_language(value: object, form: str, locale: str, printed: str) -> None:
    assert apply("time", value, form, locale=locale) == printed


@pytest.mark.parametrize("value", ["1505", "25:00", "2027-03-16", "noon", TUESDAY, 15, None])
def test_what_is_no_time_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="time expects a time"):
        apply("time", value)


@pytest.mark.parametrize(
    ("value", "currency", "locale", "printed"),
    [
        (21600, "AUD", "en-AU", "AUD 21,600.00"),
        ("21600", "AUD", "en-US", "AUD 21,600.00"),
        (Decimal("21600.5"), "CHF", "de-CH", "CHF 21’600.50"),
        (21600, "EUR", "fr-FR", "21 600,00 EUR"),
        (1250000, "JPY", "en-AU", "JPY 1,250,000"),
        ("1.2345", "KWD", "en-GB", "KWD 1.235"),
        ("1.2345", "IQD", "en-GB", "IQD 1.235"),
        (Decimal("-3.5"), "AUD", "en-AU", "AUD -3.50"),
        (0, "AUD", "en-AU", "AUD 0.00"),
    ],
)
def test_money_has_its_code_and_minor_units(value: object, currency: str, locale: str, printed: str) -> None:
    assert apply("money", value, currency, locale=locale) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("0.005", "AUD 0.01"),
        ("2.675", "AUD 2.68"),
        (2.675, "AUD 2.68"),
        (0.1 + 0.2, "AUD 0.30"),
        ("-0.005", "AUD -0.01"),
        ("-0.004", "AUD 0.00"),
        ("12345678901234567890.125", "AUD 12,345,678,901,234,567,890.13"),
    ],
)
def test_money_rounds_half_up_without_surprises_from_floats(value: object, printed: str) -> None:
    assert apply("money", value) == printed


def test_code_and_amount_stay_on_one_line() -> None:
    assert FILTERS["money"](5, locale="en-AU") == f"AUD{NO_BREAK}5.00"
    assert FILTERS["percent"](5, locale="en-AU") == f"5{NO_BREAK}%"


def test_a_value_with_a_currency_prints_in_its_own() -> None:
    assert apply("money", Price(Decimal(21600), "NZD")) == "NZD 21,600.00"
    assert apply("money", Price(Decimal(21600), "NZD"), "NZD") == "NZD 21,600.00"


def test_an_amount_is_never_relabelled_in_another_currency() -> None:
    with pytest.raises(ValueError, match="is in NZD, and the tag asks for AUD"):
        apply("money", Price(Decimal(21600), "NZD"), "AUD")


@pytest.mark.parametrize("currency", ["AUX", "aud", "$", "Dollar"])
def test_an_unknown_currency_is_refused(currency: str) -> None:
    with pytest.raises(ValueError, match="not a currency code of ISO 4217"):
        apply("money", 5, currency)


@pytest.mark.parametrize(
    ("value", "decimals", "locale", "printed"),
    [
        (1234567, None, "en-AU", "1,234,567"),
        (Decimal("1234.50"), None, "en-AU", "1,234.5"),
        (Decimal("1E+3"), None, "en-AU", "1,000"),
        (0.1, None, "en-AU", "0.1"),
        ("1234.5", 2, "de-CH", "1’234.50"),
        ("1234.5", 2, "fr-FR", "1 234,50"),
        ("1234567", 0, "en-IN", "12,34,567"),
        ("2.5", 0, "en-AU", "3"),
        ("-2.5", 0, "en-AU", "-3"),
        ("-0.4", 0, "en-AU", "0"),
        ("123456789012345678901234.123456", None, "en-GB", "123,456,789,012,345,678,901,234.123456"),
    ],
)
def test_a_number_is_grouped_and_rounded_half_up(
    value: object, decimals: int | None, locale: str, printed: str
) -> None:
    assert apply("number", value, decimals, locale=locale) == printed


@pytest.mark.parametrize("value", ["1e5", "1,000", "12 users", "", "٣", "0x10", True, None, TUESDAY, [1]])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="number expects a number such as"):
        apply("number", value)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), Decimal("NaN"), "9" * 40, Decimal("1E+999999"), 1e-300]
)
@pytest.mark.parametrize("name", ["number", "money", "percent", "duration"])
def test_numbers_without_bound_are_refused(name: str, value: object) -> None:
    with pytest.raises(ValueError, match="cannot be printed"):
        apply(name, value)


@pytest.mark.parametrize("decimals", [-1, 31, "2", 2.0, True])
def test_decimals_are_a_small_whole_number(decimals: object) -> None:
    with pytest.raises(ValueError, match="decimals"):
        apply("number", 5, decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "locale", "printed"),
    [
        (Decimal("99.9"), None, "en-AU", "99.9 %"),
        (100, None, "en-US", "100 %"),
        ("99.95", 1, "de-CH", "100.0 %"),
        (99.9, 2, "fr-FR", "99,90 %"),
    ],
)
def test_a_percentage_is_one_already(value: object, decimals: int | None, locale: str, printed: str) -> None:
    assert apply("percent", value, decimals, locale=locale) == printed


@pytest.mark.parametrize(
    ("value", "locale", "printed"),
    [
        (0, "en-AU", "0 minutes"),
        (1, "en-AU", "1 minute"),
        (15, "en-AU", "15 minutes"),
        (60, "en-AU", "1 hour"),
        (90, "en-AU", "1 hour 30 minutes"),
        (240, "en-US", "4 hours"),
        (1439, "en-AU", "23 hours 59 minutes"),
        (1440, "en-AU", "1 day"),
        (2880, "en-GB", "2 days"),
        (2881, "en-GB", "2 days 1 minute"),
        ("90", "de-CH", "1 Stunde 30 Minuten"),
        (90, "fr-FR", "1 heure 30 minutes"),
        (timedelta(hours=4), "en-AU", "4 hours"),
    ],
)
def test_a_duration_is_told_in_words(value: object, locale: str, printed: str) -> None:
    assert apply("duration", value, locale=locale) == printed


@pytest.mark.parametrize("value", [-1, Decimal("44.6"), timedelta(seconds=90), timedelta(minutes=-5)])
def test_a_duration_is_whole_minutes(value: object) -> None:
    with pytest.raises(ValueError, match="whole minutes, 0 or more"):
        apply("duration", value)


@pytest.mark.parametrize(
    ("value", "words", "locale", "printed"),
    [
        (1, ("user",), "en-AU", "1 user"),
        (0, ("user",), "en-AU", "0 users"),
        (120, ("user",), "en-AU", "120 users"),
        (1200, ("user",), "en-AU", "1,200 users"),
        ("2", ("policy",), "en-AU", "2 policies"),
        (2, ("day",), "en-AU", "2 days"),
        (2, ("box",), "en-AU", "2 boxes"),
        (2, ("switch",), "en-AU", "2 switches"),
        (2, ("person", "people"), "en-AU", "2 people"),
        (Decimal("1.5"), ("hour",), "en-AU", "1.5 hours"),
        (2, ("Standort", "Standorte"), "de-CH", "2 Standorte"),
        (0, ("site", "sites"), "fr-FR", "0 site"),
    ],
)
def test_a_count_agrees_with_its_noun(
    value: object, words: tuple[str, ...], locale: str, printed: str
) -> None:
    assert apply("plural", value, *words, locale=locale) == printed


def test_english_spelling_is_not_applied_to_other_languages() -> None:
    with pytest.raises(ValueError, match="write the plural too"):
        apply("plural", 2, "Standort", locale="de-CH")


@pytest.mark.parametrize(
    ("items", "locale", "printed"),
    [
        (["a"], "en-AU", "a"),
        (["a", "b"], "en-AU", "a and b"),
        (["a", "b", "c"], "en-AU", "a, b and c"),
        (["a", "b", "c"], "en-GB", "a, b and c"),
        (["a", "b", "c"], "en-US", "a, b, and c"),
        (("a", "b", "c"), "de-CH", "a, b und c"),
        (["a", "b", "c"], "fr-FR", "a, b et c"),
        ([1200, Decimal("2.5")], "en-AU", "1,200 and 2.5"),
        (["{0}", "{1}"], "en-AU", "{0} and {1}"),
        ([Styled("a", "Chip")], "en-AU", "a"),
    ],
)
def test_a_list_is_joined_as_the_language_does(items: object, locale: str, printed: str) -> None:
    assert apply("list_and", items, locale=locale) == printed


def test_an_empty_list_has_words_or_is_refused() -> None:
    assert apply("list_and", [], empty="none") == "none"
    with pytest.raises(ValueError, match="empty list"):
        apply("list_and", [])


@pytest.mark.parametrize("value", ["abc", {"a": 1}, 5, None, b"ab"])
def test_a_text_is_no_list(value: object) -> None:
    with pytest.raises(ValueError, match="list_and expects a list"):
        apply("list_and", value)


@pytest.mark.parametrize("item", [None, True, TUESDAY, ["x"]])
def test_an_item_that_has_no_text_is_refused(item: object) -> None:
    with pytest.raises(ValueError, match="as an item"):
        apply("list_and", ["a", item])


@pytest.mark.parametrize("value", ["Sydney", 0, False, Decimal(0), TUESDAY])
def test_a_value_that_is_there_is_left_alone(value: object) -> None:
    assert apply("default_tbc", value, "IT") is value


@pytest.mark.parametrize("value", [None, "", "  \n", Undefined(name="rto")])
def test_a_missing_value_becomes_a_chip(value: object) -> None:
    chip = apply("default_tbc", value, "Dana Cole", date(2027, 2, 20))
    assert isinstance(chip, Styled)
    assert (chip.style, str(chip).replace(NO_BREAK, " ")) == ("Chip TBC", "▲ TBC (Dana Cole, 20 Feb 2027)")


@pytest.mark.parametrize(
    ("args", "printed"),
    [
        ((), "▲ TBC"),
        (("IT",), "▲ TBC (IT)"),
        (("", "before S3"), "▲ TBC (before S3)"),
        (("IT", "2027-02-20"), "▲ TBC (IT, 20 Feb 2027)"),
    ],
)
def test_a_chip_leaves_out_what_is_not_known(args: tuple[str, ...], printed: str) -> None:
    assert str(apply("default_tbc", None, *args)).replace(NO_BREAK, " ") == printed


def test_markdown_is_made_of_text_only() -> None:
    assert apply("markdown", "a *b*") == Markdown("a *b*")
    assert apply("markdown", Markdown("a")) == Markdown("a")
    with pytest.raises(ValueError, match="is the number 5; markdown expects a text"):
        apply("markdown", 5)


@pytest.mark.parametrize("name", sorted(set(FILTERS) - {"default_tbc"}))
def test_nothing_is_refused_by_every_filter(name: str) -> None:
    with pytest.raises(ValueError, match=r"nothing \(the value is missing\)"):
        apply(name, None, *(("user",) if name == "plural" else ()))


@pytest.mark.parametrize("name", sorted(set(FILTERS) - {"default_tbc"}))
def test_an_unknown_name_keeps_its_own_error_or_its_blank(name: str) -> None:
    options = ("user",) if name == "plural" else ()
    with pytest.raises(UndefinedError, match="'rto' is undefined"):
        apply(name, StrictUndefined(name="rto"), *options)
    assert apply(name, Undefined(name="rto"), *options) == ""


@pytest.mark.parametrize("name", sorted(LOCALE_AWARE - {"default_tbc"}))
@pytest.mark.parametrize("locale", ["xx", "", "en-XX", "../../etc"])
def test_an_unknown_locale_is_refused(name: str, locale: str) -> None:
    values: dict[str, object] = {"date": TUESDAY, "time": time(9), "list_and": ["a", "b"]}
    with pytest.raises(ValueError, match="not a known locale"):
        apply(name, values.get(name, 5), *(("user",) if name == "plural" else ()), locale=locale)


def test_a_locale_may_be_written_either_way() -> None:
    assert apply("date", TUESDAY, locale="en_US") == apply("date", TUESDAY, locale="en-US")


def test_filters_work_in_a_plain_jinja_template() -> None:
    environment = Environment(autoescape=False)
    environment.filters["money"] = lambda value, *args: FILTERS["money"](value, *args, locale="en-AU")
    assert environment.from_string("{{ fee|money('NZD') }}").render(fee=5) == f"NZD{NO_BREAK}5.00"
