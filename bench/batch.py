"""`python -m bench.batch`: a batch of 300 clients beside its peers, and what it needs.

Prints the page's section. Each client's documents are docgen's whole way: read, derive, judge, render, write and
flush to disk, the processes' start included. A peer's are template and values in memory to a finished file's bytes,
and no more. All in one run, so that what else the machine does weighs on both.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench.clients import BASES, code_of, make_clients
from bench.peers import page, ways
from bench.peers.finished import Fill, OtherTextError, work
from bench.peers.page import Comparison
from bench.report import table
from docgen.artefacts import edition
from docgen.batch.pool import usable_cores
from docgen.resources import templates_folder

CLIENTS = int(os.environ.get("DOCGEN_BENCH_CLIENTS", "300"))
SAMPLE = int(os.environ.get("DOCGEN_BENCH_SAMPLE", "10"))
"""So many clients are also made by the peers: a client takes them seconds."""
_DAY = date(2027, 4, 20)
_ROUNDS = 2
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Took:
    """Seconds on the clock and of the processor, own and of all child processes."""

    clock: float
    processor: float


@dataclass
class Memory:
    """The most memory that any worker held, in bytes, by how many clients were done, and of that its fair share.

    What is held counts pages that processes share whole, in each; a fair share counts them by how many share them.
    `parent` is what the processor has done for the parent alone, in seconds: with it no worker can help.
    """

    seen: list[tuple[int, int]] = field(default_factory=list)
    share: int = 0
    parent: float = 0.0

    def until(self, clients: int) -> float:
        """Return the most that was held until so many clients were done, in MB; 0 where it is not known."""
        return max((held for done, held in self.seen if done <= clients), default=0) / _MEGABYTE


@dataclass(frozen=True)
class BatchFigures:
    """All that was measured."""

    documents: int
    first: Took
    again: Took
    memory: Memory
    alone: Took
    beside: Comparison


def measure() -> BatchFigures:
    """Take all the figures; some minutes. `alone` is the whole batch by one process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_clients(folder / "clients", CLIENTS)
        memory = Memory()
        first = batch(folder, "out", "--jobs", "2", memory=memory)
        alone = batch(folder, "alone", "--jobs", "1")
        again = batch(folder, "out", "--jobs", "2")
        beside = compared(folder, first)
        documents = sum(1 for _ in written(folder / "out"))
    return BatchFigures(documents, first, again, memory, alone, beside)


def compared(folder: Path, first: Took) -> Comparison:
    """Return what a seeded sample of the clients takes the peers, beside what `first` took for all."""
    sample = sampled()
    peers = ways.times([ways.tasks(intake_of(folder, number), _DAY) for number in sample], _ROUNDS)
    works, left_out = floor_work(folder, sample)
    return Comparison(
        own=first.processor / CLIENTS,
        clock=first.clock / CLIENTS,
        peers=peers,
        floor=floor_times(works),
        sampled=len(sample),
        left_out=left_out,
    )


