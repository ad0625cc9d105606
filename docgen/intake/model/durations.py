"""Lengths of time as people write them: `15m`, `4h`, `2bd`, `PT15M`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from docgen.intake.model.scalar import Scalar, expect_text, refuse, shown

_MINUTES = {"m": 1, "min": 1, "h": 60, "d": 1440, "w": 10080}
_HUMAN = re.compile(r"(\d+(?:\.\d+)?)\s*(min|bd|m|h|d|w)\s*", re.IGNORECASE)
_ISO = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", re.IGNORECASE)
_EXAMPLES = "15m, 4h, 1d, 2bd (business days) or PT15M"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: elapsed `minutes`, or whole `business_days`; never both.

    What a business day holds in minutes depends on the service hours: see `total`.
    """

    minutes: int = 0
    business_days: int = 0

    @property
    def is_business(self) -> bool:
        """True when the length is given in business days."""
        return self.business_days > 0

    def total(self, day: int) -> int:
        """Return the length in minutes where a business day has `day` minutes of service hours."""
        return self.minutes + self.business_days * day

    def __str__(self) -> str:
        if self.business_days:
            return f"{self.business_days}bd"
        hours, minutes = divmod(self.minutes, 60)
        return f"{hours}h" if hours and not minutes else f"{self.minutes}m"


def parse_duration(value: object) -> Duration:
    """Return the length of time that `value` says; refuse anything but whole minutes, at most ten years."""
    if isinstance(value, Duration):
        return value
    text = expect_text(value, f"a length of time such as {_EXAMPLES}").strip()
    duration = _from_iso(text) if text[:1] in "Pp" else _from_human(text)
    if duration is None:
        raise refuse("bad-value", f"is {shown(text)}, not a length of time.", f"Write {_EXAMPLES}.")
    return duration


def _from_iso(text: str) -> Duration | None:
    match = _ISO.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    weeks, days, hours, minutes = (int(part or 0) for part in match.groups())
    return _bounded(Duration(weeks * 10080 + days * 1440 + hours * 60 + minutes))


def _from_human(text: str) -> Duration | None:
    parts = _HUMAN.findall(text)
    if not parts or _HUMAN.sub("", text):
        return None
    units = [unit.lower() for _, unit in parts]
    if units == ["bd"]:
        number = Decimal(parts[0][0])
        return _bounded(Duration(business_days=int(number))) if number == int(number) else None
    if "bd" in units or len(set(units)) < len(units):
        return None
    total = sum(Decimal(number) * _MINUTES[unit.lower()] for number, unit in parts)
    return _bounded(Duration(int(total))) if total == int(total) else None


def _bounded(duration: Duration) -> Duration | None:
    return duration if 0 <= duration.total(1440) <= 10 * 366 * 1440 else None


Length = Annotated[
    Duration,
    Scalar(
        parse_duration,
        {
            "type": "string",
            "pattern": r"^([Pp]|(\d+(\.\d+)?\s*([Mm][Ii][Nn]|[Bb][Dd]|[MmHhDdWw])\s*)+$)",
            "examples": ["15m", "4h", "2bd"],
        },
    ),
]


@dataclass(frozen=True, slots=True)
class Interval:
    """How often something comes again: `every` so much time, or never (None)."""

    every: Duration | None = None

    def __str__(self) -> str:
        return "none" if self.every is None else str(self.every)


def parse_interval(value: object) -> Interval:
    """Return the interval that `value` says (`24h`, or `none` for what does not happen)."""
    if isinstance(value, Interval):
        return value
    text = expect_text(value, "an interval such as 24h").strip()
    if text.casefold() == "none":
        return Interval()
    every = parse_duration(text)
    if not every.total(1440):
        raise refuse("bad-value", f"is {shown(text)}, no time at all.", "Write 24h, or none.")
    return Interval(every)


Every = Annotated[
    Interval,
    Scalar(
        parse_interval,
        {
            "type": "string",
            "pattern": r"^([Nn][Oo][Nn][Ee]|[Pp].+|(\d+(\.\d+)?\s*([Mm][Ii][Nn]|[Bb][Dd]|[MmHhDdWw])\s*)+)$",
            "examples": ["24h", "none"],
        },
    ),
]
