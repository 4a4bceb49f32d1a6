"""Sources that publish in French."""

from scrapers.spiders.outlet import OutletSpider


class French(OutletSpider):
    language = "fr"
    country = "FR"


class Zataz(French):
    """ZATAZ: victims and leaks daily."""

    name = "zataz"
    title = "ZATAZ"
    home = "https://www.zataz.com"
    feeds = ("/feed/",)
    topic = "security"


class DataSecurityBreach(French):
    name = "datasecuritybreach"
    title = "DataSecurityBreach"
    home = "https://www.datasecuritybreach.fr"
    feeds = ("/feed/",)
    topic = "security"


class Undernews(French):
    name = "undernews"
    title = "UnderNews"
    home = "https://www.undernews.fr"
    feeds = ("/feed",)
    topic = "security"


class LeMagIT(French):
    """LeMagIT: home of Cyberhebdo, best on ransomware."""

    name = "lemagit"
    title = "LeMagIT"
    home = "https://www.lemagit.fr"
    feeds = ("/rss/ContentSyndication.xml",)


class Lemondeinformatique(French):
    name = "lemondeinformatique"
    title = "Le Monde Informatique"
    home = "https://www.lemondeinformatique.fr"
    feeds = ("/flux-rss/thematique/securite/rss.xml",)
    topic = "security"


class Next(French):
    """Next: part paid."""

    name = "next"
    title = "Next"
    home = "https://next.ink"
    feeds = ("/feed/",)


class Numerama(French):
    name = "numerama"
    title = "Numerama (Cyberguerre)"
    home = "https://www.numerama.com"
    feeds = ("/feed/",)


class ZeroUnNet(French):
    name = "01net"
    title = "01net"
    home = "https://www.01net.com"
    feeds = ("/rss/actualites/securite/",)
    topic = "security"


class Clubic(French):
    name = "clubic"
    title = "Clubic"
    home = "https://www.clubic.com"
    feeds = ("/feed/news.rss",)


class ZdnetFrance(French):
    name = "zdnet_france"
    title = "ZDNet France"
    home = "https://www.zdnet.fr"
    feeds = ("/feeds/rss/actualites/",)


class Silicon(French):
    name = "silicon"
    title = "Silicon"
    home = "https://www.silicon.fr"
    feeds = ("/feed",)


class UsineDigitale(French):
    name = "usine_digitale"
    title = "L'Usine Digitale"
    home = "https://www.usine-digitale.fr"
    feeds = ("/rss",)


class Siecledigital(French):
    name = "siecledigital"
    title = "Siècle Digital"
    home = "https://siecledigital.fr"
    feeds = ("/cybersecurite/feed/",)
    topic = "security"


class ItConnect(French):
    """IT-Connect: admins."""

    name = "it_connect"
    title = "IT-Connect"
    home = "https://www.it-connect.fr"
    feeds = ("/feed/",)


class Korben(French):
    """Korben: a blog."""

    name = "korben"
    title = "Korben"
    home = "https://korben.info"
    feeds = ("/feed",)
    topic = "security"


class Globalsecuritymag(French):
    """Global Security Mag: many press releases."""

    name = "globalsecuritymag"
    title = "Global Security Mag"
    home = "https://www.globalsecuritymag.fr"
    feeds = ("/feed",)
    topic = "security"


class Incyber(French):
    name = "incyber"
    title = "INCYBER News"
    home = "https://incyber.org"
    feeds = ("/feed/",)
    topic = "security"


class JournalDuNet(French):
    name = "journal_du_net"
    title = "Journal du Net"
    home = "https://www.journaldunet.com"
    feeds = ("/rss/",)


class LesNumeriques(French):
    name = "les_numeriques"
    title = "Les Numériques"
    home = "https://www.lesnumeriques.com"
    feeds = ("/rss-news.xml",)


class SolutionsNumeriques(French):
    name = "solutions_numeriques"
    title = "Solutions Numériques"
    home = "https://www.solutions-numeriques.com"
    feeds = ("/feed/",)
    verified = False


class Bonjourlafuite(French):
    """Bonjour la fuite: a register of incidents; confirmed or claimed marked."""

    name = "bonjourlafuite"
    title = "Bonjour la fuite"
    home = "https://bonjourlafuite.eu.org"
    feeds = ("/feed.xml",)
    topic = "security"
    whole_entries = True


class Frenchbreaches(French):
    """FrenchBreaches: a register of incidents."""

    name = "frenchbreaches"
    title = "FrenchBreaches"
    home = "https://frenchbreaches.com"
    feeds = ("/feed.xml",)
    topic = "security"
    whole_entries = True


class Fuitesinfos(French):
    """Fuites Infos: a register of incidents."""

    name = "fuitesinfos"
    title = "Fuites Infos"
    home = "https://fuitesinfos.fr"
    feeds = ("/feed.xml",)
    topic = "security"
    whole_entries = True


class Cyberattaques(French):
    """Cyberattaques (Casualtek): a register of incidents; world press, French summaries."""

    name = "cyberattaques"
    title = "Cyberattaques (Casualtek)"
    home = "https://github.com/Casualtek/Cyberwatch"
    feeds = ("https://raw.githubusercontent.com/Casualtek/Cyberwatch/main/cyberattaques.xml",)
    topic = "security"
    whole_entries = True


