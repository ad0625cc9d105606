"""A brand file to a brand, or to every problem that it has, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from lxml import etree
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from docgen.brand.brand import Brand
from docgen.brand.contrast import faults
from docgen.brand.fonts import EVERYWHERE, MOST, is_everywhere, is_measured, run
from docgen.brand.model import BrandFile, Colours, Font, Group, LogoFiles
from docgen.engine.images import MAX_BYTES, read_picture
from docgen.engine.livery import LOGO, LOGO_ON_DARK, Face, Logo
from docgen.engine.theme import Palette
from docgen.errors import BrandError, IntakeError
from docgen.intake.load import Loaded, load
from docgen.intake.model.scalar import in_words, nearest
from docgen.pack.hashes import sha256
from docgen.problems import Problem, Severity

_GROUP_TYPES = frozenset({"model_type", "model_attributes_type", "dict_type"})
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = frozenset({f"{_SVG}script", f"{_SVG}foreignObject"})
_COLOURS = tuple(Colours.model_fields)


def load_brand(path: Path) -> Brand:
    """Return the brand that the YAML or JSON file at `path` holds, its logos read and its contrast checked.

    Raise BrandError with every problem: a file that cannot be read, a key or value that does not fit, a logo that
    is none, a text that could not be read on its ground.
    """
    try:
        loaded = load(path)
    except IntakeError as error:
        raise BrandError(error.problems) from None
    try:
        given = BrandFile.model_validate(loaded.data)
    except ValidationError as error:
        raise BrandError(_problem(loaded, one) for one in error.errors(include_url=False)) from None
    return _checked(path, loaded, given)


def _checked(path: Path, loaded: Loaded, given: BrandFile) -> Brand:
    colors = _colors(given.colours)
    logos, problems = _logos(path.parent, loaded, given)
    problems += _contrast(loaded, colors, given.colours)
    problems += [*_fonts(loaded, given), *loaded.warnings]
    if any(problem.is_error for problem in problems):
        raise BrandError(problems)
    pictures = [data for _, logo in sorted(logos.items()) for data in (logo.png, logo.svg)]
    return Brand(
        file=path.name,
        sha256=sha256("\n".join(map(sha256, (path.read_bytes(), *pictures))).encode()),
        name=given.name,
        legal_name=given.legal_name or given.name,
        colors=colors,
        heading=_face(given.fonts.headings),
        body=_face(given.fonts.body),
        logos=logos,
        warnings=tuple(problems),
    )


def _colors(colours: Colours) -> dict[str, str]:
    links = {"hlink": colours.hlink or colours.accent1, "folHlink": colours.folHlink or colours.accent3}
    return {**colours.model_dump(), **links}


def _face(font: Font) -> Face:
    return Face(font.name, font.fallback or "")


# -- what the model refuses --------------------------------------------------------------------------


def _problem(loaded: Loaded, details: ErrorDetails) -> Problem:
    steps, kind, context = details["loc"], details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        where = loaded.lines.key_place(steps)
        hint = _meant(str(steps[-1]), steps[:-1])
        return Problem("unknown-key", Severity.ERROR, where, f"{where.path} is not known here.", hint)
    where = loaded.lines.place_of(steps)
    if kind == "missing":
        path = ".".join(map(str, steps))
        return Problem("missing-key", Severity.ERROR, where, f"{path} is missing.", "Add it.")
    if kind in _GROUP_TYPES:
        hint = f"Known there: {in_words(_keys(steps))}."
        message = f"{where.path} is not a group of keys."
        return Problem("wrong-type", Severity.ERROR, where, message, hint)
    message = f"{where.path} {context.get('message', details['msg'])}"
    return Problem(kind, Severity.ERROR, where, message, context.get("hint", ""))


def _meant(key: str, steps: Iterable[str | int]) -> str:
    known = _keys(steps)
    close = nearest(key, known)
    return f"Did you mean {close}?" if close else f"Known here: {in_words(known)}."


def _keys(steps: Iterable[str | int]) -> tuple[str, ...]:
    """Return the keys of the group that the steps lead to."""
    group: type[Group] = BrandFile
    for step in steps:
        field = group.model_fields.get(str(step))
        kinds: tuple[Any, ...] = (field.annotation, *get_args(field.annotation)) if field else ()
        group = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Group)), group)
    return tuple(group.model_fields)


# -- logos -------------------------------------------------------------------------------------------


def _logos(folder: Path, loaded: Loaded, given: BrandFile) -> tuple[dict[str, Logo], list[Problem]]:
    logos: dict[str, Logo] = {}
    problems: list[Problem] = []
    sides = {"on_light": LOGO, "on_dark": LOGO_ON_DARK} if given.logo else {}
    for side, name in sides.items():
        files: LogoFiles = getattr(given.logo, side)
        data: dict[str, bytes] = {}
        for kind, file in (("png", files.png), ("svg", files.svg)):
            try:
                data[kind] = _picture(folder / file, kind) if file else b""
            except ValueError as refused:
                where = loaded.lines.place(f"logo.{side}.{kind}")
                problems.append(
                    Problem("bad-logo", Severity.ERROR, where, f"{file} {refused}.", _REPAIR[kind])
                )
        logos[name] = Logo(data.get("png", b""), data.get("svg", b""))
    return logos, problems


_REPAIR: Mapping[str, str] = {
    "png": "Give a PNG of at most 20 MiB, looked for from the brand file's folder.",
    "svg": "Give an SVG without scripts, links to other files or entities, or leave it out.",
}


def _picture(path: Path, kind: str) -> bytes:
    """Return a logo's bytes. Raise ValueError, as the end of a sentence, if they are no picture of that kind."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ValueError(f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    if len(data) > MAX_BYTES:
        raise ValueError("is larger than 20 MiB")
    if kind == "svg":
        _refuse_strange_svg(data)
    elif read_picture(data).extension != kind:
        raise ValueError("is not a PNG")
    return data


