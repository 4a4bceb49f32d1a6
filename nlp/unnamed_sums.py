"""Is a figure with no currency beside it ("ils en veulent deux millions", "drie ton en geen cent meer") a sum of money?

Two signs together: no noun follows that the figure could count, and the words around speak of money.
"""

from __future__ import annotations

import re

from nlp.magnitudes import word_set
from nlp.money_tokens import Tokens

# What follows a sum in Dutch and English: "vroeg drie ton en kreeg het", never "drie ton staal".
_AFTER_SUM = word_set(
    "aan als bij binnen dan dat de deze die door een en er erbij gaan gebleven geboden geëist gehad gevraagd"
    " betaald in is kwijt hij ze zij men losgeld maar meer met moest moet na naar niet om omgerekend onder op over"
    " overgehouden overmaakt per plus boete budget omzet schade winst te terug tot uit vanaf vandaag verzekerd"
    " voor wanneer want waren was wel werd werkelijk wil wilde wilden wordt zag zit zonder moeten minder neer kwam"
    " komt ging het stond moesten ophoesten ophoestte verdiend extra bedroeg zou zouden had hadden heeft hebben"
    " and as at before but by for from into last on or that the then to when which while with within demanded paid"
    " because were after they he she it we if less more so though until depending"
)
# In French the counted noun has a "de" before it, and so have these: "6,2 millions de chiffre d'affaires".
_MONEY_NOUNS = word_set(
    "amende amendes pertes perte chiffre bénéfice bénéfices dommages frais dégâts pénalités rançon rançons budget"
    " recettes plus la l préjudice charges dépens cette aide subventions trésorerie gains revenus dettes"
)
_MONEY = re.compile(
    r"[€$£¥₹]|\b(?:euro|dollar|bitcoin|monero|ripple|crypto|rançon|ransom|losgeld|franc|livres|roupie|rupee|rand\b"
    r"|krone|kroon"
    r"|pay[ée]|paie|paid\b|betaal|betalen|betaling|pay\b|payer|vers[eé]|vroeg|vraagt|vragen|gevraagd|eist|eis\b|geëist"
    r"|exig|réclam|demand|asked|asking|wanted|wants?\b|wil\b|wilde|willen|veu[lt]|bood|biedt|geboden|offert|offre|offered"
    r"|amende|boete|fine[ds]?\b|co[uû]t|cost|kost|schade|dégâts|préjudice|pertes?\b|loss|lost\b|verlies|omzet|revenue"
    r"|turnover|chiffre d['’]affaires|budget|winst|profit|bénéfice|subsidie|fonds\b|bedrag|montant|somme\b|sum\b|prêt\b"
    r"|prijs|prix|price|extor|stolen|volé|buit|butin|facture|rekening|note\b|belo(?:ning|ond)|récompense|reward"
    r"|verzeker|assur"
    r"|ventes\b|argent|money|geld\b|charges\b)",
    re.IGNORECASE,
)


def stands_alone(tokens: Tokens, at: int, language: str | None) -> bool:
    """Is the token at `at`, behind the figure, no noun that it counts?"""
    glue = tokens.glue(at)
    if glue == "" or (glue == "." and tokens.text[tokens.end[at - 1] : tokens.start[at]] == "."):
        return False  # 5GB, 3.x
    if glue not in (" ", "-", "'"):
        return True
    if language == "fr":
        return tokens.low[at] not in ("de", "d", "des") or tokens.low_at(at + 1) in _MONEY_NOUNS
    return tokens.low[at] in _AFTER_SUM


def is_about_money(tokens: Tokens, at: int) -> bool:
    """Do the words around the figure that ends before `at` say so? Mostly those before it, where the verb is."""
    middle = tokens.end[at - 1]
    return _MONEY.search(tokens.text, max(0, middle - 150), middle + 70) is not None
