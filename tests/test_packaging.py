"""The wheel alone is enough: installed in an empty environment, far from the checkout, it renders the example."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
# pydantic documents pydantic_core's error class as its own, and pins the version that it comes with.
COMES_WITH = {"pydantic-core": "pydantic"}
EXAMPLE = ROOT / "examples" / "harrow-wills" / "intake.yaml"


# One worker builds and installs the wheel, once.
pytestmark = pytest.mark.xdist_group("packaging")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `docgen` command of a fresh environment that holds the wheel and can see this one's libraries."""
    folder = tmp_path_factory.mktemp("fresh") / "env"
    venv.create(folder, with_pip=False)
    paths = {"base": str(folder), "platbase": str(folder)}
    scripts, packages = (Path(sysconfig.get_path(kind, "venv", paths)) for kind in ("scripts", "purelib"))
    python = scripts / Path(sys.executable).name
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    run(*pip, "install", "--no-deps", "--no-index", str(wheel), cwd=folder)
    # A .pth file adds the libraries, but not the .pth of an editable docgen among them: that is read only from
    # an environment's own folder.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts / "docgen"


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_templates_schemas_and_playbooks(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in (("templates", "docgen/_data/templates"), ("schemas", "docgen/_data/schemas")):
        there = {f"{inside}/{path.name}" for path in (ROOT / folder).iterdir() if path.is_file()}
        assert there
        assert there <= names
    assert {
        f"docgen/playbooks/{path.name}" for path in (ROOT / "docgen" / "playbooks").glob("*.yaml")
    } <= names
    assert "docgen/py.typed" in names


def test_the_wheel_holds_nothing_but_the_package(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"docgen"}


def test_the_installed_wheel_renders_the_example_far_from_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    intake = tmp_path / "intake.yaml"
    intake.write_bytes(EXAMPLE.read_bytes())
    done = subprocess.run(
        [installed, "render", intake.name, "-o", "out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    assert len(list((tmp_path / "out").rglob("*.docx"))) >= 2, done.stderr


def test_the_installed_docgen_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    python = installed.parent / Path(sys.executable).name
    where = run(str(python), "-c", "import docgen; print(docgen.__file__)", cwd=tmp_path)
    assert ROOT not in Path(where.strip()).parents


def test_what_the_package_imports_is_declared_as_a_dependency() -> None:
    owners = packages_distributions()
    declared = {normal(re.split(r"[<>=!~;\[ ]", line)[0]) for line in project()["dependencies"]}
    used = {normal(owners[name][0]) for name in imported_names() if name in owners}
    assert {COMES_WITH.get(name, name) for name in used - {"docgen"}} <= declared


def imported_names() -> set[str]:
    """Return the top-level names that the package's modules import, wherever in the module."""
    return {
        name for path in (ROOT / "docgen").rglob("*.py") for name in imports_of(path)
    } - sys.stdlib_module_names


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_every_dependency_is_pinned_in_the_constraints() -> None:
    pinned = {normal(line.split("==")[0]) for line in constraints()}
    groups = [project()["dependencies"], *project()["optional-dependencies"].values()]
    wanted = {normal(re.split(r"[<>=!~;\[ ]", line)[0]) for group in groups for line in group}
    assert wanted <= pinned


def test_the_constraints_hold_names_and_versions_and_no_address() -> None:
    assert [line for line in constraints() if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)] == []


def constraints() -> list[str]:
    return (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()


def project() -> dict[str, Any]:
    whole: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return whole["project"]


def normal(name: str) -> str:
    """Return a distribution's name as the packaging standard compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
