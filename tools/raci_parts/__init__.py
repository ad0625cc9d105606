"""The sheets of the RACI workbook, one module each."""
