"""How long the example client's own documents take, warm: the templates are compiled, the playbook is read."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench.measure import milliseconds
from docgen.artefacts import Artefact
from docgen.pipeline import Client, Options, read_client, render_document, selected

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "harrow-wills" / "intake.yaml"
_OPTIONS = Options(today=date(2027, 1, 4))
_ROUNDS = 15


def document_times() -> dict[str, float]:
    """Return medians in milliseconds: reading the intake, then each document from its facts to a file's bytes."""
    client = read_client(EXAMPLE, _OPTIONS)
    work: dict[str, Callable[[], object]] = {"Read the intake": lambda: read_client(EXAMPLE, _OPTIONS)}
    for artefact in selected(_OPTIONS):
        for extension in artefact.formats:
            title = f"{artefact.title} ({extension}): derive, judge, render"
            work[title] = _rendering(client, artefact, extension)
    return {title: _median(task) for title, task in work.items()}


def _rendering(client: Client, artefact: Artefact, extension: str) -> Callable[[], object]:
    return lambda: render_document(client, artefact, extension, _OPTIONS)


def _median(task: Callable[[], object]) -> float:
    task()
    return statistics.median(milliseconds(task) for _ in range(_ROUNDS))
