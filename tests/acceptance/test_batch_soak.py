"""The long count: a thousand clients of both processes, ten of them broken in ten ways (`make soak`)."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bench.clients import code_of, make_clients
from tests.acceptance.clients import SHORT, WAYS, write
from tests.acceptance.command import ROOT, docgen

CLIENTS = int(os.environ.get("DOCGEN_SOAK_CLIENTS", "1000"))
HOUR = 3600


@pytest.mark.soak
def test_of_a_thousand_clients_ten_broken_ones_are_named_and_all_others_are_whole(tmp_path: Path) -> None:
    make_clients(tmp_path / "clients", CLIENTS)
    draw = random.Random(10)
    broken = dict(zip(sorted(draw.sample(range(1, CLIENTS + 1), len(WAYS))), WAYS.items(), strict=True))
    for number, (_, way) in broken.items():
        way(write(tmp_path / "clients", number, base=SHORT))
    clients = batch(tmp_path)["clients"]
    assert len(clients) == CLIENTS
    failed = {Path(client["file"]).parent.name: client for client in clients if client["outcome"] == "failed"}
    assert sorted(failed) == [f"{number:04}" for number in broken]
    for number, (code, _) in broken.items():
        client = failed[f"{number:04}"]
        (problem, *_) = [one for one in client["problems"] if one["code"] == code]
        assert problem["file"] == client["file"]
        assert problem["message"]
    whole = [client for client in clients if client["outcome"] == "rendered"]
    assert len(whole) == CLIENTS - len(broken)
    assert {client["code"] for client in whole} == {
        code_of(number) for number in range(1, CLIENTS + 1) if number not in broken
    }
    for client in whole:
        assert_whole(tmp_path / "out" / client["code"], client)
    verify = subprocess.run(
        [sys.executable, "-m", "docgen", "verify", "out"],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False, timeout=HOUR,
    )  # fmt: skip
    assert verify.returncode == 0, verify.stdout
    again = batch(tmp_path)["clients"]
    assert {client["outcome"] for client in again} == {"unchanged", "failed"}


def batch(folder: Path) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-m", "docgen", "batch", "clients", "-o", "out", "--json"],
        cwd=folder, env=environment(), capture_output=True, text=True, check=False, timeout=HOUR,
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def assert_whole(folder: Path, client: dict[str, Any]) -> None:
    """Every document of the client is there, and every part of its file can be unpacked."""
    assert client["documents"]
    for document in client["documents"]:
        with zipfile.ZipFile(io.BytesIO((folder / document["path"]).read_bytes())) as archive:
            assert archive.testzip() is None


def test_the_broken_examples_of_the_soak_name_their_client(tmp_path: Path) -> None:
    """A quick look that the long count rests on: a broken intake of a client is refused under its own code."""
    WAYS["unknown-key"](write(tmp_path / "clients", 7))
    run = docgen("batch", "clients", "-o", "out", "--json", folder=tmp_path)
    (client,) = json.loads(run.out)["clients"]
    assert (client["code"], client["outcome"]) == (code_of(7), "failed")
