"""The source of `templates/BAU-cs.docx`: the pack with which a success manager hands over to general support."""

from __future__ import annotations

from dataclasses import replace

from tools.bau_parts.closing import certificate
from tools.bau_parts.knowledge import ISSUES
from tools.bau_parts.support import DOCUMENTS, PEOPLE, RESULTS, SUMMARY
from tools.csp_parts.review import COMMITMENTS, RISKS, SUPPORT
from tools.csp_parts.work import SETUP
from tools.kit import Document

DOCUMENT = Document(
    code="BAU-cs",
    version="1.0",
    promise="What support receives, what was reached, and who stays in touch",
    sections=(
        SUMMARY,
        replace(SUPPORT, run_on=False),  # a page of its own: it is handed round
        PEOPLE,
        RESULTS,
        SETUP,
        DOCUMENTS,
        ISSUES,
        COMMITMENTS,
        RISKS,
        certificate("general support"),
    ),
)
