"""Who does and who answers for what: the data of the RACI workbook."""

from docgen.derive.raci.checks import Grids, found, grids_of
from docgen.derive.raci.view import raci_of, raci_view
from docgen.derive.raci.views import Raci

__all__ = ["Grids", "Raci", "found", "grids_of", "raci_of", "raci_view"]
