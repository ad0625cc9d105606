"""How long the example client's own documents take, warm: the templates are compiled, the playbook is read.

As the command line and its workers have it, Python's garbage collector looks rarely, and not at the open templates.
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
from docgen.pipeline import Client, Options, read_client, render_artefact

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "harrow-wills" / "intake.yaml"
_OPTIONS = Options(today=date(2027, 1, 4))
_ROUNDS = 15


def document_times() -> dict[str, float]:
    """Return medians in milliseconds: reading the intake, each artefact in all its formats, all of them together.

    Each round has a client that was just read, of whom nothing is derived yet.
    """
    artefacts = issued_by(_client().playbook.stages_by_id)
    _render(_client(), artefacts)
    with _collecting_as_workers_do():
        times = {"Read the intake": statistics.median(milliseconds(_client) for _ in range(_ROUNDS))}
        for artefact in artefacts:
            times[f"{artefact.title} ({', '.join(artefact.formats)}): derive, judge, render"] = _median(
                (artefact,)
            )
        return {**times, "All of them": _median(artefacts)}


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


def _median(artefacts: tuple[Artefact, ...]) -> float:
    _render(_client(), artefacts)
    clients = [_client() for _ in range(_ROUNDS)]
    return statistics.median(milliseconds(partial(_render, client, artefacts)) for client in clients)


def _render(client: Client, artefacts: tuple[Artefact, ...]) -> None:
    for artefact in artefacts:
        render_artefact(client, artefact, _OPTIONS)
