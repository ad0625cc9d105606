"""Python's garbage collector in processes that are docgen's own: the command line's and its workers'.

Who uses docgen as a library keeps a collector as it was: nothing below the command line and `batch` changes it.
"""

from __future__ import annotations

import gc

_NEW_OBJECTS, _YOUNG_ROUNDS, _OLD_ROUNDS = 100_000, 20, 100


def collect_rarely() -> None:
    """Have the collector of this process look less often.

    A client is models, templates and contexts by the million objects, nearly all of which are kept until it is done:
    at Python's own thresholds the collector looks through them again and again, a quarter of the time.
    """
    gc.set_threshold(_NEW_OBJECTS, _YOUNG_ROUNDS, _OLD_ROUNDS)
