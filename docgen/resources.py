"""Where the data files are: inside the installed package, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent


def templates_folder() -> Path:
    """Return the folder of the built-in Office templates."""
    return _ROOT / "templates"


def schemas_folder() -> Path:
    """Return the folder of the generated JSON Schemas."""
    return _ROOT / "schemas"


def playbooks_folder() -> Path:
    """Return the folder of the built-in playbooks."""
    return _PACKAGE / "playbooks"
