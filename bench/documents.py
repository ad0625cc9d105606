"""How long the example client's own documents take, warm: the templates are compiled, the playbook is read.

As the command line and its workers have it, Python's garbage collector looks rarely, and not at the open templates.
Each round is a client never seen: what is kept of diagrams that were drawn before is dropped in between. What the same
client takes once more is told apart.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from bench.measure import milliseconds
from docgen.artefacts import Artefact, issued_by
from docgen.collector import collect_rarely
from docgen.engine.diagrams import fitting, levels
from docgen.pipeline import Client, Options, read_client, render_artefact

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "harrow-wills" / "intake.yaml"
_OPTIONS = Options(today=date(2027, 1, 4))
_ROUNDS = 15


def document_times() -> dict[str, float]:
    """Return medians in milliseconds: reading the intake, each artefact in all its formats, all of them together.

    Each round has a client that was just read, of whom nothing is derived yet and no diagram is laid out. The last line
    is the same client read once more, whose diagrams are known.
    """
    artefacts = issued_by(_client().playbook.stages_by_id)
    _render(_client(), artefacts)
    with _collecting_as_workers_do():
        times = {"Read the intake": statistics.median(milliseconds(_client) for _ in range(_ROUNDS))}
        for artefact in artefacts:
            times[f"{artefact.title} ({', '.join(artefact.formats)}): derive, judge, render"] = _median(
                (artefact,)
            )
        again = _median(artefacts, forget=False)
        return {
            **times,
            "All of them": _median(artefacts),
            "All of them, for the same client again": again,
        }


@contextmanager
def _collecting_as_workers_do() -> Iterator[None]:
    """Set the garbage collector as a worker has it once its templates are open."""
    before = gc.get_threshold()
    collect_rarely()
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def _client() -> Client:
    return read_client(EXAMPLE, _OPTIONS)


def _median(artefacts: tuple[Artefact, ...], *, forget: bool = True) -> float:
    _render(_client(), artefacts)
    clients = [_client() for _ in range(_ROUNDS)]
    return statistics.median(_round(client, artefacts, forget=forget) for client in clients)


def _round(client: Client, artefacts: tuple[Artefact, ...], *, forget: bool) -> float:
    if forget:
        _forget_diagrams()
    return milliseconds(partial(_render, client, artefacts))


def _forget_diagrams() -> None:
    """Drop every diagram that was laid out, and what stands above what in it."""
    for kept in (fitting.fitted, fitting._drawn, levels.levels_of):
        kept.cache_clear()


def _render(client: Client, artefacts: tuple[Artefact, ...]) -> None:
    for artefact in artefacts:
        render_artefact(client, artefact, _OPTIONS)
