"""Diagrams that Office draws itself: nodes, zones and links, laid out here, printed as shapes that can be edited."""

from docgen.engine.diagrams.diagram import Diagram
from docgen.engine.diagrams.model import Link, Node, Zone
from docgen.engine.diagrams.reading import read_diagram

__all__ = ["Diagram", "Link", "Node", "Zone", "read_diagram"]
