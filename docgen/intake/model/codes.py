"""Codes of standards: regions (ISO 3166-2), countries (ISO 3166-1) and currencies (ISO 4217)."""

import re
from collections.abc import Mapping
from typing import Annotated

from docgen.intake.model.scalar import Scalar, expect_text, nearest, refuse, shown


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


COUNTRIES = _codes(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
    BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI
    FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN
    IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
    MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF
    PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE
    YT ZA ZM ZW
    """
)

CURRENCIES = _codes(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD
    HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD
    LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK
    PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT
    TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """
)

# Public holidays differ inside these countries, so a region must say which part is meant.
SUBDIVISIONS: Mapping[str, frozenset[str]] = {
    "AU": _codes("ACT NSW NT QLD SA TAS VIC WA"),
    "CA": _codes("AB BC MB NB NL NS NT NU ON PE QC SK YT"),
    "GB": _codes("ENG NIR SCT WLS"),
    "US": _codes(
        """
        AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE
        NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UM UT VA VI VT WA WI WV WY
        """
    ),
}

_REGION = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?")
_REGION_HINT = "Write an ISO 3166-2 code such as AU-VIC, GB-ENG, US-CO or NZ."


def parse_region(value: object) -> str:
    """Return the ISO 3166-2 code that `value` says; a country alone only where its holidays do not differ."""
    region = parse_area(value)
    if region in SUBDIVISIONS:
        parts = ", ".join(f"{region}-{part}" for part in sorted(SUBDIVISIONS[region])[:8])
        hint = f"Say which part, as public holidays differ: {parts}."
        raise refuse("unknown-value", f"is {shown(region)}, a whole country.", hint)
    return region


def parse_area(value: object) -> str:
    """Return the code of a region, or of any whole country, in capitals."""
    text = expect_text(value, "a region such as AU-VIC").strip()
    match = _REGION.fullmatch(text.upper())
    if match is None or match[1] not in COUNTRIES:
        meant = "Great Britain is GB, not UK. " if text.upper().startswith("UK") else ""
        raise refuse("unknown-value", f"is {shown(text)}, not a region.", meant + _REGION_HINT)
    known = SUBDIVISIONS.get(match[1])
    if match[2] and known and match[2] not in known:
        close = nearest(text, [f"{match[1]}-{part}" for part in sorted(known)])
        meant = f"Did you mean {close}? " if close else ""
        raise refuse("unknown-value", f"is {shown(text)}, not a region of {match[1]}.", meant + _REGION_HINT)
    return match[0]


def parse_currency(value: object) -> str:
    """Return the ISO 4217 code that `value` says, in capitals."""
    text = expect_text(value, "a currency such as AUD").strip()
    if text.upper() not in CURRENCIES:
        close = nearest(text, sorted(CURRENCIES))
        meant = f"Did you mean {close}? " if close else ""
        hint = f"{meant}Write an ISO 4217 code such as AUD."
        raise refuse("unknown-value", f"is {shown(text)}, not a currency.", hint)
    return text.upper()


_PATTERN = "^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$"

Region = Annotated[
    str, Scalar(parse_region, {"type": "string", "pattern": _PATTERN, "examples": ["AU-VIC", "NZ"]})
]
Area = Annotated[
    str, Scalar(parse_area, {"type": "string", "pattern": _PATTERN, "examples": ["AU", "AU-VIC"]})
]
Currency = Annotated[
    str, Scalar(parse_currency, {"type": "string", "pattern": "^[A-Za-z]{3}$", "examples": ["AUD"]})
]
