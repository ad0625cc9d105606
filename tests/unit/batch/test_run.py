"""A run over several clients: which come first, what workers share, and that it matters to no file how they start."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bench.clients import make_clients
from docgen.batch import memory
from docgen.batch.client import order_for
from docgen.batch.plan import Choice, plan
from docgen.batch.pool import Stop
from docgen.batch.results import Batch, ClientOutcome
from docgen.batch.run import Watch, run
from docgen.engine import Template
from docgen.errors import RenderError
from docgen.pack.run_manifest import RunManifest
from docgen.pipeline import Options, open_template
from tests.unit.engine.make import with_paragraphs

OPTIONS = Options(today=date(2027, 6, 10), artefacts=("HOF",))
SHORT = "harbour-vale"
FORM = ["HOF-cs.docx", "IDX.docx"]


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    make_clients(tmp_path / "clients", 3, base=SHORT)
    return tmp_path


@pytest.fixture
def nothing_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(memory, "_OPENED", set())
    yield
    gc.unfreeze()


def ran(
    folder: Path, out: str, *, jobs: int = 2, forks: bool | None = None, watch: Watch | None = None
) -> Batch:
    planned = plan(Choice(targets=(str(folder / "clients"),)), RunManifest())
    order = order_for(folder / out, OPTIONS, many=True)
    return run(planned, order, jobs=jobs, stop=Stop(), watch=watch or Watch(), forks=forks)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_processes_that_start_from_nothing_write_the_bytes_that_forked_ones_write(clients: Path) -> None:
    spawned = ran(clients, "spawned", forks=False)
    assert [row.outcome for row in spawned.rows] == [ClientOutcome.RENDERED] * 3
    ran(clients, "forked")
    ran(clients, "alone", jobs=1)
    assert len(files(clients / "spawned")) == 3 * 3  # the form, and the manifest twice
    assert files(clients / "spawned") == files(clients / "forked") == files(clients / "alone")


def test_clients_that_are_as_they_were_are_told_before_any_is_made(clients: Path) -> None:
    ran(clients, "out")
    changed = clients / "clients" / "0001" / "intake.yaml"
    changed.write_text(changed.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")
    told: list[ClientOutcome] = []
    ran(clients, "out", watch=Watch(done=lambda row: told.append(row.outcome)))
    assert told == [ClientOutcome.UNCHANGED, ClientOutcome.UNCHANGED, ClientOutcome.RENDERED]


@pytest.mark.usefixtures("nothing_open")
def test_what_a_process_issues_is_opened_ahead_with_the_index() -> None:
    asked: list[str] = []

    def go_on() -> bool:
        asked.append("again")
        return True

    memory.open_ahead(["customer_success"], OPTIONS, go_on=go_on)
    assert sorted(memory._OPENED) == FORM
    assert len(asked) == len(FORM)
    memory.open_ahead(["customer_success"], OPTIONS, go_on=go_on)
    assert len(asked) == len(FORM)  # nothing is new


@pytest.mark.usefixtures("nothing_open")
@pytest.mark.parametrize("process", ["no_such_process", "missing/process.yaml", ""])
def test_a_process_that_cannot_be_read_is_left_to_its_client_to_tell(process: str) -> None:
    memory.open_ahead([process], OPTIONS)
    assert not memory._OPENED


@pytest.mark.usefixtures("nothing_open")
def test_nothing_more_is_opened_once_the_run_is_stopped() -> None:
    memory.open_ahead(["customer_success"], OPTIONS, go_on=lambda: False)
    assert not memory._OPENED


def test_open_templates_keep_no_syntax_tree_and_tell_faults_as_before() -> None:
    texts = "{% for x in rows %}{{ x.name }}{% endfor %}", "{{ wrong.name }} {{ wrng }}"
    told = []
    for name in ("before", "after"):
        template = Template.open(with_paragraphs(*texts), name=name)
        if name == "after":
            assert list(template.shown.paths) == ["rows[].name", "wrng", "wrong.name"]
            assert not any(part.parsed for part in template._format.parts)
        with pytest.raises(RenderError) as refused:
            template.render({"rows": [{}], "wrong": {}})
        told.append(
            [(problem.code, problem.where.trail, problem.message) for problem in refused.value.problems]
        )
    assert told[0] == told[1]
    assert len(told[0]) == 3


def test_the_slice_of_a_built_in_template_is_the_same_once_its_trees_have_gone() -> None:
    template = open_template("HOF-cs.docx", None)
    paths = list(template.shown.paths)
    fresh = Template(
        file=template.file,
        warnings=template.warnings,
        names=template.names,
        digest=template.digest,
        _format=template._format,
        _printed=template._printed,
    )
    assert list(fresh.shown.paths) == paths
