"""`python -m bench.memory KIND CONTENDER TEMPLATE SIZE` prints the megabytes that one fill needs above its start.

A process of its own, since the high-water mark of memory never falls. The mark is known on Linux and macOS.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from bench.kinds import KINDS
from bench.measure import size_named

_STATUS = Path("/proc/self/status")


def main(kind: str, name: str, template: str, size: str) -> None:
    work = KINDS[kind]
    data = work.facts(size_named(size))
    fill = work.contenders[name](Path(template))
    fill(work.facts(size_named("small")))  # what is imported and compiled on first use belongs to the start
    start = _high_water()
    fill(data)
    sys.stdout.write(f"{(_high_water() - start) / 1_000_000:.1f}")


def _high_water() -> int:
    """Return the most memory that this process has held, in bytes."""
    if _STATUS.exists():
        # On Linux ru_maxrss starts from what the parent process held; VmHWM starts from nothing.
        (line,) = (
            line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM")
        )
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(*sys.argv[1:])