class CertFr(French):
    """CERT-FR: official."""

    name = "cert_fr"
    title = "CERT-FR"
    home = "https://www.cert.ssi.gouv.fr"
    feeds = (
        "/feed/",
        "/cti/feed/",
    )
    topic = "security"


class Anssi(French):
    """ANSSI: official; the feed of the old host."""

    name = "anssi"
    title = "ANSSI"
    home = "https://cyber.gouv.fr"
    feeds = ("https://www.ssi.gouv.fr/actualite/feed/",)
    hosts = (
        "ssi.gouv.fr",
        "cyber.gouv.fr",
    )
    topic = "security"
    verified = False


class Cybermalveillance(French):
    """Cybermalveillance: official."""

    name = "cybermalveillance"
    title = "Cybermalveillance"
    home = "https://www.cybermalveillance.gouv.fr"
    feeds = ("/feed/atom-flux-actualites",)
    topic = "security"


class CertSante(French):
    """CERT Santé: official; health."""

    name = "cert_sante"
    title = "CERT Santé"
    home = "https://cyberveille.esante.gouv.fr"
    feeds = ("/alertes-et-vulnerabilites/rss.xml",)
    topic = "security"


class Cnil(French):
    """CNIL: official; fines."""

    name = "cnil"
    title = "CNIL"
    home = "https://www.cnil.fr"
    feeds = ("/fr/rss.xml",)


class Xmco(French):
    name = "xmco"
    title = "XMCO"
    home = "https://www.xmco.fr"
    feeds = ("/feed/",)
    topic = "security"


class Dsih(French):
    """DSIH: of one sector; hospitals; its feed is looked for on its home page."""

    name = "dsih"
    title = "DSIH"
    home = "https://www.dsih.fr"
    verified = False


class GazetteDesCommunes(French):
    """La Gazette des communes: of one sector; councils; its feed is looked for on its home page."""

    name = "gazette_des_communes"
    title = "La Gazette des communes"
    home = "https://www.lagazettedescommunes.com"
    verified = False


class LemondePixels(French):
    """Le Monde (Pixels): paid in part."""

    name = "lemonde_pixels"
    title = "Le Monde (Pixels)"
    home = "https://www.lemonde.fr/pixels/"
    feeds = ("/pixels/rss_full.xml",)


class FranceInfo(French):
    name = "france_info"
    title = "France Info"
    home = "https://www.francetvinfo.fr"
    feeds = ("/titres.rss",)


class LeFigaro(French):
    name = "le_figaro"
    title = "Le Figaro"
    home = "https://www.lefigaro.fr"
    feeds = ("/rss/figaro_actualites.xml",)


class OuestFrance(French):
    """Ouest-France: local victims; its feed is looked for on its home page."""

    name = "ouest_france"
    title = "Ouest-France"
    home = "https://www.ouest-france.fr"
    verified = False


class Rtbf(French):
    name = "rtbf"
    title = "RTBF"
    country = "BE"
    home = "https://www.rtbf.be"
    feeds = ("https://rss.rtbf.be/article/rss/rtbfinfo_homepage.xml",)


class LeSoir(French):
    name = "le_soir"
    title = "Le Soir"
    country = "BE"
    home = "https://www.lesoir.be"
    feeds = ("/arc/outboundfeeds/rss/?outputType=xml",)


class LaLibre(French):
    name = "la_libre"
    title = "La Libre"
    country = "BE"
    home = "https://www.lalibre.be"
    feeds = ("/arc/outboundfeeds/rss/?outputType=xml",)


class Lecho(French):
    """L'Echo: business."""

    name = "lecho"
    title = "L'Echo"
    country = "BE"
    home = "https://www.lecho.be"
    feeds = ("/rss/top_stories.xml",)


class SeptSurSept(French):
    name = "7sur7"
    title = "7sur7"
    country = "BE"
    home = "https://www.7sur7.be"
    feeds = ("/rss.xml",)


class DataNewsFr(French):
    name = "datanews_fr"
    title = "Data News (fr)"
    country = "BE"
    home = "https://datanews.levif.be"
    feeds = ("/feed/",)
    verified = False


class Ictjournal(French):
    """ICTjournal: Swiss victims."""

    name = "ictjournal"
    title = "ICTjournal"
    country = "CH"
    home = "https://www.ictjournal.ch"
    feeds = ("/rss.xml",)


class Rts(French):
    name = "rts"
    title = "RTS Info"
    country = "CH"
    home = "https://www.rts.ch/info/"
    feeds = ("/info/rss/",)


class LeTemps(French):
    """Le Temps: its feed is looked for on its home page."""

    name = "le_temps"
    title = "Le Temps"
    country = "CH"
    home = "https://www.letemps.ch"
    verified = False


class RadioCanada(French):
    name = "radio_canada"
    title = "Radio-Canada"
    country = "CA"
    home = "https://ici.radio-canada.ca"
    feeds = ("/rss/4159",)


class LaPresse(French):
    """La Presse: its feed is looked for on its home page."""

    name = "la_presse"
    title = "La Presse"
    country = "CA"
    home = "https://www.lapresse.ca"
    verified = False
