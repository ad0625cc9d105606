"""Pictures and embedded files of a rendering put in the place of the template's own, in all three formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from lxml import etree

from docgen.engine.images import Picture, read_picture
from docgen.engine.markup import Element
from docgen.engine.package import Member, Package, read_package, write_package
from docgen.engine.relations import Additions
from docgen.errors import RenderError
from docgen.problems import Place, Problem, Severity

Key = str | Path | bytes
New = str | Path | bytes

_R_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EXTENSIONS = "{http://schemas.openxmlformats.org/drawingml/2006/main}extLst"
_NAMING = ("docPr", "cNvPr")
_HOLDERS = {"docPr": ("inline", "anchor"), "cNvPr": ("pic", "sp")}
_CALLED = ("name", "descr", "title")
_FOLDERS = ("/media/", "/embeddings/")
_MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}
_KIND = 4  # bytes at the beginning of a file that tell its kind


def replaced(data: bytes, asked: Mapping[Key, New], *, file: str) -> bytes:
    """Return an Office file with other pictures and embedded files in it.

    A text names pictures by what Word's selection pane, their title or their alternative text call them, or a part of
    the package (`word/embeddings/sheet1.xlsx`); a path or bytes stand for every picture or embedded file that is
    equal to them. The new ones are paths or bytes. A picture keeps the frame that it had. Raise RenderError with
    every key that fits nothing, and every file that cannot stand where it should.
    """
    work = _Replacing(read_package(data, name=file))
    for key, new in asked.items():
        work.replace(key, new)
    if work.problems:
        raise RenderError(work.problems)
    return work.written()


@dataclass(slots=True)
class _Replacing:
    package: Package
    problems: list[Problem] = field(default_factory=list)
    trees: dict[str, Element] = field(default_factory=dict)
    additions: Additions = field(init=False)
    parts: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.additions = Additions(self.package)

    def replace(self, key: Key, new: New) -> None:
        try:
            data = _bytes(new)
            if isinstance(key, str) and key not in self.package:
                self._pictures(key, data)
            else:
                self._parts(key, data)
        except ValueError as error:
            self._fault("wrong-replacement", f"replace: what stands for {_shown(key)} {error}.", "")

    # -- pictures by name -----------------------------------------------------------------------------

    def _pictures(self, key: str, data: bytes) -> None:
        found = [(part, blip) for part in self._drawn() for blip in _blips(self._tree(part), key)]
        if not found:
            names = sorted({name for part in self._drawn() for name in _names(self._tree(part))})
            near = get_close_matches(key, names, n=1)
            listed = ", ".join(f'"{name}"' for name in names[:10])
            hint = f'Did you mean "{near[0]}"?' if near else f"Known: {listed}." if listed else "It has none."
            self._fault("nothing-to-replace", f"replace: no picture is called {_shown(key)}.", hint)
            return
        picture = read_picture(data)
        for part, blip in found:
            blip.set(_R_EMBED, self.additions.embed(part, data, picture.extension))
            for extensions in blip.findall(_EXTENSIONS):
                blip.remove(extensions)  # the same picture as SVG, which Office would show instead

    def _drawn(self) -> Iterator[str]:
        for name, member in self.package.members.items():
            if name.endswith(".xml") and b"r:embed" in member.data:
                yield name

    def _tree(self, part: str) -> Element:
        if part not in self.trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            self.trees[part] = etree.fromstring(self.package.data(part), parser)
        return self.trees[part]

    # -- parts ----------------------------------------------------------------------------------------

    def _parts(self, key: Key, data: bytes) -> None:
        names = [key] if isinstance(key, str) else self._equal(_bytes(key))
        if not names:
            message = f"replace: no picture or embedded file is equal to {_shown(key)}."
            self._fault("nothing-to-replace", message, "Give the very file that the template holds.")
        for name in names:
            self._put(name, data)

    def _equal(self, data: bytes) -> list[str]:
        members = self.package.members.items()
        near = [(name, each) for name, each in members if any(folder in name for folder in _FOLDERS)]
        return [name for name, each in near if each.size == len(data) and each.data == data]

    def _put(self, name: str, data: bytes) -> None:
        before = self.package.data(name)
        if _picture(before) is not None:
            extension = read_picture(data).extension
            if name.rpartition(".")[2].lower().replace("jpeg", "jpg") != extension:
                self.additions.put(name, data, _MEDIA_TYPES[extension])
        elif before[:_KIND] != data[:_KIND]:
            raise ValueError(f"is a file of another kind than {name}")
        self.parts[name] = data

    # -- the result -----------------------------------------------------------------------------------

    def _fault(self, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code, Severity.ERROR, Place(file=self.package.file), message, hint))

    def written(self) -> bytes:
        """Return the file; what nothing was replaced in stays as it is, still compressed."""
        changed = {**self.additions.changed(), **self.parts}
        for name, tree in self.trees.items():
            written = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
            changed[name] = written
        members = [
            Member.pack(name, changed.pop(name)) if name in changed else member
            for name, member in self.package.members.items()
        ]
        return write_package([*members, *(Member.pack(name, data) for name, data in changed.items())])


def _blips(root: Element, key: str) -> Iterator[Element]:
    """Yield what shows the pictures of a part that are called so, each once."""
    seen: set[Element] = set()
    for naming in _namings(root):
        if key in (naming.get(word) for word in _CALLED):
            for blip in _holder(naming).iter(_BLIP):
                if blip not in seen:
                    seen.add(blip)
                    yield blip


def _names(root: Element) -> Iterator[str]:
    for naming in _namings(root):
        if next(_holder(naming).iter(_BLIP), None) is not None:
            yield from (name for word in _CALLED if (name := naming.get(word)))


def _namings(root: Element) -> Iterator[Element]:
    for naming in root.iter(*(f"{{*}}{name}" for name in _NAMING)):
        if etree.QName(_holder(naming)).localname in _HOLDERS[etree.QName(naming).localname]:
            yield naming


def _holder(naming: Element) -> Element:
    parent = naming.getparent()
    assert parent is not None
    above = parent if etree.QName(naming).localname == "docPr" else parent.getparent()
    return parent if above is None else above


def _picture(data: bytes) -> Picture | None:
    try:
        return read_picture(data)
    except ValueError:
        return None


def _bytes(source: Key | New) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise ValueError(f'names "{source}", which cannot be read: {error.strerror or error}') from None


def _shown(key: Key) -> str:
    return f"{len(key):,} bytes" if isinstance(key, bytes) else f'"{key}"'
