"""Tags in a Word part, found: in paragraphs, where a tag may be spread over runs, and in attributes and other texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from docgen.engine.charts.drawings import is_chart_tag, take_name
from docgen.engine.markup import PPR, RPR, Element, P, R, T, ancestor, own_texts, properties_xml, remove, w
from docgen.engine.stream import SLOT_END, SLOT_START, Op, Slots
from docgen.engine.tags import Found, Tag, UnclosedTag, make_tag, scan
from docgen.engine.texts import has_tag, with_braces
from docgen.engine.unread import CACHED, shown_only
from docgen.engine.word_others import OTHERS
from docgen.problems import Place, Problem, Severity

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRINT_NOTHING = frozenset({"if", "elif", "else", "endif", "for", "endfor", "set"})


@dataclass(slots=True)
class TagFinder:
    """Finds the tags of one part, puts slots where they stand, and gathers what is wrong with them."""

    slots: Slots
    problems: list[Problem]
    unescaped: bool = False
    """Whether escaped delimiters became the signs they stand for: then the part differs, though it has no tags."""

    def in_paragraph(self, paragraph: Element, where: Place) -> bool:
        """Put slots where the tags of a paragraph stand, and return whether there is any."""
        texts = own_texts(paragraph)
        joined = "".join([node.text or "" for node in texts])
        if not has_tag(joined):
            return False
        found = self._scanned(joined, where)
        if found is None:
            return False
        position = 0
        for node in texts:
            begin, position = position, position + len(node.text or "")
            self._rewrite(node, joined, (begin, position), found, where)
        return True

    def _rewrite(
        self, node: Element, joined: str, span: tuple[int, int], found: list[Found], where: Place
    ) -> None:
        """Give a text its share of the joined text: a tag stands whole in the text where it begins."""
        begin, end = span
        touched = [stretch for stretch in found if stretch.end > begin and stretch.start < end]
        if not touched:
            return
        out, cursor = [], begin
        for stretch in touched:
            if stretch.start >= begin:
                out.append(joined[cursor : stretch.start])
                self.unescaped |= bool(stretch.literal)
                out.append(stretch.literal or self._slot(stretch, joined, node, where))
            cursor = min(stretch.end, end)
        node.text = "".join((*out, joined[cursor:end]))
        node.set(_XML_SPACE, "preserve")
        if not node.text:
            _drop_empty(node)

    def _slot(self, stretch: Found, joined: str, node: Element, where: Place) -> str:
        tag = make_tag(stretch, joined[stretch.start : stretch.end], where)
        if tag.keyword not in _PRINT_NOTHING:
            self._dress(tag, node)
        if is_chart_tag(tag):
            fault = take_name(tag)
            self.problems += [fault] if fault else []
        return self.slots.text(tag)

    def _dress(self, tag: Tag, node: Element) -> None:
        run = ancestor(node, R)
        tag.run_properties = properties_xml(run, RPR)
        tag.paragraph_properties = properties_xml(ancestor(node, P), PPR)

    def in_attributes(self, root: Element, place: Callable[[Element], Place]) -> None:
        """Put slots where tags stand in attributes and in text other than run text (fields, formulas, drawings)."""
        for found in with_braces(root):
            element = found.getparent()
            if not has_tag(found):
                continue
            if found.is_attribute:
                self._in_attribute(element, str(found.attrname), str(found), place(element))
            elif found.is_text and element.tag != T and element.tag not in OTHERS:
                self._in_text(element, place(element))

    def _in_attribute(self, element: Element, name: str, text: str, where: Place) -> None:
        if element.tag == w("bookmarkStart"):
            self.problems.append(_tagged_bookmark(text, where))
        else:
            element.set(name, self._slotted(text, "attribute", where))

    def _in_text(self, element: Element, where: Place) -> None:
        self.problems += shown_only(element, where)
        context = "xstring" if element.tag == CACHED else "plain"
        element.text = self._slotted(element.text or "", context, where)

    def _slotted(self, text: str, context: str, where: Place) -> str:
        """Return a text that is not run text with slots for its tags."""
        out, position = [], 0
        for stretch in self._scanned(text, where) or ():
            out.append(text[position : stretch.start])
            tag = make_tag(stretch, text[stretch.start : stretch.end], where)
            tag.context = context
            out.append(stretch.literal or self.slots.text(tag))
            position = stretch.end
        return "".join((*out, text[position:]))

    def _scanned(self, text: str, where: Place) -> list[Found] | None:
        """Return the tags of a text, or None after telling of one without an end."""
        try:
            return list(scan(text))
        except UnclosedTag as error:
            self.problems.append(_unclosed(error, where))
            return None


def take_out(tag: Tag, node: Element, slots: Slots) -> None:
    """Take a tag that prints nothing out of its text."""
    number = next(n for n in slots.number_in(node.text or "") if slots.items[n] is tag)
    node.text = (node.text or "").replace(f"{SLOT_START}{number}{SLOT_END}", "")
    slots.items[number] = Op("nothing")
    if not node.text:
        _drop_empty(node)


def _drop_empty(node: Element) -> None:
    """Remove a text that a tag has emptied, and its run when nothing else is in it."""
    run = node.getparent()
    if run is None:
        return
    remove(node)
    if run.tag == R and not any(child.tag != RPR for child in run):
        remove(run)


def _unclosed(error: UnclosedTag, where: Place) -> Problem:
    if error.quote:
        message = f"{error.typed} opens a quote and never closes it."
        return Problem("unclosed-quote", Severity.ERROR, where, message, "Close the quote, or take it out.")
    closer = {"{{": "}}", "{%": "%}", "{#": "#}"}[error.typed[:2]]
    message = f"{error.typed} is never closed in this paragraph."
    return Problem(
        "unclosed-tag",
        Severity.ERROR,
        where,
        message,
        f"Add {closer}, or type {{_{error.typed[1]} for the signs themselves.",
    )


def _tagged_bookmark(name: str, where: Place) -> Problem:
    message = f"a tag stands in the name of a bookmark: {name[:80]}."
    hint = "In a loop, bookmarks get names of their own."
    return Problem("misplaced-tag", Severity.ERROR, where, message, hint)
