"""How numbers, amounts, dates, times and lists look in a language and region.

The facts are CLDR's, read through Babel; the choices on top of it are ours and stated here. Babel is imported
inside the functions because it costs more to import than most documents cost to render.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, localcontext
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

NO_BREAK = "\N{NO-BREAK SPACE}"

# ISO 4217, amendment list of minor units: every currency not listed has two decimals. (CLDR's digits follow
# what shops do, not the standard: it gives the Iraqi dinar none, the standard three.)
_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
_FOUR_DECIMALS = "CLF UYW"
_MINOR_UNITS = {
    code: decimals
    for codes, decimals in ((_NO_DECIMALS, 0), (_THREE_DECIMALS, 3), (_FOUR_DECIMALS, 4))
    for code in codes.split()
}

# CLDR's fields that say what they seem to. Not Y (the year of the week), D (the day of the year), w, W: `DD/MM/YYYY`
# is meant as a date by all who type it, and would be wrong without a sign of it.
_DATE_FIELDS = frozenset("GyQqMLdEec")
_TIME_FIELDS = frozenset("abBhHKkmsS")
_EXAMPLES = {"date": "d MMM y", "time": "HH:mm"}
_DATE_FORMS = ("full", "long", "medium", "short", "day", "month", "weekday", "iso")
_TIME_FORMS = ("short", "24h", "iso")

_LARGEST = (
    30  # digits before or after the point: beyond any amount, and a bound on what a hostile number prints
)
_MINUTES = {"duration-day": 1440, "duration-hour": 60, "duration-minute": 1}


@lru_cache(maxsize=64)
def find_locale(tag: str) -> Locale:
    """Return Babel's locale for a language tag (BCP 47) such as `en-AU`. Raise ValueError on an unknown one."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        raise ValueError(f'cannot be printed: "{tag[:40]}" is not a known locale (such as en-AU)') from None


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return the value with that many decimals, halves away from zero, and never a negative zero."""
    with localcontext(prec=4 * _LARGEST):
        result = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def check_size(value: Decimal) -> None:
    """Raise ValueError unless the number is finite and has at most 30 digits on either side of the point."""
    if not value.is_finite():
        raise ValueError(f"is {value}, which cannot be printed as a number")
    _, digits, exponent = value.as_tuple()
    if max(len(digits), abs(value.adjusted()), abs(int(exponent))) > _LARGEST:
        raise ValueError(f"is a number of more than {_LARGEST} digits, which cannot be printed")


def number_text(value: Decimal, decimals: int | None, tag: str) -> str:
    """Return the number grouped as the locale does, with `decimals` places, or as many as it needs.

    Halves round away from zero. Raise ValueError where `check_size` does.
    """
    check_size(value)  # outside the cache: equal numbers may have more digits or fewer
    return _number_text(value, decimals, tag)


@lru_cache(
    maxsize=2048
)  # counts, percentages and prices come again and again, and Babel takes long over each
def _number_text(value: Decimal, decimals: int | None, tag: str) -> str:
    from babel.numbers import format_decimal

    places = _decimals_needed(value) if decimals is None else decimals
    pattern, locale = _number_pattern(tag, places), find_locale(tag)
    with localcontext(prec=4 * _LARGEST):
        return _usual_spaces(
            format_decimal(rounded(value, places), format=pattern, locale=locale, decimal_quantization=False)
        )


def money_text(value: Decimal, currency: str, tag: str) -> str:
    """Return the amount with its ISO 4217 code: `AUD 21,600.00` (the code last where the locale has it so).

    Rounded half up to the currency's minor unit; a no-break space keeps code and amount on one line. Raise
    ValueError on a code that is not in use as a currency.
    """
    _check_currency(currency)
    amount = number_text(value, minor_units(currency), tag)
    parts = (currency, amount) if _code_comes_first(tag) else (amount, currency)
    return NO_BREAK.join(parts)


def minor_units(currency: str) -> int:
    """Return how many decimals the currency has (ISO 4217)."""
    return _MINOR_UNITS.get(currency, 2)


def percent_text(value: Decimal, decimals: int | None, tag: str) -> str:
    """Return `99.9 %` for 99.9: the space that ISO 80000-1 asks for, made no-break, in every locale."""
    return f"{number_text(value, decimals, tag)}{NO_BREAK}%"


def date_text(value: date, form: str, tag: str) -> str:
    """Return the day in one of the named forms, or by a CLDR pattern of date fields such as `d MMM y`.

    full `Tue 16 March 2027`, long `16 March 2027`, medium `16 Mar 2027`, short `16/03/2027`, day `16 Mar`, month
    `March 2027`, weekday `Tuesday`, iso `2027-03-16`. Raise ValueError on any other form.
    """
    if form == "iso":
        return value.isoformat()
    # Moments that are equal may lie on different days.
    return _date_text(value.date() if isinstance(value, datetime) else value, form, tag)


@lru_cache(maxsize=2048)
def _date_text(value: date, form: str, tag: str) -> str:
    from babel.dates import format_date

    return _usual_spaces(format_date(value, _date_pattern(form, tag), locale=find_locale(tag)))


def time_text(value: time, form: str, tag: str) -> str:
    """Return the time of day: short as the locale has it (`3:05 pm`), `24h` and iso `15:05`, or by a pattern."""
    from babel.dates import format_time

    if form in {"24h", "iso"}:
        return value.strftime("%H:%M")
    if form != "short":
        _check_pattern("time", form, _TIME_FIELDS, _TIME_FORMS)
    # Babel would move a time with a zone to UTC: the clock reading is what is printed.
    return _usual_spaces(format_time(value.replace(tzinfo=None), form, locale=find_locale(tag)))


def duration_text(minutes: int, tag: str) -> str:
    """Return whole minutes in words, in days of 24 hours: `1 hour 30 minutes`."""
    words = []
    for unit, size in _MINUTES.items():
        count, minutes = divmod(minutes, size)
        if count:
            words.append(_unit_text(count, unit, tag))
    return " ".join(words) or _unit_text(0, "duration-minute", tag)


def list_text(items: Sequence[str], tag: str) -> str:
    """Return `a, b and c`, with the locale's comma and its word for "and"."""
    from babel.lists import format_list

    return _usual_spaces(format_list(items, style="standard", locale=find_locale(tag)))


