"""The index of a client's folder: made last, from the manifest, so that it tells what lies there and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from docgen import __version__
from docgen.artefacts import INDEX
from docgen.brand import Brand
from docgen.derive.context import Context
from docgen.derive.values import Chip, State
from docgen.engine import Template
from docgen.judge import Verdict
from docgen.judge.readiness import Readiness
from docgen.pack.brand import brand_of
from docgen.pack.deliver import Parcel
from docgen.pack.entry import Entry, Source
from docgen.pack.hashes import FACTS_HASH_LENGTH, content_hash, sha256, slice_hash
from docgen.pack.index import PackView, pack_view
from docgen.pack.manifest import Manifest
from docgen.pack.names import index_path
from docgen.pack.record import Topics, counted
from docgen.pipeline import Client, Options, brand_source, identity_of, open_template

_NOTHING_FOUND = Verdict(
    draft=False, reasons=(), problems=(), open_items=(), unconfirmed=(), readiness=Readiness(0, 0, ())
)


def index_maker(client: Client, options: Options) -> Callable[[Manifest], Parcel | None]:
    """Return what makes the index of the client's folder from its manifest, as `deliver` asks for.

    It gives None where nothing in the folder is the client's to read, or where no document of the client has been
    looked at; it raises TemplateError or RenderError where the template is at fault.
    """

    def index_of(manifest: Manifest) -> Parcel | None:
        stages = {stage.id: stage.name for stage in client.playbook.stages}
        view = pack_view(manifest, stages)
        context = next(iter(client.contexts.values()), None)
        if view is None or context is None:
            return None
        template = open_template(INDEX.templates["docx"], options.templates, options.brand)
        return _parcel(client, _context(context, view), view, template, options.brand)

    return index_of


def _context(context: Context, view: PackView) -> Context:
    """Return the client's context with the index's own document control."""
    control = replace(
        context.doc,
        code=INDEX.code,
        title=INDEX.title,
        number=f"{view.folder}-{INDEX.code}",
        version="",
        status=Chip(State.NEUTRAL, "Index"),
        date=view.date,
        classification=view.classification,
        revisions=(),
        related=(),
    )
    return replace(context, doc=control)


def _parcel(
    client: Client, context: Context, view: PackView, template: Template, brand: Brand | None
) -> Parcel:
    given: dict[str, Any] = {
        "pack": view,
        "verdict": _NOTHING_FOUND,
        "doc": context.doc,
        "brand": identity_of(context, brand),
    }
    data = template.render(Topics(context, MappingProxyType(given)), locale=context.locale)
    intake, playbook = client.sources
    source = Source(name=template.file, sha256=template.digest)
    entry = Entry(
        path=index_path(view.folder, INDEX.code, "docx").name,
        artefact=INDEX.code,
        title=INDEX.title,
        stage=INDEX.stage,
        format="docx",
        audience=INDEX.audience,
        classification=view.classification,
        bytes=len(data),
        sha256=sha256(data),
        content_sha256=content_hash(data),
        version="",
        status="",
        draft=False,
        reasons=(),
        date=view.date.isoformat(),
        as_of=view.date.isoformat(),
        facts=slice_hash([view], [])[:FACTS_HASH_LENGTH],
        intake=intake,
        playbook=playbook,
        template=source,
        brand=brand_source(brand) or brand_of(data, source),
        tool=__version__,
        problems=counted(()),
        unconfirmed=(),
    )
    return Parcel(entry, data)
