"""Brands: one file with a name, a logo, colours and fonts that restyles every document."""

from docgen.brand.brand import Brand
from docgen.brand.load import load_brand

__all__ = ["Brand", "load_brand"]
