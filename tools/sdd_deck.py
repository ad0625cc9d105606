"""The source of `templates/SDD.pptx`: the solution design for sponsors and change boards, in one hour."""

from __future__ import annotations

from tools.kit_pptx import Deck, cover
from tools.sdd_deck_parts.architecture import context_page, network_page, security_page
from tools.sdd_deck_parts.delivery import (
    continuity_page,
    last_page,
    migration_page,
    recovery_page,
    risks_page,
)
from tools.sdd_deck_parts.opening import decisions_page, scope_page

DECK = Deck(
    code="SDD",
    version="1.0",
    slides=(
        cover("The design in brief, and the decisions it needs from you"),
        decisions_page(),
        scope_page(),
        context_page(),
        network_page(),
        security_page(),
        continuity_page(),
        recovery_page(),
        migration_page(),
        risks_page(),
        last_page("SDD 1.0"),
    ),
)
