"""One client from the intake to the folder, and what is told of it: the same for `docgen render` and for a batch."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from docgen.artefacts import INDEX
from docgen.batch.memory import open_first
from docgen.batch.results import ClientOutcome, Document, DocumentOutcome, Found, Owed, Row, found
from docgen.batch.together import loads_of
from docgen.drafted import RenderedFile
from docgen.errors import DocgenError, PackError
from docgen.indexing import index_maker
from docgen.judge.across import PersonLoad
from docgen.pack import Delivered, Ground, LastRun, Manifest, deliver, ground, inputs_hash, unchanged
from docgen.pack.names import client_folder
from docgen.pipeline import (
    Client,
    ClientResult,
    Options,
    Withheld,
    document_state,
    render_client,
    selected,
)
from docgen.problems import Place, Problem, Severity
from docgen.resources import templates_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done for every client of a run, once; make it with `order_for`. `zipped`: a zip of each pack."""

    out: Path
    options: Options
    ground: Ground
    zipped: bool = False
    many: bool = False
    """Whether this process will make other clients too: it then keeps its memory small for them."""


def order_for(
    out: Path, options: Options, *, zipped: bool = False, force: bool = False, many: bool = False
) -> Order:
    """Return the order to write below `out` what `options` ask for; `force` skips nothing.

    The templates' files are read for their hashes.
    """
    resting_on = ground(
        today=options.today,
        options=chosen(options),
        templates=_templates(options),
        overlays=options.overlays,
        playbook=options.playbook,
        zipped=zipped,
    )
    options = replace(options, out=out, force=force)
    return Order(out=out, options=options, ground=resting_on, zipped=zipped, many=many)


def chosen(options: Options) -> dict[str, Any]:
    """Return the options that choose or change documents, as plain values; files by name only."""
    return {
        "artefacts": list(options.artefacts),
        "formats": list(options.formats),
        "stage": options.stage,
        "as_of": options.as_of.isoformat() if options.as_of else None,
        "final": options.final,
        "brand": options.brand.sha256 if options.brand else "",
        "playbook": PurePath(options.playbook).name,
        "overlays": [path.name for path in options.overlays],
        "sets": list(options.sets),
    }


def _templates(options: Options) -> Iterator[Path]:
    """Yield the files of the templates that may be used."""
    own = options.templates
    for name in {name for artefact in (*selected(options), INDEX) for name in artefact.templates.values()}:
        yield own / name if own and (own / name).exists() else templates_folder() / name


@dataclass(frozen=True, slots=True)
class Outturn:
    """What came of one client: its documents, and `refused`, why none of them could be stored."""

    result: ClientResult
    delivered: tuple[Delivered, ...] = ()
    refused: tuple[Problem, ...] = ()

    @property
    def exit_status(self) -> int:
        """0 if nothing stops a document from being issued, else 1."""
        return 1 if self.refused else self.result.exit_status


def client_row(path: Path, code: str, order: Order) -> Row:
    """Return what came of the client whose intake is at `path`; nothing is raised, whatever is wrong with it.

    `code` is the client's code as the cheap look saw it, empty if it saw none: it names the folder in which the
    last run's manifest would be. Documents of a client with another code are not written.
    """
    begin = time.perf_counter()
    try:
        row = as_it_was(path, code, order) or _made(path, code, order)
    except DocgenError as error:
        row = failed(path, code, error.problems)
    except Exception as mistake:  # one client's trouble stays its own
        row = failed(path, code, [own_mistake(path, mistake)])
    return replace(row, seconds=time.perf_counter() - begin)


def failed(path: Path, code: str, problems: Iterable[Problem], note: str = "") -> Row:
    """Return the row of a client of whom nothing was written."""
    return Row(file=str(path), code=code, outcome=ClientOutcome.FAILED, problems=found(problems), note=note)


def make_client(path: Path, code: str, order: Order) -> Outturn:
    """Render one intake and deliver its documents. Raise nothing that is about the client or the disk."""
    result = render_client(path, order.options, prepare=open_first if order.many else None)
    if code and result.code and result.code != code:
        return Outturn(result, refused=(_another_client(path, code, result.code),))
    try:
        return Outturn(result, _deliver(result, order))
    except DocgenError as error:
        return Outturn(result, refused=error.problems)


def _deliver(result: ClientResult, order: Order) -> tuple[Delivered, ...]:
    if not result.files:
        return ()
    run = last_run(result, order)
    parcels = [file.parcel for file in result.files]
    index = index_maker(result.client, order.options) if result.client else None
    return deliver(order.out, result.code, parcels, run=run, zipped=order.zipped, index=index)


def last_run(result: ClientResult, order: Order) -> LastRun | None:
    """Return what the manifest says of this run: enough to report on the client when it is skipped."""
    client = result.client
    if client is None:
        return None
    intake, process = client.sources
    return LastRun(
        inputs=inputs_hash(order.ground, intake, process, client.besides),
        layers=tuple({"name": one.name, "sha256": one.sha256} for one in client.besides),
        today=order.options.today.isoformat() if _rests_on_today(result, order.options) else None,
        playbook=order.options.playbook or client.intake.playbook,
        name=name_of(client),
        process=client.playbook.playbook,
        stage=order.options.stage,
        documents=tuple(file.parcel.entry.path for file in result.files),
        withheld=tuple(_withheld(one).as_data() for one in result.withheld),
        problems=tuple(_portable(each) for each in found(result.all_problems)),
        owed=tuple(each.as_data() for each in _owed(result)),
        loads=tuple(each.as_data() for each in loads_of(client)),
    )


