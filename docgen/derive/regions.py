"""Regions (ISO 3166-2 codes) in words, and their public holidays.

Names and dates come from the `holidays` library. Each region names its language explicitly: left to itself the
library follows the machine's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import holidays
from babel import Locale, localedata

from docgen.errors import CalendarError, IntakeError
from docgen.problems import Place

_SEPARATOR = "; "
# The library goes on beyond these years without the days that it has no dates for any more: of New Zealand it knows
# Matariki as far as the Act of 2022 lists it, of the others what follows the Hindu, Tibetan or Balinese calendar.
_LAST_YEARS = {
    "BT": 2035,
    "FJ": 2035,
    "GY": 2035,
    "ID": 2050,
    "IN": 2035,
    "MU": 2035,
    "NP": 2032,
    "NZ": 2052,
    "SR": 2035,
}
_FIRST_YEARS = {"IN": 2001}
_LOCALES = {"AU": "en-AU", "NZ": "en-NZ", "GB": "en-GB", "US": "en-US"}


@lru_cache(maxsize=256)
def public_holidays(region: str, year: int) -> Mapping[date, str]:
    """Return the public holidays of one region in one year, with their names.

    Raise CalendarError where the library has no data for the region, or not all of it for the year.
    """
    country, _, subdivision = region.partition("-")
    kind = _country(region)
    if year not in known_years(region):
        raise _no_data(f"There are no public holidays on file for {region} in {year}.")
    try:
        found = holidays.country_holidays(
            country, subdiv=subdivision or None, years=year, language=kind.default_language
        )
    except NotImplementedError:
        raise _no_data(f"There are no public holidays on file for the region {region}.") from None
    return MappingProxyType({day: found.get_list(day)[0] for day in sorted(found)})


def known_years(region: str) -> range:
    """Return the calendar years whose public holidays are known, all of them.

    Raise CalendarError where the library has no data for the country.
    """
    kind, country = _country(region), region.partition("-")[0]
    first = max(kind.start_year, _FIRST_YEARS.get(country, kind.start_year))
    return range(first, min(kind.end_year, _LAST_YEARS.get(country, kind.end_year)) + 1)


def _country(region: str) -> Any:
    kind = getattr(holidays, region.partition("-")[0], None)
    if kind is None:
        raise _no_data(f"There are no public holidays on file for the region {region}.")
    return kind


def _no_data(message: str) -> CalendarError:
    hint = "Check the region and the date, or list the days off under calendar.holidays with source: list."
    return CalendarError.single("no-holiday-data", message, hint=hint)


def region_name(region: str) -> str:
    """Return a region in words: `Victoria, Australia`; `New Zealand`; the code itself where it has no name."""
    country, _, subdivision = region.partition("-")
    nation = Locale("en").territories.get(country, country)
    return f"{_subdivision(country, subdivision)}, {nation}" if subdivision else nation


def short_region_name(region: str) -> str:
    """Return a region without its country: `Victoria`."""
    country, _, subdivision = region.partition("-")
    return _subdivision(country, subdivision) if subdivision else region_name(region)


def region_names(regions: Iterable[str]) -> str:
    """Return several regions in words; the country is said once where it is the same: `Victoria and Tasmania,
    Australia`."""
    codes = tuple(regions)
    countries = {code.partition("-")[0] for code in codes}
    if len(countries) > 1 or len(codes) < 2:
        return _SEPARATOR.join(region_name(code) for code in codes)
    nation = Locale("en").territories.get(next(iter(countries)), "")
    *first, last = [short_region_name(code) for code in codes]
    return f"{', '.join(first)} and {last}, {nation}"


@lru_cache(maxsize=1024)
def _subdivision(country: str, subdivision: str) -> str:
    kind = getattr(holidays, country, None)
    aliases = kind.get_subdivision_aliases().get(subdivision) if kind else None
    return aliases[0] if aliases else subdivision


def locale_of(region: str | None, stated: str | None) -> str:
    """Return the document's language: the stated one, else the region's (en-AU where there is neither).

    Raise IntakeError for a stated language that nobody has words for.
    """
    if stated and not localedata.exists(stated.replace("-", "_")):
        message = f"client.locale is {stated}, which is not a known language."
        hint = "Write language-COUNTRY, such as en-AU, en-NZ, en-GB or en-US."
        raise IntakeError.single("unknown-value", message, where=Place(path="client.locale"), hint=hint)
    return stated or _LOCALES.get((region or "").partition("-")[0], "en-AU")


def paper_of(region: str | None) -> str:
    """Return `Letter` for the United States and Canada, which print on it, else `A4`."""
    return "Letter" if (region or "").partition("-")[0] in {"US", "CA"} else "A4"
