"""The handover to run-state service and what the provider's team learnt on the way."""

from docgen.derive.bau.retrospective import Retrospective, retrospective_view
from docgen.derive.bau.view import BauView, Sources, bau_view

__all__ = ["BauView", "Retrospective", "Sources", "bau_view", "retrospective_view"]
