"""The kinds of nodes, zones and lines: how each looks, and what the legend calls it. One entry, one kind.

Colours are tokens of the theme (`docgen.engine.theme`). No meaning rests on colour alone: nodes carry an icon
(`docgen.engine.diagrams.icons`), zones and links their labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Look:
    """The tokens of a node's fill, border, label and detail."""

    fill: str = "lt1"
    border: str = "accent1"
    label: str = "dk2"
    detail: str = "accent3"

    @property
    def dark(self) -> bool:
        """Whether text on it is light."""
        return self.label == "lt1"


@dataclass(frozen=True, slots=True)
class NodeKind:
    """How nodes of a kind look, with the name of their icon; `words` is what the legend calls them."""

    words: str
    icon: str
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class ZoneKind:
    """How zones of a kind look: the tokens of fill, border and label."""

    fill: str
    border: str
    label: str


_INK = Look(fill="dk2", border="dk2", label="lt1", detail="lt2")
_PETROL = Look(fill="accent1", border="accent1", label="lt1", detail="lt1")
_PALE = Look(fill="accent1@12", detail="dk1")
_COPPER = Look(border="accent2")
_OUTSIDE = Look(fill="lt2", border="accent3")

NODE_KINDS: Mapping[str, NodeKind] = MappingProxyType(
    {
        "system": NodeKind("System", "window"),
        "application": NodeKind("Application", "window"),
        "service": NodeKind("Service", "hexagon", _PALE),
        "person": NodeKind("People", "person", _PALE),
        "site": NodeKind("Site", "building"),
        "head_office": NodeKind("Head office", "tower", _INK),
        "data_centre": NodeKind("Data centre", "racks", _INK),
        "wan": NodeKind("Wide area network", "mesh", _PETROL),
        "internet": NodeKind("Internet", "globe", _OUTSIDE),
        "cloud": NodeKind("Cloud", "cloud", _PALE),
        "firewall": NodeKind("Firewall", "wall", _COPPER),
        "network": NodeKind("Network device", "switch"),
        "server": NodeKind("Server", "racks"),
        "storage": NodeKind("Storage", "drum"),
        "database": NodeKind("Database", "drum"),
        "backup": NodeKind("Backup", "copy"),
        "identity": NodeKind("Identity", "key", _PALE),
        "monitoring": NodeKind("Monitoring", "pulse", _PETROL),
        "provider": NodeKind("Provider", "pulse", _PETROL),
        "external": NodeKind("Outside party", "away", _OUTSIDE),
        "elsewhere": NodeKind("On another drawing", "away", _OUTSIDE),
    }
)
"""Kind of node: how it looks. `elsewhere` stands for a node that another page of a large diagram shows."""

ZONE_KINDS: Mapping[str, ZoneKind] = MappingProxyType(
    {
        "area": ZoneKind("lt2", "accent3@30", "accent3"),
        "plain": ZoneKind("lt1", "accent3@60", "accent3"),
        "client": ZoneKind("lt2", "dk2", "dk2"),
        "provider": ZoneKind("accent1@12", "accent1", "accent1"),
        "cloud": ZoneKind("accent1@12", "accent1", "accent1"),
        "outside": ZoneKind("lt1", "accent2", "accent2"),
        "guarded": ZoneKind("lt2", "accent1", "accent1"),
        "restricted": ZoneKind("accent1@25", "dk2", "dk2"),
    }
)
"""Kind of zone: how it looks. `outside`, `guarded` and `restricted` go from the least to the most trusted."""

LINE_STYLES: Mapping[str, str] = MappingProxyType({"solid": "solid", "dashed": "dash", "dotted": "sysDot"})
"""Style of a line: DrawingML's name (ST_PresetLineDashVal, ISO/IEC 29500-1, 20.1.10.48)."""


def unknown(name: str, known: Iterable[str]) -> str:
    """Return `"name", which is not known; did you mean …?` for a message."""
    close = get_close_matches(name, list(known), 1)
    return f'"{name}", which is not known' + (f'; did you mean "{close[0]}"?' if close else "")
