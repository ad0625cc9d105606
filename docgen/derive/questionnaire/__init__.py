"""The technical discovery questionnaire: what is asked, what the intake answers already, and what is still open."""

from docgen.derive.questionnaire.view import Questionnaire, questionnaire_view

__all__ = ["Questionnaire", "questionnaire_view"]
