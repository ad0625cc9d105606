"""Addresses of networks, in the notation of RFC 4632 (CIDR)."""

from ipaddress import ip_network
from typing import Annotated

from docgen.intake.model.scalar import Scalar, expect_text, refuse, shown

_HINT = "Write the network's first address and the length of its prefix, such as 10.20.10.0/24."


def parse_subnet(value: object) -> str:
    """Return the network that `value` says (`10.20.10.0/24`); an address inside a network is refused."""
    text = expect_text(value, "a network such as 10.20.10.0/24").strip()
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        raise refuse("bad-value", f"is {shown(text)}, not a network.", _HINT) from None
    if "/" not in text or str(network) != text.lower():
        raise refuse(
            "bad-value", f"is {shown(text)}, not the whole of a network.", f"Did you mean {network}?"
        )
    return str(network)


Subnet = Annotated[
    str,
    Scalar(
        parse_subnet,
        {"type": "string", "pattern": r"^[0-9A-Fa-f.:]+/\d{1,3}$", "examples": ["10.20.10.0/24"]},
    ),
]
