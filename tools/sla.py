"""The source of `templates/SLA.docx`: the SLA schedule, sections 1 to 16 and its annexes."""

from __future__ import annotations

from tools.kit import Document
from tools.sla_parts.agreement import CHANGE_CONTROL, CLAUSES, DEFINITIONS, DUTIES, ITEMS, PARTIES
from tools.sla_parts.hours import HOURS
from tools.sla_parts.hypercare import HYPERCARE
from tools.sla_parts.measures import AVAILABILITY, MEASUREMENT
from tools.sla_parts.money import CREDITS, EXCLUSIONS
from tools.sla_parts.reports import REPORTS
from tools.sla_parts.targets import PRIORITIES, RESOLUTION, RESPONSE

DOCUMENT = Document(
    code="SLA",
    version="1.0",
    promise="What {{ provider.name }} answers for, how it is measured, and what follows when it is missed",
    sections=(
        PARTIES,
        ITEMS,
        DEFINITIONS,
        HOURS,
        PRIORITIES,
        RESPONSE,
        RESOLUTION,
        AVAILABILITY,
        MEASUREMENT,
        CREDITS,
        EXCLUSIONS,
        REPORTS,
        HYPERCARE,
        DUTIES,
        CLAUSES,
        CHANGE_CONTROL,
    ),
)
