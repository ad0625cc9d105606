"""Sentences that the schedule says in several places."""

from __future__ import annotations

_PROPOSAL = "[[Chip TBC: \u00a0▲\u00a0provider\u00a0default\u00a0]]"


def position(name: str) -> str:
    """Return one position of the parties (a field of `sla.wording`), marked while nobody stands by it."""
    path = f"sla.wording.{name}"
    return f"{{{{ {path}.text }}}}{{% if {path}.unconfirmed %}} {_PROPOSAL}{{% endif %}}"
