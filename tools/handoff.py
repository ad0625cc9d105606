"""The source of `templates/HOF.docx`: the sales handoff form, sections 1 to 12."""

from __future__ import annotations

from tools.handoff_parts.acceptance import ACCEPTANCE
from tools.handoff_parts.business import ENVIRONMENT, PROFILE, SUCCESS
from tools.handoff_parts.dates import DATES, KICKOFF
from tools.handoff_parts.overview import CHECKLIST, OPEN_ITEMS, SNAPSHOT
from tools.handoff_parts.people import PEOPLE
from tools.handoff_parts.sale import COMMERCIAL, SCOPE
from tools.kit import Document

DOCUMENT = Document(
    code="HOF",
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
