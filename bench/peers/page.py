"""What the page says of docgen beside its peers in a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.peers.ways import Times
from bench.report import table

GOAL = 10
"""So many times as fast as the peers docgen is built to do a client."""

_HONEST = """\
docxtpl, openpyxl and python-pptx fill docgen's own templates, one for each kind of document and all clients
(`bench/peers/ways.py`), on one core. docgen reads, derives, judges, renders, writes and flushes; the peers get every
derived value and judgement for nothing, start with the template in memory and end with the file's bytes. Tags that a
peer lacks were taken out or put in its language before the clock ran; openpyxl and python-pptx, which have no tags, get
theirs compiled by Jinja, once, and workbooks' references follow rows that move. What they write holds the same texts,
in the same order or cell, or nothing is measured. They are spared diagrams, tables of contents, caption numbers and
the looks of states; in workbooks widths, charts and the values of formulas; in decks tables that continue on a further
slide and the look for text that does not fit."""

_FLOOR = """\
The floor is a comparison that flatters the peers: their templates are made from each finished document, so that no
loop, condition, chart or drawing is left to do, and no other client could be served by them
(`bench/peers/finished.py`)."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Seconds a client: `own` of the processor for docgen, all of its way; `clock` by its two processes.

    `peers` are those of the peers with docgen's templates, `floor` with templates made from finished documents;
    `left_out` says which documents no peer made of those.
    """

    own: float
    clock: float
    peers: Times
    floor: Mapping[str, float]
    sampled: int
    left_out: tuple[str, ...]


def section(found: Comparison) -> list[str]:
    """Return the paragraphs and tables, what decides first."""
    times = found.peers.total / found.own
    missed = "" if times >= GOAL else ", which is not reached"
    goal = f"docgen does a client {times:.1f} times as fast as the peers; the goal is {GOAL}{missed}."
    spared = "".join(f" Left out of it: {each}." for each in found.left_out)
    sample = f"Means of {found.sampled} clients, a seeded sample, half of each process."
    return [
        f"### Beside the peers\n\n{goal} {sample}\n\n{_HONEST}\n",
        table(("a client", "processor, ms", "times docgen's"), _rows(found)),
        f"{_FLOOR}{spared}\n",
        "### Beside the peers, by document\n\nRendering alone on both sides, the nearest first.\n",
        table(("", "peer", "peer, ms", "docgen, ms", "times faster", "same texts"), _documents(found)),
    ]


def _rows(found: Comparison) -> list[tuple[str, str, str]]:
    peers, floor = found.peers.total, sum(found.floor.values())
    return [
        ("docgen, all of it", _ms(found.own), ""),
        ("docgen, rendering alone", _ms(found.peers.rendering), ""),
        *((f"{name}, filling docgen's templates", _ms(each), "") for name, each in found.peers.peers.items()),
        ("peers together, beside all of docgen", _ms(peers), f"{peers / found.own:.1f}"),
        ("peers together, beside docgen's rendering", _ms(peers), f"{peers / found.peers.rendering:.1f}"),
        ("peers together, beside docgen's 2 processes (clock)", _ms(peers), f"{peers / found.clock:.1f}"),
        ("floor: finished documents as templates, beside all", _ms(floor), f"{floor / found.own:.1f}"),
    ]


def _documents(found: Comparison) -> list[tuple[str, ...]]:
    return [
        (
            one.document,
            one.peer,
            _ms(one.filled),
            _ms(one.rendered),
            f"{one.times:.1f}",
            f"{one.held:.0%}",
        )
        for one in sorted(found.peers.documents, key=lambda one: one.times)
    ]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"
