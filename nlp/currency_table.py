"""Write nlp/currency_table.tsv: ISO 4217's codes, what three languages call them, what each country pays in.

Reading amounts needs these few hundred rows and not the libraries they come from: pycountry and babel together cost a
second and tens of megabytes. After an update of either: `python -m nlp.currency_table`. A test says when it is due.
"""

from __future__ import annotations

import re
from pathlib import Path

TABLE = Path(__file__).with_name("currency_table.tsv")

# The words after which a neighbouring language names the same coin: "Norwegian crowns" for kroner.
SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": dict.fromkeys(("kroner", "kronor", "korunas"), ("crown", "crowns", "krone", "kroner", "krona", "kronor")),
    "nl": {word: (f"{word}s",) for word in ("dollar", "roepie", "peso", "frank", "roebel")},
    "fr": {},
}


def currency_rows() -> list[tuple[str, str, str]]:
    """Every row (what, key, code), sorted; what is "code", "name" or "country".

    Names are lower-cased words with a space between them, two words or more: what "dollar" or "frank" alone means
    depends on country and language, and nlp.currencies decides it. A name that two currencies share is left out.
    """
    from babel.numbers import get_territory_currencies
    from pycountry import countries, currencies

    codes = sorted(
        c.alpha_3 for c in currencies if not re.match("X[BTSUX]|USN|UY[IW]|CH[EW]|COU|CLF|BOV|MXV", c.alpha_3)
    )
    rows = {("code", code, code) for code in codes}
    rows |= {("name", name, code) for name, code in _names(codes).items()}
    for country in (territory.alpha_2 for territory in countries):
        current: list[str] = get_territory_currencies(country)
        rows |= {("country", country, code) for code in current[-1:]}  # the newest where there are two
    return sorted(rows)


def _names(codes: list[str]) -> dict[str, str]:
    from babel.numbers import get_currency_name

    meanings: dict[str, set[str]] = {}
    for language, synonyms in SYNONYMS.items():
        for code in codes:
            for count in (1, 2):
                printed = re.sub(r"\(.*?\)", "", get_currency_name(code, count, language)).lower()
                words = printed.replace("-", " ").replace("’", "'").split()
                for last in (words[-1], *synonyms.get(words[-1], ())):
                    meanings.setdefault(" ".join([*words[:-1], last]), set()).add(code)
    return {name: min(found) for name, found in meanings.items() if len(found) == 1 and " " in name}


def table_text() -> str:
    return "".join("\t".join(row) + "\n" for row in currency_rows())


if __name__ == "__main__":
    TABLE.write_text(table_text(), encoding="utf-8")
