"""What documents there are."""

from docgen.artefacts.artefact import Artefact, Audience
from docgen.artefacts.catalogue import CATALOGUE, DOCUMENTS, EDITIONS, edition, issued_by

__all__ = ["CATALOGUE", "DOCUMENTS", "EDITIONS", "Artefact", "Audience", "edition", "issued_by"]
