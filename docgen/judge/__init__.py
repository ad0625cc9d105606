"""Rules, readiness and the verdict: may this document be issued, and if not, why, and who owes what."""

from docgen.judge.catalogue import RULES, Accept, Decided, RuleInfo
from docgen.judge.open_items import OpenItem
from docgen.judge.readiness import Missing, Readiness
from docgen.judge.unconfirmed import Unconfirmed
from docgen.judge.verdict import Verdict, judge
from docgen.judge.walk import Survey

__all__ = [
    "RULES",
    "Accept",
    "Decided",
    "Missing",
    "OpenItem",
    "Readiness",
    "RuleInfo",
    "Survey",
    "Unconfirmed",
    "Verdict",
    "judge",
]
