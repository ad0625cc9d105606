"""Native charts: as values that a tag prints, and as new data for a chart that the template holds."""

from docgen.engine.charts.model import Chart, Series, Target
from docgen.engine.charts.reading import read_chart

__all__ = ["Chart", "Series", "Target", "read_chart"]
