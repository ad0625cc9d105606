"""What the manifest says of a document, and the hash that the document prints of its own facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docgen import __version__
from docgen.artefacts import Artefact
from docgen.derive.context import TOPICS, Context
from docgen.judge.verdict import Verdict
from docgen.pack.hashes import content_hash, facts_hash, sha256
from docgen.pack.manifest import Entry, Source
from docgen.pack.names import document_path
from docgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Made:
    """What a document was made as and from; `sources` are the intake, the playbook and the template."""

    extension: str
    facts: str
    sources: tuple[Source, Source, Source]


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
    context: Context, verdict: Verdict, *, shown: Collection[str]
) -> tuple[Mapping[str, Any], str]:
    """Return all that a template may name, and the hash of the topics in `shown`: those that it does name.

    The hash stands in `doc.facts_hash`, which it doesn't count, so that the document can print it.
    """
    topics = Topics(context, {"verdict": verdict})
    facts = facts_hash({name: topics[name] for name in topics if name in shown})
    return Topics(context, {"verdict": verdict, "doc": replace(context.doc, facts_hash=facts)}), facts


def record(
    artefact: Artefact, context: Context, verdict: Verdict, data: bytes, *, status: str, made: Made
) -> Entry:
    """Return the manifest's entry for one document. Raise PackError if its name would be unsafe."""
    intake, playbook, template = made.sources
    return Entry(
        path=_path(artefact, context, made.extension, draft=verdict.draft),
        artefact=artefact.code,
        stage=artefact.stage,
        format=made.extension,
        bytes=len(data),
        sha256=sha256(data),
        content_sha256=content_hash(data),
        version=context.doc.version,
        status=status,
        draft=verdict.draft,
        reasons=verdict.reasons,
        as_of=context.as_of.isoformat(),
        facts=made.facts,
        intake=intake,
        playbook=playbook,
        template=template,
        tool=__version__,
        problems=counted(verdict.problems),
        unconfirmed=tuple(figure.path for figure in verdict.unconfirmed),
    )


def counted(problems: Iterable[Problem]) -> dict[str, int]:
    """Return how many problems there are of each severity, acknowledged ones apart."""
    counts = Counter("acknowledged" if p.acknowledged else p.severity.value for p in problems)
    return {kind: counts[kind] for kind in ("error", "warning", "info", "acknowledged")}


def _path(artefact: Artefact, context: Context, extension: str, *, draft: bool) -> str:
    code, version = context.client.code, context.doc.version
    path = document_path(code, artefact.stage, artefact.code, version, extension=extension, draft=draft)
    return str(path.relative_to(code))
