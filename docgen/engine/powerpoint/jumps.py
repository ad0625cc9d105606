"""Links from slide to slide: each leads to the right copy of what it named, or is taken out where that is gone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence

from docgen.engine.powerpoint.compiled import CompiledDeck
from docgen.engine.powerpoint.output import OutputSlide
from docgen.engine.relations import Additions
from docgen.problems import Place, Problem, Severity


class Jumps:
    """Leads the links of slides that were copied, or that name slides which were copied or dropped.

    Where a slide holds a link as often as the slide that it names came out, each link leads to one of those, in
    order: the rows of an agenda. Else a slide of a loop leads to the slide of the same round where there are as
    many, and any other link to the first.
    """

    def __init__(
        self,
        deck: CompiledDeck,
        outputs: Sequence[OutputSlide],
        additions: Additions,
        note: Callable[[Problem], None] | None,
    ) -> None:
        self._deck, self._additions, self._note = deck.deck, additions, note
        self._outputs = outputs
        self._of_entry: dict[str, list[OutputSlide]] = {
            slide.template.entry.part: [] for slide in deck.slides
        }
        for output in outputs:
            if not output.page:
                self._of_entry[output.template.entry.part].append(output)

    def lead(self) -> None:
        """Write the links of all slides anew where that is needed."""
        for slide in self._of_entry:
            jumps = {
                key: link.target
                for key, link in self._deck.links_of(slide).items()
                if link.kind == "slide" and link.target in self._of_entry
            }
            for output in self._outputs if jumps else ():
                if output.template.entry.part == slide:
                    self._lead_from(output, jumps)

    def _lead_from(self, output: OutputSlide, jumps: dict[str, str]) -> None:
        part = output.template.entry.part
        text = output.texts.get(part) or self._deck.package.data(part).decode()
        for key, target in jumps.items():
            found = self._of_entry[target]
            if not found:
                text = self._without(output, text, key, target)
                continue
            named = self._chosen(output, found, _count(text, key))
            text = _renamed(text, key, [self._relation(output, each) for each in named])
        output.texts[part] = text

    def _chosen(self, output: OutputSlide, found: Sequence[OutputSlide], count: int) -> Sequence[OutputSlide]:
        if count == len(found):
            return found
        same_round = len(self._of_entry[output.template.entry.part]) == len(found)
        return [found[output.round if same_round else 0]] * count

    def _relation(self, output: OutputSlide, target: OutputSlide) -> str:
        path = posixpath.relpath(target.part, posixpath.dirname(output.part))
        return self._additions.relate(output.part, "slide", path, False)

    def _without(self, output: OutputSlide, text: str, key: str, target: str) -> str:
        """Take out the links to a slide that is gone."""
        output.cut.add(key)
        if self._note is not None and _count(text, key):
            gone = next(entry for entry in self._deck.slides if entry.part == target)
            where = Place(file=self._deck.package.file, trail=(output.template.entry.label,))
            message = f"a link to {gone.label} was taken out, because the data leave that slide out."
            self._note(Problem("lost-link", Severity.WARNING, where, message, ""))
        element = r"<a:hlink(Click|MouseOver)\b(?=[^>]*\br:id=" + f'"{re.escape(key)}")'
        return re.sub(element + r"[^>]*?(?:/>|(?<!/)>.*?</a:hlink\1>)", "", text, flags=re.DOTALL)


def _mention(key: str) -> re.Pattern[str]:
    return re.compile(rf'(\br:id=)"{re.escape(key)}"')


def _renamed(text: str, key: str, names: Sequence[str]) -> str:
    """Return the text with the ids of a relationship replaced, one after the other."""
    waiting = iter(names)
    return _mention(key).sub(lambda match: f'{match[1]}"{next(waiting)}"', text)


def _count(text: str, key: str) -> int:
    return len(_mention(key).findall(text))
