"""A new client's intake: a commented file that asks for what the first stage needs first, or the data of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docgen.artefacts import EDITIONS
from docgen.imports.layout import STAGES
from docgen.imports.people import slug
from docgen.imports.readings import is_flag
from docgen.imports.writing import scalar
from docgen.intake.model.texts import parse_client_code
from docgen.intake.nodes import Data
from docgen.intake.shape import FactField, Kind, Shape, fields_of, root_shape

VERSION = "1.0"
_FORMS = frozenset(
    [
        "pty",
        "ltd",
        "limited",
        "inc",
        "llc",
        "llp",
        "plc",
        "co",
        "corp",
        "corporation",
        "gmbh",
        "the",
        "and",
        "of",
    ]
)
_SHORT, _LONG = 2, 5
_ALONE = 4
_COMMENT, _WIDTH = 36, 118


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of a client before anything is asked: its name and code, the process, and answers by path.

    `process` is a playbook's name or file, as the intake says it; `not_asked` what the process does not ask for.
    """

    name: str
    code: str
    process: str
    title: str
    not_asked: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def letter(self) -> str:
        """The letter that the stages of the process begin with."""
        return STAGES.get(self.process, "S")

    @property
    def stage(self) -> str:
        """The first stage."""
        return f"{self.letter}1"

    @property
    def folder(self) -> str:
        """The name of the client's folder."""
        return folder_of(self.name) or self.code.lower()

    def values(self) -> dict[str, str]:
        """Return what is known, by path."""
        known = {"client.code": self.code, "client.legal_name": self.name}
        return {"schema_version": VERSION, "playbook": self.process, **known, **dict(self.answers)}


def folder_of(name: str) -> str:
    """Return the name of a client's folder: its own, without its legal form; an empty text where nothing is left."""
    words = slug(name, 200).split("-")
    while words and words[-1] in _FORMS:
        words.pop()
    return "-".join(words)[:60].strip("-")


def suggested_code(name: str) -> str:
    """Return a client code made of a name: its initials, or the first letters of a single word.

    `Harrow Wills Partners Pty Ltd` gives `HWP`. Legal forms and small words do not count; an empty text where
    nothing is left.
    """
    words = [word for word in slug(name, 200).split("-") if word and word not in _FORMS]
    initials = "".join(word[0] for word in words)[:_LONG].upper()
    code = initials if len(words) >= _SHORT else "".join(words)[:_ALONE].upper()
    try:
        return parse_client_code(code)
    except ValueError:
        return ""


def starting_data(start: Start) -> dict[str, Data]:
    """Return the data of a new intake: what is known, and the documents of the first stage as drafts."""
    data: dict[str, Data] = {}
    for path, value in start.values().items():
        here = data
        *groups, key = path.split(".")
        for group in groups:
            below = here.setdefault(group, {})
            assert isinstance(below, dict)
            here = below
        here[key] = value
    data["documents"] = {code: {"version": "0.1", "status": "draft"} for code in _documents(start)}
    return data


def _documents(start: Start) -> list[str]:
    """Return the codes of the documents that the process issues at its first stages, in the order of the catalogue."""
    found = (
        artefact.code
        for artefact in EDITIONS
        if artefact.stage.startswith(start.letter) and artefact.templates
    )
    return list(dict.fromkeys(found))


def starting_text(start: Start, schema: str) -> str:
    """Return the commented intake of a new client. `schema` is where an editor finds the schema, from the file."""
    fields = fields_of(_group(root_shape()))
    values = start.values()
    lines = [*_head(start, schema), f'schema_version: "{VERSION}"', f"playbook: {scalar(start.process)}"]
    asked = [field for field in fields.values() if _asks(field, field.key, start)]
    for field in asked:
        lines += ["", *_wrapped(f"# {field.question}"), *_topic(field, field.key, 0, start, values)]
    lines += [
        "",
        "# The state of each document: its version, date and owner stand on its first page.",
        "documents:",
    ]
    lines += [f'  {code}: {{version: "0.1", status: draft}}' for code in _documents(start)]
    later = [field for field in fields.values() if field not in asked and not _known(field, start)]
    return "\n".join([*lines, *_later(later, start), ""])


