"""The inside of the cage: renders the trials that it is told of on its input, and says of each how it went.

Runs as a process of its own, under a limit on its memory. Python's audit hook notes whatever reaches for the network,
for other programs, or for files other than the modules of Python.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

_WATCHED = (
    "subprocess.",
    "os.",
    "socket.",
    "urllib.",
    "ftplib.",
    "smtplib.",
    "ctypes.",
    "shutil.",
    "webbrowser.",
)
# What importing a module does.
_HARMLESS = {"os.listdir", "os.scandir", "os.putenv"}
_MODULES = (".py", ".pyc", ".so", ".dat", ".json", ".zip")
_reached: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_WATCHED) and event not in _HARMLESS:
        _reached.append(event)
    elif event == "open" and not str(arguments[0]).endswith(_MODULES) and not _is_harmless(str(arguments[0])):
        _reached.append(f"open {arguments[0]}")


def _is_harmless(path: str) -> bool:
    """Time zones are data; Python looks for the text of generated code under the name that it goes by."""
    return "/zoneinfo/" in path or path == "<template>"


def _limit(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits on Windows; the time and what is reached for count there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _tried(trial: dict[str, Any]) -> dict[str, Any]:
    from docgen.engine import Template
    from docgen.engine import template as template_module
    from docgen.errors import DocgenError

    template_module._CACHE.clear()  # each trial has the memory for itself
    gc.collect()
    raw, name = Path(trial["file"]).read_bytes(), trial["name"]
    _reached.clear()
    begun = time.process_time()
    try:
        rendered = Template.open(raw, name=name).render(trial["data"])
    except DocgenError as error:
        outcome = {
            "end": "refused",
            "codes": [problem.code for problem in error.problems],
            "text": str(error),
        }
    except BaseException as error:
        outcome = {"end": "trace", "text": f"{type(error).__name__}: {error}"[:300]}
    else:
        Path(trial["file"]).with_suffix(".out").write_bytes(rendered)
        outcome = {"end": "rendered", "length": len(rendered)}
        _reached[:] = [event for event in _reached if not event.endswith(".out")]
    return {**outcome, "seconds": time.process_time() - begun, "reached": sorted(set(_reached))}


def main(megabytes: int) -> None:
    """Warm up, take the limit on, and answer each line of the input with a line."""
    import docgen.engine.excel.render
    import docgen.engine.powerpoint.render
    import docgen.engine.restyling  # noqa: F401

    _limit(megabytes)
    sys.addaudithook(_watch)
    for line in sys.stdin:
        print(json.dumps(_tried(json.loads(line))), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
