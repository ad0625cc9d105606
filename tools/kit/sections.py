"""A section: a numbered heading 1 and the blocks under it."""

from __future__ import annotations

from dataclasses import dataclass

from tools.kit.blocks import Block, Blocks, flatten, join, opener, when


@dataclass(frozen=True, slots=True)
class Section:
    """A section; `condition` (if any) says when it stands at all."""

    title: str
    blocks: tuple[Block, ...]
    run_on: bool = False
    landscape: bool = False
    condition: str = ""
    annex: bool = False

    def flow(self) -> list[Block]:
        """Return heading and blocks, as one block where they depend on a condition."""
        blocks = [opener(self.title, run_on=self.run_on, annex=self.annex), *self.blocks]
        return [when(self.condition, blocks)] if self.condition else blocks

    def xml(self) -> str:
        """Return the section by itself."""
        return join(self.flow())


def section(
    title: str,
    *blocks: Blocks,
    run_on: bool = False,
    landscape: bool = False,
    condition: str = "",
    annex: bool = False,
) -> Section:
    """Return a section. It opens a page, unless it runs on; a landscape section has pages of its own.

    An annex is numbered A1, A2 and so on.
    """
    return Section(title, tuple(flatten(blocks)), run_on, landscape, condition, annex)
