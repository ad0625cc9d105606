"""The parts that hold a package together: content types, relations, settings, properties. No dates, no names."""

from __future__ import annotations

from tools.kit.xml import DECLARATION, el, part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_RELATED = (
    ("rIdStyles", "styles", "styles.xml"),
    ("rIdNumbering", "numbering", "numbering.xml"),
    ("rIdSettings", "settings", "settings.xml"),
    ("rIdTheme", "theme", "theme/theme1.xml"),
    ("rIdHeaderFirst", "header", "header1.xml"),
    ("rIdHeader", "header", "header2.xml"),
    ("rIdFooterFirst", "footer", "footer1.xml"),
    ("rIdFooter", "footer", "footer2.xml"),
)
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"


def _content_types() -> str:
    overrides = [("word/document.xml", f"{_WORD}.document.main+xml")]
    overrides += [
        (f"word/{file}", _THEME_TYPE if kind == "theme" else f"{_WORD}.{kind}+xml")
        for _, kind, file in _RELATED
    ]
    overrides.append(("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


CONTENT_TYPES = _content_types()


def _relations(*entries: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in entries
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def package_relations() -> str:
    """Return `_rels/.rels`."""
    return _relations(
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )


def relations() -> str:
    """Return the relations of the main part."""
    return _relations(*((name, f"{_OFFICE}/{kind}", target) for name, kind, target in _RELATED))


def core_properties(
    *,
    title: str = "{{ doc.title }}: {{ client.legal_name }}",
    subject: str = "{{ doc.number }}",
    creator: str = "{{ provider.name }}",
    language: str = "{{ locale }}",
) -> str:
    """Return `docProps/core.xml`: title, subject, author and language from the data, and no time of day."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
        f"<dc:creator>{creator}</dc:creator><dc:language>{language}</dc:language></cp:coreProperties>"
    )


def settings_part() -> str:
    """Return `word/settings.xml`. There is no `updateFields`: it would greet every reader with a question."""
    uri = "http://schemas.microsoft.com/office/word"
    modern = (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
    )
    accents = {f"accent{each}": f"accent{each}" for each in range(1, 7)}
    links = {"hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink"}
    return part(
        "settings",
        el("zoom", percent=100)
        + el("defaultTabStop", val=567)
        + el("characterSpacingControl", val="doNotCompress")
        + el("compat", *(el("compatSetting", name=name, uri=uri, val=value) for name, value in modern))
        + el("themeFontLang", val="en-AU")
        + el("clrSchemeMapping", bg1="light1", t1="dark1", bg2="light2", t2="dark2", **accents, **links)
        + el("decimalSymbol", val=".")
        + el("listSeparator", val=","),
    )
