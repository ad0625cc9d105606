"""The files of a client's pack: their names, their manifest, and how they reach the disk whole."""

from docgen.pack.deliver import Delivered, Outcome, Parcel, deliver
from docgen.pack.entry import Entry, Open, Override, Source
from docgen.pack.inputs import Ground, ground, inputs_hash, unchanged
from docgen.pack.manifest import LastRun, Manifest, read_manifest
from docgen.pack.names import document_path

__all__ = [
    "Delivered",
    "Entry",
    "Ground",
    "LastRun",
    "Manifest",
    "Open",
    "Outcome",
    "Override",
    "Parcel",
    "Source",
    "deliver",
    "document_path",
    "ground",
    "inputs_hash",
    "read_manifest",
    "unchanged",
]
