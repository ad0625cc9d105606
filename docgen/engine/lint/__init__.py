"""A template checked before anybody renders it: blocks, names, filters, values in their places, how tags were typed."""

from docgen.engine.lint.check import Look, lint
from docgen.engine.lint.data import data_kind, lint_with_data
from docgen.engine.lint.declared import kind_of
from docgen.engine.lint.kinds import Kind, kind_of_value, named

__all__ = ["Kind", "Look", "data_kind", "kind_of", "kind_of_value", "lint", "lint_with_data", "named"]
