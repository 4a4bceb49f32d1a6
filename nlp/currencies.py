"""The currencies of newspapers: signs, codes, names in three languages, and whose "dollars" are meant.

The long tail ("dollars de Singapour", "Noorse kronen") and each country's own currency come from
currency_table.tsv, which nlp.currency_table writes; what people write every day stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from nlp.magnitudes import word_set


class Family(NamedTuple):
    """Currencies that share a name: the one meant when nothing says which, and those a country may mean."""

    default: str
    others: str = ""


# A name alone. Where the article's country has its own currency of the family, that one; the default otherwise.
FAMILIES = {
    # Five countries whose press says "$" for its own; elsewhere a bare dollar in crime news is American (Taiwan: NT$).
    "dollar": Family("USD", "CAD AUD NZD SGD HKD"),
    # Swiss unless the country is of another franc: nobody has asked a ransom in French or Belgian francs since 2002.
    "franc": Family("CHF", "XOF XAF XPF CDF GNF DJF BIF RWF KMF"),
    "cfa": Family("XOF", "XAF"),
    "F": Family("XOF", "XAF XPF CHF GNF"),  # "350 000 F", as the press of Abidjan and Dakar writes
    "crown": Family("SEK", "NOK DKK ISK CZK"),
    "kroner": Family("NOK", "DKK SEK"),  # kroner are Norwegian or Danish; kronor Swedish
    "peso": Family("MXN", "ARS CLP COP PHP UYU DOP CUP"),
    "rupee": Family("INR", "PKR LKR NPR MUR SCR IDR"),  # French says "roupies" of the Indonesian rupiah too
    "pound": Family("GBP", "EGP LBP SYP SDG SSP GIP FKP SHP"),
    "dinar": Family("DZD", "TND RSD KWD JOD IQD LYD BHD MKD"),
    "dirham": Family("AED", "MAD"),
    "shilling": Family("KES", "UGX TZS SOS"),
    "riyal": Family("SAR", "QAR OMR YER IRR"),
    "rouble": Family("RUB", "BYN"),
    "leu": Family("RON", "MDL"),
    "won": Family("KRW", "KPW"),
    "yen": Family("JPY", "CNY"),  # the sign ¥ serves both
    "guilder": Family("ANG", "XCG AWG"),
    "lira": Family("TRY"),
}
EVERYDAY = {
    "EUR": "euro|euros|eurocent|eurocents|piek",
    "dollar": "dollar|dollars|dollarcent",
    "USD": "buck|bucks|us dollar|us dollars|dollar us|dollars us|dollar américain|dollars américains|american dollar"
    "|american dollars|dollars d'amérique|us $|$ us",
    "CAD": "dollars ca|canadian $|dollars cad",
    "TWD": "dollars taïwanais|taiwan dollars|taiwanese dollars",
    "pound": "pound|pounds|livre|livres|pond|ponden|pond sterling",
    "GBP": "pounds sterling|pound sterling|quid|britse ponden|engelse pond",
    "franc": "franc|francs|frank|franken|franks",
    "cfa": "fcfa|f cfa|franc cfa|francs cfa|cfa franc|cfa francs|cfa frank|cfa franks|cfa",
    "XAF": "cfa franken beac",
    "CHF": "zwitserse franken|fr suisses|swiss franc|swiss francs",
    "crown": "couronne|couronnes|crown|crowns|kroon|kronen|krona|kr",
    "kroner": "kroner|krone",
    "SEK": "kronor",
    "CZK": "koruna|korunas|korun|kč",
    "rupee": "rupee|rupees|roupie|roupies|roepie|roepies",
    "IDR": "rupiah|rupiahs|roepia|roepiah|roupiah|roupiahs",
    "peso": "peso|pesos",
    "dinar": "dinar|dinars|dinaren",
    "dirham": "dirham|dirhams",
    "shilling": "shilling|shillings",
    "riyal": "riyal|riyals|rial|rials",
    "rouble": "rouble|roubles|ruble|rubles|roebel|roebels",
    "leu": "leu|lei",
    "won": "won|wons",
    "yen": "yen|yens",
    "lira": "lira|liras|lires|lire",
    "guilder": "gulden|guilder|guilders|florin|florins",
    "CNY": "yuan|yuans|renminbi",
    "BRL": "real|reais|réal|réaux|reals",
    "ZAR": "rand|rands",
    "THB": "baht|bahts",
    "PLN": "zloty|zlotys|zlotych|złoty|złotych|zł|zloties",
    "HUF": "forint|forints",
    "BGN": "lev|leva|levs",
    "UAH": "hryvnia|hryvnias|hryvna|grivna|grivnas",
    "ILS": "shekel|shekels|sjekel|sjekels",
    "NGN": "naira|nairas",
    "GHS": "cedi|cedis",
    "MYR": "ringgit|ringgits",
    "BDT": "taka|takas",
    "VND": "dong|dongs",
    "ETB": "birr|birrs",
    "ZMW": "kwacha|kwachas",
    "AOA": "kwanza|kwanzas",
    "KZT": "tenge",
    "GEL": "lari|laris",
    "BTC": "bitcoin|bitcoins|btc|bitcoinen",
    "XMR": "monero|moneros|xmr",
    "ETH": "ether|ethers|ethereum|ethereums",
    "LTC": "litecoin|litecoins",
    "ZEC": "zcash",
    "XRP": "ripple|ripples",
    "BCH": "bitcoin cash|bitcoins cash",
    "DASH": "dash",
    "DOGE": "dogecoin|dogecoins",
    "USDT": "tether|tethers",
}
# Words of other languages' everyday speech: Dutch "pond" is an English lake, "real" an English adjective.
FOREIGN = {
    "en": word_set("real pond lev livre livres lire frank kroon leu dash lei"),
    "fr": word_set("pond frank lev pound real leu kr dash dong"),
    "nl": word_set("livre livres lire crown leu dash pounds"),
}
CENTS = frozenset({"eurocent", "eurocents", "dollarcent"})
CRYPTO = frozenset(
    {"BTC", "XBT", "XMR", "ETH", "LTC", "ZEC", "XRP", "BCH", "DASH", "DOGE", "USDT", "USDC", "BNB", "TRX", "SOL"}
)
DIVISIBLE = CRYPTO - {"USDT", "USDC"}  # "0.085": paid in fractions
# Codes that are words too, and names that are verbs: only beside a figure of a thousand or more.
LARGE_ONLY = word_set("ALL TOP TRY CUP PEN COP MOP SOS MAD GEL LAK BAM NIS won real")
# Signs and letters before the figure. Letters as printed, "Rs" and not "rs".
SIGNS = {
    "€": "EUR", "$": "dollar", "£": "pound", "¥": "yen", "₹": "INR", "₦": "NGN", "₩": "KRW", "₽": "RUB",
    "₺": "TRY", "฿": "THB", "₫": "VND", "₱": "PHP", "₴": "UAH", "₪": "ILS", "₿": "BTC", "₵": "GHS", "₸": "KZT",
    "₼": "AZN",
}  # fmt: skip
PREFIXES = {
    "Rs": "rupee", "Rp": "IDR", "RM": "MYR", "R": "ZAR", "N": "NGN", "Sh": "KES", "Shs": "UGX", "KSh": "KES",
    "Ksh": "KES", "KShs": "KES", "USh": "UGX", "Ush": "UGX", "UShs": "UGX", "TSh": "TZS", "Tsh": "TZS",
    "Dh": "AED", "Dhs": "AED", "DH": "AED", "NAf": "ANG", "NAfl": "ANG", "ANG": "ANG", "Afl": "AWG", "AWG": "AWG",
    "kr": "crown", "Kr": "crown", "Fr": "CHF", "SFr": "CHF", "Sfr": "CHF", "NIS": "ILS", "RMB": "CNY",
    "XBT": "BTC", "GH": "GHS", "Tk": "BDT", "FCFA": "cfa", "TL": "TRY",
}  # fmt: skip
LONE_LETTERS = frozenset("RN")  # "R4.5m", "R400 000"; not the server R710, not N95
SUFFIX_CODES = {
    "NIS": "ILS", "RMB": "CNY", "XBT": "BTC", "FCFA": "cfa", "TL": "TRY", "SFr": "CHF", "Dh": "AED", "DH": "MAD",
    "Dhs": "AED", "Rs": "rupee", "F": "F", "FF": "FRF", "DA": "DZD", "Ft": "HUF",
}  # fmt: skip
DOLLARS = {
    "US": "USD", "C": "CAD", "CA": "CAD", "CAN": "CAD", "Can": "CAD", "CDN": "CAD", "A": "AUD", "AU": "AUD",
    "NZ": "NZD", "S": "SGD", "SG": "SGD", "HK": "HKD", "NT": "TWD", "R": "BRL", "MX": "MXN", "EC": "XCD",
    "J": "JMD", "TT": "TTD", "Bds": "BBD", "B": "BSD", "N": "NAD", "G": "GYD", "L": "LRD",
}  # fmt: skip
AFTER_SIGN = {
    "US": "USD", "USD": "USD", "CA": "CAD", "CAN": "CAD", "CAD": "CAD", "AU": "AUD", "AUD": "AUD", "NZ": "NZD",
    "NZD": "NZD", "HK": "HKD", "HKD": "HKD", "SGD": "SGD", "canadiens": "CAD", "canadien": "CAD",
    "américains": "USD", "australiens": "AUD", "Canadian": "CAD", "Australian": "AUD", "American": "USD",
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    codes: frozenset[str]
    names: dict[str, list[tuple[tuple[str, ...], str]]]  # first word: the others and what is meant, longest first
    countries: dict[str, str]


@cache
def table() -> Table:
    """All names and codes, read once from the file in the package."""
    rows = [line.split("\t") for line in files("nlp").joinpath("currency_table.tsv").read_text("utf-8").splitlines()]
    phrases = {key: code for what, key, code in rows if what == "name"}
    phrases |= {phrase: meaning for meaning, line in EVERYDAY.items() for phrase in line.split("|")}
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, meaning in phrases.items():
        first, *others = phrase.split(" ")
        names.setdefault(first, []).append((tuple(others), meaning))
    for found in names.values():
        found.sort(key=lambda pair: -len(pair[0]))
    codes = frozenset(key for what, key, _ in rows if what == "code") | CRYPTO
    return Table(codes, names, {key: code for what, key, code in rows if what == "country"})


def currency_of(meaning: str, country: str | None = None) -> str:
    """The code of a family's name in the article's country (ISO 3166-1 alpha-2); a code stands for itself.

    >>> currency_of("dollar", "CA"), currency_of("dollar"), currency_of("GBP", "CA"), currency_of("franc", "CM")
    ('CAD', 'USD', 'GBP', 'XAF')
    """
    family = FAMILIES.get(meaning)
    if family is None:
        return "BTC" if meaning == "XBT" else meaning
    own = table().countries.get(country or "", "")
    return own if own in family.others.split() else family.default
