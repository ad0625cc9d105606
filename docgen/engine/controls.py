"""Content controls of Word: check boxes that follow a fact, and what Word would put in the place of a tag's value."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from docgen.engine.markup import Element, T, remove, w
from docgen.engine.stream import Slots, problem
from docgen.engine.tags import Kind, Tag, UnclosedTag
from docgen.engine.texts import has_tag, stretches, unclosed
from docgen.problems import Place, Problem

CHECKED = "checked"
"""The context of a tag that says whether a box is checked."""

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_SDT, _PROPERTIES, _CONTENT = w("sdt"), w("sdtPr"), w("sdtContent")
# Word writes the bound fact over a control's text when it opens the file, and takes a placeholder's text away when
# somebody types; the day and the choice that it remembers would be those of the template.
_OVERRULING = (w("dataBinding"), f"{{{_W15}}}dataBinding", w("showingPlcHdr"))
_REMEMBERED = (
    (w("date"), w("fullDate")),
    (w("dropDownList"), w("lastValue")),
    (w("comboBox"), w("lastValue")),
)
_BOXES = {"checkedState": "2612", "uncheckedState": "2610"}
_SHOWN = {"checkedState": "☒", "uncheckedState": "☐"}


def prepare_controls(root: Element, slots: Slots, place: Callable[[Element], Place]) -> list[Problem]:
    """Let check boxes whose title or tag holds a tag follow it, and let values stand where tags stand in controls.

    Return what is wrong with those tags.
    """
    problems: list[Problem] = []
    for control in root.iter(_SDT):
        properties, content = control.find(_PROPERTIES), control.find(_CONTENT)
        if properties is None or content is None:
            continue
        box = properties.find(f"{{{_W14}}}checkbox")
        if box is not None:
            problems += _CheckBox(properties, content, box, slots).follow(place(control))
        if has_tag("".join(node.text or "" for node in content.iter(T))):
            _let_stand(properties)
    return problems


def _let_stand(properties: Element) -> None:
    for name in _OVERRULING:
        for node in properties.findall(name):
            properties.remove(node)
    for kind, key in _REMEMBERED:
        for node in properties.findall(kind):
            node.attrib.pop(key, "")


class _CheckBox:
    def __init__(self, properties: Element, content: Element, box: Element, slots: Slots) -> None:
        self._properties, self._content, self._box, self._slots = properties, content, box, slots

    def follow(self, where: Place) -> Iterator[Problem]:
        """Let the box follow the tag in its title or its tag, which disappears; yield what is wrong."""
        for name in ("tag", "alias"):
            holder = self._properties.find(w(name))
            text = "" if holder is None else holder.get(w("val"), "")
            if holder is None or not has_tag(text):
                continue
            try:
                found = [each for each in stretches(text, where, CHECKED) if isinstance(each.item, Tag)]
            except UnclosedTag as error:
                yield unclosed(error, where)
                return
            yield from self._follow([each.item for each in found if isinstance(each.item, Tag)])
            rest = text
            for each in reversed(found):
                rest = rest[: each.start] + rest[each.end :]
            if rest.strip():
                holder.set(w("val"), rest.strip())
            else:
                remove(holder)

    def _follow(self, tags: list[Tag]) -> Iterator[Problem]:
        tag = tags[0]
        if len(tags) > 1 or tag.kind is not Kind.PRINT or tag.prefix:
            message = f"{tag.typed}: a check box follows one tag that says yes or no."
            yield problem(
                tags[-1], "misplaced-tag", message, "Write {{ client.signed }} into its title or its tag."
            )
            return
        checked = self._box.find(f"{{{_W14}}}checked")
        if checked is None:
            checked = etree.Element(f"{{{_W14}}}checked")
            self._box.insert(0, checked)
        checked.set(f"{{{_W14}}}val", self._slots.text(tag))
        self._show(tag)

    def _show(self, tag: Tag) -> None:
        """Let the text of the control show the box as it comes out."""
        yes, no = self._sign("checkedState"), self._sign("uncheckedState")
        sign = Tag(
            Kind.PRINT, "", f'"{yes}" if ({tag.body}) else "{no}"', tag.typed, tag.where, context="plain"
        )
        first, *others = list(self._content.iter(T)) or [etree.Element(T)]
        first.text = self._slots.text(sign)
        for node in others:
            node.text = ""

    def _sign(self, state: str) -> str:
        node = self._box.find(f"{{{_W14}}}{state}")
        code = _BOXES[state] if node is None else node.get(f"{{{_W14}}}val", _BOXES[state])
        try:
            return chr(int(code, 16))
        except (ValueError, OverflowError):
            return _SHOWN[state]
