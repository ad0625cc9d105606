"""Secrets in free text: passwords, keys and tokens that belong in a vault.

What a secret looks like has no grammar, so this errs in both directions. It takes a value that follows a word such as
`password`, `PSK` or `door code`, and the forms in which well-known services issue keys. It misses a bare value
without such a word or form (`admin:Summer2027`), and may take a part number that stands right behind one
(`password: KB-2204`): such a finding is acknowledged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

# Whatever the patterns below find holds one of these, in small letters.
_SIGNS = (
    *(
        "private key",
        "akia",
        "asia",
        "aiza",
        "ghp",
        "gho",
        "ghs_",
        "ghr",
        "ghu",
        "github_pat",
        "glpat",
        "xox",
        "npm_",
    ),
    *(
        "pypi",
        "dop_v1",
        "sk-",
        "sk_",
        "rk_",
        "sg.",
        "eyj",
        "key=",
        "sig=",
        "hooks.slack",
        "://",
        "pass",
        "pwd",
        "pw",
    ),
    *(
        "psk",
        "shared",
        "kennwort",
        "contrase",
        "secret",
        "seed",
        "api",
        "fi key",
        "fi-key",
        "fikey",
        "token",
        "bearer",
    ),
    *("pin", "code", "admin", "login", "root", "credential"),
)
_NOT_VAULT = r"(?!\s|(?:vault|keeper|op)://|1password\b)"
_SYMBOL = r"(?:[!#$%^&*?]|@(?!\S{0,60}\.[a-z]))"
_MIXED = rf"(?!\S{{0,60}}://)(?=\S{{0,60}}[A-Za-z])(?=\S{{0,60}}\d)(?=\S{{0,60}}{_SYMBOL})\S{{8}}"
"""A word of letters, digits and a mark, as passwords are asked to be; no address."""

_PASSWORD = r"(?:pass(?:word|wd|phrase|code|wort)|pwd|pw|kennwort|mot de passe|contraseña)"
_KEY = (
    r"(?:secret|api[ _-]?key|client[ _-]?secret|(?:access|bearer|auth|private)[ _-]?token|secret[ _-]access[ _-]key"
    r"|psk|pre-?shared key|wi-?fi key)"
)
_FOLDED = re.IGNORECASE | re.MULTILINE

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a private key", re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----")),
    ("an access key", re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{30,}")),
    (
        "an access token",
        re.compile(
            r"\b(?:ghp|gho|ghs|ghr|ghu|glpat|xox[abp]|npm|pypi|dop_v1)[_-][A-Za-z0-9-]{16,}|\bgithub_pat_\w{20,}"
            r"|\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}|\bsk-[A-Za-z0-9_-]{20,}|\bSG\.[\w-]{16,}\.[\w-]{16,}"
        ),
    ),
    ("a signed token", re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.")),
    (
        "an access token",
        re.compile(
            r"\b(?:bearer\s+|token\s*[:=]\s*)(?=\S{0,60}\d)(?=\S{0,60}[a-z])[A-Za-z0-9._~+/-]{16}", _FOLDED
        ),
    ),
    ("an account key", re.compile(r"\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/=]{16,}")),
    ("a signature that opens storage", re.compile(r"[?&]sig=[A-Za-z0-9%+/=]{20,}")),
    ("an address that lets anybody post", re.compile(r"hooks\.slack\.com/services/T\w+/B\w+/\w{8,}")),
    ("a name and password in an address", re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@]+:[^\s/@]{3,}@")),
)
_SAID: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "a password",
        re.compile(
            rf"(?:\b|_)(?:{_PASSWORD}|{_KEY})['\"]?\s*(?:[:=]|\b(?:is|was)\b)\s*['\"]?{_NOT_VAULT}"
            r"(?=\S{0,60}[\d!@#$%^&*?_])\S{4}",
            _FOLDED,
        ),
    ),
    (
        "a password",
        re.compile(rf"\b(?:{_PASSWORD}\b[^\n.;]{{0,40}}?\s|pass\s*[:=]\s*){_NOT_VAULT}{_MIXED}", _FOLDED),
    ),
    (
        "a password",
        re.compile(rf"\b(?:login|admin|root|credentials?)\b[^\n]{{0,20}}?[:/]\s*{_MIXED}", _FOLDED),
    ),
    (
        "a password",  # a plain word that ends its line or clause; the excepted words say that there is none
        re.compile(
            rf"\b{_PASSWORD}\s*[:=]\s*(?!(?:vault|keeper|op)://)"
            r"(?!(?:unknown|expired|required|shared|changed|pending|nobody|rotated|removed)\b)"
            r"[^\s,;]{6,}(?=\s*(?:$|[,;]))",
            _FOLDED,
        ),
    ),
    ("a seed of one-time codes", re.compile(r"\b(?:secret|seed)\s+[A-Z2-7]{16,}\b")),
    (
        "a code that opens something",
        re.compile(
            r"\b(?:pin|(?:alarm|door|gate|safe|access|entry|recovery|backup) code)\s*(?:[:=]|\bis\b)?\s*"
            r"\d(?:[ -]?\d){3,}(?!\S*[.\w])",
            _FOLDED,
        ),
    ),
)


def secret_in(text: str) -> str:
    """Return what kind of secret a text seems to hold (`a password`), or an empty text."""
    return next((what for what, pattern in (*_FORMS, *_SAID) if pattern.search(text)), "")


def secrets_in(texts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the path of each text that seems to hold a secret, and of what kind."""
    kinds = _kinds_in(list({text: None for _, text in texts}))
    if kinds:
        yield from ((path, kinds[text]) for path, text in texts if text in kinds)


def _kinds_in(texts: Sequence[str]) -> dict[str, str]:
    """Return the texts that seem to hold a secret, with its kind.

    Thousands of texts are searched as one for each sign, which is far faster than one after the other.
    """
    folded = [text.casefold() for text in texts]
    # Where each next text begins: behind all before it, and the line breaks between them.
    starts = [end + number for number, end in enumerate(accumulate(map(len, folded)), 1)]
    whole = "\n".join(folded)
    suspects = {bisect_right(starts, at) for sign in _SIGNS for at in _finds(whole, sign)}
    return {texts[number]: what for number in suspects if (what := secret_in(texts[number]))}


def _finds(whole: str, sign: str) -> Iterator[int]:
    at = whole.find(sign)
    while at >= 0:
        yield at
        at = whole.find(sign, at + 1)
