"""A template restyled before it is compiled: what is rendered from it then follows the new theme by itself."""

from docgen.engine.restyling.package import restyled

__all__ = ["restyled"]
