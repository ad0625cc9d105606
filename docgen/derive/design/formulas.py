"""Formulas of the design that pages and rules share. Minutes are whole minutes; shares are decimals of 100."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from graphlib import CycleError, TopologicalSorter
from ipaddress import IPv4Network, IPv6Network, ip_network
from itertools import combinations

EFFICIENCY = Decimal("0.7")
"""Share of a line's rated speed that a copy really gets. Provider default."""
LEAST_SLACK = Decimal(25)
"""Per cent of a migration window that should stay free (rule DES-07)."""
MOST_FULL = Decimal(80)
"""Per cent to which storage may fill in two years (rule DES-08)."""

Network = IPv4Network | IPv6Network


def transfer_hours(gigabytes: Decimal, mbps: Decimal, efficiency: Decimal = EFFICIENCY) -> Decimal | None:
    """Return how long a copy takes: GB x 8,000 / (Mbps x efficiency) / 3,600. None at no speed."""
    effective = mbps * efficiency
    return gigabytes * 8000 / effective / 3600 if effective else None


def slack_percent(needed: Decimal, available: Decimal) -> Decimal | None:
    """Return the share of a window that stays free, negative where the work does not fit. None for no window."""
    return 100 * (available - needed) / available if available else None


def grown(used: Decimal, percent_a_year: Decimal, years: int) -> Decimal:
    """Return an amount after `years` of compound growth."""
    return used * (1 + percent_a_year / 100) ** years


def worst_loss(interval: int, duration: int) -> int:
    """Return the most work, in minutes, that a backup can lose: its interval plus the time of one run."""
    return interval + duration


def hypercare_threshold(value: Decimal, direction: str, factor: Decimal) -> Decimal:
    """Return the stricter threshold of an alert: value x factor above, value / factor below (provider default 0.8).

    Rounded half up to three decimals, or to two more than `value` has: a share of 0.0004 must not become 0.
    """
    tightened = value * factor if direction != "below" else value / factor if factor else value
    return rounded(tightened, max(3, decimals(value) + 2)).normalize() + 0


def decimals(value: Decimal) -> int:
    """Return how many decimals a number is written with: 2 for 99.95, 0 for 60."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def stricter(bau: Decimal, hypercare: Decimal, direction: str) -> bool:
    """Return whether a threshold of hypercare fires earlier than that of normal service."""
    return hypercare > bau if direction == "below" else hypercare < bau


def chains(
    minutes: Mapping[str, int | None], needs: Mapping[str, Sequence[str]]
) -> Mapping[str, tuple[str, ...]]:
    """Return, for each application, the slowest way to it: what is restored before it, first to last, itself last.

    Its length is the sum of the restore minutes on it. An application in a circle, or with an unknown time on any
    way to it, has none.
    """
    found: dict[str, tuple[str, ...]] = {}
    for app in in_order(minutes, needs):
        before = [found.get(need) for need in needs.get(app, ()) if need in minutes]
        if minutes[app] is None or None in before:
            continue
        known = [one for one in before if one]
        longest = max(known, key=lambda way: length(minutes, way), default=())
        found[app] = (*longest, app)
    return found


def length(minutes: Mapping[str, int | None], way: Iterable[str]) -> int:
    """Return the sum of the restore minutes on a way."""
    return sum(minutes[app] or 0 for app in way)


def in_order(apps: Iterable[str], needs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the applications so that each comes after what it needs, else in the order given.

    What lies in a circle, or needs something in one, is left out: it has no place in any order.
    """
    waiting, done = list(apps), list[str]()
    known = set(waiting)
    while waiting:
        ready = next((app for app in waiting if _met(app, needs, known, done)), None)
        if ready is None:
            break
        waiting.remove(ready)
        done.append(ready)
    return tuple(done)


def _met(app: str, needs: Mapping[str, Sequence[str]], known: set[str], done: list[str]) -> bool:
    return all(need in done for need in needs.get(app, ()) if need in known)


def circle(needs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return one circle of a graph with its first member again at the end, empty where there is none."""
    try:
        TopologicalSorter({app: tuple(sorted(before)) for app, before in sorted(needs.items())}).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def overlaps(networks: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return each pair of names whose networks share addresses; `networks` are names with prefixes."""
    known = [(name, ip_network(prefix)) for name, prefix in networks]
    pairs = combinations(known, 2)
    return tuple((one, other) for (one, left), (other, right) in pairs if left.overlaps(right))


def inside(prefix: str, blocks: Iterable[str]) -> bool:
    """Return whether a network lies wholly in one of the blocks."""
    network = ip_network(prefix)
    return any(_within(network, ip_network(block)) for block in blocks)


def _within(network: Network, block: Network) -> bool:
    if isinstance(network, IPv4Network) and isinstance(block, IPv4Network):
        return network.subnet_of(block)
    if isinstance(network, IPv6Network) and isinstance(block, IPv6Network):
        return network.subnet_of(block)
    return False


def usable_addresses(prefix: str) -> int:
    """Return how many machines a network has room for: its addresses less the first and the last (RFC 950);
    a /31 has two (RFC 3021), a /32 one."""
    network = ip_network(prefix)
    spare = 2 if isinstance(network, IPv4Network) and network.prefixlen < 31 else 0
    return network.num_addresses - spare


def share(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """Return `part` in per cent of `whole`, None where there is no whole."""
    return 100 * Decimal(part) / Decimal(whole) if whole else None


def rounded(value: Decimal, places: int = 0) -> Decimal:
    """Return a decimal rounded half up."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
