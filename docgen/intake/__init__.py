"""One client's facts: a file in, the model of it out, or every problem with its place."""

from docgen.intake.load import Lines, Loaded, load
from docgen.intake.model import Intake
from docgen.intake.paths import field_at, lookup
from docgen.intake.read import ReadIntake, read_intake

__all__ = ["Intake", "Lines", "Loaded", "ReadIntake", "field_at", "load", "lookup", "read_intake"]
