"""The source of `templates/CSP.pptx`: the success plan as shown at the kickoff and at the reviews."""

from __future__ import annotations

from tools.csp_parts.deck_measures import measures_page, objectives_page, plan_page, review_page
from tools.csp_parts.deck_people import checkins_page, help_page, next_page, promises_page
from tools.csp_parts.deck_timeline import milestones_page, timeline_page
from tools.kit_pptx import Deck, control, cover

DECK = Deck(
    code="CSP",
    version="1.0",
    slides=(
        cover(
            "What success means, how we measure it, and how far we are",
            notes="Welcome. Say whether this is the kickoff or a review, and which decisions are asked at its end.",
        ),
        plan_page(),
        objectives_page(),
        measures_page(),
        timeline_page(),
        milestones_page(),
        checkins_page(),
        promises_page(),
        review_page(),
        help_page(),
        next_page(),
        control("CSP 1.0"),
    ),
)
