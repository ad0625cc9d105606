"""What the generated code of a Word part calls while it renders: runs, cells, ids, lists and the contents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

from lxml import etree

from docgen.engine.contents import Contents, Heading
from docgen.engine.escape import ESCAPES, Xml, run_text, xml
from docgen.engine.markup import TBL, T, w
from docgen.engine.printable import whole_number
from docgen.engine.runtime import SETTINGS, Runtime
from docgen.engine.tables import true_widths
from docgen.engine.tags import Tag
from docgen.engine.theme import Palette
from docgen.engine.values import Value, WordSpot

_MOST_COLUMNS = 63  # of a table in Word


@dataclass
class WordRuntime(Runtime):
    """One rendering of one part of a Word document."""

    spot: Callable[[Tag], WordSpot] | None = None
    headings: list[tuple[Heading, str, str]] = field(default_factory=list)
    contents_at: list[tuple[int, Contents]] = field(default_factory=list)
    bookmarks: dict[str, tuple[str, int]] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    new_number: Callable[[str], str] = str
    """Returns the id of a new number of a list that restarts it."""
    restarted: dict[str, str] | None = None

    text_kind: ClassVar[str] = T
    run_context: ClassVar[str] = "text"
    settings: ClassVar[frozenset[str]] = SETTINGS | {"shd", "gridSpan", "vMerge"}
    text_xml = staticmethod(run_text)

    # -- printing -------------------------------------------------------------------------------------

    def _spot(self, tag: Tag) -> WordSpot:
        assert self.spot is not None
        return self.spot(tag)

    def _in_run(self, value: Value, tag: Tag) -> Xml:
        runs = value.word_runs(self._spot(tag))
        return xml(f'</w:t></w:r>{runs}<w:r>{tag.run_properties}<w:t xml:space="preserve">')

    def _block(self, value: str | Value, tag: Tag, context: str) -> str:
        if isinstance(value, Value):
            spot = self._spot(tag)
            return value.word_runs(spot) if context == "runs" else value.word_blocks(spot)
        run = f'<w:r>{tag.run_properties}<w:t xml:space="preserve">{run_text(value)}</w:t></w:r>'
        return run if context == "runs" else f"<w:p>{tag.paragraph_properties}{run}</w:p>"

    def _setting(self, value: Any, tag: Tag, context: str) -> str:
        if context == "shd":
            return self._shade(value)
        if context == "gridSpan":
            count = whole_number(value, "colspan", _MOST_COLUMNS)
            return f'<w:gridSpan w:val="{count}"/>' if count > 1 else ""
        if context == "vMerge":
            return '<w:vMerge w:val="restart"/>' if value else "<w:vMerge/>"
        return super()._setting(value, tag, context)

    def _relate(self, tag: Tag, address: str) -> str:
        return self._spot(tag).relate("hyperlink", address, True)

    def _shade(self, value: Any) -> str:
        token = "" if value is None else str(value).strip()
        if not token:
            return ""
        palette = self.palette or Palette.office()
        return f"<w:shd {palette.word_fill(token)}/>"

    # -- sound XML ------------------------------------------------------------------------------------

    def close_cell(self, out: list[str], mark: int) -> None:
        """Give a cell that has lost its last paragraph an empty one."""
        for piece in reversed(out[mark:]):
            if piece and not piece.isspace():
                if piece.rstrip().endswith(("</w:p>", "<w:p/>")):
                    return
                break
        out.append("<w:p/>")

    def close_row(self, out: list[str], mark: int) -> None:
        """Drop a row that has lost all its cells."""
        if not any("<w:tc>" in piece or "<w:tc " in piece for piece in out[mark:]):
            del out[mark:]

    def close_table(self, out: list[str], mark: int) -> None:
        """Drop a table that has lost all its rows."""
        if not any("<w:tr>" in piece or "<w:tr " in piece for piece in out[mark:]):
            del out[mark:]

    def close_widths(self, out: list[str], mark: int) -> None:
        """Make the grid and the widths of a table agree with the columns that came out."""
        text = "".join(out[mark:])
        if not text:
            return
        root = etree.fromstring(f"<dg {self.declarations}>{text}</dg>")
        for table in root.iter(TBL):
            true_widths(table)
        clean = etree.tostring(root, encoding="unicode")
        out[mark:] = [clean[clean.index(">") + 1 : clean.rindex("</dg>")]]

    def sequence(self, name: str) -> str:
        """Return the next number of a caption's sequence."""
        self.sequences[name] = self.sequences.get(name, 0) + 1
        return str(self.sequences[name])

    def restart_numbering(self) -> None:
        """Let the lists that follow begin anew."""
        self.restarted = {}

    def list_number(self, number: str) -> str:
        """Return the id of the number of a list: its own until lists are restarted, then a new one each time."""
        if self.restarted is None:
            return number
        if number not in self.restarted:
            self.restarted[number] = self.new_number(number)
        return self.restarted[number]

    def list_properties(self, number: str, level: int) -> str:
        """Return the `<w:numPr>` of a paragraph that its style puts in a list; nothing while the style's will do."""
        if self.restarted is None:
            return ""
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self.list_number(number)}"/></w:numPr>'

    def next_drawing(self) -> str:
        self.document.next_drawing += 1
        return str(self.document.next_drawing)

    def bookmark_id(self, key: str, start: bool) -> str:
        if start or key not in self.bookmarks:
            self.document.next_bookmark += 1
            round_ = self.bookmarks.get(key, ("", 0))[1] + 1
            self.bookmarks[key] = (str(self.document.next_bookmark), round_)
        return self.bookmarks[key][0]

    def bookmark_name(self, key: str, name: str) -> str:
        round_ = self.bookmarks.get(key, ("", 1))[1]
        return name if round_ <= 1 else f"{name[:34]}_{round_}"  # a name has at most 40 characters

    # -- contents -------------------------------------------------------------------------------------

    def contents(self, out: list[str], contents: Contents) -> None:
        self.contents_at.append((len(out), contents))
        out.append("")

    def open_heading(self, out: list[str]) -> int:
        out.append("")
        return len(out) - 1

    def close_heading(self, out: list[str], mark: int, heading: Heading) -> None:
        """Bookmark a heading, unless it came out blank, and remember it for the contents."""
        text = self._heading_text("".join(out[mark:]))
        if not text.strip():
            return
        number, name = self.note_heading(heading, text)
        out[mark] = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        out.append(f'<w:bookmarkEnd w:id="{number}"/>')

    def note_heading(self, heading: Heading, text: str) -> tuple[int, str]:
        """Remember a heading for the contents, and return the id and the name of its bookmark."""
        self.document.next_bookmark += 1
        name = f"_Toc{len(self.headings) + 1:06d}"
        self.headings.append((heading, name, text))
        return self.document.next_bookmark, name

    def _heading_text(self, runs: str) -> str:
        # A value may have ended the paragraph and begun another.
        root = etree.fromstring(f"<dg {self.declarations}><w:p>{runs}</w:p></dg>")
        breaks = (w("tab"), w("br"), w("p"))
        parts = [" " if node.tag in breaks else node.text or "" for node in root.iter(T, *breaks)]
        return "".join(parts[1:])

    def fill_contents(self, out: list[str]) -> None:
        """Write the entries of the contents field, now that all headings are known."""
        for position, contents in self.contents_at:
            out[position] = "".join(_entries(contents, _numbered(self.headings)))


