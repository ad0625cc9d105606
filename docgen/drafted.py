"""One document on its last steps: judged, drafted (all that its bytes rest on is known), rendered or left alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.artefacts import Artefact
from docgen.derive.context import Context
from docgen.engine import Template
from docgen.judge import Verdict
from docgen.judge.readiness import Missing
from docgen.pack import Parcel
from docgen.pack.doubts import as_problem
from docgen.pack.earlier import Earlier
from docgen.pack.record import Made, Stored, document_key, path_of, record
from docgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Judged:
    """One document before it is rendered: what it would show, and what is to be said about it."""

    artefact: Artefact
    context: Context
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """One document: its bytes and its entry in the manifest. `problems` include those of its template.

    `missing` are the facts that it needs and nobody has given. A document that lies there already has no bytes.
    """

    artefact: Artefact
    parcel: Parcel
    problems: tuple[Problem, ...]
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """One document in one format before it is rendered: all that its bytes depend on. `status` is the intake's."""

    judged: Judged
    template: Template
    topics: Mapping[str, Any]
    made: Made
    status: str

    @property
    def path(self) -> str:
        """Where it goes, below the client's folder. Raise PackError if its name would be unsafe."""
        judged = self.judged
        return path_of(judged.artefact, judged.context, self.made.extension, draft=judged.verdict.draft)

    @property
    def key(self) -> str:
        """By what it is known again: a document with the same key has the same content; empty if not known."""
        return document_key(self.made, self.path, locale=self.judged.context.locale, status=self.status)

    def left_by(self, runs: Earlier | None) -> RenderedFile | None:
        """Return the document as an earlier run left it, None if it must be rendered."""
        entry = runs.kept(self.path, self.key) if runs else None
        try:
            stored = Stored.recorded(entry) if entry else None
            return self._file(stored, None, [as_problem(one) for one in stored.doubts]) if stored else None
        except (KeyError, TypeError, ValueError):  # a manifest that somebody has edited: make it anew
            return None

    def rendered(self) -> RenderedFile:
        """Return the document rendered. Raise RenderError with every tag that the data does not fit."""
        rendering = self.template.rendered(self.topics, locale=self.judged.context.locale)
        stored = Stored.of(rendering.data, self.made, rendering.warnings)
        return self._file(stored, rendering.data, rendering.warnings)

    def _file(self, stored: Stored, data: bytes | None, doubts: Iterable[Problem]) -> RenderedFile:
        artefact, context, verdict = self.judged.artefact, self.judged.context, self.judged.verdict
        entry = record(artefact, context, verdict, stored, status=self.status, made=self.made)
        problems = (*verdict.problems, *self.template.warnings, *doubts)
        return RenderedFile(artefact, Parcel(entry, data), problems, verdict.readiness.missing)
