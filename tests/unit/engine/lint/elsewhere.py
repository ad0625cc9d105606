"""A class that the context's module imports for type checkers alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Elsewhere:
    town: str
    counts: tuple[int, ...]
