"""The problems that lint finds, each said once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from docgen.engine.lint.kinds import Kind, Listed, never_true, options
from docgen.engine.stream import place_of
from docgen.engine.tags import Tag
from docgen.problems import Problem, Severity

_MOST_KNOWN = 8
_TAG_END = re.compile(r"[%}]\}(?=[: ])")
_GATHERED = frozenset({"typographic-quotes", "no-break-space"})
"""Notes on how tags were typed: who typed one so typed all so."""


def gathered(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems with alike notes in one, at the first of their places."""
    counts = Counter(problem.code for problem in problems if problem.code in _GATHERED)
    told: dict[str | int, Problem] = {}
    for at, problem in enumerate(problems):
        told.setdefault(problem.code if problem.code in counts else at, problem)
    return tuple(_with_count(problem, counts[problem.code] - 1) for problem in told.values())


def _with_count(problem: Problem, more: int) -> Problem:
    if more < 1:
        return problem
    return replace(
        problem, message=f"{problem.message} So it is in {more} more tag{'s' if more > 1 else ''}."
    )


@dataclass(slots=True)
class Findings:
    """Problems at tags. A tag that the engine repeats (in each row of a column loop) is told of once.

    While `muted`, nothing is noted: the same expression is then read for what it is, not for what is wrong with it.
    """

    tags: Sequence[Tag] = ()
    found: dict[Problem, None] = field(default_factory=dict)
    muted: int = 0

    def add(
        self,
        line: int,
        code: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = Severity.ERROR,
        path: str = "",
    ) -> None:
        """Note a problem of the tag on a line of the syntax tree; `message` follows the tag as typed."""
        if self.muted or not 0 < line <= len(self.tags):
            return
        tag = self.tags[line - 1]
        problem = Problem(code, severity, place_of(tag, path), f"{tag.typed}: {message}", hint)
        self.found.setdefault(problem)

    def unfit(
        self, line: int, subject: str, kind: Kind, bad: Sequence[Kind], why: str, hint: str = ""
    ) -> None:
        """Note that a value does not fit in its place: always, or where it is of one of the `bad` options of its kind.

        A fact that may be missing, a list that may be empty: that depends on the data, and is a note.
        """
        always, missing = len(bad) == len(options(kind)), all(map(never_true, bad))
        if missing and not always:
            message, hint = f"{subject} may be missing, {why}.", f"Test it first: {{% if {subject} %}}."
            self.add(line, "may-be-missing", message, hint, severity=Severity.INFO, path=subject)
            return
        message = f"{subject} {'is' if always else 'may be'} {bad[0].words}, {why}."
        empty = all(isinstance(option, Listed) and option.empty for option in bad)
        partly = Severity.INFO if empty else Severity.WARNING
        severity = Severity.ERROR if always else partly
        self.add(line, "wrong-value", message, hint, severity=severity, path=subject)


def tag_of(each: Problem) -> tuple[tuple[str, ...], str]:
    """Return what names the tag of a problem: its place, and how it was typed, with which messages begin."""
    match = _TAG_END.search(each.message)
    return each.where.trail, each.message[: match.end()] if match else each.message


def stopped(text: str) -> str:
    """Return a text with one full stop last, or the question mark that it has; nothing for nothing."""
    text = text.rstrip(".")
    return text if not text or text.endswith("?") else f"{text}."


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital first, one full stop or question mark last."""
    return stopped(f"{text[:1].upper()}{text[1:]}")


def suggestion(name: str, known: Iterable[str], prefix: str = "") -> str:
    """Return the hint for a name that is not known: the nearest that is, else what there is."""
    listed = list(dict.fromkeys(known))
    near = get_close_matches(name, listed, n=1) or _folded(name, listed)
    if near:
        return f"Did you mean {prefix}{near[0]}?"
    if not listed:
        return ""
    shown = ", ".join(listed[:_MOST_KNOWN])
    return f"Known here: {shown}{', …' if len(listed) > _MOST_KNOWN else ''}."


def _folded(name: str, known: Sequence[str]) -> list[str]:
    folded = {each.casefold(): each for each in reversed(known)}
    return [folded[each] for each in get_close_matches(name.casefold(), list(folded), n=1)]