def name_of(client: Client) -> str:
    """Return what the client is called: the name that it trades under, else its legal name."""
    return client.intake.client.trading_name or client.intake.client.legal_name


def _rests_on_today(result: ClientResult, options: Options) -> bool:
    """Return whether a document took its date from the clock: it has none of its own, and no day was given."""
    if options.as_of is not None or result.client is None:
        return False
    documents: tuple[RenderedFile | Withheld, ...] = (*result.files, *result.withheld)
    artefacts = (each.artefact for each in documents)
    return any(document_state(result.client.intake, one.code).date is None for one in artefacts)


def as_it_was(path: Path, code: str, order: Order) -> Row | None:
    """Return the row of a client whose inputs and files are as the last run left them, else None."""
    if order.options.force or not code:
        return None
    try:
        manifest = unchanged(order.out / client_folder(code), path, order.ground)
        return _as_told(path, manifest, manifest.run) if manifest and manifest.run else None
    except (KeyError, TypeError, ValueError, PackError):
        return None  # a code that names no folder, a manifest that somebody has edited: what follows tells


def _as_told(path: Path, manifest: Manifest, run: LastRun) -> Row:
    kept = [manifest.entry(document) for document in run.documents]
    withheld = [Document(**{**one, "outcome": DocumentOutcome.WITHHELD}) for one in run.withheld]
    return Row(
        file=str(path),
        outcome=ClientOutcome.UNCHANGED,
        code=manifest.client,
        name=run.name,
        process=run.process,
        note="Nothing that its documents rest on has changed.",
        documents=(*(_kept(entry) for entry in kept if entry), *withheld),
        problems=tuple(_at_home(Found.from_data(one), path) for one in run.problems),
        owed=tuple(Owed.from_data(one) for one in run.owed),
        loads=tuple(PersonLoad.from_data(one) for one in run.loads),
    )


def _made(path: Path, code: str, order: Order) -> Row:
    outturn = make_client(path, code, order)
    result, client = outturn.result, outturn.result.client
    problems = found((*result.all_problems, *outturn.refused))
    return Row(
        file=str(path),
        outcome=_outcome(outturn),
        code=result.code or code,
        name=name_of(client) if client else "",
        process=client.playbook.playbook if client else "",
        documents=(
            *map(_written, outturn.delivered),
            *map(_withheld, result.withheld),
        ),
        problems=problems,
        owed=_owed(result),
        loads=loads_of(client),
    )


def _outcome(outturn: Outturn) -> ClientOutcome:
    result = outturn.result
    nothing = outturn.refused or not (result.files or result.withheld)
    return ClientOutcome.FAILED if nothing else ClientOutcome.RENDERED


def _written(item: Delivered) -> Document:
    entry = item.entry
    return Document(
        artefact=entry.artefact,
        format=entry.format,
        outcome=DocumentOutcome(item.outcome.value),
        stage=entry.stage,
        path=entry.path,
        version=entry.version,
        status=entry.status,
        draft=entry.draft,
        reasons=tuple(entry.reasons),
    )


def _kept(entry: Mapping[str, Any]) -> Document:
    names = ("artefact", "format", "stage", "path", "version", "status", "draft")
    known = {name: entry[name] for name in names}
    return Document(**known, outcome=DocumentOutcome.UNCHANGED, reasons=tuple(entry["reasons"]))


def _withheld(one: Withheld) -> Document:
    return Document(
        artefact=one.artefact.code,
        format=", ".join(one.artefact.formats),
        outcome=DocumentOutcome.WITHHELD,
        stage=one.artefact.stage,
        reasons=one.reasons,
    )


def _owed(result: ClientResult) -> tuple[Owed, ...]:
    """Return the facts that are missing, each once, with all documents that wait for it."""
    waiting: dict[str, list[str]] = {}
    facts: dict[str, Owed] = {}
    documents: tuple[RenderedFile | Withheld, ...] = (*result.files, *result.withheld)
    for document in documents:
        for one in document.missing:
            facts.setdefault(
                one.path, Owed(path=one.path, question=one.question, owner=one.owner, due=one.due)
            )
            waiting.setdefault(one.path, []).append(document.artefact.code)
    return tuple(replace(owed, documents=tuple(dict.fromkeys(waiting[path]))) for path, owed in facts.items())


def _portable(problem: Found) -> dict[str, Any]:
    """Return a problem for the manifest: files by name, for folders are those of somebody's machine."""
    return {**problem.as_data(), "file": PurePath(problem.file).name}


def _at_home(problem: Found, path: Path) -> Found:
    return replace(problem, file=str(path)) if problem.file == path.name else problem


def _another_client(path: Path, seen: str, code: str) -> Problem:
    message = f"The client was {seen} a moment ago and is {code} now."
    return Problem(
        "changed-meanwhile", Severity.ERROR, Place(str(path), path="client.code"), message, "Run this again."
    )


def own_mistake(path: Path, mistake: Exception) -> Problem:
    first = (str(mistake).splitlines() or [""])[0]
    message = f"docgen made a mistake of its own ({type(mistake).__name__}: {first})."
    hint = "Please report it, with what `docgen --debug render` prints for this intake."
    return Problem("own-mistake", Severity.ERROR, Place(str(path)), message, hint)
