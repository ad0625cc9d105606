"""What a run would write and why, without writing or rendering: by the keys by which documents are known again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen import __version__
from docgen.artefacts import Artefact, issued_by
from docgen.batch.client import Order, as_it_was, failed, name_of, own_mistake
from docgen.batch.results import ClientOutcome, Document, DocumentOutcome, Row, found
from docgen.drafted import Drafted, Judged
from docgen.errors import DocgenError
from docgen.pack.deliver import changed_signature, only_restyled, was_signed
from docgen.pack.hashes import FACTS_HASH_LENGTH, sha256
from docgen.pack.record import Made
from docgen.pipeline import (
    Client,
    Options,
    draft_of,
    judge_document,
    not_issued,
    read_client,
    refuse_strange_folder,
    selected,
)
from docgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Foretold:
    """What would come of one client: the row that it would have, and for each of its documents why."""

    row: Row
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Prospect:
    """One document that would be written, left or withheld. `problems` are those found before rendering, `refused`
    why the whole client would be refused."""

    document: Document
    why: str
    problems: tuple[Problem, ...]
    refused: tuple[Problem, ...] = ()


def foretell(path: Path, code: str, order: Order) -> Foretold:
    """Return what would come of the client whose intake is at `path`. Raise nothing that is about the client.

    Templates are opened but not filled, so what only shows in filling (a tag that the data does not fit, text that
    overflows) is not foretold.
    """
    try:
        known = as_it_was(path, code, order)
        if known is not None:
            return Foretold(known, tuple(known.note for _ in known.documents))
        return _foretold(path, order.options)
    except DocgenError as error:
        return Foretold(failed(path, code, error.problems))
    except Exception as mistake:  # one client's trouble stays its own
        return Foretold(failed(path, code, [own_mistake(path, mistake)]))


def _foretold(path: Path, options: Options) -> Foretold:
    refuse_strange_folder(options)
    client = read_client(path, options)
    wanted = selected(options, issued_by(client.playbook.stages_by_id))
    prospects = [each for artefact in wanted for each in _of_artefact(client, artefact, options)]
    problems = [*client.problems, *(problem for each in prospects for problem in each.problems)]
    refused = [problem for each in prospects for problem in each.refused]
    if not wanted:
        refused.append(not_issued(client, options))
    if refused:
        return Foretold(failed(path, client.intake.client.code, [*problems, *refused]))
    row = Row(
        file=str(path),
        outcome=ClientOutcome.RENDERED,
        code=client.intake.client.code,
        name=name_of(client),
        process=client.playbook.playbook,
        documents=tuple(each.document for each in prospects),
        problems=found(dict.fromkeys(problems)),
    )
    return Foretold(row, tuple(each.why for each in prospects))


def _of_artefact(client: Client, artefact: Artefact, options: Options) -> Iterator[_Prospect]:
    for extension in artefact.formats:
        if extension in (options.formats or artefact.formats):
            try:
                yield _of_document(client, judge_document(client, artefact, options), extension, options)
            except DocgenError as error:
                document = _document(artefact, extension, DocumentOutcome.WITHHELD)
                yield _Prospect(document, "It cannot be rendered.", error.problems)


def _of_document(client: Client, judged: Judged, extension: str, options: Options) -> _Prospect:
    artefact, verdict = judged.artefact, judged.verdict
    if options.final and verdict.draft:
        document = _document(artefact, extension, DocumentOutcome.WITHHELD, reasons=verdict.reasons)
        return _Prospect(document, "It would be a draft.", verdict.problems)
    drafted = draft_of(client, judged, extension, options)
    kept = drafted.left_by(client.earlier)
    outcome, why = (
        (DocumentOutcome.UNCHANGED, "It would come out the same.") if kept else _new(client, drafted)
    )
    document = _document(
        artefact,
        extension,
        outcome,
        path=drafted.path,
        version=judged.context.doc.version,
        status=drafted.status,
        draft=verdict.draft,
        reasons=verdict.reasons,
    )
    return _Prospect(document, why, verdict.problems, _refused(client, document, drafted.made))


def _refused(client: Client, document: Document, made: Made) -> tuple[Problem, ...]:
    """Return the problem that an approved document would be written otherwise, if it would."""
    runs = client.earlier
    if document.outcome is not DocumentOutcome.CHANGED or runs is None:
        return ()
    recorded = runs.manifest.entry(document.path)
    if not was_signed(recorded, status=document.status, draft=document.draft):
        return ()
    target, facts = runs.folder / document.path, made.facts[:FACTS_HASH_LENGTH]
    brand = made.brand.sha256 if made.brand else ""
    if only_restyled(recorded, target, facts=facts, template=made.sources[2].sha256, brand=brand):
        return ()
    return (changed_signature(document.artefact, document.version, target),)


def _document(artefact: Artefact, extension: str, outcome: DocumentOutcome, **known: Any) -> Document:
    return Document(artefact=artefact.code, format=extension, stage=artefact.stage, outcome=outcome, **known)


def _new(client: Client, drafted: Drafted) -> tuple[DocumentOutcome, str]:
    """Return whether a document would be new or another one than there is, and why."""
    if client.earlier is None:
        return DocumentOutcome.CHANGED, "Everything is made anew."
    entry = client.earlier.manifest.entry(drafted.path)
    file = client.earlier.folder / drafted.path
    if not file.is_file():
        return DocumentOutcome.NEW, "It has gone from the folder." if entry else "It is not there yet."
    if entry is None:
        return DocumentOutcome.CHANGED, "Nothing is known of the file that is there."
    return DocumentOutcome.CHANGED, _changes(entry, drafted, file)


def _changes(entry: Mapping[str, Any], drafted: Drafted, file: Path) -> str:
    """Return what has changed since the document was made, as a sentence."""
    if sha256(file.read_bytes()) != entry["sha256"]:
        return "The file was changed after it was made."
    if entry.get("tool") != __version__:
        return "It was made by another version of docgen."
    before = [entry.get(name) or {} for name in ("intake", "playbook", "template")]
    names = ("the intake", "the playbook", "the template")
    pairs = zip(names, before, drafted.made.sources, strict=True)
    changed = [name for name, old, new in pairs if old.get("sha256") != new.sha256]
    brand = drafted.made.brand
    if brand and (entry.get("brand") or {}).get("sha256") != brand.sha256:
        changed.append("the brand")
    if entry.get("as_of") != drafted.judged.context.as_of.isoformat():
        changed.append("the day")
    if not changed:
        return "What it shows has changed."
    words = changed[0] if len(changed) == 1 else f"{', '.join(changed[:-1])} and {changed[-1]}"
    return f"{words[:1].upper()}{words[1:]} changed, and with {'it' if len(changed) == 1 else 'them'} what it shows."
