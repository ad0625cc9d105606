"""The order of the stages, which decides what is asked when."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

ALL: Final = "all"
"""The stage of a rule that always applies."""

ORDER: Final = ("S1", "S2", "S3", "S4", "S5", "S6", "S6-exit", "S7")
"""The stages of a managed-services onboarding; `S6-exit` is when the end of hypercare is proposed."""

PROCESSES: Final = (ORDER, ("C1", "C2", "C3", "C4"))
"""The stages of each process, in order. Stages of different processes never follow each other."""


def own(wanted: str, stage: str) -> str:
    """Return the one of the stages in `wanted` (`S1 C1`) that belongs to the process of `stage`; else `wanted`."""
    order = next((stages for stages in PROCESSES if stage in stages), ())
    return next((each for each in wanted.split() if each in order), wanted)


@lru_cache(maxsize=1024)
def reached(wanted: str, stage: str) -> bool:
    """Return whether what applies from `wanted` on applies at `stage`.

    `wanted` is a stage, or one of each process (`S1 C1`). `ALL` always applies; a stage that no process has never does.
    """
    if wanted == ALL:
        return True
    order = next((stages for stages in PROCESSES if stage in stages), ())
    return any(each in order and order.index(each) <= order.index(stage) for each in wanted.split())
