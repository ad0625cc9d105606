"""Three clients for the tests: one with gaps, one that is ready, one that cannot be read."""

from __future__ import annotations

from datetime import date
from functools import cache

from docgen.pipeline import Assessment, Options, check_client
from docgen.readiness import Ready, client_readiness
from tests.conftest import EXAMPLES

AS_OF = date(2027, 3, 1)
GAPS, SOUND, BROKEN = "harrow-wills/handoff.yaml", "harbour-vale/intake.yaml", "harbour-vale/mistakes.yaml"


@cache
def assessed(name: str) -> Assessment:
    """Return what a check of an example finds on the as-of day."""
    return check_client(EXAMPLES / name, Options(today=AS_OF, as_of=AS_OF))


@cache
def ready(*names: str) -> Ready:
    """Return the readiness of examples."""
    return Ready(AS_OF, tuple(client_readiness(name, assessed(name), AS_OF) for name in names))


ALL = (GAPS, SOUND, BROKEN)
NONE = Ready(AS_OF, ())
