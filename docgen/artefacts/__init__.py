"""What documents there are."""

from docgen.artefacts.artefact import Artefact, Audience
from docgen.artefacts.catalogue import CATALOGUE, DOCUMENTS, EDITIONS, INDEX, TEMPLATED, edition, issued_by

__all__ = [
    "CATALOGUE",
    "DOCUMENTS",
    "EDITIONS",
    "INDEX",
    "TEMPLATED",
    "Artefact",
    "Audience",
    "edition",
    "issued_by",
]
