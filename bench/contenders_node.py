"""Who fills templates on Node.js: measured inside their own process, where Node and the peers are installed."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("node")
_PINNED: Mapping[str, str] = json.loads((_FOLDER / "package.json").read_bytes())["dependencies"]


class NodeFill:
    """A peer with its template, in a process that lives as long as this object.

    Called, it returns the filled file; `clock` asks the process to time itself, so that no pipe is measured.
    """

    def __init__(self, peer: str, template: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="docgen-bench-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        command = ["node", str(_FOLDER / "fill.mjs"), peer, str(template.resolve())]
        self._peer = peer
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        weakref.finalize(self, _end, self._process)
        self._known: dict[int, tuple[Path, Mapping[str, Any]]] = {}

    def __call__(self, data: Mapping[str, Any]) -> bytes:
        out = self._folder / "filled"
        self._ask(data=str(self._file(data)), out=str(out))
        return out.read_bytes()

    def clock(self, data: Mapping[str, Any], least: float) -> float:
        """Return how many ms one of the fills takes that follow each other for `least` ms."""
        return float(self._ask(data=str(self._file(data)), least=least)["ms"])

    def _file(self, data: Mapping[str, Any]) -> Path:
        path, _ = self._known.setdefault(id(data), (self._folder / f"{len(self._known)}.json", data))
        if not path.exists():
            path.write_text(json.dumps(data), encoding="utf-8")
        return path

    def _ask(self, **request: object) -> Mapping[str, Any]:
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        assert pipe_in is not None
        assert pipe_out is not None
        pipe_in.write(json.dumps(request) + "\n")
        pipe_in.flush()
        answer = pipe_out.readline()
        if not answer:
            raise RuntimeError(f"{self._peer} ended without an answer")
        found: Mapping[str, Any] = json.loads(answer)
        return found


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def contenders(*names: str) -> dict[str, Callable[[Path], NodeFill]]:
    """Return those of the peers that are installed."""
    return {name: _maker(name) for name in names if shutil.which("node") and _installed(name)}


def version(name: str) -> str:
    """Return the version that the benchmark installs; KeyError for a name that is none of these peers."""
    return _PINNED[name]


def missing() -> tuple[str, ...]:
    """Return the peers that could not be measured here."""
    return tuple(name for name in _PINNED if name != "pizzip" and name not in contenders(name))


def _installed(name: str) -> bool:
    return (_FOLDER / "node_modules" / name / "package.json").is_file()


def _maker(name: str) -> Callable[[Path], NodeFill]:
    return lambda template: NodeFill(name, template)
