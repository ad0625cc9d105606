"""What documents there are."""

from docgen.artefacts.catalogue import CATALOGUE, DOCUMENTS, Artefact, Audience

__all__ = ["CATALOGUE", "DOCUMENTS", "Artefact", "Audience"]
