"""Texts of the intake: what each may hold, and how long it may be."""

import re
from collections.abc import Callable
from typing import Annotated

from docgen.intake.model.scalar import Scalar, expect_text, refuse, shown

TEXT_LIMIT = 120
LONG_TEXT_LIMIT = 5000

# What XML 1.0 cannot hold (section 2.2, Char) and the other control characters (category Cc) but tab and newline.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

ID_PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_CODE = re.compile(r"[A-Z0-9]{2,8}")
_DEVICE = re.compile(r"CON|PRN|AUX|NUL|(COM|LPT)[0-9]")
_EMAIL = re.compile(r"[^\s@<>(),;:\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_PHONE = re.compile(r"\+[1-9](?:[ ]?\d){6,14}")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_SECRET = re.compile(r"(?:vault|keeper|op)://[^\s]+")
_LOCALE = re.compile(r"([A-Za-z]{2})[-_]([A-Za-z]{2})")
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}")


def name_of(char: str) -> str:
    """Return the name that a message gives to a character that cannot stand in a document."""
    known = {
        "\x00": "a NUL character",
        "\x07": "a bell character",
        "\x0c": "a form feed",
        "\r": "a carriage return",
    }
    if "\ud800" <= char <= "\udfff":
        return f"half of a surrogate pair (U+{ord(char):04X})"
    return known.get(char, f"a control character (U+{ord(char):04X})")


def clean(text: str) -> str:
    """Return `text`, or refuse a character that no document can hold."""
    bad = FORBIDDEN.search(text)
    if bad:
        message = f"holds {name_of(bad[0])} at character {bad.start() + 1}."
        raise refuse("forbidden-character", message, "Take it out: documents cannot hold it.")
    return text


def parse_text(value: object, limit: int = TEXT_LIMIT) -> str:
    """Return a short text: one line of at most `limit` characters."""
    text = _filled(clean(expect_text(value, "a text")))
    if len(text) > limit:
        message = f"has {len(text):,} characters; {limit:,} fit."
        raise refuse("too-long", message, f"Shorten it by {len(text) - limit:,}.")
    if "\n" in text or "\t" in text:
        raise refuse("forbidden-character", "holds a line break or a tab.", "Write it on one line.")
    return text


def parse_long_text(value: object) -> str:
    """Return a text of any number of lines and at most 5,000 characters."""
    text = _filled(clean(expect_text(value, "a text")))
    if len(text) > LONG_TEXT_LIMIT:
        message = f"has {len(text):,} characters; {LONG_TEXT_LIMIT:,} fit."
        raise refuse("too-long", message, f"Shorten it by {len(text) - LONG_TEXT_LIMIT:,}.")
    return text


def _filled(text: str) -> str:
    if not text.strip():
        hint = "Leave the key out when the fact is not known."
        raise refuse("bad-value", "is an empty text.", hint)
    return text


def _matching(pattern: re.Pattern[str], what: str, hint: str) -> Callable[[object], str]:
    def parse(value: object) -> str:
        text = clean(expect_text(value, what)).strip()
        if not pattern.fullmatch(text):
            raise refuse("bad-value", f"is {shown(text)}, not {what}.", hint)
        return text

    return parse


def locale_code(value: object) -> str:
    """Return the language and country that `value` says, as `en-AU`."""
    match = _LOCALE.fullmatch(clean(expect_text(value, "a language such as en-AU")).strip())
    if match is None:
        raise refuse(
            "bad-value", f"is {shown(value)}, not a language.", "Write language-COUNTRY, such as en-AU."
        )
    return f"{match[1].lower()}-{match[2].upper()}"


def parse_secret(value: object) -> str:
    """Return a reference to a vault; a raw secret is refused and never shown."""
    text = expect_text(value, "a reference to a vault")
    if not _SECRET.fullmatch(text):
        hint = "Write vault://…, keeper://… or op://…; never the secret itself."
        raise refuse("bad-value", "is not a reference to a vault.", hint, secret=True)
    return text


_parse_code = _matching(_CODE, "a client code", "Write 2 to 8 capital letters and digits, such as HWP.")


def parse_client_code(value: object) -> str:
    """Return a code that can name files and folders on every system."""
    code = _parse_code(value)
    if _DEVICE.fullmatch(code):
        hint = "Windows keeps this name for a device: choose another."
        raise refuse("bad-value", "cannot name a folder.", hint)
    return code


# Editors see an unquoted 4.2 as a number; read from the file it is still the text 4.2.
_LOOSE = ["string", "number", "boolean"]

Text = Annotated[str, Scalar(parse_text, {"type": _LOOSE, "minLength": 1, "maxLength": TEXT_LIMIT})]
LongText = Annotated[
    str, Scalar(parse_long_text, {"type": _LOOSE, "minLength": 1, "maxLength": LONG_TEXT_LIMIT})
]
Id = Annotated[
    str,
    Scalar(
        _matching(
            ID_PATTERN,
            "an id",
            "Write up to 40 letters, digits, dots, hyphens and underscores, such as app-xero.",
        ),
        {"type": ["string", "number"], "pattern": f"^{ID_PATTERN.pattern}$"},
    ),
]
ClientCode = Annotated[
    str,
    Scalar(
        parse_client_code,
        {"type": "string", "pattern": f"^{_CODE.pattern}$"},
    ),
]
Email = Annotated[
    str,
    Scalar(
        _matching(_EMAIL, "an e-mail address", "Write it as name@domain, such as dana.wills@hwp.example."),
        {"type": "string", "format": "email"},
    ),
]
MailDomain = Annotated[
    str,
    Scalar(
        _matching(_DOMAIN, "a mail domain", "Write what stands after the @, such as hwp.example."),
        {"type": "string", "pattern": r"^[^@\s]+\.[^@\s]+$"},
    ),
]
Phone = Annotated[
    str,
    Scalar(
        _matching(_PHONE, "a phone number", "Write it with its country code, such as +61 3 5550 1234."),
        {"type": "string", "pattern": r"^\+[1-9]( ?\d){6,14}$"},
    ),
]
Url = Annotated[
    str,
    Scalar(
        _matching(_URL, "a web address", "Write it in full, such as https://help.example."),
        {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"},
    ),
]
SecretRef = Annotated[str, Scalar(parse_secret, {"type": "string", "pattern": "^(vault|keeper|op)://"})]
Version = Annotated[
    str,
    Scalar(
        _matching(_VERSION, "a version", "Write major.minor, such as 1.0."),
        {"type": ["string", "number"], "pattern": f"^{_VERSION.pattern}$"},
    ),
]
