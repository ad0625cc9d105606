"""What came of a batch, by client, by rule and by who owes which facts: as lines, as JSON, as a workbook."""

from docgen.batch.report.data import report_data
from docgen.batch.report.lines import Report, report_of
from docgen.batch.report.write import KINDS, report_kind, write_report

__all__ = ["KINDS", "Report", "report_data", "report_kind", "report_of", "write_report"]
