"""Small documents to deliver, and what lies on the disk afterwards."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from docgen.pack import Delivered, Entry, Open, Parcel, Source, deliver
from docgen.pack.hashes import content_hash, sha256

MANIFESTS = ("HWP/manifest.csv", "HWP/manifest.json")


def office(text: str, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), text, compress_type=method)
    return buffer.getvalue()


def parcel(
    text: str,
    *,
    code: str = "HWP",
    artefact: str = "SLA",
    stage: str = "S3",
    format: str = "docx",
    version: str = "1.0",
    status: str = "approved",
    draft: bool = False,
    audience: str = "contract",
    title: str = "SLA schedule",
    date: str = "2027-02-22",
    classification: str = "Commercial-in-Confidence",
    open: tuple[Open, ...] = (),
    unconfirmed: tuple[str, ...] = (),
    reasons: tuple[str, ...] = (),
    method: int = 8,
) -> Parcel:
    data = office(text, method=method)
    entry = Entry(
        path=f"{stage}/{code}_{artefact}_v{version}{'_DRAFT' if draft else ''}.{format}",
        artefact=artefact,
        title=title,
        stage=stage,
        format=format,
        audience=audience,
        classification=classification,
        bytes=len(data),
        sha256=sha256(data),
        content_sha256=content_hash(data),
        version=version,
        status=status,
        draft=draft,
        reasons=reasons,
        date=date,
        as_of=date,
        facts="0123456789ab",
        intake=Source(name="intake.yaml", sha256="1" * 64),
        playbook=Source(name="managed_services", version="1.0", sha256="2" * 64),
        template=Source(name="SLA.docx", sha256="3" * 64),
        tool="0.1.0",
        problems={"error": 0, "warning": 0, "info": 0, "acknowledged": 0},
        unconfirmed=unconfirmed,
        open=open,
    )
    return Parcel(entry, data)


def send(out: Path, *parcels: Parcel, **options: Any) -> tuple[Delivered, ...]:
    return deliver(out, "HWP", parcels, **options)


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def manifest(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "HWP" / "manifest.json").read_bytes())
    return found