def is_singular(value: Decimal, tag: str) -> bool:
    """Whether a count takes the singular in this language (CLDR plural rules): 1 in English, 0 too in French."""
    return find_locale(tag).plural_form(value) == "one"


def _decimals_needed(value: Decimal) -> int:
    with localcontext(prec=4 * _LARGEST):
        return max(0, -int(value.normalize().as_tuple().exponent))


@lru_cache(maxsize=256)
def _number_pattern(tag: str, decimals: int) -> str:
    if not 0 <= decimals <= _LARGEST:
        raise ValueError(f"cannot be printed with {decimals} decimals: ask for 0 to {_LARGEST}")
    # The part before the point carries the locale's grouping: threes here, twos and threes in India.
    whole = find_locale(tag).decimal_formats[None].pattern.partition(".")[0]
    return f"{whole}.{'0' * decimals}" if decimals else whole


@lru_cache(maxsize=64)
def _code_comes_first(tag: str) -> bool:
    return str(find_locale(tag).currency_formats["standard"].pattern).lstrip().startswith("¤")


@lru_cache(maxsize=64)
def _check_currency(currency: str) -> None:
    from babel.numbers import list_currencies

    known = list_currencies()
    if currency not in known:
        near = get_close_matches(currency.upper(), sorted(known), n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise ValueError(f'cannot be printed as money: "{currency}" is not a currency code of ISO 4217{hint}')


@lru_cache(maxsize=256)
def _date_pattern(form: str, tag: str) -> str:
    """Return the CLDR pattern of a named form; the named forms are all made from the locale's own."""
    locale = find_locale(tag)
    if form == "full":
        # "Tue 16 March 2027": the weekday short, and no comma after it.
        return str(locale.date_formats["full"].pattern).replace("EEEE,", "EEEE").replace("EEEE", "EEE")
    if form == "short":
        return _with_equal_widths(str(locale.date_formats["short"].pattern))
    if form in {"long", "medium"}:
        return str(locale.date_formats[form].pattern)
    if form in {"day", "month"}:
        return str(locale.datetime_skeletons["MMMd" if form == "day" else "yMMMM"].pattern)
    if form == "weekday":
        return "EEEE"
    _check_pattern("date", form, _DATE_FIELDS, _DATE_FORMS)
    return form


def _with_equal_widths(pattern: str) -> str:
    """Return a short date's pattern with four digits of year and two of day and month, to line up in columns."""
    years = pattern.replace("yyyy", "y").replace("yy", "y")
    days = years.replace("dd", "d").replace("d", "dd")
    return days.replace("MM", "M").replace("M", "MM")


def _check_pattern(kind: str, pattern: str, fields: frozenset[str], forms: tuple[str, ...]) -> None:
    """Raise ValueError unless each letter outside quotes is a field of this kind: `shrt` would print nonsense."""
    from babel.dates import parse_pattern

    letters = {char for char in "".join(pattern.split("'")[::2]) if char.isalpha()}
    if letters and letters <= fields:
        try:
            parse_pattern(pattern)
        except (ValueError, KeyError):
            raise ValueError(f'cannot be printed so: "{pattern}" is not a pattern for a {kind}') from None
        return
    near = get_close_matches(pattern, forms, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    known = f"{', '.join(forms)}, or a pattern such as {_EXAMPLES[kind]}"
    raise ValueError(f'cannot be printed so: "{pattern}" is not a form of a {kind} ({known}){hint}')


@lru_cache(maxsize=1024)
def _unit_text(count: int, unit: str, tag: str) -> str:
    from babel.units import format_unit

    locale = find_locale(tag)
    text = format_unit(count, unit, "long", locale=locale)
    # Some languages have only one form and CLDR files it as short; Babel then prints the unit's id.
    return _usual_spaces(format_unit(count, unit, "short", locale=locale) if unit in text else text)


def _usual_spaces(text: str) -> str:
    # Many fonts lack the narrow no-break space, and Word then takes the glyph from another font.
    return text.replace("\N{NARROW NO-BREAK SPACE}", NO_BREAK)
