"""How ready clients are: by stage, document, fact and who owes it; as lines, as JSON, as a workbook."""

from docgen.readiness.data import client_data, readiness_data
from docgen.readiness.lines import ClientReadiness, Ready, client_readiness
from docgen.readiness.write import KINDS, report_kind, write_readiness

__all__ = [
    "KINDS",
    "ClientReadiness",
    "Ready",
    "client_data",
    "client_readiness",
    "readiness_data",
    "report_kind",
    "write_readiness",
]
