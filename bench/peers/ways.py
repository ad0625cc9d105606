"""The honest way of counting: docgen's templates, one for each kind of document, filled by the peers for each client.

The peers get all values that a template names, derived and judged by docgen, and start with the template in memory,
prepared in their language; what they are spared stands in `word.py`, `excel.py` and `powerpoint.py`. What they write
must hold the same texts as docgen's document, but for that.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.peers import excel, powerpoint, word
from bench.peers.finished import Fill, OtherTextError
from bench.peers.values import names_of
from docgen.artefacts import issued_by
from docgen.drafted import Drafted
from docgen.pipeline import Client, Options, draft_of, judge_document, read_client, selected
from docgen.resources import templates_folder

Shown = tuple[list[str], list[str]]
"""A document's texts: those that docgen and a peer can write, and those that only docgen can be relied on for."""

_PEERS: Mapping[str, tuple[str, ModuleType]] = {
    "docx": ("docxtpl", word),
    "xlsx": ("openpyxl", excel),
    "pptx": ("python-pptx", powerpoint),
}


@dataclass(frozen=True)
class Task:
    """One document of one client as work for a peer and for docgen; `held` of docgen's `texts` are in the peer's."""

    document: str
    peer: str
    fill: Fill
    render: Fill
    held: int
    texts: int


@dataclass(frozen=True)
class Beside:
    """One kind of document over all clients that have it: processor seconds as means, and the share of texts held."""

    document: str
    peer: str
    filled: float
    rendered: float
    held: float

    @property
    def times(self) -> float:
        """How many times faster docgen renders it than the peer fills it."""
        return self.filled / self.rendered


@dataclass(frozen=True)
class Times:
    """Processor seconds a client: each peer's filling, docgen's rendering alone; and each kind of document."""

    peers: Mapping[str, float]
    rendering: float
    documents: tuple[Beside, ...]

    @property
    def total(self) -> float:
        """All that the peers take for a client."""
        return sum(self.peers.values())


def tasks(intake: Path, day: date) -> list[Task]:
    """Return the documents of one client as work for the peers and for docgen.

    Raise OtherTextError where a peer does not write what docgen does.
    """
    options = Options(today=day, as_of=day)
    return [_task(drafted) for drafted in _drafts(read_client(intake, options), options)]


def _drafts(client: Client, options: Options) -> Iterator[Drafted]:
    for artefact in selected(options, issued_by(client.playbook.stages_by_id)):
        judged = judge_document(client, artefact, options)
        yield from (draft_of(client, judged, extension, options) for extension in artefact.formats)


def _task(drafted: Drafted) -> Task:
    judged, template, extension = drafted.judged, drafted.template, drafted.made.extension
    locale, (peer, way) = judged.context.locale, _PEERS[extension]
    fill = partial(prepared(extension, template.file, locale), names_of(drafted.topics, template.names))
    rendering = template.rendered(drafted.topics, locale=locale)
    document = f"{judged.artefact.title} ({extension})"
    held, texts = compared(way.shown(rendering.data), way.shown(fill()), document)
    return Task(
        document, peer, fill, lambda: template.rendered(drafted.topics, locale=locale).data, held, texts
    )


def compared(own: Shown, theirs: Shown, document: str) -> tuple[int, int]:
    """Return how many of docgen's texts a peer wrote too, and how many there are.

    Raise OtherTextError where those differ that both can write.
    """
    if own[0] != theirs[0]:
        pairs = zip_longest(own[0], theirs[0], fillvalue="nothing")
        unlike = next(pair for pair in pairs if pair[0] != pair[1])
        raise OtherTextError(f"{document}: docgen wrote {unlike[0]!r} where its peer wrote {unlike[1]!r}")
    same = sum((Counter(own[1]) & Counter(theirs[1])).values())
    return len(own[0]) + same, len(own[0]) + len(own[1])


@cache
def prepared(extension: str, template: str, locale: str) -> Callable[[Mapping[str, Any]], bytes]:
    """Return a peer's way with a template: one for all clients of a language."""
    way = _PEERS[extension][1]
    fill: Callable[[Mapping[str, Any]], bytes] = way.prepared(templates_folder() / template, locale)
    return fill


def times(clients: Sequence[Sequence[Task]], rounds: int) -> Times:
    """Return the best of some rounds for each document, as means over the clients."""
    best = [[(task, *_best(task, rounds)) for task in client] for client in clients]
    every = [one for client in best for one in client]
    documents = dict.fromkeys(task.document for task, *_ in every)
    peers = dict.fromkeys(task.peer for task, *_ in every)
    return Times(
        {
            peer: _mean(sum(filled for task, filled, _ in client if task.peer == peer) for client in best)
            for peer in peers
        },
        _mean(sum(rendered for *_, rendered in client) for client in best),
        tuple(_beside([one for one in every if one[0].document == document]) for document in documents),
    )


def _best(task: Task, rounds: int) -> tuple[float, float]:
    """Return the seconds of a peer's filling and of docgen's rendering, by turns: what slows one slows both."""
    taken = [(processor(task.fill), processor(task.render)) for _ in range(rounds)]
    filled, rendered = zip(*taken, strict=True)
    return min(filled), min(rendered)


def _beside(timed: Sequence[tuple[Task, float, float]]) -> Beside:
    first = timed[0][0]
    held = sum(task.held for task, *_ in timed) / sum(task.texts for task, *_ in timed)
    filled, rendered = _mean(one for _, one, _ in timed), _mean(one for *_, one in timed)
    return Beside(first.document, first.peer, filled, rendered, held)


def _mean(seconds: Iterable[float]) -> float:
    return statistics.mean(seconds)


def processor(work: Callable[[], object]) -> float:
    """Return the processor seconds that a call takes.

    The collector looks at nothing that stood there before: the values of all other clients are no burden of its.
    """
    gc.collect()
    gc.freeze()
    begin = time.process_time()
    work()
    taken = time.process_time() - begin
    gc.unfreeze()
    return taken
