"""A batch: clients are handed to workers, what comes of them is gathered, and the folder's manifest is written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from docgen.batch.client import Order, as_it_was, chosen, client_row, failed
from docgen.batch.foretell import Foretold, foretell
from docgen.batch.memory import open_ahead, settle
from docgen.batch.plan import Plan, Task
from docgen.batch.pool import Died, Pool, Stop, can_fork
from docgen.batch.results import Batch, ClientOutcome, Row
from docgen.batch.select import portable
from docgen.batch.together import judged_together
from docgen.pack.names import MANIFEST
from docgen.pack.run_manifest import ClientLine, RunManifest, line_of, write_run_manifest
from docgen.pipeline import beside
from docgen.problems import Place, Problem, Severity

Answer = TypeVar("Answer")

_STATUS = {ClientOutcome.FAILED: "failed", ClientOutcome.INTERRUPTED: "interrupted"}


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: `done` gets each client's row as it comes, `tick` is called several times a second."""

    done: Callable[[Row], None] = lambda _row: None
    tick: Callable[[], None] = lambda: None


def run(plan: Plan, order: Order, *, jobs: int, stop: Stop, watch: Watch, forks: bool | None = None) -> Batch:
    """Return what came of all clients of the plan, in the plan's order.

    With one job they are made in this process, one after the other; with more in that many worker processes, which
    share the templates that this one opens for them where they are forked (`forks`; None: where that is safe), and
    else start from nothing. Once `stop` is asked, clients that have not begun are left and say so. A
    KeyboardInterrupt ends the workers at once: each file on disk is then the old one or the new one.
    """
    begin = time.monotonic()
    rows: dict[Path, Row] = {}
    try:
        for came in _shift(plan, order, jobs, stop, watch, forks=forks).rows(plan.tasks):
            row = _died(came) if isinstance(came, Died) else came
            rows[Path(row.file)] = row
            watch.done(row)
    except KeyboardInterrupt:
        stop.asked = True
    made = (rows.get(task.path) or _interrupted(task) for task in plan.tasks)
    ordered = sorted((*plan.refused, *made), key=lambda row: Path(row.file).as_posix())
    return Batch(rows=judged_together(ordered), as_of=order.options.today, seconds=time.monotonic() - begin)


def foresee(plan: Plan, order: Order, *, jobs: int, stop: Stop, watch: Watch) -> tuple[Foretold, ...]:
    """Return what a run would do, in the plan's order, as far as it got before it was stopped. Nothing is written."""
    told, work = [Foretold(row) for row in plan.refused], partial(_foretold, order=order)
    with suppress(KeyboardInterrupt):
        for came in _shift(plan, order, jobs, stop, watch).done(work, plan.tasks):
            told.append(Foretold(_died(came)) if isinstance(came, Died) else came)
            watch.done(told[-1].row)
    return tuple(sorted(told, key=lambda each: Path(each.row.file).as_posix()))


@dataclass(frozen=True, slots=True)
class _Shift:
    """How the tasks of one run are worked through. `jobs` is one for no process but this."""

    order: Order
    jobs: int
    stop: Stop
    watch: Watch
    forks: bool

    def rows(self, tasks: Sequence[Task]) -> Iterator[Row | Died[Task]]:
        """Yield the row of each client: first of those that are as they were, then of all others.

        So what has to be made is known before templates are opened: once, in this process, whose pages the workers
        that it then forks share.
        """
        rest: list[Task] = []
        for came in self._glances(tasks):
            if isinstance(came, Task):
                rest.append(came)
            else:
                yield came
        self._open(rest)
        yield from self.done(partial(answer, order=self.order), rest)

    def _glances(self, tasks: Sequence[Task]) -> Iterable[Row | Task | Died[Task]]:
        return tasks if self.order.options.force else self.done(partial(glance, order=self.order), tasks)

    def _open(self, tasks: Sequence[Task]) -> None:
        """Open the templates of these clients, where those who make them have them then."""
        if self.jobs > 1 and not self.forks:
            return
        options = self.order.options
        names = (options.playbook or beside(task.path, task.process) for task in tasks)
        open_ahead(dict.fromkeys(filter(None, names)), options, go_on=self._goes_on)

    def _goes_on(self) -> bool:
        self.watch.tick()
        return not self.stop.asked

    def done(self, work: Callable[[Task], Answer], tasks: Sequence[Task]) -> Iterator[Answer | Died[Task]]:
        """Yield what comes of each task, until it is asked to stop."""
        if self.jobs > 1:
            pool = Pool[Task, Answer](work, min(self.jobs, len(tasks)), forks=self.forks)
            yield from pool.run(tasks, self.stop, self.watch.tick)
            return
        for task in tasks:
            if self.stop.asked:
                return
            yield work(task)


def _shift(
    plan: Plan, order: Order, jobs: int, stop: Stop, watch: Watch, *, forks: bool | None = None
) -> _Shift:
    size = min(jobs, len(plan.tasks))
    return _Shift(order, size, stop, watch, can_fork() if forks is None else forks)


def _foretold(task: Task, order: Order) -> Foretold:
    return foretell(task.path, task.code, order)


def glance(task: Task, order: Order) -> Row | Task:
    """Return the row of a client that is as it was, else the task, which is still to be done."""
    try:
        return as_it_was(task.path, task.code, order) or task
    except Exception:  # whatever it is, making the client meets it again and tells
        return task


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
