"""The source of `templates/HOF-cs.docx`: the handoff form from Sales to a success manager, sections 1 to 12."""

from __future__ import annotations

from tools.handoff_parts.acceptance import ACCEPTANCE
from tools.handoff_parts.business import ENVIRONMENT, SUCCESS
from tools.handoff_parts.overview import CHECKLIST, OPEN_ITEMS
from tools.handoff_parts.sale import COMMERCIAL, SCOPE
from tools.handoff_parts.success import DATES, KICKOFF, PEOPLE, PROFILE, SNAPSHOT
from tools.kit import Document

DOCUMENT = Document(
    code="HOF-cs",
    version="1.0",
    promise="Who, what, when, how much, what was promised and what is still missing",
    sections=(
        SNAPSHOT,
        CHECKLIST,
        PEOPLE,
        COMMERCIAL,
        SCOPE,
        PROFILE,
        ENVIRONMENT,
        SUCCESS,
        DATES,
        KICKOFF,
        OPEN_ITEMS,
        ACCEPTANCE,
    ),
    levels=2,
)
