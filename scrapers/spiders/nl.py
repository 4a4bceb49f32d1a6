"""Sources that publish in Dutch."""

from scrapers.spiders.outlet import OutletSpider


class Dutch(OutletSpider):
    language = "nl"
    country = "NL"


class SecurityNL(Dutch):
    """Security.NL: the main one."""

    name = "security_nl"
    title = "Security.NL"
    home = "https://www.security.nl"
    feeds = ("/rss/headlines.xml",)
    topic = "security"


class Tweakers(Dutch):
    name = "tweakers"
    title = "Tweakers"
    home = "https://tweakers.net"
    feeds = ("/feeds/nieuws.xml",)


class NuNl(Dutch):
    name = "nu_nl"
    title = "NU.nl Tech"
    home = "https://www.nu.nl/tech"
    feeds = ("/rss/Tech",)


class Nos(Dutch):
    name = "nos"
    title = "NOS Tech"
    home = "https://nos.nl"
    feeds = ("https://feeds.nos.nl/nosnieuwstech",)


class RtlNieuws(Dutch):
    """RTL Nieuws: breaks data leaks; the feed of the old host."""

    name = "rtl_nieuws"
    title = "RTL Nieuws"
    home = "https://www.rtl.nl/nieuws"
    feeds = ("https://www.rtlnieuws.nl/rss.xml",)
    hosts = ("rtlnieuws.nl",)
    verified = False


class Computable(Dutch):
    name = "computable"
    title = "Computable"
    home = "https://www.computable.nl"
    feeds = ("/feed/",)


class AgConnect(Dutch):
    name = "ag_connect"
    title = "AG Connect"
    home = "https://www.agconnect.nl"
    feeds = ("/rss.xml",)


class Techzine(Dutch):
    name = "techzine"
    title = "Techzine"
    home = "https://www.techzine.nl"
    feeds = ("/feed/",)


class Emerce(Dutch):
    """Emerce: business."""

    name = "emerce"
    title = "Emerce"
    home = "https://www.emerce.nl"
    feeds = ("/rss",)


class Bright(Dutch):
    """Bright: consumer."""

    name = "bright"
    title = "Bright"
    home = "https://www.bright.nl"
    feeds = ("/rss",)


class DutchItChannel(Dutch):
    """Dutch IT Channel: its feed is looked for on its home page."""

    name = "dutch_it_channel"
    title = "Dutch IT Channel"
    home = "https://www.dutchitchannel.nl"
    verified = False


class Cybercrimeinfo(Dutch):
    """Cybercrimeinfo: a register of incidents; weekly victims NL and BE; its feed is looked for on its home page."""

    name = "cybercrimeinfo"
    title = "Cybercrimeinfo"
    home = "https://www.ccinfo.nl"
    topic = "security"
    verified = False


class Vpngids(Dutch):
    name = "vpngids"
    title = "VPNGids"
    home = "https://www.vpngids.nl"
    feeds = ("/feed/",)
    topic = "security"
    verified = False


class BinnenlandsBestuur(Dutch):
    """Binnenlands Bestuur: of one sector; councils."""

    name = "binnenlands_bestuur"
    title = "Binnenlands Bestuur"
    home = "https://www.binnenlandsbestuur.nl"
    feeds = ("/rss/digitaal",)


class Ibestuur(Dutch):
    """iBestuur: of one sector; state; its feed is looked for on its home page."""

    name = "ibestuur"
    title = "iBestuur"
    home = "https://ibestuur.nl"
    verified = False


class DigitaleOverheid(Dutch):
    """Digitale Overheid: official."""

    name = "digitale_overheid"
    title = "Digitale Overheid"
    home = "https://www.digitaleoverheid.nl"
    feeds = ("/feed/",)


class ZCert(Dutch):
    """Z-CERT: official; health; its feed is looked for on its home page."""

    name = "z_cert"
    title = "Z-CERT"
    home = "https://z-cert.nl"
    topic = "security"
    verified = False


class AutoriteitPersoonsgegevens(Dutch):
    """Autoriteit Persoonsgegevens: official; fines, leaks; its feed is looked for on its home page."""

    name = "autoriteit_persoonsgegevens"
    title = "Autoriteit Persoonsgegevens"
    home = "https://autoriteitpersoonsgegevens.nl"
    verified = False


class DeVolkskrant(Dutch):
    """de Volkskrant: paid."""

    name = "de_volkskrant"
    title = "de Volkskrant"
    home = "https://www.volkskrant.nl"
    feeds = ("/rss.xml",)


class Nrc(Dutch):
    """NRC: paid."""

    name = "nrc"
    title = "NRC"
    home = "https://www.nrc.nl"
    feeds = ("/rss/",)


class DataNews(Dutch):
    """Data News: Belgian victims."""

    name = "datanews"
    title = "Data News"
    country = "BE"
    home = "https://datanews.knack.be"
    feeds = ("/feed/",)


class Itdaily(Dutch):
    name = "itdaily"
    title = "ITdaily"
    country = "BE"
    home = "https://itdaily.be"
    feeds = ("/feed/",)


class VrtNws(Dutch):
    name = "vrt_nws"
    title = "VRT NWS"
    country = "BE"
    home = "https://www.vrt.be/vrtnws"
    feeds = ("/vrtnws/nl.rss.articles.xml",)


class DeStandaard(Dutch):
    """De Standaard: paid."""

    name = "de_standaard"
    title = "De Standaard"
    country = "BE"
    home = "https://www.standaard.be"
    feeds = ("/rss/section/1f2838d4-99ea-49f0-9102-138784c7ea7c",)


class Hln(Dutch):
    name = "hln"
    title = "HLN"
    country = "BE"
    home = "https://www.hln.be"
    feeds = ("/rss.xml",)


class DeTijd(Dutch):
    """De Tijd: business; an old address."""

    name = "de_tijd"
    title = "De Tijd"
    country = "BE"
    home = "https://www.tijd.be"
    feeds = ("/rss/top_stories.xml",)
    verified = False


class HetNieuwsblad(Dutch):
    """Het Nieuwsblad: local victims."""

    name = "het_nieuwsblad"
    title = "Het Nieuwsblad"
    country = "BE"
    home = "https://www.nieuwsblad.be"
    feeds = ("/rss/",)
    off = "it blocks crawlers"
