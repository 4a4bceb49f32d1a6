"""Can this entry be security news? Asked of general outlets before a page is fetched; when in doubt, yes.

An entry with a word of security passes, and a sum of money is one. The words are stems, matched at the start of a
word in text without accents. Any other entry is weighed by its words against articles of attacks and against other
news (`scrapers/relevance_fitting.py` learns from both); it is left out when it is other news almost certainly. A title
alone says less than a title with a summary, so more certainty is asked of it. What is left out can be looked up, with
the words that spoke for it (the view `left_out`). A security outlet is fetched whole. docs/collecting.md has what
passes and what is left out.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.word_model import WordModel

logger = logging.getLogger(__name__)
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
PATTERN = re.compile(rf"(?<![a-z0-9])(?:{WORDS})|{SUM}")

CLASSES = ("other news", "security", "attack")  # what an entry may be of; the order of the model's columns
OTHER = CLASSES.index("other news")
# Shares of certainty from which an entry is left out. Chosen by cross-validation (docs/collecting.md): of articles of
# attacks 97.9 % pass on the title, 98.9 % with the first sentence.
SURE, SURE_ON_TITLE = 0.55, 0.66
MODEL = files("scrapers") / "models"  # also out of a zipped egg, which Scrapyd runs
NAME = "relevance"
READ = 2000  # characters of an entry; a hostile summary is endless
_WORD = re.compile(r"[^\W_]+")


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


def entry_bag(text: str) -> dict[str, float]:
    """What an entry is weighed by: its words, their beginnings and ends, and each two that stand together.

    >>> list(entry_bag("Ajax verslaat Feyenoord 4-1"))[:4]
    ['ajax', 'verslaat', 'versl-', 'ajax verslaat']
    """
    words = [re.sub(r"\d", "0", word) for word in _WORD.findall(without_accents(text[:READ].lower()))]
    bag: dict[str, float] = {}
    for at, word in enumerate(words):
        bag[word] = 1.0
        if len(word) > 5:
            bag[f"{word[:5]}-"] = 1.0
        if len(word) > 8:
            bag[f"-{word[-6:]}"] = 1.0
        if at:
            bag[f"{words[at - 1]} {word}"] = 1.0
    return bag


@cache
def bundled_model() -> WordModel | None:
    """None where none can be read: then no entry is left out, and the log says so once."""
    try:
        from nlp.word_model import WordModel

        return WordModel.load(MODEL, NAME)
    except (ImportError, OSError, ValueError) as error:
        logger.warning("General outlets are fetched whole: the filter of other news cannot be read (%s).", error)
        return None


def objection_to(title: str, summary: str = "", *, model: WordModel | None = None) -> str | None:
    """Why an entry cannot be security news; None when it may be. `model`: another than the bundled one.

    >>> objection_to("Hospital postpones operations after computer failure")
    >>> objection_to("Ajax verslaat Feyenoord", "Twee doelpunten in de slotminuut beslisten de wedstrijd")
    "other news by its words ('feyenoord', 'ajax')"
    """
    text = f"{title} {summary}".strip()
    if security_word(text):
        return None
    bag, model = entry_bag(text), model or bundled_model()
    if model is None or float(model.predict(bag)[OTHER]) < (SURE if summary.strip() else SURE_ON_TITLE):
        return None
    words = [term for term in model.speaking_for(OTHER, bag) if term.isalpha() and len(term) > 3]
    return f"other news by its words ({', '.join(map(repr, words[:2]))})" if words else "other news by its words"