def batch(folder: Path, out: str, *options: str, memory: Memory | None = None) -> Took:
    """Run a batch as a person does and return what it took. Its exit status says whether drafts are among it."""
    command = [
        sys.executable,
        "-m",
        "docgen",
        "batch",
        "clients",
        "-o",
        out,
        "--as-of",
        _DAY.isoformat(),
        *options,
    ]
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as run,
    ):
        if memory is not None:
            threading.Thread(target=watch, args=(run, folder / out, memory), daemon=True).start()
        run.wait()
    clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in (0, 1):
        raise RuntimeError((folder / "log").read_text(encoding="utf-8"))
    return Took(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def watch(run: subprocess.Popen[bytes], out: Path, memory: Memory) -> None:
    """Note several times a second what the workers hold, where the system tells (Linux)."""
    while run.poll() is None:
        workers = children(run.pid)
        done = sum(1 for _ in out.glob("*/manifest.json"))
        memory.seen.append((done, max((told(each, "status", "VmHWM") for each in workers), default=0)))
        memory.share = max([memory.share, *(told(each, "smaps_rollup", "Pss") for each in workers)])
        memory.parent = max(memory.parent, own_processor(run.pid))
        time.sleep(0.25)


def children(process: int) -> list[int]:
    """Return the processes that a process has started, none where the system does not tell."""
    try:
        return [
            int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
        ]
    except OSError:
        return []


def told(process: int, file: str, name: str) -> int:
    """Return an amount of memory that the system tells of a process, in bytes; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{process}/{file}").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)


def own_processor(process: int) -> float:
    """Return the processor seconds of a process without its children; 0 if it is gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def written(out: Path, client: str = "*") -> Iterator[Path]:
    """Yield the documents in the folders of the stages: what a peer would have to make."""
    return (path for path in sorted(out.glob(f"{client}/*/*")) if path.suffix in (".docx", ".xlsx", ".pptx"))


def sampled() -> list[int]:
    """Return the numbers of a seeded sample of clients, half of each process."""
    draw = random.Random(300)
    return [
        number
        for start in range(1, len(BASES) + 1)
        for number in draw.sample(range(start, CLIENTS + 1, len(BASES)), SAMPLE // len(BASES))
    ]


def intake_of(folder: Path, number: int) -> Path:
    """Return the file of a made-up client."""
    return folder / "clients" / f"{number:04}" / "intake.yaml"


def floor_work(folder: Path, sample: Sequence[int]) -> tuple[list[dict[str, list[Fill]]], tuple[str, ...]]:
    """Return what the peers have to do with templates made from the finished documents, and what is left out."""
    works, left_out = [], dict[str, None]()
    for client in (folder / "out" / code_of(number) for number in sample):
        fills: dict[str, list[Fill]] = {}
        for path in written(client.parent, client.name):
            try:
                made = work(path.read_bytes(), path.suffix[1:], _template(path))
                fills.setdefault(made.peer, []).append(made.fill)
            except OtherTextError as error:
                left_out[str(error)] = None
        works.append(fills)
    return works, tuple(left_out)


def _template(document: Path) -> Path:
    code = document.name.split("_")[1]
    return templates_folder() / edition(code, (document.parent.name,)).templates[document.suffix[1:]]


def floor_times(works: Sequence[dict[str, list[Fill]]]) -> dict[str, float]:
    """Return each peer's processor seconds a client: the mean over the sample of the best of some rounds."""
    best = [{peer: sum(_best(fill) for fill in fills) for peer, fills in client.items()} for client in works]
    names = dict.fromkeys(peer for client in best for peer in client)
    return {name: statistics.mean(client.get(name, 0.0) for client in best) for name in names}


def _best(fill: Fill) -> float:
    return min(ways.processor(fill) for _ in range(_ROUNDS))


def bound(figures: BatchFigures) -> float:
    """Return how many times as fast two processes are as one, if nothing else wants their cores.

    By processor seconds: the parent's own come before or after what the two workers share out between them.
    """
    parent = figures.memory.parent
    return figures.alone.processor / (parent + (figures.first.processor - parent) / 2)


def section(figures: BatchFigures) -> str:
    """Return the page's section."""
    rows = [
        (f"{CLIENTS} clients, {figures.documents:,} documents, 2 processes", f"{figures.first.clock:.1f} s"),
        ("again with nothing changed", f"{figures.again.clock:.1f} s"),
        ("most memory of a worker after 50 clients", f"{figures.memory.until(50):.0f} MB"),
        (f"most memory of a worker after {CLIENTS} clients", f"{figures.memory.until(CLIENTS):.0f} MB"),
        ("the same, pages shared with others by parts", f"{figures.memory.share / _MEGABYTE:.0f} MB"),
        ("the same clients, 1 process", f"{figures.alone.clock:.1f} s"),
        (
            "2 processes beside 1, by the clock",
            f"{figures.alone.clock / figures.first.clock:.2f} times as fast",
        ),
        ("processor seconds, 1 process", f"{figures.alone.processor:.1f} s"),
        ("processor seconds, 2 processes", f"{figures.first.processor:.1f} s"),
        ("of these the parent's own, before and beside the workers", f"{figures.memory.parent:.1f} s"),
        ("2 processes beside 1, each with a core to itself", f"{bound(figures):.2f} times as fast"),
    ]
    words = (
        f"`python -m bench.batch`: made-up clients (`bench/clients.py`), the two processes by turns, on "
        f"{usable_cores()} cores.\n"
    )
    return "\n".join(
        [
            f"## A batch of {CLIENTS} clients\n",
            words,
            table(("", "figure"), rows),
            *page.section(figures.beside),
        ]
    )


def main() -> None:
    """Measure and print."""
    sys.stdout.write(section(measure()))
    sys.stdout.write(f"Load while measuring: {os.getloadavg()[0]:.1f}.\n")


if __name__ == "__main__":
    main()