def _head(start: Start, schema: str) -> list[str]:
    return [
        f"# yaml-language-server: $schema={schema}",
        f"# Intake of {start.name} ({start.code}). Process: {start.title}.",
        "#",
        f"# What stage {start.stage} needs stands first: write each answer after its colon. What may be added is",
        "# commented out: take the # away. An empty key means that nobody has asked yet, [] that there are none.",
        "# What nobody knows stands under facts:, such as client.headcount: {status: unknown, owner: c-it}.",
        "# docgen check shows what is missing, who owes it, and what is wrong.",
        "",
    ]  # fmt: skip


def _known(field: FactField, start: Start) -> bool:
    return field.key in ("schema_version", "playbook", "documents") or field.key in start.not_asked


def _asks(field: FactField, path: str, start: Start) -> bool:
    """Tell whether a topic holds something that the first stage needs."""
    if path in start.not_asked or path in ("schema_version", "playbook", "documents"):
        return False
    return start.stage in field.stage.split() or any(known.startswith(f"{path}.") for known in start.values())


def _topic(field: FactField, path: str, depth: int, start: Start, values: Mapping[str, str]) -> Iterator[str]:
    pad = "  " * depth
    shape = field.shape
    if shape.kind is Kind.GROUP:
        yield f"{pad}{field.key}:"
        yield from _facts(shape, path, depth + 1, start, values)
    elif shape.kind is Kind.LIST and shape.inner and shape.inner.kind is Kind.GROUP:
        yield f"{pad}{field.key}:"
        yield from _item(shape.inner, depth + 1, start)
    else:
        yield from _line(
            f"{pad}{field.key}: {scalar(values[path]) if path in values else ''}".rstrip(), field
        )


def _facts(shape: Shape, path: str, depth: int, start: Start, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the facts of a group: those that are needed or known, then those that may be added."""
    fields = [one for one in fields_of(_group(shape)).values() if f"{path}.{one.key}" not in start.not_asked]
    needed = [
        one for one in fields if _asks(one, f"{path}.{one.key}", start) or f"{path}.{one.key}" in values
    ]
    for one in needed:
        yield from _topic(one, f"{path}.{one.key}", depth, start, values)
    for one in fields:
        if one not in needed:
            yield from _line(f"{'  ' * depth}# {one.key}:{_shown(one)}", one, example=False)


def _item(shape: Shape, depth: int, start: Start) -> Iterator[str]:
    """Yield one item as an example, commented out: an id, and what the first stage needs of it."""
    fields = fields_of(_group(shape)).values()
    wanted = [one for one in fields if one.key == "id" or start.stage in one.stage.split()] or list(fields)[
        :3
    ]
    for position, one in enumerate(wanted):
        lead = "- " if position == 0 else "  "
        yield from _line(f"{'  ' * depth}# {lead}{one.key}:{_shown(one)}", one, example=False)


def _shown(field: FactField) -> str:
    """Return an example as it may stand in the file, or nothing for a group or a list of groups."""
    text = field.example
    if not text or text.startswith("[") or is_flag(field.shape.type):
        return f" {text}".rstrip()
    return f" {scalar(text)}"


def _line(text: str, field: FactField, *, example: bool = True) -> Iterator[str]:
    """Yield a key with its question beside it, or above it where the line would be long."""
    unit = f", in {field.unit}" if field.unit else ""
    such = f", such as {field.example}" if example and field.example else ""
    comment = f"# {field.question}{unit}{such}"
    if max(len(text) + 2, _COMMENT) + len(comment) <= _WIDTH:
        yield f"{text:<{_COMMENT}}{'' if len(text) < _COMMENT else '  '}{comment}"
        return
    pad = text[: len(text) - len(text.lstrip())]
    yield from (f"{pad}{line}" for line in _wrapped(comment))
    yield text


def _wrapped(comment: str) -> list[str]:
    words, lines = comment.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > _WIDTH - 8:
            lines.append("#")
        lines[-1] = f"{lines[-1]} {word}".lstrip()
    return lines


def _later(fields: list[FactField], start: Start) -> Iterator[str]:
    yield ""
    yield "# Later topics, with the stage that needs them first:"
    for field in fields:
        stage = next((each for each in field.stage.split() if each.startswith(start.letter)), "")
        yield from _line(f"# {field.key}:{f' {stage}' if stage else ''}", field, example=False)


def _group(shape: Shape) -> type:
    assert shape.group is not None
    return shape.group
