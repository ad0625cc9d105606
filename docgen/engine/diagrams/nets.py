"""Links gathered into nets: what shares a line. Links of one style that leave one side of a node share its trunk.

Every link leads from a row to a lower one. A net has ports, one at each box side that it touches, and attaches to
the channels (the room between two rows) beside them: channel `n` lies under row `n`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docgen.engine.diagrams.model import Link

_SHARED = 2  # as many links of one kind as share a trunk


class Port(NamedTuple):
    """Where a net touches a box: under it (`below`) or over it. `links` end here; `labelled` has its label here."""

    net: int
    node: str
    row: int
    below: bool
    links: tuple[int, ...]
    labelled: int | None = None

    @property
    def channel(self) -> int:
        return self.row if self.below else self.row - 1

    @property
    def side(self) -> tuple[str, bool]:
        return self.node, self.below


class Net(NamedTuple):
    """The ports of one line. `hub` is the position of the port that all its links share, or None."""

    ports: tuple[Port, ...]
    hub: int | None

    @property
    def channels(self) -> tuple[int, ...]:
        """The channels that the net attaches to, from the top."""
        return tuple(sorted({port.channel for port in self.ports}))


@dataclass(frozen=True, slots=True)
class _Run:
    """A link as it is drawn: from the upper node to the lower."""

    link: int
    upper: str
    lower: str
    style: str
    head_up: bool
    head_down: bool


def nets_of(links: Sequence[Link], rows: Mapping[str, int]) -> tuple[Net, ...]:
    """Return the nets of links, given the row of each node. Each link belongs to exactly one."""
    runs = [_run(at, link, rows) for at, link in enumerate(links)]
    groups = _groups(runs)
    crowd = Counter(side for at, group in enumerate(groups) for side in _sides(group))
    return tuple(_net(at, group, rows, crowd, links) for at, group in enumerate(groups))


def _run(at: int, link: Link, rows: Mapping[str, int]) -> _Run:
    start, end = link.heads in ("start", "both"), link.heads in ("end", "both")
    if rows[link.start] < rows[link.end]:
        return _Run(at, link.start, link.end, link.style, start, end)
    return _Run(at, link.end, link.start, link.style, end, start)


@dataclass(frozen=True, slots=True)
class _Group:
    """Runs that share a port at the hub (under it, or over it); a lone run has none."""

    runs: tuple[_Run, ...]
    hub: str = ""
    below: bool = True


def _groups(runs: Sequence[_Run]) -> list[_Group]:
    """Return the runs in groups: each joins the larger crowd of its two ends."""
    crowds: Counter[tuple[object, ...]] = Counter()
    for run in runs:
        crowds.update((_under(run), _over(run)))
    chosen: dict[tuple[object, ...], list[_Run]] = defaultdict(list)
    for run in runs:
        key = _under(run) if crowds[_under(run)] >= crowds[_over(run)] else _over(run)
        chosen[key].append(run)
    return [group for key, found in chosen.items() for group in _grouped(key, found)]


def _grouped(key: tuple[object, ...], runs: list[_Run]) -> list[_Group]:
    if len(runs) < _SHARED:
        return [_Group((run,)) for run in runs]
    return [_Group(tuple(runs), str(key[0]), key[1] == "under")]


def _under(run: _Run) -> tuple[object, ...]:
    return run.upper, "under", run.style, run.head_up


def _over(run: _Run) -> tuple[object, ...]:
    return run.lower, "over", run.style, run.head_down


def _sides(group: _Group) -> list[tuple[str, bool]]:
    sides = [(group.hub, group.below)] if group.hub else []
    for run in group.runs:
        sides += [] if group.hub and group.below else [(run.upper, True)]
        sides += [] if group.hub and not group.below else [(run.lower, False)]
    return sides


def _net(
    at: int,
    group: _Group,
    rows: Mapping[str, int],
    crowd: Counter[tuple[str, bool]],
    links: Sequence[Link],
) -> Net:
    if not group.hub:
        return Net(_lone(at, group.runs[0], rows, crowd, links), None)
    hub = Port(at, group.hub, rows[group.hub], group.below, tuple(run.link for run in group.runs))
    spokes = [_spoke(at, run, not group.below, rows, links) for run in group.runs]
    return Net((hub, *spokes), 0)


def _spoke(at: int, run: _Run, below: bool, rows: Mapping[str, int], links: Sequence[Link]) -> Port:
    node = run.upper if below else run.lower
    labelled = run.link if links[run.link].label.strip() else None
    return Port(at, node, rows[node], below, (run.link,), labelled)


def _lone(
    at: int, run: _Run, rows: Mapping[str, int], crowd: Counter[tuple[str, bool]], links: Sequence[Link]
) -> tuple[Port, ...]:
    """Return the two ports of a link of its own; its label goes to the end where fewer nets crowd."""
    label = run.link if links[run.link].label.strip() else None
    at_top = crowd[run.upper, True] < crowd[run.lower, False]
    return (
        Port(at, run.upper, rows[run.upper], True, (run.link,), label if at_top else None),
        Port(at, run.lower, rows[run.lower], False, (run.link,), None if at_top else label),
    )
