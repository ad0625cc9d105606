"""Every rule as data: its number, what it weighs, from which stage it applies, what it asks and why.

The functions that look for breaches are in `docgen.judge.rules`, one per number; some rules are decided elsewhere
(`RuleInfo.decided`). The numbers are permanent: they stand in acknowledgements and in documents.
"""

from __future__ import annotations

from typing import Final

from docgen.judge.catalogue import delivery, facts, systems
from docgen.judge.catalogue.info import Accept, Decided, RuleInfo

__all__ = ["RULES", "Accept", "Decided", "RuleInfo"]

RULES: Final[dict[str, RuleInfo]] = {
    info.id: info for info in (*facts.TABLE, *systems.TABLE, *delivery.TABLE)
}
"""The rules by their number, in the order in which they are listed."""
