"""Can this entry be security news? Asked of general outlets before a page is fetched; when in doubt, yes.

An entry with a word of security passes, and a sum of money is one. The words are stems, matched at the start of a
word in text without accents. An entry without any is left out when it is long enough to have one, or when its words
say what else it is of (scrapers/topics.py); a short one that says neither passes. What is left out can be looked up,
with the reason (the view `left_out`). A security outlet is fetched whole. docs/collecting.md has what passes and what
is left out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from scrapers.topics import other_topic

STEMS = re.findall(
    r"\S+",
    """
4chan 8base a-la-main aangevallen aanval account afgepers afpers akira alphv anonymous anssi apt28 apt29 arnaqu
assaillant attack attaqu au-stylo avoslocker babuk backdoor backup bende bestanden bestook beveilig bianlian
binnengedrongen bitcoin blackbasta blackbyte blackcat blackmail blackmatter blacksuit blocked bloqu boef botnet breach
btc buitgemaakt by-hand cactus carte-d-identite chantage chanteer chiffr cisa cl0p clop cnil compromet compromis
computer conti coordonnees copie copied correctif countdown courriel crimi crypt cyber daixin dark darkside data ddos
deadline dechiffr decryptor demand derob details-taken dharma dief dieven digita disrupt divulg donnees doppelpaymer
dos-aanval dragonforce dreigem e-mail ecran effac egregor email emotet en-ligne encrypt error-message escroc espion
europol exig exploit expose extor faille fbi fiche-de-paie fiches-de-paie fichier file foutmelding fraud fuite funksec
gandcrab gang geblokkeerd gegevens gegijzel gehackt geheim gekaapt gekopieer gekraakt gelek gelekt gendarm gestolen
gijzel hack hamecon handala handwritten hellcat hellokitty hors-ligne hostage icloud ict identiteit identity
inaccessib inbra inbreuk incident indisponib informati ingebroken inlog interlock internet intrud intrus it-dep
it-dienst it-netw it-outage it-syst karakurt killnet killsec klik-hier kraken kwaadaardig kwaadwillend kwetsba lapsus
lazarus leak ledger lek ligt-plat lockbit locked-out log-in logiciel login losgeld lumma mail malveillant malware maze
medusa menace message-d-erreur mirai monero mot-de-passe mots-de-passe ncsc nefilim negociateur negotiat netwalker
netwerk network noescape non-autor noname numeri offline onbereikbaar onbevoegd onderhandel online ontvreemd op-papier
op-slot oplicht ordi otage outage panne paralys parquet paspoort passeport passport passw pdf pen-and-paper
pen-en-papier perturb petya phish phobos pieces-d-identite pirat platge platgele portail procureur pysa qakbot qilin
ragnar rancon ransom ransomhouse reboot reclam requete reseau reservering revil rhysida rijbewij ryuk sabot safepay
sandworm sarcoma saturation sauvegarde scam scattered scherm scramble screen securit server serveur shiny site smish
sms snatch sodinokibi software spies spion spoof spy steal stolen storing stormous systeem system tamper telegram
theft thief thieves threat timer trickbot trigona trojan troyen ultimatum unauthor unavailab usb usdt usurp versleutel
verstor virus vole vulnerab wachtwoord wallet wannacry web whiteboard wiper worldleaks xmr zero-day
""",
)
PHRASES = [
    "mots? de passe",
    "black basta",
    "acces non autoris",
    "compte bancaire",
    "ligt plat",
    "it[- ](?:syst|netw|dienst|dep|outage|stor)",
    "rex mundi",
    "(?:fait|faire|font|faisait|faisaient|maitres?)[- ]chante",
    "rekening(?!en? (?:houd|meer? )| houd)",
    "fancy bear",
    "cozy bear",
    "evil corp",
    "inc ransom",
    "vice society",
    r"(?:lag|lagen|liggen|ging|gaan|legde?n?|leggen)\b.{0,40}\bplat\b",
    r"plat\b.{0,9}\b(?:gelegd|lag|lagen|ligt|liggen)",
    r"(?:systems?|sites?|websites?|networks?|services?|lines?)\b.{0,20}\bdown\b",
    "papier(?: et|,) crayon",
    "requests a second",
    "(?:patient|health|medical) (?:note|record|file|chart)",
    "dossiers? (?:medical|medicaux|de patients)",
]
CURRENCY = r"euro|dollar|franc|pound|[$£€]|(?:eth|chf|usd|eur)\b|dirham|roupie|rupee|crore|baht|rand\b"
# Bounded everywhere: a summary of 100,000 digits must not cost its square.
SUM = rf"(?:[$£€]|\b(?:chf|eur|usd|gbp|shs|rs))\s?\d|\d[\d.,\s]{{0,20}}(?:[^\W\d]{{1,20}}\s){{0,2}}(?:{CURRENCY})"
"""A sum of money: told together with a name, it may be what somebody demands."""
WORDS = "|".join([stem.replace("-", "[-'’ ]") for stem in sorted(STEMS, key=len, reverse=True)] + PHRASES)
LONG = 400  # characters of title and summary in which 98.7 of 100 articles of an attack have a word of security
PATTERN = re.compile(rf"(?<![a-z0-9])(?:{WORDS})|{SUM}")


@lru_cache(maxsize=1024)
def security_word(text: str) -> str | None:
    """The first word in a text for which it may be security news; None when it cannot be.

    >>> security_word("La mairie de Brou victime d'une cyberattaque")
    'cyber'
    >>> security_word("Nouveau record du 100 mètres à Bruxelles")
    """
    found = PATTERN.search(without_accents(text.lower()))
    return found[0] if found else None


def without_accents(text: str) -> str:
    """
    >>> without_accents("rançon, één")
    'rancon, een'
    """
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def objection_to(title: str, summary: str = "") -> str | None:
    """Why an entry cannot be security news; None when it may be.

    >>> objection_to("Hospital postpones operations after computer failure")
    >>> objection_to("Ajax verslaat Feyenoord", "Twee doelpunten in de slotminuut")
    "no word of security in title and summary, but of sport ('ajax')"
    """
    if security_word(f"{title} {summary}"):
        return None
    if len(title) + len(summary) >= LONG:
        return "no word of security in title and summary"
    topic = other_topic(without_accents(title.lower()), without_accents(summary.lower()))
    return topic and f"no word of security in title and summary, but {topic}"
