"""`python -m bench.batch`: a batch of 300 clients beside its peers, and what it needs.

Prints the page's section. Each client's documents are docgen's whole way: read, derive, judge, render, write and
flush to disk, the processes' start included. A peer's are template in memory to a finished file's bytes, and no
more. All in one run, so that what else the machine does weighs on both.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.clients import BASES, make_clients
from bench.peers import Fill, OtherTextError, work
from docgen.artefacts import edition
from docgen.batch.pool import usable_cores
from docgen.resources import templates_folder

CLIENTS = int(os.environ.get("DOCGEN_BENCH_CLIENTS", "300"))
SAMPLE = int(os.environ.get("DOCGEN_BENCH_SAMPLE", "10"))
"""So many clients are also made by the peers: a client takes them seconds."""
SCALED = CLIENTS // 5
"""So many are made by one process and by two, to compare."""
_AS_OF = "2027-04-20"
_ROUNDS = 2
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Took:
    """Seconds on the clock and of the processor, own and of all child processes."""

    clock: float
    processor: float


@dataclass
class Memory:
    """The most memory that any worker held, in bytes, by how many clients were done."""

    seen: list[tuple[int, int]] = field(default_factory=list)

    def until(self, clients: int) -> float:
        """Return the most that was held until so many clients were done, in MB; 0 where it is not known."""
        return max((held for done, held in self.seen if done <= clients), default=0) / _MEGABYTE


@dataclass(frozen=True)
class BatchFigures:
    """All that was measured. `peers` and `own` are processor seconds a client; `left_out` documents no peer made."""

    documents: int
    first: Took
    again: Took
    memory: Memory
    jobs: dict[int, Took]
    own: float
    peers: dict[str, float]
    sampled: int
    left_out: tuple[str, ...]


def measure() -> BatchFigures:
    """Take all the figures; some minutes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_clients(folder / "clients", CLIENTS)
        memory = Memory()
        first = batch(folder, "out", "--jobs", "2", memory=memory)
        again = batch(folder, "out", "--jobs", "2")
        works, left_out = peers_work(folder)
        peers = peer_times(works)
        jobs = {number: scaled(folder, number) for number in (1, 2)}
        documents = sum(1 for _ in written(folder / "out"))
    return BatchFigures(
        documents, first, again, memory, jobs, first.processor / CLIENTS, peers, len(works), left_out
    )


def batch(folder: Path, out: str, *options: str, memory: Memory | None = None, of: str = "clients") -> Took:
    """Run a batch as a person does and return what it took. Its exit status says whether drafts are among it."""
    command = [sys.executable, "-m", "docgen", "batch", of, "-o", out, "--as-of", _AS_OF, *options]
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
        held = max((high_water(worker) for worker in children(run.pid)), default=0)
        done = sum(1 for _ in out.glob("*/manifest.json"))
        memory.seen.append((done, held))
        time.sleep(0.25)


def children(process: int) -> list[int]:
    """Return the processes that a process has started, none where the system does not tell."""
    try:
        return [
            int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
        ]
    except OSError:
        return []


def high_water(process: int) -> int:
    """Return the most memory that a process has held, in bytes; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def written(out: Path) -> Iterator[Path]:
    """Yield the documents in the folders of the stages: what a peer would have to make."""
    return (path for path in sorted(out.glob("*/*/*")) if path.suffix in (".docx", ".xlsx", ".pptx"))


def peers_work(folder: Path) -> tuple[list[dict[str, list[Fill]]], tuple[str, ...]]:
    """Return what the peers have to do for a seeded sample of clients, half of each process, and what is left out."""
    draw, works, left_out = random.Random(300), [], dict[str, None]()
    numbers = [
        draw.sample(range(start, CLIENTS, len(BASES)), SAMPLE // len(BASES)) for start in range(len(BASES))
    ]
    folders = sorted(path for path in (folder / "out").iterdir() if path.is_dir())
    for client in (folders[number] for half in numbers for number in half):
        fills: dict[str, list[Fill]] = {}
        for path in sorted(client.glob("*/*.*")):
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


def peer_times(works: Sequence[dict[str, list[Fill]]]) -> dict[str, float]:
    """Return each peer's processor seconds a client: the mean over the sample of the best of some rounds."""
    best = [
        {peer: min(_processor(fills) for _ in range(_ROUNDS)) for peer, fills in client.items()}
        for client in works
    ]
    names = dict.fromkeys(peer for client in best for peer in client)
    return {name: statistics.mean(client.get(name, 0.0) for client in best) for name in names}


def _processor(fills: Sequence[Fill]) -> float:
    begin = time.process_time()
    for fill in fills:
        fill()
    return time.process_time() - begin


def scaled(folder: Path, jobs: int) -> Took:
    """Return what some of the clients take with so many processes."""
    some = folder / "some"
    if not some.is_dir():
        make_clients(some, SCALED)
    shutil.rmtree(folder / "scaled", ignore_errors=True)
    return batch(folder, "scaled", "--jobs", str(jobs), of="some")


def section(figures: BatchFigures) -> str:
    """Return the page's section."""
    from bench.report import table

    peers = sum(figures.peers.values())
    rows = [
        (f"{CLIENTS} clients, {figures.documents:,} documents, 2 processes", f"{figures.first.clock:.1f} s"),
        ("again with nothing changed", f"{figures.again.clock:.1f} s"),
        ("most memory of a worker after 50 clients", f"{figures.memory.until(50):.0f} MB"),
        (f"most memory of a worker after {CLIENTS} clients", f"{figures.memory.until(CLIENTS):.0f} MB"),
        (f"{SCALED} clients, 1 process", f"{figures.jobs[1].clock:.1f} s"),
        (f"{SCALED} clients, 2 processes", f"{figures.jobs[2].clock:.1f} s"),
        ("2 processes beside 1", f"{figures.jobs[1].clock / figures.jobs[2].clock:.2f} times as fast"),
    ]
    beside = [
        ("docgen, a client: all of it", f"{figures.own * 1000:.0f}"),
        *(
            (f"{name}, a client: filling only", f"{seconds * 1000:.0f}")
            for name, seconds in figures.peers.items()
        ),
        ("peers together", f"{peers * 1000:.0f}"),
        ("times faster on one core (processor)", f"{peers / figures.own:.1f}"),
        ("times faster, docgen's 2 processes beside a peer's loop (clock)", f"{beside_loop(figures):.1f}"),
    ]
    spared = "".join(f" Left out, to the peers' favour: {each}." for each in figures.left_out)
    words = (
        f"`python -m bench.batch`: made-up clients (`bench/clients.py`), the two processes by turns, on "
        f"{usable_cores()} cores. The peers fill templates made from docgen's finished documents of "
        f"{figures.sampled} clients, a seeded sample, half of each process (`bench/peers.py` says what they "
        f"are spared).{spared}\n"
    )
    tables = table(("", "figure"), rows), table(("processor milliseconds", "ms"), beside)
    return "\n".join([f"## A batch of {CLIENTS} clients\n", words, *tables])


def beside_loop(figures: BatchFigures) -> float:
    """Return how many times faster a client is done by docgen's two processes than by the peers one by one."""
    return sum(figures.peers.values()) / (figures.first.clock / CLIENTS)


def main() -> None:
    """Measure and print."""
    sys.stdout.write(section(measure()))
    sys.stdout.write(f"Load while measuring: {os.getloadavg()[0]:.1f}.\n")


if __name__ == "__main__":
    main()
