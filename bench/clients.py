"""Many clients from the examples: other codes, names, people, tiers, fees, counts and dates, for both processes.

Seeded: the same number and seed give the same files anywhere. Every name is made up, every address is of a domain
and every phone of a range that are kept for examples.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
BASES = ("harrow-wills", "harbour-vale")
TIERS = ("silver", "gold", "platinum")

_ONSETS = (
    "Bar",
    "Cal",
    "Dun",
    "Fen",
    "Gar",
    "Hol",
    "Kel",
    "Lor",
    "Mar",
    "Nor",
    "Pel",
    "Ros",
    "Tam",
    "Vel",
    "Wex",
)
_MIDDLES = ("a", "ber", "cast", "den", "el", "gar", "i", "lin", "mor", "o", "ris", "ten", "u", "van", "wen")
_ENDS = ("by", "combe", "dale", "field", "ford", "ham", "ley", "low", "mere", "more", "stead", "ton", "wick")
_TRADES = (
    "Advisory",
    "Freight",
    "Holdings",
    "Joinery",
    "Legal",
    "Machining",
    "Orchards",
    "Surveyors",
    "Timber",
)
_GIVEN = ("Abel", "Bria", "Cyra", "Dorn", "Elka", "Finn", "Greta", "Hari", "Ilse", "Jory", "Kaia", "Lorne")

_DATE = re.compile(r"\b(20[0-9]{2})-([01][0-9])-([0-3][0-9])\b")
_DAY_IN_WORDS = re.compile(
    r"\b([0-3]?[0-9]) (January|February|March|April|May|June|July|August|September|October"
    r"|November|December) (20[0-9]{2})\b"
)
_PERSON = re.compile(r"id: c-\w+,? *\n? *name: (?P<given>[^\s,]+) (?P<family>[^\s,]+)")
_WEEKS = range(-3, 4)


def make_clients(folder: Path, count: int, *, seed: int = 5, base: str = "") -> list[Path]:
    """Write `count` intakes below `folder` (`0001/intake.yaml`) and return their paths.

    The processes come by turns, unless `base` names the example that all are made from.
    """
    return [
        _write(folder / f"{number:04}" / "intake.yaml", client_text(number, seed, base=base))
        for number in range(1, count + 1)
    ]


def client_text(number: int, seed: int = 5, *, base: str = "") -> str:
    """Return the intake of one made-up client as YAML."""
    draw = random.Random(f"{seed}-{number}")
    text = _example(base or BASES[number % len(BASES)])
    for change in (_moved, _renamed, _tiered, _priced):
        text = change(text, number, draw)
    return text


def names_of(number: int, *, base: str = "") -> set[str]:
    """Return what only this client's documents may say: its code, its firm and its people's family names."""
    text = _example(base or BASES[number % len(BASES)])
    people = {_family(number, person) for person, _ in enumerate(_PERSON.finditer(text))}
    return {code_of(number), place_of(number), *people}


@cache
def _example(name: str) -> str:
    return (EXAMPLES / name / "intake.yaml").read_text(encoding="utf-8")


def code_of(number: int) -> str:
    """Return the code of a made-up client: `Q` and the number in letters, so that no code begins another."""
    letters = ""
    for _ in range(3):
        number, rest = divmod(number, 26)
        letters = chr(ord("A") + rest) + letters
    return f"Q{letters}"


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _moved(text: str, _number: int, draw: random.Random) -> str:
    """Move every day by the same whole weeks: weekdays stay what they are."""
    shift = timedelta(weeks=draw.choice(_WEEKS))
    text = _DATE.sub(lambda found: (date(*map(int, found.groups())) + shift).isoformat(), text)
    return _DAY_IN_WORDS.sub(lambda found: _in_words(found[0], shift), text)


def _in_words(day: str, shift: timedelta) -> str:
    moved = datetime.strptime(day, "%d %B %Y").date() + shift  # noqa: DTZ007 - a day, at no time
    return f"{moved.day} {moved:%B %Y}"


def _renamed(text: str, number: int, draw: random.Random) -> str:
    names = dict(_names(text, number, draw))
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in longest))
    return pattern.sub(lambda found: names[found[0]], text)


def _names(text: str, number: int, draw: random.Random) -> Iterator[tuple[str, str]]:
    """Yield each of the example's own names with the client's: its code, its firm, its domain, its people."""
    place, code = place_of(number), code_of(number)
    firm = f"{place} {draw.choice(_TRADES)}"
    yield from (("HWP", code), ("HVL", code), ("hwp", code.lower()), ("harbourvale", code.lower()))
    yield from (("Harrow Wills Partners", firm), ("Harrow Wills", place), ("Harrow", place))
    yield from (("Harbour & Vale Logistics", firm), ("Harbour & Vale", place))
    for person, found in enumerate(_PERSON.finditer(text)):
        given, family = draw.choice(_GIVEN), _family(number, person)
        yield found["given"], given
        yield found["family"], family
        yield _ascii(found["given"]).lower(), given.lower()
        yield _ascii(found["family"]).lower(), family.lower()


def place_of(number: int) -> str:
    """Return a made-up place's name, another for each number up to 2,925."""
    names = list(product(_ONSETS, _MIDDLES, _ENDS))
    return "".join(names[number * 997 % len(names)])


def _family(number: int, person: int) -> str:
    return f"{place_of(number * 31 + person + 1000)}er"


def _ascii(name: str) -> str:
    return name.translate(str.maketrans("èáé", "eae"))


def _tiered(text: str, number: int, _draw: random.Random) -> str:
    """Give the clients tiers by turns; the intake's own figures stay its own."""
    tier = TIERS[number // len(BASES) % len(TIERS)]
    return re.sub(r"(?m)^(  tier: )\w+$", rf"\g<1>{tier}", text)


def _priced(text: str, _number: int, draw: random.Random) -> str:
    """Draw the monthly fee anew and let the contract's total follow it."""
    fee = _figure(text, "monthly_service_fee")
    drawn = draw.randrange(80, 400) * 100
    months = int(_figure(text, "term_months"))
    total = _figure(text, "total_value") + (drawn - fee) * months
    return _with(_with(text, "monthly_service_fee", f"{drawn:.2f}"), "total_value", f"{total:.2f}")


def _figure(text: str, key: str) -> float:
    found = re.search(rf'(?m)^  {key}: "?([0-9.]+)"?$', text)
    if found is None:
        raise LookupError(f"the example has no {key}")
    return float(found[1])


def _with(text: str, key: str, figure: str) -> str:
    return re.sub(rf"(?m)^  {key}: .*$", f'  {key}: "{figure}"', text)
