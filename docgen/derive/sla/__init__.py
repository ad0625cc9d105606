"""The SLA schedule: figures with their sources, due times, downtime, credits, escalation, dates, cover."""

from docgen.derive.sla.figures import Figure
from docgen.derive.sla.view import Sla, derive_hypercare, derive_sla
from docgen.derive.sla.views import Hypercare

__all__ = ["Figure", "Hypercare", "Sla", "derive_hypercare", "derive_sla"]
