"""How long the example client's own documents take, warm: the templates are compiled, the playbook is read."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench.measure import milliseconds
from docgen.artefacts import Artefact, issued_by
from docgen.pipeline import Client, Options, read_client, render_artefact

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "harrow-wills" / "intake.yaml"
_OPTIONS = Options(today=date(2027, 1, 4))
_ROUNDS = 15


def document_times() -> dict[str, float]:
    """Return medians in milliseconds: reading the intake, each artefact in all its formats, all of them together."""
    client = read_client(EXAMPLE, _OPTIONS)
    artefacts = issued_by(client.playbook.stages_by_id)
    work: dict[str, Callable[[], object]] = {"Read the intake": lambda: read_client(EXAMPLE, _OPTIONS)}
    for artefact in artefacts:
        title = f"{artefact.title} ({', '.join(artefact.formats)}): derive, judge, render"
        work[title] = _rendering(client, (artefact,))
    work["All of them"] = _rendering(client, artefacts)
    return {title: _median(task) for title, task in work.items()}


def _rendering(client: Client, artefacts: tuple[Artefact, ...]) -> Callable[[], object]:
    return lambda: [render_artefact(client, artefact, _OPTIONS) for artefact in artefacts]


def _median(task: Callable[[], object]) -> float:
    task()
    return statistics.median(milliseconds(task) for _ in range(_ROUNDS))
