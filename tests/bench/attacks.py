"""Attacks that never were, with names as the press has them: what the store's benchmark is fed.

Faker has some thousand surnames a country, so a million claims would tell of 120 attacks on "Smith Ltd" alone. No
register of companies takes a name twice: a firm whose name is taken adds its trade, then its town. Who is hit again is
chosen as such.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from faker import Faker

from nlp.types import Amount, Article, Claim, ClaimAmount, Mention, Reading
from storage.fold import fold
from storage.name_words import LEGAL_FORMS
from storage.names import victim_key

LOCALES = {"fr": ("fr_FR", "fr_BE", "fr_CA"), "nl": ("nl_NL", "nl_BE"), "en": ("en_US", "en_GB", "en_AU")}
HEADS = {
    "fr": ("mairie de {}", "centre hospitalier de {}", "université de {}", "département de {}", "lycée de {}"),
    "nl": ("gemeente {}", "ziekenhuis {}", "universiteit {}", "hogeschool {}", "woningcorporatie {}"),
    "en": ("city of {}", "{} hospital", "university of {}", "{} school district", "{} county"),
}
ACTORS = (
    "LockBit", "ALPHV", "Clop", "Play", "Akira", "Qilin", "Medusa", "Royal", "Conti", "REvil", "Ryuk", "Hive", "Cuba",
    "Rhysida", "Snatch", "Vice Society", "RansomHub", "BianLian", "Black Basta", "INC Ransom", "Hunters", "8Base",
    "NoEscape", "Cactus",
)  # fmt: skip
DAYS = 12 * 365
TOLD_BY = {  # articles about one attack, by how many they are on average
    2: (1, 1, 1, 1, 2, 2, 3, 5),
    10: (1, 1, 2, 4, 6, 9, 14, 19, 34),
}
PUBLIC = 0.4  # of victims are bodies of a town
AGAIN = 0.08  # of attacks hit a victim that was hit before
TRADES = {
    "fr": "Transports Menuiserie Imprimerie Laboratoires Cliniques Conseil Ingénierie Assurances Logistique "
    "Distribution Énergie Bâtiment Agroalimentaire Textile Plastiques Mécanique Informatique Hôtels Pharma Optique",
    "nl": "Transport Bouw Drukkerij Laboratorium Zorg Advies Techniek Verzekeringen Logistiek Groothandel Energie "
    "Metaal Zuivel Textiel Kunststoffen Machines Automatisering Hotels Farma Verpakkingen Bloemen Makelaars",
    "en": "Plumbing Freight Printing Laboratories Clinics Consulting Engineering Insurance Logistics Wholesale Energy "
    "Homes Foods Textiles Plastics Tooling Software Hotels Pharma Packaging Aviation Optics",
}


def readings(claims: int, seed: int = 1, told_by: int = 2) -> Iterator[tuple[Article, Reading]]:
    """Articles with one claim each, in a random order of the attacks they tell of."""
    rng = random.Random(seed)
    names = {locale: Faker(locale) for locales in LOCALES.values() for locale in locales}
    for locale, faker in names.items():
        faker.seed_instance(f"{seed} {locale}")
    made = 0
    register: set[str] = set()  # names of firms
    hit: list[tuple[str, str]] = []  # language, victim
    while made < claims:
        if hit and rng.random() < AGAIN:
            language, victim = rng.choice(hit)
        else:
            language = rng.choice(tuple(LOCALES))
            victim = _victim(rng, names[rng.choice(LOCALES[language])], language, register)
            hit.append((language, victim))
        actor = rng.choice(ACTORS) if rng.random() < 0.6 else None
        amount = Decimal(rng.choice((1, 2, 3, 5, 8, 12)) * 10 ** rng.randint(4, 7)) if rng.random() < 0.35 else None
        day = date(2014, 1, 1) + timedelta(rng.randrange(DAYS))
        for _ in range(min(rng.choice(TOLD_BY[told_by]), claims - made)):
            day += timedelta(rng.randrange(4))
            yield _telling(rng, made, victim, actor, amount, day, rng.choice((language, language, "en")))
            made += 1


def _victim(rng: random.Random, faker: Faker, language: str, register: set[str]) -> str:
    if rng.random() < PUBLIC:
        return rng.choice(HEADS[language]).format(faker.city())
    name = str(faker.company())
    if victim_key(name) in register:
        firm = " ".join(word for word in name.split() if fold(word) not in LEGAL_FORMS)
        name = f"{firm} {rng.choice(TRADES[language].split())}"
    if victim_key(name) in register:
        name = f"{name} {faker.city()}"
    register.add(victim_key(name))
    return name


def _telling(
    rng: random.Random, n: int, victim: str, actor: str | None, amount: Decimal | None, day: date, language: str
) -> tuple[Article, Reading]:
    title = f"{victim} hit by {actor or 'hackers'}"
    sum_said = f"{amount:,} EUR" if amount else "an unknown sum"
    filler = _FILLER[n % len(_FILLER)].split()
    random.Random(n).shuffle(filler)  # so that no body is a copy of another
    body = f"{actor or 'A gang'} asks {victim} for {sum_said}, number {n}. " + " ".join(filler)
    article = Article(f"https://outlet{n % 400}.example/{n}", title, body, language, day, source=f"outlet{n % 400}")
    full = article.full_text
    spans = {
        field: (full.index(word), full.index(word) + len(word))
        for field, word in (("victim", victim), ("actor", actor), ("amount", sum_said if amount else None))
        if word
    }
    sums = (ClaimAmount(Amount(amount, "EUR"), "demand", spans["amount"]),) if amount else ()
    claim = Claim(
        victim, actor=actor, actor_name=actor, amount=amount, currency="EUR" if amount else None, amounts=sums,
        status="demanded" if amount else "unknown", score=round(rng.uniform(0.5, 1), 3), evidence=spans,
    )  # fmt: skip
    labels = {"victim": "VICTIM", "actor": "ACTOR", "amount": "RANSOM"}
    mentions = tuple(Mention(*span, labels[field], full[slice(*span)], 0.9) for field, span in spans.items())  # type: ignore[arg-type]
    return article, Reading(language, "ransomware", 0.9, mentions, (claim,), "bench 1")


_FILLER = (  # a body of ordinary length; its words are the index's work, not the resolver's
    "The organisation took its servers off the network and called in outside experts. Staff work with pen and paper. "
    "The data protection authority was told within three days, and the police opened an investigation. " * 3,
    "L'organisation a coupé ses serveurs du réseau et fait appel à des experts. Le personnel travaille sur papier. "
    "L'autorité de protection des données a été prévenue et une enquête est ouverte. " * 3,
    "De organisatie haalde haar servers van het net en riep hulp van buiten in. Het personeel werkt met pen en papier. "
    "De toezichthouder is ingelicht en de politie doet onderzoek naar de daders van de aanval. " * 3,
)