def _numbered(headings: Iterable[tuple[Heading, str, str]]) -> Iterator[tuple[int, str, str, str]]:
    counts: dict[str, list[int]] = {}
    for heading, name, text in headings:
        number = ""
        if heading.sequence:
            count = counts.setdefault(heading.sequence, [0] * 9)
            count[heading.depth] += 1
            count[heading.depth + 1 :] = [0] * (8 - heading.depth)
            number = heading.shape
            for depth in range(9):
                number = number.replace(f"%{depth + 1}", str(count[depth]))
        yield heading.level, number, name, text


_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _entries(contents: Contents, headings: Iterable[tuple[int, str, str, str]]) -> Iterator[str]:
    begin = _BEGIN.format(ESCAPES["plain"](contents.instruction))
    entries = [entry for entry in headings if contents.levels[0] <= entry[0] <= contents.levels[1]]
    if not entries:
        yield f"<w:p>{begin}{_END}</w:p>"
    for index, (level, number, name, text) in enumerate(entries):
        style = contents.styles.get(level)
        properties, of_number, of_text = (
            (style.paragraph, style.number, style.text) if style else ("", "", "")
        )
        label = f"<w:r>{of_number}<w:t>{number}</w:t></w:r><w:r>{of_text}<w:tab/></w:r>" if number else ""
        title = f'<w:r>{of_text}<w:t xml:space="preserve">{ESCAPES["plain"](text)}</w:t></w:r>'
        link = f'<w:hyperlink w:anchor="{name}" w:history="1">{label}{title}</w:hyperlink>'
        yield f"<w:p>{properties}{begin if index == 0 else ''}{link}{_END if index == len(entries) - 1 else ''}</w:p>"
