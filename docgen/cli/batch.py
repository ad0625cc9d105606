"""`docgen batch`: the documents of many clients."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.arguments import chosen, document_options, json_option
from docgen.cli.report import report

if TYPE_CHECKING:
    from docgen.batch.client import Order
    from docgen.batch.plan import Plan
    from docgen.batch.progress import Progress
    from docgen.batch.run import Watch
    from docgen.batch.where import Condition
    from docgen.pack.run_manifest import RunManifest
    from docgen.pipeline import Options

_HELP = """Render the documents of every client whose intake is in a folder, a glob, a file or a list file.

\b
Every client below a folder; run again, only what has changed is made anew:
  docgen batch clients -o out
\b
What would be written, and why, without writing:
  docgen batch clients -o out --dry-run
\b
The SLA schedules of the Gold clients with more than 100 users:
  docgen batch clients -o out -a SLA --where engagement.tier=gold --where 'client.users_total>100'
\b
Those that a list names (a file, folder or glob a line), with another service delivery manager for all:
  docgen batch @wave-2.txt -o out --overlay new-manager.yaml
\b
Once the mistakes are mended, the clients that failed last time; all findings as a workbook:
  docgen batch clients -o out --only-failed --report findings.xlsx

In a folder, intakes are called intake.yaml or NAME.intake.yaml (or .yml, .json). One client's mistakes never stop
the others. Ctrl-C stops once the clients that are being written are done; the same command goes on from there.

Exit status: 0 every client is done (warnings at most); 1 a problem stops a document, or the batch was stopped;
2 wrong usage."""


def read_moment(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    """Return the moment that a day, or a day and a time, means on this machine's clock."""
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).astimezone()
    except ValueError:
        message = f"{value!r} is no day or moment: write 2027-03-16 or 2027-03-16T17:00."
        raise click.BadParameter(message, ctx, param) from None


@click.command("batch", help=_HELP)
@click.argument("targets", metavar="FOLDER|GLOB|FILE|@LIST...", nargs=-1, required=True)
@click.option(
    "-o", "--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Where to write."
)
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 256),
    help="How many clients at a time. Default: one for each core.",
)
@click.option("--client", "clients", multiple=True, metavar="CODE", help="Only this client. May be repeated.")
@click.option(
    "--changed-since",
    "since",
    metavar="DAY",
    callback=read_moment,
    help="Only intakes written on this day or later, such as 2027-03-16 or 2027-03-16T17:00.",
)
@click.option(
    "--where",
    multiple=True,
    metavar="CONDITION",
    help="Only clients whose intake says so: PATH=V, !=, <, >, <=, >=, 'PATH in A,B', 'PATH matches REGEX', "
    "'PATH exists'. May be repeated; all must hold.",
)
@click.option("--only-failed", is_flag=True, help="Only clients that the last run into DIR did not get done.")
@document_options
@click.option("--zip", "zipped", is_flag=True, help="Also write each client's pack as one zip.")
@click.option("--dry-run", is_flag=True, help="Say what would be written and why; write nothing.")
@click.option(
    "--report",
    "report_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also write what came of it, by client, rule and owner, to FILE.xlsx or FILE.json.",
)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    out: Path,
    jobs: int | None,
    dry_run: bool,
    report_file: Path | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Render many intakes into one folder."""
    from docgen.batch.client import order_for
    from docgen.batch.plan import Choice, plan
    from docgen.batch.pool import usable_cores
    from docgen.pack.names import MANIFEST
    from docgen.pack.run_manifest import read_run_manifest

    narrowed = {name: given.pop(name) for name in ("targets", "clients", "since", "only_failed", "where")}
    how = {name: given.pop(name) for name in ("zipped", "force")}
    options = chosen(ctx, **given)
    narrowed["where"] = _conditions(ctx, narrowed["where"])
    _refuse_strange_report(ctx, report_file)
    last = read_run_manifest(out / MANIFEST)
    planned = plan(Choice(grounds=_grounds(options), **narrowed), last)
    report(planned.problems)
    desk = _Desk(planned, order_for(out, options, many=True, **how), jobs or usable_cores())
    status = desk.foresee(as_json=as_json) if dry_run else desk.run(last, report_file, as_json=as_json)
    ctx.exit(1 if planned.problems else status)


def _conditions(ctx: click.Context, texts: Iterable[str]) -> tuple[Condition, ...]:
    """Return the conditions that `--where` gives; print what is wrong with them and end with status 2."""
    from docgen.batch.where import read_conditions
    from docgen.errors import ArgumentError

    try:
        return read_conditions(texts)
    except ArgumentError as error:
        report(error.problems)
        ctx.exit(2)


def _refuse_strange_report(ctx: click.Context, path: Path | None) -> None:
    """End with status 2 for a report that is to be no workbook and no JSON."""
    from docgen.batch.report import report_kind
    from docgen.errors import ArgumentError

    try:
        if path is not None:
            report_kind(path)
    except ArgumentError as error:
        report(error.problems)
        ctx.exit(2)


def _grounds(options: Options) -> tuple[Path, ...]:
    """Return the files that every client rests on."""
    playbook = Path(options.playbook)
    return (*options.overlays, playbook) if playbook.suffix else options.overlays


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where a run is started, watched and stopped from. Its methods return the exit status."""

    planned: Plan
    order: Order
    jobs: int

    def run(self, last: RunManifest, report_file: Path | None, *, as_json: bool) -> int:
        """Render, write the report and the folder's manifest (a second Ctrl-C spares both), and show what came."""
        from docgen.batch.pool import Stop, interruptible
        from docgen.batch.report import write_report
        from docgen.batch.run import record, run
        from docgen.cli.batch_show import show, show_json

        progress, stop = self._progress(), Stop()
        stop.on_ask = lambda: progress.say(_STOPPING)
        with interruptible(stop):
            batch = run(self.planned, self.order, jobs=self.jobs, stop=stop, watch=_watch(progress))
            progress.clear()
            if report_file:
                write_report(batch, report_file, brand=self.order.options.brand)
            record(batch, self.planned, self.order, last, beside=self._beside(report_file))
        (show_json if as_json else show)(self.planned, batch)
        return batch.exit_status

    def foresee(self, *, as_json: bool) -> int:
        """Show what a run would do."""
        from docgen.batch.pool import Stop, interruptible
        from docgen.batch.run import foresee
        from docgen.cli.batch_show import foretell, foretell_json

        progress, stop = self._progress(), Stop()
        with interruptible(stop):
            told = foresee(self.planned, self.order, jobs=self.jobs, stop=stop, watch=_watch(progress))
            progress.clear()
        (foretell_json if as_json else foretell)(self.planned, told)
        return 0 if all(each.row.good for each in told) and not stop.asked else 1

    def _progress(self) -> Progress:
        from docgen.batch.progress import Progress

        return Progress(len(self.planned.tasks), sys.stderr, live=sys.stderr.isatty())

    def _beside(self, report_file: Path | None) -> tuple[str, ...]:
        inside = report_file is not None and report_file.parent.resolve() == self.order.out.resolve()
        return (report_file.name,) if report_file and inside else ()


_STOPPING = "Stopping: the clients that are being written are finished. Ctrl-C again ends them at once."


def _watch(progress: Progress) -> Watch:
    from docgen.batch.run import Watch

    return Watch(done=lambda row: progress.add(bad=not row.good), tick=progress.tick)
