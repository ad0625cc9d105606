"""A batch: clients are handed to workers, what comes of them is gathered, and the folder's manifest is written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from docgen.batch.client import Order, chosen, client_row, failed
from docgen.batch.foretell import Foretold, foretell
from docgen.batch.memory import settle
from docgen.batch.plan import Plan, Task
from docgen.batch.pool import Died, Pool, Stop
from docgen.batch.results import Batch, ClientOutcome, Row
from docgen.batch.select import portable
from docgen.pack.names import MANIFEST
from docgen.pack.run_manifest import ClientLine, RunManifest, line_of, write_run_manifest
from docgen.problems import Place, Problem, Severity

Answer = TypeVar("Answer")

_STATUS = {ClientOutcome.FAILED: "failed", ClientOutcome.INTERRUPTED: "interrupted"}


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: `done` gets each client's row as it comes, `tick` is called several times a second."""

    done: Callable[[Row], None] = lambda _row: None
    tick: Callable[[], None] = lambda: None


def run(plan: Plan, order: Order, *, jobs: int, stop: Stop, watch: Watch) -> Batch:
    """Return what came of all clients of the plan, in the plan's order.

    With one job they are made in this process, one after the other; with more in that many worker processes. Once
    `stop` is asked, clients that have not begun are left and say so. A KeyboardInterrupt ends the workers at once:
    each file on disk is then the old one or the new one.
    """
    begin = time.monotonic()
    rows: dict[Path, Row] = {}
    try:
        for came in _answers(plan.tasks, partial(answer, order=order), jobs, stop, watch):
            row = _died(came) if isinstance(came, Died) else came
            rows[Path(row.file)] = row
            watch.done(row)
    except KeyboardInterrupt:
        stop.asked = True
    made = (rows.get(task.path) or _interrupted(task) for task in plan.tasks)
    ordered = sorted((*plan.refused, *made), key=lambda row: Path(row.file).as_posix())
    return Batch(rows=tuple(ordered), as_of=order.options.today, seconds=time.monotonic() - begin)


def foresee(plan: Plan, order: Order, *, jobs: int, stop: Stop, watch: Watch) -> tuple[Foretold, ...]:
    """Return what a run would do, in the plan's order, as far as it got before it was stopped. Nothing is written."""
    told = [Foretold(row) for row in plan.refused]
    with suppress(KeyboardInterrupt):
        for came in _answers(plan.tasks, partial(_foretold, order=order), jobs, stop, watch):
            told.append(Foretold(_died(came)) if isinstance(came, Died) else came)
            watch.done(told[-1].row)
    return tuple(sorted(told, key=lambda each: Path(each.row.file).as_posix()))


def _answers(
    tasks: Sequence[Task], work: Callable[[Task], Answer], jobs: int, stop: Stop, watch: Watch
) -> Iterator[Answer | Died[Task]]:
    """Yield what comes of each task: in this process if one job is enough, else in as many processes."""
    size = min(jobs, len(tasks))
    if size > 1:
        yield from Pool(work, size).run(tasks, stop, watch.tick)
        return
    for task in tasks:
        if stop.asked:
            return
        yield work(task)


def _foretold(task: Task, order: Order) -> Foretold:
    return foretell(task.path, task.code, order)


def answer(task: Task, order: Order) -> Row:
    """Return what came of one client, and leave nothing of it in memory."""
    row = client_row(task.path, task.code, order)
    if row.outcome is not ClientOutcome.UNCHANGED:
        settle()
    return row


def _died(came: Died[Task]) -> Row:
    message = f"The process that was making this client's documents ended: {came.reason}."
    hint = "Its files are whole, old or new. If memory ran out, run it again with fewer --jobs."
    problem = Problem("worker-died", Severity.ERROR, Place(str(came.task.path)), message, hint)
    return failed(came.task.path, came.task.code, [problem])


def _interrupted(task: Task) -> Row:
    return Row(
        file=str(task.path),
        code=task.code,
        outcome=ClientOutcome.INTERRUPTED,
        note="The batch was stopped before its turn.",
    )


def record(batch: Batch, plan: Plan, order: Order, last: RunManifest, *, beside: Sequence[str] = ()) -> None:
    """Write the manifest of the whole folder; `beside` are names of other files that the run wrote at its top.

    Raise PackError if it cannot be stored.
    """
    lines = [line_of(_line(row, plan.folder), order.out) for row in batch.rows]
    if not lines and not (order.out / MANIFEST).is_file():
        return
    write_run_manifest(
        order.out, last.updated(lines, order.out, options=chosen(order.options), beside=beside)
    )


def _line(row: Row, folder: Path) -> ClientLine:
    severities = row.severities
    return ClientLine(
        file=portable(Path(row.file), folder),
        code=row.code,
        name=row.name,
        status=_STATUS.get(row.outcome, "done"),
        note="; ".join(dict.fromkeys(problem.message for problem in row.problems if problem.blocks))
        if row.outcome is ClientOutcome.FAILED
        else "",
        documents=sum(bool(document.path) for document in row.documents),
        drafts=row.drafts,
        withheld=sum(not document.path for document in row.documents),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        owed=len(row.owed),
    )
