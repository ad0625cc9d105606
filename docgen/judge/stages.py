"""The order of the stages, which decides what is asked when."""

from __future__ import annotations

from typing import Final

ALL: Final = "all"
"""The stage of a rule that always applies."""

ORDER: Final = ("S1", "S2", "S3", "S4", "S5", "S6", "S6-exit", "S7")
"""The stages of a managed-services onboarding; `S6-exit` is when the end of hypercare is proposed."""


def reached(wanted: str, stage: str) -> bool:
    """Return whether what applies from the stage `wanted` on applies at `stage`.

    `ALL` always does; a stage that is not in `ORDER` never does.
    """
    if wanted == ALL:
        return True
    return wanted in ORDER and stage in ORDER and ORDER.index(wanted) <= ORDER.index(stage)
