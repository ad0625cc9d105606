"""The source of `templates/CSP.docx`: the customer success plan, sections 1 to 13."""

from __future__ import annotations

from tools.csp_parts.goals import MEASURES, OBJECTIVES
from tools.csp_parts.overview import PEOPLE, PLAN
from tools.csp_parts.review import APPROVAL, COMMITMENTS, REVIEW, RISKS, SUPPORT
from tools.csp_parts.work import CHECK_INS, SETUP, TIMELINE, TRAINING
from tools.kit import Document

DOCUMENT = Document(
    code="CSP",
    version="1.0",
    promise="What {{ client.trading_name }} wants to reach, how it is measured, and who does what by when",
    sections=(
        PLAN,
        PEOPLE,
        OBJECTIVES,
        MEASURES,
        TIMELINE,
        SETUP,
        TRAINING,
        CHECK_INS,
        COMMITMENTS,
        RISKS,
        REVIEW,
        SUPPORT,
        APPROVAL,
    ),
)
