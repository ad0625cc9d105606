"""The page of a rule: what it asks and why, what it says of a breach, and what can be done about it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from docgen.judge.catalogue import RULES
from docgen.judge.catalogue.info import Accept, Decided, RuleInfo
from docgen.problems import Severity

EXAMPLES_FILE: Final = Path(__file__).with_name("examples.json")
"""What each rule says of one breach: path, message and hint, by number. The tests write and compare it."""
_WIDTH: Final = 96

_DECIDED: Final[Mapping[Decided, str]] = {
    Decided.READING: "Found when the file is read{codes}: an intake that breaks it is not read any further.",
    Decided.OUTPUT: "Found when a document is rendered, or in what came out{codes}.",
    Decided.BATCH: "Found where several clients, or several runs, are side by side{codes}.",
}
_ANSWER: Final[Mapping[Accept, str]] = {
    Accept.NEVER: "It has to be mended: nobody can acknowledge it. Until then the document is a draft.",
    Accept.PAST: "Once the day that it is about has passed, whoever approves for the stage may accept it under "
    "acknowledge, with reason, name and date; open items print that. Before, it has to be mended.",
    Accept.ALWAYS: "The rule can be wrong: it may be accepted under acknowledge by its path, with reason, name and "
    "date; open items print that.",
}
_WARNING: Final = (
    "It stops nothing, and may be accepted under acknowledge, with reason, name and date; "
    "open items print that."
)
_NOTE: Final = "It is a remark: there is nothing to mend or to acknowledge."


def page_of(id: str, *, severity: Severity | None = None, reason: str = "") -> str:
    """Return all there is to know about a rule, as text for a terminal. Raise KeyError where there is no such rule.

    `severity` is what a playbook makes it weigh, for the `reason` that it gives.
    """
    own = RULES[id]
    info = replace(own, severity=severity or own.severity)
    since = "at every stage" if info.stage == "all" else f"from stage {info.stage.replace(' ', ' or ')} on"
    weight = f"{info.severity.value.capitalize()}, {since}."
    blocks = [weight, _changed(own, info, reason), info.why, _where(info), *_example(id), _answer(info)]
    body = "\n\n".join(_indented(block) for block in blocks if block)
    title = textwrap.fill(f"{id}  {info.title}", _WIDTH, subsequent_indent=" " * (len(id) + 2))
    return f"{title}\n\n{body}"


def _changed(own: RuleInfo, info: RuleInfo, reason: str) -> str:
    if own.severity is info.severity:
        return ""
    why = f": {reason.rstrip('.')}" if reason else ""
    return f"So the playbook has it{why}. The rule's own severity is {own.severity.value}."


def _where(info: RuleInfo) -> str:
    if info.decided is Decided.CLIENT:
        return f"Among several clients it is reported as {info.codes[0]}." if info.codes else ""
    codes = f" (reported as {' or '.join(info.codes)})" if info.codes else ""
    return _DECIDED[info.decided].format(codes=codes)


def _example(id: str) -> Iterator[str]:
    if id in _examples():
        path, message, hint = _examples()[id]
        yield f"For example, at {path}: {message} {hint}"


@cache
def _examples() -> Mapping[str, tuple[str, str, str]]:
    known: Mapping[str, tuple[str, str, str]] = json.loads(EXAMPLES_FILE.read_text(encoding="utf-8"))
    return known


def _answer(info: RuleInfo) -> str:
    if info.decided is not Decided.CLIENT:
        return ""
    if info.severity is Severity.ERROR:
        return _ANSWER[info.accept]
    return _WARNING if info.severity is Severity.WARNING else _NOTE


def _indented(text: str) -> str:
    lead = "  "
    wrapped = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"{lead}{line}" for line in wrapped)
