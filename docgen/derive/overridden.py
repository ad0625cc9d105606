"""What a contract says of values that the command line put in place of the client's recorded ones."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.artefacts import Artefact
from docgen.derive.lookup import Lookup, without_hint
from docgen.intake import field_at
from docgen.intake import lookup as value_at
from docgen.intake.overlay import Override
from docgen.intake.paths import steps_of
from docgen.intake.shape import Kind

_LONGEST = 60
_OWN = ("documents", "facts", "acknowledge")
"""Groups about documents and about facts: what they say shows elsewhere in document control."""


def overridden(facts: Lookup, artefact: Artefact) -> str:
    """Return the sentence that names what was overridden for this issue; empty where nothing is to be said.

    Only a document that binds the parties says so, and only of what it rests on and its reader may see.
    """
    if not artefact.binding:
        return ""
    parts = [_part(facts, each) for each in facts.overrides if _concerns(artefact, each.path)]
    return f"Overridden for this issue: {'; '.join(parts)}." if parts else ""


def _concerns(artefact: Artefact, path: str) -> bool:
    group = path.partition(".")[0].partition("[")[0]
    topics = artefact.topics
    rests = not topics or any(_covers(topic, path) or _covers(path, topic) for topic in topics)
    return rests and group not in _OWN and not any(_is_internal(part) for part in _ancestry(path))


def _is_internal(path: str) -> bool:
    field = field_at(path)
    return field is None or field.internal


def _ancestry(path: str) -> Iterator[str]:
    steps, _ = steps_of(path)
    yield from (path[: step.end + step.is_item] for step in steps)


def _part(facts: Lookup, one: Override) -> str:
    field = field_at(one.path)
    question = without_hint(field.question) if field else one.path
    about = " ".join(_names(facts, one.path))
    subject = f"{question} ({about})" if about else question
    if not one.new:
        return f"{subject}: taken out"
    if not _short(one.new):
        return f"{subject}: changed"
    was = f" (was {one.old})" if one.old and _short(one.old) else ""
    return f"{subject}: {one.new}{was}"


def _short(value: str) -> bool:
    """Return whether a value reads well inside a sentence: a group or a long text does not."""
    return len(value) <= _LONGEST and not value.startswith(("[", "{"))


def _names(facts: Lookup, path: str) -> Iterator[str]:
    """Yield what a path says of which one is meant: the name of a listed thing, the key of one of several."""
    steps, _ = steps_of(path)
    for before, step in zip((None, *steps), steps, strict=False):
        if step.is_item:
            yield _name(facts, path[: step.end + 1]) or step.name
        elif before is not None and before.shape is not None and before.shape.kind is Kind.MAP:
            yield step.name


def _name(facts: Lookup, path: str) -> str:
    try:
        return str(value_at(facts.intake, f"{path}.name") or "")
    except KeyError:  # things of this kind have no name
        return ""


def _covers(wide: str, path: str) -> bool:
    return path == wide or path.startswith((f"{wide}.", f"{wide}["))
