"""Which intake files a batch takes."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from docgen.batch.select import Selection, changed_since, common_folder, portable, select


@pytest.fixture
def clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of intakes and of files that only look a little like them, with the working folder above it."""
    for name in (
        "acme/intake.yaml",
        "acme/notes.yaml",
        "acme/old/intake.yaml.bak",
        "beta/intake.json",
        "wave/gamma.intake.yml",
        "wave/delta.INTAKE.YAML",
        "wave/myintake.yaml",
        ".git/intake.yaml",
    ):
        path = tmp_path / "clients" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("client: {code: X}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(chosen: Selection) -> list[str]:
    return [path.as_posix() for path in chosen.paths]


def codes(chosen: Selection) -> list[str]:
    return [problem.code for problem in chosen.problems]


def test_a_folder_stands_for_every_intake_below_it_in_order(clients: Path) -> None:
    chosen = select(["clients"])
    assert paths(chosen) == [
        "clients/acme/intake.yaml",
        "clients/beta/intake.json",
        "clients/wave/delta.INTAKE.YAML",
        "clients/wave/gamma.intake.yml",
    ]
    assert chosen.problems == []


def test_a_folder_without_intakes_is_a_problem_that_says_what_they_are_called(clients: Path) -> None:
    (clients / "empty").mkdir()
    chosen = select(["empty", "clients/beta"])
    assert paths(chosen) == ["clients/beta/intake.json"]
    assert codes(chosen) == ["no-intakes"]
    assert "intake.yaml" in chosen.problems[0].hint


def test_a_file_is_taken_whatever_it_is_called(clients: Path) -> None:
    assert paths(select(["clients/acme/notes.yaml"])) == ["clients/acme/notes.yaml"]


def test_a_glob_takes_the_files_that_it_matches_and_the_intakes_of_folders(clients: Path) -> None:
    assert paths(select(["clients/**/*.yaml"])) == [
        "clients/acme/intake.yaml",
        "clients/acme/notes.yaml",
        "clients/wave/myintake.yaml",
    ]
    assert paths(select(["clients/[ab]*"])) == ["clients/acme/intake.yaml", "clients/beta/intake.json"]


def test_a_glob_that_matches_nothing_is_a_problem(clients: Path) -> None:
    assert codes(select(["clients/*.toml"])) == ["no-intakes"]


def test_a_file_with_brackets_in_its_name_is_no_glob(clients: Path) -> None:
    (clients / "client [1].yaml").write_text("", encoding="utf-8")
    assert paths(select(["client [1].yaml"])) == ["client [1].yaml"]


def test_a_file_that_is_not_there_is_a_problem_and_stops_nothing(clients: Path) -> None:
    chosen = select(["clients/acme", "clients/acmee/intake.yaml"])
    assert paths(chosen) == ["clients/acme/intake.yaml"]
    assert [(problem.code, problem.where.file) for problem in chosen.problems] == [
        ("not-a-file", "clients/acmee/intake.yaml")
    ]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have_is_a_problem(clients: Path, name: str) -> None:
    assert codes(select([name])) == ["not-a-file"]


def test_a_list_names_files_folders_and_globs_from_its_own_folder(clients: Path) -> None:
    listed = "# first wave\n\nacme\n  beta/intake.json  \nwave/*.yml\n"
    (clients / "clients" / "wave.txt").write_text(listed, encoding="utf-8")
    assert paths(select(["@clients/wave.txt"])) == [
        "clients/acme/intake.yaml",
        "clients/beta/intake.json",
        "clients/wave/gamma.intake.yml",
    ]


def test_what_a_list_names_and_is_not_there_is_told_with_its_line(clients: Path) -> None:
    (clients / "wave.txt").write_text("clients/acme\n  clients/nobody\n", encoding="utf-8")
    chosen = select(["@wave.txt"])
    assert paths(chosen) == ["clients/acme/intake.yaml"]
    where = chosen.problems[0].where
    assert (where.file, where.line, where.column, where.length) == ("wave.txt", 2, 3, len("clients/nobody"))


@pytest.mark.parametrize(
    ("content", "code"), [(None, "no-list"), (b"\xff\xfe\x00a", "no-list"), (b"# nobody\n\n", "empty-list")]
)
def test_a_list_that_says_nothing_is_a_problem(clients: Path, content: bytes | None, code: str) -> None:
    if content is not None:
        (clients / "wave.txt").write_bytes(content)
    assert codes(select(["@wave.txt"])) == [code]


def test_a_file_that_is_named_twice_or_by_a_link_is_taken_once(clients: Path) -> None:
    (clients / "link.yaml").symlink_to(clients / "clients/acme/intake.yaml")
    chosen = select(["clients/acme", "clients/../clients/acme/intake.yaml", "link.yaml"])
    assert len(chosen.paths) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may read any folder")
def test_a_folder_that_may_not_be_read_is_a_problem(clients: Path) -> None:
    (clients / "clients/acme").chmod(0)
    try:
        assert codes(select(["clients"])) == ["not-a-folder"]
    finally:
        (clients / "clients/acme").chmod(0o755)


def test_only_files_written_since_the_moment_are_kept(clients: Path) -> None:
    old, new = clients / "clients/acme/intake.yaml", clients / "clients/beta/intake.json"
    os.utime(old, (1_000_000_000, 1_000_000_000))
    os.utime(new, (2_000_000_000, 2_000_000_000))
    moment = datetime.fromtimestamp(2_000_000_000, UTC)
    assert changed_since([old, new], moment) == (new,)


def test_every_file_counts_as_changed_where_what_all_rest_on_has_changed(clients: Path) -> None:
    old, overlay = clients / "clients/acme/intake.yaml", clients / "overlay.yaml"
    overlay.write_text("", encoding="utf-8")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    moment = datetime.fromtimestamp(1_500_000_000, UTC)
    assert changed_since([old], moment) == ()
    assert changed_since([old], moment, besides=[overlay]) == (old,)


def test_a_manifest_names_files_by_what_was_typed_or_from_their_common_folder(clients: Path) -> None:
    typed, absolute = Path("clients/acme/intake.yaml"), clients / "clients/beta/intake.json"
    folder = common_folder([typed, absolute])
    assert folder == (clients / "clients").resolve()
    assert portable(typed, folder) == "clients/acme/intake.yaml"
    assert portable(absolute, folder) == "beta/intake.json"
    assert portable(Path("/elsewhere/intake.yaml"), folder) == "intake.yaml"