def _refuse_strange_svg(data: bytes) -> None:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise ValueError("is not an SVG") from None
    if root.tag != f"{_SVG}svg":
        raise ValueError("is not an SVG")
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("declares a document type, which no SVG needs")
    if any(node.tag in _ACTIVE or _reaches_out(node.attrib.items()) for node in root.iter(etree.Element)):
        raise ValueError("holds a script or a link to another file")


def _reaches_out(attributes: Iterable[tuple[str | bytes, str | bytes]]) -> bool:
    for name, value in attributes:
        local = etree.QName(name).localname
        if local.startswith("on") or (local == "href" and not str(value).startswith(("#", "data:image/"))):
            return True
    return False


# -- what can be read, and where ---------------------------------------------------------------------


def _contrast(loaded: Loaded, colors: Mapping[str, str], colours: Colours) -> Iterator[Problem]:
    given = {slot: colors[slot] for slot in _COLOURS if slot in colours.model_fields_set}
    for fault in faults(Palette(colors), given):
        where = loaded.lines.place(f"colours.{fault.slot}")
        hint = (
            f"The nearest shade of {fault.slot} that does everywhere is {fault.instead}."
            if fault.instead
            else f"No shade of {fault.slot} does beside the other colours: change those too."
        )
        yield Problem("contrast", Severity.ERROR, where, fault.message, hint)


def _fonts(loaded: Loaded, given: BrandFile) -> Iterator[Problem]:
    for key in ("headings", "body"):
        font: Font = getattr(given.fonts, key)
        if not is_everywhere(font.name):
            yield _rare(loaded, key, font)
        if font.fallback and not is_everywhere(font.fallback):
            where = loaded.lines.place(f"fonts.{key}.fallback")
            message = f"{font.fallback} is not on every machine either."
            hint = f"Choose from {in_words(sorted(EVERYWHERE))}."
            yield Problem("rare-fallback", Severity.ERROR, where, message, hint)
    yield from _width(loaded, given.fonts.body)


def _width(loaded: Loaded, body: Font) -> Iterator[Problem]:
    """Yield a warning for a body font for which labels of diagrams and charts are not laid out."""
    known = body.name if is_measured(body.name) else body.fallback or body.name
    where = loaded.lines.place("fonts.body.name")
    hint = "Labels of diagrams and charts are laid out for Calibri: look at them, or choose a font like it."
    if not is_measured(known):
        message = f"How wide {body.name} runs is not known here."
        yield Problem("unmeasured-font", Severity.WARNING, where, message, hint)
    elif run(known) > MOST:
        message = f"{body.name} runs some {round(run(known) * 100) - 100} % wider than Calibri."
        yield Problem("wide-font", Severity.WARNING, where, message, hint)


def _rare(loaded: Loaded, key: str, font: Font) -> Problem:
    where = loaded.lines.place(f"fonts.{key}.name")
    hint = (
        f"Where it lacks, Word takes {font.fallback}; Excel and PowerPoint take a font of their own choice."
        if font.fallback
        else f"Give it a fallback, such as {in_words(('Calibri', 'Cambria', 'Arial'))}."
    )
    return Problem("rare-font", Severity.WARNING, where, f"{font.name} is not on every machine.", hint)
