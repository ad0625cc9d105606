"""The source of `templates/INTAKE-cs.xlsx`: the same questions as customer success asks them."""

from __future__ import annotations

from tools.intake_book import BOOK_CS as BOOK

__all__ = ["BOOK"]
