"""Templates to bytes. Knows nothing of onboarding and can be used alone: `from docgen.engine import Template`."""

from docgen.engine.template import Template

__all__ = ["Template"]
