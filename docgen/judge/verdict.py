"""The verdict on one artefact of one client: issue it, or write a draft, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from docgen.judge import words
from docgen.judge.acknowledge import Judged, settle
from docgen.judge.open_items import OpenItem, open_items
from docgen.judge.readiness import Missing, Readiness, readiness
from docgen.judge.rule import DocumentCase, findings
from docgen.judge.unconfirmed import Unconfirmed, unconfirmed
from docgen.judge.walk import Survey, covers
from docgen.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from docgen.derive.context import Context
    from docgen.intake.model import Intake
    from docgen.playbooks.model import Playbook

CONFIRMED = "SLA-09"
MISSING = "missing-fact"
"""The code of the problem that a required fact is missing."""


class Lines(Protocol):
    """Tells where a path stands in the intake's file."""

    def place(self, path: str) -> Place: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one artefact.

    `draft` says that it may not be issued as final, `reasons` why, in plain words. `problems` have their places;
    `open_items` are sorted as a document lists them; `unconfirmed` are the provider's defaults that a binding
    document would promise.
    """

    draft: bool
    reasons: tuple[str, ...]
    problems: tuple[Problem, ...]
    open_items: tuple[OpenItem, ...]
    unconfirmed: tuple[Unconfirmed, ...]
    readiness: Readiness

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that block issue."""
        return tuple(one for one in self.problems if one.is_error and not one.acknowledged)


def judge(
    intake: Intake,
    playbook: Playbook,
    context: Context,
    *,
    artefact: str,
    stage: str,
    lines: Lines,
    survey: Survey | None = None,
    listing: bool = True,
) -> Verdict:
    """Judge one artefact (a code such as `HOF`) at a stage (`S1` to `S7`, or `S6-exit`).

    `context` is what was derived from the same intake and playbook; `survey` is the intake's, where several
    artefacts of one client are judged. What rests on the client alone is judged once for each such context. Without
    `listing` the open items are left out: listing them takes all that the pages show, which a check does not need.
    """
    case = DocumentCase(intake, playbook, context, context.days, survey or Survey(intake), artefact, stage)
    judged = [one for one in settle(case, findings(case)) if not _by_process(case, one)]
    ready = readiness(case)
    defaults = unconfirmed(context) if case.needs.binding else ()
    reasons = tuple(_reasons(case, judged, ready, defaults))
    return Verdict(
        draft=bool(reasons),
        reasons=reasons,
        problems=tuple(_problems(judged, ready, lines)),
        open_items=open_items(case, judged, ready) if listing else (),
        unconfirmed=defaults,
        readiness=ready,
    )


def _by_process(case: DocumentCase, one: Judged) -> bool:
    """Return whether the playbook itself causes a finding and says why it stands."""
    return any(
        known.rule == one.info.id and covers(known.path, one.finding.path) for known in case.playbook.accepted
    )


def _problems(judged: list[Judged], ready: Readiness, lines: Lines) -> Iterator[Problem]:
    reported = {one.finding.path for one in judged if one.severity is Severity.ERROR}
    for one in judged:
        place = lines.place(one.finding.at or one.finding.path)
        found = one.finding
        yield Problem(
            one.info.id,
            one.severity,
            place.veiled() if found.secret else place,
            _sentence(found.message),
            found.hint,
            acknowledged=one.acknowledged,
        )
    for missing in ready.missing:
        if not missing.rule and missing.path not in reported:
            yield _as_problem(missing, lines)


def _as_problem(missing: Missing, lines: Lines) -> Problem:
    known = "is not known yet" if missing.asked else "is missing"
    due = f", due {words.day(missing.due)}" if missing.due else ""
    hint = f"Owed by {missing.owner}{due}." if missing.owner else ""
    message = f"{missing.path} {known}: {missing.question} (needed from {missing.stage})."
    return Problem(MISSING, Severity.ERROR, lines.place(missing.path), message, hint)


def _sentence(text: str) -> str:
    return f"{text}."


def _first(items: list[str], most: int = 3) -> str:
    """Return the first few of some items in words, and how many more there are."""
    rest = [f"{len(items) - most} more"] if len(items) > most else []
    return words.listed([*items[:most], *rest])


def _reasons(
    case: DocumentCase, judged: list[Judged], ready: Readiness, defaults: Iterable[Unconfirmed]
) -> Iterator[str]:
    asked = [missing.question for missing in ready.missing if not missing.rule]
    if asked:
        yield f"{words.count(len(asked), 'required fact')} missing: {_first(asked)}."
    errors = {
        one.info.id: one.info for one in judged if one.severity is Severity.ERROR and not one.acknowledged
    }
    errors.pop(CONFIRMED, None)  # the unconfirmed defaults are a reason of their own
    for info in errors.values():
        yield f"{info.id} is not met: {info.title[:1].lower()}{info.title[1:]}."
    if number := len(tuple(defaults)):
        are = "is" if number == 1 else "are"
        yield f"{words.count(number, 'figure')} {are} still the provider's default, confirmed by nobody."
    if case.document is None or case.document.status in (None, "draft"):
        yield "The document's own status is draft."
