"""Drawings as plain values: what stands where and what joins it. How they look is the engine's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Direction = Literal["right", "down"]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in a drawing. `zone` is the id of the zone that it stands in, empty for none.

    `kind` decides shape and colour: site, head_office, person, internet, wan, firewall, server, storage,
    application, service, cloud, identity, backup, monitoring, provider or external.
    """

    id: str
    label: str
    kind: str
    detail: tuple[str, ...] = ()
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """A frame around nodes and other zones. `parent` is the id of the frame around it, empty for none.

    `kind` is one of area, plain, client, provider, cloud; or, from the least to the most trusted, outside, guarded,
    restricted.
    """

    id: str
    label: str
    kind: str
    parent: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one node to another, with what runs over it.

    Its head is at the target; with `back` at the source, with `both` at either end. Drawings lay out by source and
    target, whatever the heads.
    """

    source: str
    target: str
    label: str = ""
    dashed: bool = False
    both: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing: `direction` is `right` or `down`; `alt` says in words what it shows, `note` how it is read."""

    title: str
    alt: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    zones: tuple[Zone, ...] = ()
    direction: Direction = "right"
    note: str = ""

    @property
    def plain(self) -> Mapping[str, object]:
        """The drawing as the filter `diagram` takes it: what is too large for one slide can then be shared out."""
        return {
            "alt": self.alt,
            "direction": self.direction,
            "nodes": [
                {"id": one.id, "label": one.label, "detail": one.detail, "kind": one.kind, "zone": one.zone}
                for one in self.nodes
            ],
            "links": [_plain_link(one) for one in self.links],
            "zones": [
                {
                    "id": one.id,
                    "label": one.label,
                    "parent": one.parent,
                    "kind": one.kind,
                    "dashed": one.dashed,
                }
                for one in self.zones
            ],
        }


def _plain_link(link: Link) -> Mapping[str, object]:
    heads = "both" if link.both else "start" if link.back else "end"
    style = "dashed" if link.dashed else "solid"
    return {"start": link.source, "end": link.target, "label": link.label, "style": style, "heads": heads}
