"""The model of an intake: one module per topic, every field a question with an owner.

The modules do without `from __future__ import annotations`: pydantic would have to compile each of 1,600 types from its
text, at every start of a command.
"""

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import MonthDay
from docgen.intake.model.durations import Duration
from docgen.intake.model.intake import Intake

__all__ = ["Duration", "Facts", "Intake", "MonthDay", "fact"]
