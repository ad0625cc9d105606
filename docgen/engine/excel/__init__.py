"""What differs by format for workbooks: cells, rows, columns and sheets instead of paragraphs and tables."""
