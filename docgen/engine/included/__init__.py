"""Word documents inside another: styles, lists, notes, pictures and charts come along under names of their own."""

from docgen.engine.included.document import Document

__all__ = ["Document"]
