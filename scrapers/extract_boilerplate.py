"""Lines that outlets set between and after an article's paragraphs, in French, Dutch and English."""

from __future__ import annotations

import re

LINKED = 0.75  # of a block's characters: more is a teaser, not a sentence with a link
# Lines that lead elsewhere. They stand at the beginning of a block.
ELSEWHERE = re.compile(
    r"""^[\W_]*(?:
        (?:à\s+)?lire\s+(?:aussi|également|encore|la\s+suite|plus|ensuite|notre|nos|l['’]article)\b
      | à\s+(?:lire|voir|découvrir|écouter)\b\s*(?:aussi|également|sur|:|$)
    | (?:voir|lisez|écoutez|découvrez|retrouvez|regardez)\s+(?:aussi|également)\b | pour\s+aller\s+plus\s+loin\b
    | sur\s+le\s+même\s+(?:sujet|thème)\b | (?:nos\s+)?articles?\s+(?:liés?|connexes|similaires|associés)\b
    | (?:en\s+savoir|pour\s+en\s+savoir)\s+plus\s*(?:$|:|sur\b) | notre\s+dossier\b
    | (?:à\s+ne\s+pas\s+)(?:manquer|rater)\b | dans\s+la\s+même\s+(?:rubrique|catégorie)
    | vous\s+(?:aimerez|pourriez|devriez)\b.{0,20}(?:aussi|intéress|aimer)
    | lees\s+(?:ook|meer|verder|hier|hieronder|het\s+hele|de\s+hele)\b | (?:zie|bekijk|luister|kijk)\s+ook\b
    | meer\s+(?:over|lezen|nieuws|weten|informatie\s+vind)\b | ook\s+interessant\b | gerelateerde?\b
    | (?:aanbevolen|verwante|meest\s+gelezen)\b | bekijk\s+(?:hier|meer)\b
    | read\s+(?:also|more|next|the\s+full|our|this|further)\b | see\s+(?:also|more)\b | also\s+(?:read|see|on)\b
    | related\s*(?:$|:|stor|article|coverage|content|read|topic|link|post) | (?:do\s*n['’]t|dont)\s+miss\b
    | more\s+(?:from|on\s+this|about\s+this|stories|coverage|like\s+this|news)\b
    | you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested) | recommended\s*(?:$|:|reading|stories|for)
    | further\s+reading\b | keep\s+reading\s*: | must[\s-]read\b | watch\s*:
    | (?:top|latest|trending|popular)\s+(?:stories|news|articles|posts)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Lines that ask for something, or say who made the page.
SERVICE = re.compile(
    r"""^[\W_]*(?:
        (?:inscrivez|abonnez)[\s-]+vous\b
      | (?:recevez|je\s+m['’](?:inscris|abonne))\b.{0,60}(?:newsletter|lettre|inbox|mail|actu|infos?|notif|alert)
      | (?:notre|la|nos)\s+newsletters?\b | newsletters?\s*(?:$|:) | suivez[\s-]+(?:nous|toute|l['’]actu)\b
      | (?:partag(?:er|ez)|partage)\b(?:.{0,40}$) | réag(?:ir|issez)\b.{0,40}$
      | (?:laisser?|laissez|écrire|ajouter)\s+un\s+commentaire | commentaires?\s*(?:\(\d*\))?\s*$
      | imprimer\b.{0,20}$ | envoyer\s+(?:par|à)\b.{0,30}$ | (?:passer\s+la\s+)?publicité\s*$
      | la\s+suite\s+après\s+(?:la|cette)\s+publicité
      | cet\s+article\s+(?:vous\s+a\s+plu|a\s+été\s+(?:utile|traduit))
      | (?:vous\s+avez\s+(?:une\s+information|repéré|trouvé|aimé)) | signaler\s+une\s+(?:erreur|faute)
      | (?:une\s+erreur|une\s+faute|une\s+coquille)\s*\?
      | (?:ajoutez|ajouter|mettez)\s+.{2,40}\s(?:à|dans|en)\s+(?:vos|favoris|google) | tous\s+droits\s+réservés
      | (?:crédits?|source|photo)s?\s*(?:photos?|images?|de\s+l['’]image)?\s*:
      | (?:rejoignez|soutenez)[\s-]+(?:nous|notre|la)\b | mots[\s-]clés\s*: | (?:catégories?|étiquettes?|tags?)\s*:
      | (?:télécharge[rz])\s+(?:notre|l['’]app) | temps\s+de\s+lecture | copier\s+le\s+lien | lien\s+copié | ©
    | (?:schrijf\s+(?:je|u)|meld\s+(?:je|u)|abonneer)\b.{0,80}(?:nieuwsbrief|in|aan|nu|hier|je)
    | (?:ontvang|krijg)\b.{0,60}(?:nieuwsbrief|mailbox|inbox|updates|dagelijks) | (?:onze\s+|de\s+)?nieuwsbrief\b
    | volg\s+(?:ons|het\s+laatste|.{2,30}\s+op)\b | deel\s+(?:dit|deze|het|op|via)\b | delen\s*(?:$|via|op)
    | (?:plaats|geef|laat)\s+(?:een|je|uw)\s+(?:reactie|mening) | reacties?\s*(?:\(\d*\))?\s*$ | reageer\b.{0,30}$
    | advertentie\s*$ | lees\s+verder\s+(?:na|onder|na\s+de)\b | (?:de\s+)?tekst\s+gaat\s+(?:verder|door)\b
    | heb\s+je\s+(?:een\s+tip|zelf|iets|vragen)\b | tip\s+(?:de\s+redactie|ons)\b
    | (?:dit\s+artikel\s+(?:is\s+)?(?:verscheen|vertaald|afkomstig))
    | (?:bron|foto|beeld|fotograaf|trefwoorden|categorie)(?:nen)?\s*: | (?:alle\s+)?rechten\s+voorbehouden
    | kopieer\s+(?:de\s+)?link | (?:print|mail)\s+dit | leestijd | (?:word|nog\s+geen)\s+(?:nu\s+)?(?:abonnee|lid)\b
    | fout\s+(?:gezien|gespot|ontdekt)
    | (?:sign\s+up|subscribe|register)\b.{0,120}(?:newsletter|email|inbox|daily|weekly|now|today
        |updates|free|alerts|briefing|to\s+our)
    | (?:get|receive)\b.{0,80}(?:newsletter|inbox|in\s+your\s+email|delivered|updates\s+right)
    | (?:our|the)\s+newsletter\b
    | follow\s+(?:us|him|her|them|me|@
        |.{2,40}\s+on\s+(?:twitter|x|facebook|instagram|linkedin|bluesky|mastodon|threads|google))\b
    | (?:share|tweet|print|email)\s+(?:this|on|via|article|story|page)\b.{0,40}$
    | (?:leave|post|add|write)\s+a\s+(?:comment|reply) | (?:\d+\s+)?comments?\s*(?:\(\d*\))?\s*$ | advertisement\s*$
    | (?:story|article)\s+continues\s+(?:below|after) | (?:all\s+)?rights\s+reserved | copyright\b
    | (?:have|got|do\s+you\s+have)\s+a\s+(?:tip|story|confidential)
    | (?:image|photo|picture|photograph)\s*(?:credit|source|by|:) | (?:credit|source)s?\s*:
    | (?:tags?|topics?|filed\s+under|categories|category|keywords)\s*: | tell\s+us\s+what\b
    | (?:click|tap)\s+here\s+(?:to|for)\b.{0,80}$
    | (?:reach|contact|e-?mail)\s+(?:the\s+)?(?:reporters?|author|writer)\b
    | (?:e-?mail|contact)\s+[A-Z]\w+\s+[A-Z]\w+\s+at\b | (?:additional\s+)?reporting\s+by\b | editing\s+by\b
    | (?:the\s+)?associated\s+press\s+contributed | .{0,60}\bcontributed\s+to\s+this\s+(?:report|article|story)
    | (?:last\s+)?updated\s*(?:at|on|:)?\s*\d
    | this\s+(?:article|story|post)\s+(?:was\s+)?(?:originally|first)\s+(?:published|appeared)
    | (?:posted|published)\s+(?:on|in|by)\b.{0,60}$
    | join\s+(?:the\s+(?:conversation|discussion)|our\s+(?:discord|telegram|newsletter)) | about\s+the\s+author
    | copy\s+link | link\s+copied | estimated\s+reading\s+time | support\s+(?:our|independent)\s+journalism
    | (?:a\s+)?version\s+of\s+this\s+article
    )""",
    re.IGNORECASE | re.VERBOSE,
)
DATELINE = re.compile(
    r"""^[\W_]*(?:(?:publié|mis\s+à\s+jour|modifié|créé|posté|le|par
        |published|updated|posted|last\s+modified|on|by
        |gepubliceerd|bijgewerkt|geplaatst|aangepast|laatste\s+update|op|door)\b.{0,90})?
    (?:\d{1,2}[./\s-]{1,2}(?:\d{1,2}|[^\W\d_]{3,10})\.?[./\s,-]{1,2}(?:19|20)\d\d
        |[^\W\d_]{3,10}\.?\s+\d{1,2},?\s+(?:19|20)\d\d
        |(?:19|20)\d\d-\d\d-\d\d)
    .{0,60}$""",
    re.IGNORECASE | re.VERBOSE,
)
BYLINE = re.compile(
    r"""^[\W_]*(?i:par|by|door|rédigé\s+par|written\s+by|geschreven\s+door|tekst|auteur|author)\s*:?\s+
    [A-ZÀ-Ý][\w'’.-]*(?:[\s,&]+(?:(?:et|en|and|de|van|der|den|le|la)\s+){0,2}[A-ZÀ-Ý][\w'’.-]*){0,6}
    \s*(?:[|,(·•–—/-].{0,60})?$""",
    re.VERBOSE,
)
FAREWELL = re.compile(
    r"""\b(?:follow\s+(?:us|him|her|them|me)\b | sign\s+up\s+(?:for|to|here|today|now)\b
    | subscribe\s+(?:to|now|here|today)\b | you\s+can\s+(?:follow|reach|contact|email)\b
    | (?:can|may)\s+be\s+(?:reached|contacted)\s+at\b | follow\s+@\w+
        |suivez[\s-]+(?:nous|moi|le|la|les)\s+sur\b | abonnez[\s-]+vous\b | inscrivez[\s-]+vous\b
      | retrouvez[\s-]+(?:nous|moi|le|la|les|toute|tous)\b.{0,40}\bsur\b
        |volg\s+(?:ons|mij|hem|haar)\b | schrijf\s+(?:je|u)\s+(?:nu\s+)?(?:in|hier)\b
      | meld\s+(?:je|u)\s+(?:nu\s+)?aan\b | abonneer\s+(?:je|u)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
PAYWALL = re.compile(
    r"""réservée?s?\s+(?:à|aux)\s+(?:nos\s+|seuls\s+)?(?:abonné|membres) | il\s+vous\s+reste\s+\d+[.,]?\d*\s?%\s+de
    | la\s+suite\s+(?:de\s+cet\s+article\s+)?est\s+réservée | (?:lisez|lire)\s+la\s+suite\s+en\s+vous\s+abonnant
    | abonnez-vous\s+pour\s+(?:lire|accéder|continuer|découvrir) | pour\s+lire\s+la\s+suite
    | article\s+(?:payant|abonnés?)\b
    | déjà\s+abonnée?\s?\? | (?:alleen|exclusief|enkel)\s+(?:te\s+lezen\s+)?voor\s+(?:onze\s+)?(?:abonnees|leden)
    | verder\s+lezen\s?\? | lees\s+(?:verder|dit\s+artikel)\s+(?:met|als)\s | word\s+(?:nu\s+)?abonnee\s+(?:om|en)
    | dit\s+artikel\s+is\s+(?:alleen\s+|exclusief\s+|enkel\s+)?voor\s+(?:onze\s+)?(?:abonnees|leden)
    | maak\s+(?:gratis\s+)?een\s+account\s+(?:om|aan\s+om)\s+(?:verder|dit) | (?:ik\s+ben\s+)?al\s+abonnee\s?\?
    | (?:article|story|content)\s+is\s+(?:only\s+|exclusively\s+)?(?:available\s+)?(?:for|to)\s+(?:paying\s+|paid\s+)?
        (?:subscribers|members)
    | subscribers?[\s-]only | subscribe\s+to\s+(?:continue|read|unlock) | to\s+(?:continue|keep)\s+reading[,\s]
    | already\s+a\s+subscriber\s?\? | sign\s+in\s+to\s+(?:continue|read) | unlock\s+this\s+article
    | become\s+a\s+(?:subscriber|member)\s+to\s+(?:read|continue)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A heading after which nothing belongs to the article.
THE_END = re.compile(
    r"""^[\W_]*(?:
        sur\s+le\s+même\s+(?:sujet|thème) | (?:à\s+)?lire\s+(?:aussi|également|ensuite)\s*:?\s*$
      | (?:articles?|contenus?)\s+(?:liés?|connexes|similaires|recommandés?|associés|récents)
      | (?:les\s+)?(?:plus\s+lus|dernières?\s+(?:actus?|actualités|news|articles)) | commentaires?\b.{0,20}$
      | (?:vos|laisser\s+un|poster\s+un)\s+commentaires?\b.{0,30}$ | à\s+propos\s+de\s+l['’]auteur
      | (?:à\s+la\s+une|nos\s+derniers)\b.{0,25}$ | vous\s+aimerez\s+aussi
      | partager\s+(?:cet\s+article|sur|:).{0,20}$ | dans\s+l['’]actualité\s*$ | recommandé\s+pour\s+vous
      | (?:notre|la)\s+newsletter\s*$
    | (?:lees\s+ook|meer\s+(?:over|nieuws|lezen|artikelen)|gerelateerd\w*|ook\s+interessant|aanbevolen
        |meest\s+gelezen|laatste\s+nieuws)\b.{0,30}$
    | (?:\d+\s+)?reacties\b.{0,30}$ | over\s+de\s+auteur | deel\s+dit\s+(?:artikel|bericht).{0,10}$
    | reageer\b.{0,20}$ | nieuwsbrief\s*$
    | related(?:\s+(?:articles?|stories|posts|content|topics|news|coverage|reading))?\s*:?\s*$
    | (?:\d+\s+)?comments?\s*(?:\(\d+\))?\s*$ | about\s+the\s+author
    | (?:most\s+(?:read|popular|viewed)|trending|popular\s+(?:stories|posts)|latest\s+(?:news|stories|articles))
    | (?:more\s+from|more\s+on\s+this|more\s+stories|recommended|you\s+(?:may|might)\s+also\s+like
        |read\s+next|up\s+next|leave\s+a\s+(?:reply|comment)|share\s+this(?:\s+\w+)?|post\s+a\s+comment
        |join\s+the\s+(?:conversation|discussion))\b.{0,30}$
    | (?:about|à\s+propos\s+d[e']|over)\s+[A-ZÀ-Ý]\S{1,30}\s*:?\s*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_aside(text: str, link_share: float) -> bool:
    """A line that leads elsewhere, asks for something or frames the article; never a long paragraph of prose.

    >>> is_aside("Lire aussi : Trois hôpitaux visés en un mois", 0.8), is_aside("Lees ook", 0.0)
    (True, True)
    >>> is_aside("Lire aussi vite que possible les consignes de l'agence, tel est le mot d'ordre de la mairie.", 0.0)
    False
    """
    if link_share > LINKED and len(text) < 250:
        return True
    if len(text) >= 400:
        return False
    if ELSEWHERE.match(text) and (
        link_share > 0.25 or len(text) < 60 or text.rstrip().endswith(":") or ":" in text[:40]
    ):
        return True
    if len(text) < 320 and SERVICE.match(text):
        return True
    return len(text) < 140 and bool(DATELINE.match(text) or BYLINE.match(text))


def is_wall(text: str) -> bool:
    """A line that offers the rest of an article for money.

    >>> is_wall("Cet article est réservé aux abonnés"), is_wall("Verder lezen?"), is_wall("Abonnees klagen over Ziggo")
    (True, True, False)
    """
    return len(text) < 250 and bool(PAYWALL.search(text))


def is_farewell(text: str) -> bool:
    """A last paragraph about the author or the outlet, not the subject."""
    return len(text) < 500 and bool(FAREWELL.search(text))


def ends_article(text: str) -> bool:
    """A heading of what follows an article: related articles, comments, the author's life.

    >>> ends_article("Sur le même sujet"), ends_article("12 reacties"), ends_article("Les conséquences")
    (True, True, False)
    """
    return len(text) < 70 and bool(THE_END.match(text))
