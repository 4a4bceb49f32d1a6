"""Sources that publish in French."""

from scrapers.spiders.outlet import OutletSpider


class French(OutletSpider):
    language = "fr"
    country = "FR"


class Zataz(French):
    """ZATAZ: victims and leaks, daily."""

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


class LeMagIT(French):
    """LeMagIT, home of Cyberhebdo: the best on ransomware in French."""

    name = "lemagit"
    title = "LeMagIT"
    home = "https://www.lemagit.fr"
    feeds = ("/rss/ContentSyndication.xml",)
