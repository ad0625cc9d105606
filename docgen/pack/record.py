"""What the manifest says of a document: what it was made of, and the hashes by which it is known again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from docgen import __version__
from docgen.artefacts import Artefact
from docgen.derive.context import TOPICS, Context
from docgen.derive.parties import Identity
from docgen.judge.verdict import Verdict
from docgen.pack.brand import brand_of
from docgen.pack.doubts import as_data
from docgen.pack.entry import Entry, Open, Override, Source
from docgen.pack.hashes import FACTS_HASH_LENGTH, content_hash, sha256, slice_hash
from docgen.pack.names import document_path
from docgen.problems import Problem


class Shows(Protocol):
    """What a template shows of its data (`docgen.engine.shown.Shown`)."""

    def of(self, data: Mapping[str, Any]) -> tuple[list[Any], list[Any]]: ...


@dataclass(frozen=True, slots=True)
class Made:
    """What a document was made as and from.

    `facts` is the SHA-256 over what it shows, empty where that is not known; `sources` are the intake, the playbook
    and the template; `brand` is the one that restyles the template, if any.
    """

    extension: str
    facts: str
    sources: tuple[Source, Source, Source]
    overrides: tuple[Override, ...] = ()
    brand: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A document's file: size in bytes, hashes, the brand in it, and as plain data what rendering it left in doubt."""

    size: int
    sha256: str
    content_sha256: str
    brand: Source
    doubts: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def of(cls, data: bytes, made: Made, doubts: Iterable[Problem] = ()) -> Stored:
        """Return what is to be said of a file of these bytes."""
        return cls(
            size=len(data),
            sha256=sha256(data),
            content_sha256=content_hash(data),
            brand=made.brand or brand_of(data, made.sources[2]),
            doubts=tuple(as_data(doubt) for doubt in doubts),
        )

    @classmethod
    def recorded(cls, entry: Mapping[str, Any]) -> Stored:
        """Return what a manifest's entry says. Raise KeyError or TypeError for what is none."""
        return cls(
            size=entry["bytes"],
            sha256=entry["sha256"],
            content_sha256=entry["content_sha256"],
            brand=Source(**entry["brand"]),
            doubts=tuple(entry["doubts"]),
        )


class Topics(Mapping[str, Any]):
    """All that a template may name; each topic is worked out when it is first looked up."""

    def __init__(self, context: Context, given: Mapping[str, Any]) -> None:
        self._context, self._given = context, given

    def __getitem__(self, name: str) -> Any:
        if name in self._given:
            return self._given[name]
        if name not in TOPICS:
            raise KeyError(name)
        return getattr(self._context, name)

    def __contains__(self, name: object) -> bool:
        return name in self._given or name in TOPICS

    def __iter__(self) -> Iterator[str]:
        return iter((*TOPICS, *(name for name in self._given if name not in TOPICS)))

    def __len__(self) -> int:
        return len(tuple(iter(self)))


def named_topics(
    context: Context, verdict: Verdict, *, shown: Shows, brand: Identity | None = None
) -> tuple[Mapping[str, Any], str]:
    """Return all that a template may name, and the SHA-256 over what it shows of that (`shown`).

    The first digits of the hash stand in `doc.facts_hash`, which it doesn't count, so that the document can print
    it. Nor does it count a `brand`, which is no fact of the client. It is empty where something is shown that has no
    canonical form.
    """
    try:
        facts = slice_hash(*shown.of(Topics(context, {"verdict": verdict})))
    except TypeError:
        facts = ""
    doc = replace(context.doc, facts_hash=facts[:FACTS_HASH_LENGTH])
    return Topics(context, {"verdict": verdict, "doc": doc, "brand": brand or context.brand}), facts


def document_key(made: Made, path: str, *, locale: str, status: str) -> str:
    """Return the SHA-256 by which a document is known again: equal keys stand for equal contents.

    It counts what the document shows, its template, brand and locale, the program's version, and where it stands
    in its life (`status`; stage, version and draft or not are in `path`). It is empty where what is shown is not
    known.
    """
    if not made.facts:
        return ""
    template, brand = made.sources[2].sha256, made.brand.sha256 if made.brand else ""
    return sha256("\n".join((made.facts, template, brand, locale, __version__, path, status)).encode())


def record(
    artefact: Artefact, context: Context, verdict: Verdict, stored: Stored, *, status: str, made: Made
) -> Entry:
    """Return the manifest's entry for one document. Raise PackError if its name would be unsafe."""
    intake, playbook, template = made.sources
    path = path_of(artefact, context, made.extension, draft=verdict.draft)
    return Entry(
        path=path,
        artefact=artefact.code,
        title=context.doc.title,
        stage=artefact.stage,
        format=made.extension,
        audience=artefact.audience,
        classification=context.doc.classification,
        bytes=stored.size,
        sha256=stored.sha256,
        content_sha256=stored.content_sha256,
        version=context.doc.version,
        status=status,
        draft=verdict.draft,
        reasons=verdict.reasons,
        date=context.doc.date.isoformat(),
        as_of=context.as_of.isoformat(),
        facts=made.facts[:FACTS_HASH_LENGTH],
        key=document_key(made, path, locale=context.locale, status=status),
        intake=intake,
        playbook=playbook,
        template=template,
        brand=stored.brand,
        tool=__version__,
        problems=counted(verdict.problems),
        unconfirmed=tuple(figure.path for figure in verdict.unconfirmed),
        overrides=made.overrides,
        doubts=stored.doubts,
        open=_open(verdict),
    )


def _open(verdict: Verdict) -> tuple[Open, ...]:
    needed = {missing.path for missing in verdict.readiness.missing}
    return tuple(
        Open(
            ref=item.ref,
            item=item.item,
            owner=item.owner,
            due=item.due.isoformat() if item.due else "",
            kind=item.kind,
            path=item.path,
            blocks=item.kind == "error" or item.path in needed,
        )
        for item in verdict.open_items
    )


def counted(problems: Iterable[Problem]) -> dict[str, int]:
    """Return how many problems there are of each severity, acknowledged ones apart."""
    counts = Counter("acknowledged" if p.acknowledged else p.severity.value for p in problems)
    return {kind: counts[kind] for kind in ("error", "warning", "info", "acknowledged")}


def path_of(artefact: Artefact, context: Context, extension: str, *, draft: bool) -> str:
    """Return a document's path below the client's folder. Raise PackError if it would be unsafe."""
    code, version = context.client.code, context.doc.version
    path = document_path(code, artefact.stage, artefact.code, version, extension=extension, draft=draft)
    return str(path.relative_to(code))
