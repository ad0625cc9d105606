"""The state of an answer, in the words of the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PREFILLED, CONFIRMED, ANSWERED = "Prefilled", "Confirmed", "Answered"
UNKNOWN, NOT_APPLICABLE = "Unknown", "Not applicable"
STATUSES = (PREFILLED, CONFIRMED, ANSWERED, UNKNOWN, NOT_APPLICABLE)
"""What a person may set, in the order of the drop-down."""

SETTLED, TO_CONFIRM, OPEN, NOT_ASKED = "● Settled", "▲ To confirm", "■ Open", "○ Not asked"
"""What follows: whether the question still needs anybody. Glyph and word, so that grey print tells them apart."""

STORED: Mapping[str, str] = MappingProxyType(
    {
        "prefilled": PREFILLED,
        "confirmed": CONFIRMED,
        "answered": ANSWERED,
        "unknown": UNKNOWN,
        "na": NOT_APPLICABLE,
        "not_applicable": NOT_APPLICABLE,
    }
)
"""The states as the intake writes them."""
