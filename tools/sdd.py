"""The source of `templates/SDD.docx`: the solution design document, sections 1 to 17 and its annexes."""

from __future__ import annotations

from tools.kit import Document
from tools.sdd_parts.architecture import ARCHITECTURE
from tools.sdd_parts.closing import (
    ADDRESSES,
    ALERTS,
    APPROVAL,
    BILL,
    FLOWS,
    GLOSSARY,
    LEVELS,
    OPEN_ITEMS,
    RISKS,
    STANDARDS,
)
from tools.sdd_parts.delivery import DECISIONS, MIGRATION, TRACEABILITY
from tools.sdd_parts.opening import CURRENT, REQUIREMENTS, SCOPE, SUMMARY
from tools.sdd_parts.operations import AI, DESK
from tools.sdd_parts.posture import MONITORING, POSTURE
from tools.sdd_parts.recovery import RECOVERY, RUNBOOKS

DOCUMENT = Document(
    code="SDD",
    version="1.0",
    promise="The target that is built, secured and operated, and why it is so",
    sections=(
        SUMMARY,
        SCOPE,
        REQUIREMENTS,
        CURRENT,
        ARCHITECTURE,
        MONITORING,
        POSTURE,
        RECOVERY,
        DESK,
        AI,
        DECISIONS,
        MIGRATION,
        TRACEABILITY,
        RISKS,
        BILL,
        LEVELS,
        APPROVAL,
        RUNBOOKS,
        ADDRESSES,
        FLOWS,
        ALERTS,
        STANDARDS,
        GLOSSARY,
        OPEN_ITEMS,
    ),
)
