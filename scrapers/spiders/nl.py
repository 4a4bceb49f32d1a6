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


class DataNews(Dutch):
    """Data News: Belgian victims."""

    name = "datanews"
    title = "Data News"
    country = "BE"
    home = "https://datanews.knack.be"
    feeds = ("/feed/",)
