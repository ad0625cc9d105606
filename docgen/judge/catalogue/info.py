"""What is known of a rule before it runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from docgen.problems import Severity


class Accept(StrEnum):
    """When an error may be accepted with a reason and a name. Warnings always may."""

    NEVER = "never"
    PAST = "past"  # only where it speaks of a day that has gone by and nobody can change it any more
    ALWAYS = "always"  # where the rule can only guess, and may guess wrong


class Decided(StrEnum):
    """Where a rule is decided."""

    READING = "reading"  # by the reader: an intake that breaks it is not read any further
    CLIENT = "client"  # by a function of `docgen.judge.rules`, from one client's facts
    OUTPUT = "output"  # where a document is rendered, or in what came out
    BATCH = "batch"  # where several clients, or several runs, are side by side


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What is known of a rule before it runs.

    `stage` is the first at which it applies, or the first of each process (`S1 C1`), or `all`. `codes` are those of
    the problems that report it, where they are not the rule's own number.
    """

    id: str
    severity: Severity
    stage: str
    title: str
    why: str
    accept: Accept = Accept.NEVER
    decided: Decided = Decided.CLIENT
    codes: tuple[str, ...] = ()


E: Final = Severity.ERROR
W: Final = Severity.WARNING
INFO: Final = Severity.INFO
PAST: Final = Accept.PAST
ALWAYS: Final = Accept.ALWAYS
READING: Final = Decided.READING
OUTPUT: Final = Decided.OUTPUT
BATCH: Final = Decided.BATCH
