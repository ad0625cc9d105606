"""The files of a client's pack: their names, their manifest, and how they reach the disk whole."""

from docgen.pack.deliver import Delivered, Outcome, Parcel, deliver
from docgen.pack.manifest import Entry, Source
from docgen.pack.names import document_path

__all__ = ["Delivered", "Entry", "Outcome", "Parcel", "Source", "deliver", "document_path"]
