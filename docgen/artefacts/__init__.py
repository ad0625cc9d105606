"""What documents there are."""

from docgen.artefacts.catalogue import CATALOGUE, Artefact, Audience

__all__ = ["CATALOGUE", "Artefact", "Audience"]
