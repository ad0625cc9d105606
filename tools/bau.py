"""The source of `templates/BAU.docx`: the handoff pack, sections 1 to 18, from the summary to the certificate."""

from __future__ import annotations

from tools.bau_parts.closing import ACCEPTANCE, CHECKLIST, OPEN
from tools.bau_parts.knowledge import AS_BUILT, DOCUMENTS, ISSUES, PREFERENCES, RUNBOOKS
from tools.bau_parts.people import PEOPLE
from tools.bau_parts.results import RESULTS
from tools.bau_parts.running import ACCESS, MONITORING, RECOVERY, REGISTERS, SECURITY
from tools.bau_parts.service import SERVICE
from tools.bau_parts.summary import SUMMARY
from tools.bau_parts.year import YEAR
from tools.kit import Document

DOCUMENT = Document(
    code="BAU",
    version="1.0",
    promise="What the service team receives, what the client accepts, and what happens in the first year",
    sections=(
        SUMMARY,
        PEOPLE,
        SERVICE,
        YEAR,
        DOCUMENTS,
        AS_BUILT,
        RUNBOOKS,
        ISSUES,
        PREFERENCES,
        MONITORING,
        SECURITY,
        RECOVERY,
        REGISTERS,
        ACCESS,
        RESULTS,
        OPEN,
        CHECKLIST,
        ACCEPTANCE,
    ),
)
