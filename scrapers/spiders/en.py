"""Sources that publish in English."""

from scrapers.spiders.outlet import OutletSpider


class English(OutletSpider):
    language = "en"
    country = "US"


class BleepingComputer(English):
    """BleepingComputer: first on ransomware."""

    name = "bleepingcomputer"
    title = "BleepingComputer"
    home = "https://www.bleepingcomputer.com"
    feeds = ("/feed/",)
    topic = "security"


class TheRecord(English):
    name = "therecord"
    title = "The Record"
    home = "https://therecord.media"
    feeds = ("/feed/",)
    topic = "security"


class DataBreachesNet(English):
    """DataBreaches.net: extortion in depth."""

    name = "databreaches_net"
    title = "DataBreaches.net"
    home = "https://databreaches.net"
    feeds = ("/feed/",)
    topic = "security"
