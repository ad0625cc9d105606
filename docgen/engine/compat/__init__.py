"""Values that programs written for docxtpl hand to a template, known by their shape: docxtpl need not be installed."""

from docgen.engine.compat.objects import adopted

__all__ = ["adopted"]
