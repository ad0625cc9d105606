"""Which clocks a region keeps."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from babel.core import get_global

if TYPE_CHECKING:
    from docgen.intake.model import Intake

# Regions by the zones that they keep, as the IANA time zone database has them. Countries of one zone need no entry.
_ZONES: Final[dict[str, str]] = {
    "Australia/Sydney": "AU-NSW AU-ACT AU-VIC AU-TAS",
    "Australia/Brisbane": "AU-QLD",
    "Australia/Adelaide": "AU-SA",
    "Australia/Broken_Hill": "AU-NSW",
    "Australia/Lord_Howe": "AU-NSW",
    "Australia/Darwin": "AU-NT",
    "Australia/Perth": "AU-WA",
    "Australia/Eucla": "AU-WA",
    "America/New_York": "US-CT US-DC US-DE US-FL US-GA US-IN US-KY US-MA US-MD US-ME US-MI US-NC US-NH US-NJ US-NY "
    "US-OH US-PA US-RI US-SC US-TN US-VA US-VT US-WV",
    "America/Chicago": "US-AL US-AR US-FL US-IA US-IL US-IN US-KS US-KY US-LA US-MI US-MN US-MO US-MS US-ND US-NE "
    "US-OK US-SD US-TN US-TX US-WI",
    "America/Denver": "US-AZ US-CO US-ID US-KS US-MT US-ND US-NE US-NM US-OR US-SD US-TX US-UT US-WY",
    "America/Phoenix": "US-AZ",
    "America/Los_Angeles": "US-CA US-ID US-NV US-OR US-WA",
    "America/Anchorage": "US-AK",
    "America/Adak": "US-AK",
    "Pacific/Honolulu": "US-HI",
    "America/Puerto_Rico": "US-PR US-VI",
}
_YEAR = 2027  # any year shows both halves of the daylight-saving rule


def zone_fits(region: str, zone: str) -> bool:
    """Return whether clocks in `zone` show what clocks in `region` (ISO 3166-2) show, summer and winter.

    For regions that are not in the table, whether the zone lies in the region's country.
    """
    known = [name for name, regions in _ZONES.items() if region in regions.split()]
    if known:
        return any(_offsets(zone) == _offsets(name) for name in known)
    country = get_global("zone_territories").get(zone)
    return country in (None, region.partition("-")[0])


def _offsets(zone: str) -> tuple[object, ...]:
    clocks = ZoneInfo(zone)
    return tuple(datetime(_YEAR, month, 1, tzinfo=clocks).utcoffset() for month in range(1, 13))


def zone_of(intake: Intake) -> str:
    """Return the client's time zone, else that of its first site that has one, else an empty text."""
    sites = intake.sites or ()
    return intake.client.timezone or next((site.tz for site in sites if site.tz), None) or ""
