"""Templates of artefacts checked against what each of them is given, by the types of what is derived."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from docgen.artefacts import INDEX
from docgen.derive.context import TOPICS, Context
from docgen.engine.lint import Kind, Look, kind_of, lint, named
from docgen.engine.lint.declared import member
from docgen.engine.lint.kinds import ANYTHING
from docgen.errors import TemplateError
from docgen.judge import Verdict
from docgen.pack.index import PackView
from docgen.printing import PRINTERS
from docgen.problems import Problem, Severity


@lru_cache(maxsize=2)
def context_kind(code: str) -> Kind:
    """Return the kind of what the templates of an artefact (`SLA`) are given: the topics of the context, the verdict.

    The index has the pack besides.
    """
    topics = {name: member(Context, name) or ANYTHING for name in TOPICS}
    return named({**topics, "verdict": kind_of(Verdict), **_of_index(code)})


def _of_index(code: str) -> Mapping[str, Kind]:
    return {"pack": kind_of(PackView)} if code == INDEX.code else {}


def artefact_look(code: str, *, text_beside: Severity = Severity.WARNING) -> Look:
    """Return what a template of an artefact is looked at with; `text_beside` as for `Template.open`."""
    root = context_kind(INDEX.code if code == INDEX.code else "")
    return Look(root=root, printers=PRINTERS, text_beside=text_beside)


def check_own(path: Path, name: str) -> tuple[Problem, ...]:
    """Return the warnings about somebody's own template; `name` is that of the built-in one that it stands in for.

    Raise TemplateError with all that is wrong with it, whether or not a client's facts would reach it.
    """
    try:
        digest = sha256(path.read_bytes()).hexdigest()
    except OSError:  # opening it says what is wrong with the path
        return ()
    found = _linted(path, digest, INDEX.code if name in INDEX.templates.values() else "")
    if any(problem.is_error for problem in found):
        raise TemplateError(found)
    return found


@lru_cache(maxsize=64)
def _linted(path: Path, digest: str, code: str) -> tuple[Problem, ...]:  # noqa: ARG001 - a changed file is another
    return tuple(each for each in lint(path, artefact_look(code)) if each.severity is not Severity.INFO)
