"""Questionnaires of the small firm, for the tests of this folder."""

from __future__ import annotations

from datetime import date
from typing import Any

from docgen.derive.questionnaire import Questionnaire, questionnaire_view
from docgen.derive.questionnaire.answers import AskedQuestion
from docgen.intake.model import Intake
from docgen.playbooks import load_playbook
from tests.unit.derive.samples import firm

AS_OF = date(2027, 2, 12)


def asked_of(
    changes: dict[str, Any] | None = None, *, drop: tuple[str, ...] = (), as_of: date = AS_OF
) -> Questionnaire:
    """Return the questionnaire of the firm, changed as `firm` does."""
    return view_of(firm(changes, drop=drop), as_of=as_of)


def view_of(intake: Intake, *, as_of: date = AS_OF) -> Questionnaire:
    """Return the questionnaire of an intake under the built-in process."""
    return questionnaire_view(intake, load_playbook("managed_services"), as_of=as_of)


def question(view: Questionnaire, ident: str) -> AskedQuestion:
    """Return one question by its id."""
    sections = view.domains[ident[:3]].sections
    return next(one for section in sections for one in section.questions if one.id == ident)
