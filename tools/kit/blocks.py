"""The blocks of a page: headings, prose, lists, callouts, captions, and blocks that depend on the data.

A text may hold tags and the kit's marks: `**term**` and `[[Muted: words]]` (any character style by its name).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from tools.kit.numbering import ANNEXES
from tools.kit.texts import none_recorded
from tools.kit.xml import el, field, inline, run, style_id

CAPTION_NUMBERS = {"Table": "\ue000", "Figure": "\ue001"}
"""What stands for a caption's number, by its kind, until the whole document is put together."""


@dataclass(frozen=True, slots=True)
class Block:
    """Finished XML of one or more paragraphs or tables.

    `airy` blocks bring their own space above; `ends_in_table` ones need something between them and what follows;
    those that cling (`clings`) end in a row kept with what follows, so that a chain of tables would move as one.
    """

    xml: str
    airy: bool = False
    ends_in_table: bool = False
    clings: bool = False


Blocks: TypeAlias = Block | Sequence["Blocks"]


def flatten(blocks: Blocks) -> list[Block]:
    """Return the blocks of nested sequences, in order."""
    if isinstance(blocks, Block):
        return [blocks]
    return [block for inner in blocks for block in flatten(inner)]


def paragraph(style: str, text: str = "", *, properties: str = "", runs: str = "") -> str:
    """Return the XML of one paragraph in a named style; `properties` are further children of `w:pPr`."""
    return el("p", el("pPr", el("pStyle", val=style_id(style)), properties), runs or inline(text))


def tag(text: str) -> str:
    """Return the XML of a paragraph that holds one block tag, such as `{%p if x %}`, and vanishes with it."""
    return paragraph("Table Gap", text)


def para(style: str, text: str) -> Block:
    """Return one paragraph in any named style."""
    return Block(paragraph(style, text))


def lead(text: str) -> Block:
    """Return the section's answer in at most three lines."""
    return para("Lead", text)


def body(text: str, *, keep: bool = False) -> Block:
    """Return a paragraph of prose; `keep` holds it on the page of what follows, such as signatures."""
    return Block(paragraph("Body Text", text, properties=el("keepNext") if keep else ""))


def source(text: str) -> Block:
    """Return a note under a table: where the figures come from, how to read it."""
    return Block(paragraph("Source", text), airy=True)


def heading(text: str, *, level: int = 2) -> Block:
    """Return a numbered heading 2 or a plain heading 3; a section itself makes the heading 1."""
    return Block(paragraph(f"heading {level}", text), airy=True)


def minor(text: str) -> Block:
    """Return a small heading that neither is numbered nor stands in the contents."""
    return Block(paragraph("Heading Minor", text), airy=True)


def opener(text: str, *, run_on: bool, annex: bool = False) -> Block:
    """Return the heading 1 of a section: on a new page, or smaller and running on after what precedes.

    The headings of annexes are numbered A1, A2 and so on.
    """
    number = el("numPr", el("ilvl", val=0), el("numId", val=ANNEXES)) if annex else ""
    if not run_on:
        return Block(paragraph("heading 1", text, properties=number), airy=True)
    # The same style, so that numbering, navigation and contents treat both alike.
    mark = el("rPr", el("rStyle", val=style_id("Heading Run On")))
    override = el("pageBreakBefore", val=0) + number + el("spacing", before=520, after=200) + mark
    return Block(paragraph("heading 1", properties=override, runs=run(text, "Heading Run On")), airy=True)


def bullets(*texts: str) -> list[Block]:
    """Return a list of fixed items."""
    return [para("List Bullet", text) for text in texts]


def bullets_each(loop: str, text: str, *, empty: str = "") -> Block:
    """Return one bullet for each item of a loop (`"line in lines"`), or the sentence `empty` if there is none."""
    return each(loop, para("List Bullet", text), empty=empty)


def callout(kind: str, label: str, text: str) -> Block:
    """Return a boxed paragraph with a bold label; kinds: Note, Decision, Risk, TBC, Internal."""
    runs = run(f"{label}\u2003", "Callout Label") + inline(text)
    return Block(paragraph(f"Callout {kind}", runs=runs), airy=True)


def caption(text: str, *, kind: str = "Table") -> Block:
    """Return the caption of a table (or of a figure: `kind`), numbered by a field; it stands above it."""
    number = field(f"SEQ {kind} \\* ARABIC", CAPTION_NUMBERS[kind])
    runs = run(f"{kind} ") + number + run("\u2003") + inline(text, "Quiet")
    return Block(paragraph("caption", runs=runs), airy=True)


def when(condition: str, *blocks: Blocks, otherwise: Blocks = ()) -> Block:
    """Return blocks that stand only where a condition holds, and others where it does not."""
    yes, no = flatten(blocks), flatten(otherwise)
    parts = [tag(f"{{%p if {condition} %}}"), join(yes)]
    parts += [tag("{%p else %}"), join(no)] if no else []
    block = _around((*parts, tag("{%p endif %}")), (*yes[-1:], *no[-1:]))
    # Without anything else to stand there, what precedes could meet what follows.
    return replace(block, airy=bool(no) and yes[0].airy and no[0].airy)


def each(loop: str, *blocks: Blocks, empty: str = "") -> Block:
    """Return blocks repeated for each item of a loop (`"wave in timeline.waves"`)."""
    repeated = flatten(blocks)
    block = _around((tag(f"{{%p for {loop} %}}"), join(repeated), tag("{%p endfor %}")), repeated[-1:])
    return when(items_of(loop), block, otherwise=nothing(items_of(loop), empty)) if empty else block


def stack(*blocks: Block) -> Block:
    """Return blocks that belong together, such as caption, table and note, as one."""
    return replace(blocks[-1], xml="".join(block.xml for block in blocks), airy=blocks[0].airy)


def _around(parts: Sequence[str], endings: Sequence[Block]) -> Block:
    return Block(
        "".join(parts),
        ends_in_table=any(last.ends_in_table for last in endings),
        clings=any(last.clings for last in endings),
    )


def nothing(items: str, sentence: str, *, name: str = "") -> Block:
    """Return the sentence for a list that is known to be empty, or its TBC chip where nobody has asked yet.

    `name` says in front of the chip what is not known, where no heading does; the paragraph then stands apart as
    the caption would.
    """
    text = none_recorded(items, sentence, name=name)
    return (
        Block(paragraph("Body Text", text, properties=el("spacing", before=200)), airy=True)
        if name
        else body(text)
    )


def items_of(loop: str) -> str:
    """Return what a loop runs over: `people.team` of `member in people.team`."""
    return loop.split(" in ", 1)[1].split(" if ", 1)[0].strip()


def join(blocks: Blocks) -> str:
    """Return the XML of blocks in a row, with a gap after each table that nothing else sets apart."""
    parts: list[str] = []
    last = Block("")
    for block in flatten(blocks):
        if last.ends_in_table and not block.airy:
            parts.append(paragraph("Table Gap"))
        elif last.clings:
            parts.append(paragraph("Section End"))
        parts.append(block.xml)
        last = block
    return "".join(parts)
