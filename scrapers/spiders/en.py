"""Sources that publish in English."""

from scrapers.spiders.outlet import OutletSpider


class English(OutletSpider):
    language = "en"
    country = "US"


class NcscNl(English):
    """NCSC-NL: official."""

    name = "ncsc_nl"
    title = "NCSC-NL"
    country = "NL"
    home = "https://www.ncsc.nl"
    feeds = ("https://feeds.english.ncsc.nl/news.rss",)
    topic = "security"


class CertBe(English):
    """CCB / CERT.be: official; the feed of the old host."""

    name = "cert_be"
    title = "CCB / CERT.be"
    country = "BE"
    home = "https://ccb.belgium.be"
    feeds = ("https://cert.be/en/rss",)
    hosts = ("cert.be",)
    topic = "security"
    verified = False


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


class Securityweek(English):
    name = "securityweek"
    title = "SecurityWeek"
    home = "https://www.securityweek.com"
    feeds = ("/feed/",)
    topic = "security"


class Theregister(English):
    name = "theregister"
    title = "The Register"
    country = "GB"
    home = "https://www.theregister.com/security/"
    feeds = ("/security/headlines.atom",)
    topic = "security"


class Techcrunch(English):
    name = "techcrunch"
    title = "TechCrunch Security"
    home = "https://techcrunch.com/category/security/"
    feeds = ("/category/security/feed/",)
    topic = "security"


class Darkreading(English):
    name = "darkreading"
    title = "Dark Reading"
    home = "https://www.darkreading.com"
    feeds = ("/rss.xml",)
    topic = "security"


class Krebsonsecurity(English):
    """Krebs on Security: a blog."""

    name = "krebsonsecurity"
    title = "Krebs on Security"
    home = "https://krebsonsecurity.com"
    feeds = ("/feed/",)
    topic = "security"


class Thehackernews(English):
    name = "thehackernews"
    title = "The Hacker News"
    country = "IN"
    home = "https://thehackernews.com"
    feeds = ("https://feeds.feedburner.com/TheHackersNews",)
    topic = "security"


class Securityaffairs(English):
    name = "securityaffairs"
    title = "Security Affairs"
    country = "IT"
    home = "https://securityaffairs.com"
    feeds = ("/feed",)
    topic = "security"


class Hackread(English):
    name = "hackread"
    title = "HackRead"
    country = "GB"
    home = "https://www.hackread.com"
    feeds = ("/feed/",)
    topic = "security"


class InfosecurityMagazine(English):
    name = "infosecurity_magazine"
    title = "Infosecurity Magazine"
    country = "GB"
    home = "https://www.infosecurity-magazine.com"
    feeds = ("/rss/news/",)
    topic = "security"


class Cyberscoop(English):
    name = "cyberscoop"
    title = "CyberScoop"
    home = "https://cyberscoop.com"
    feeds = ("/feed/",)
    topic = "security"


class CybersecurityDive(English):
    """Cybersecurity Dive: filings and costs."""

    name = "cybersecurity_dive"
    title = "Cybersecurity Dive"
    home = "https://www.cybersecuritydive.com"
    feeds = ("/feeds/news/",)
    topic = "security"


class TheCyberExpress(English):
    name = "the_cyber_express"
    title = "The Cyber Express"
    country = "IN"
    home = "https://thecyberexpress.com"
    feeds = ("/feed/",)
    topic = "security"


class HelpNetSecurity(English):
    name = "help_net_security"
    title = "Help Net Security"
    country = "HR"
    home = "https://www.helpnetsecurity.com"
    feeds = ("/feed/",)
    topic = "security"


class ComputerWeekly(English):
    name = "computer_weekly"
    title = "Computer Weekly"
    country = "GB"
    home = "https://www.computerweekly.com"
    feeds = ("/rss/All-Computer-Weekly-content.xml",)


class Itpro(English):
    name = "itpro"
    title = "ITPro"
    country = "GB"
    home = "https://www.itpro.com"
    feeds = ("/feeds/tag/security",)
    topic = "security"


class Guardian(English):
    name = "guardian"
    title = "The Guardian"
    country = "GB"
    home = "https://www.theguardian.com"
    feeds = ("/technology/data-computer-security/rss",)
    topic = "security"


class Bbc(English):
    name = "bbc"
    title = "BBC Technology"
    country = "GB"
    home = "https://www.bbc.com/news/technology"
    feeds = ("https://feeds.bbci.co.uk/news/technology/rss.xml",)
    hosts = ("bbc.co.uk",)


class NcscUk(English):
    """NCSC UK: official."""

    name = "ncsc_uk"
    title = "NCSC UK"
    country = "GB"
    home = "https://www.ncsc.gov.uk"
    feeds = ("/api/1/services/v1/all-rss-feed.xml",)
    topic = "security"


class Itnews(English):
    name = "itnews"
    title = "iTnews"
    country = "AU"
    home = "https://www.itnews.com.au"
    feeds = ("/RSS/rss.ashx",)


class CyberDaily(English):
    """Cyber Daily: victims; cited by Cyberwatch; cited by Cyberwatch; its feed is looked for on its home page."""

    name = "cyber_daily"
    title = "Cyber Daily"
    country = "AU"
    home = "https://www.cyberdaily.au"
    topic = "security"
    verified = False


class HipaaJournal(English):
    """HIPAA Journal: of one sector; health."""

    name = "hipaa_journal"
    title = "HIPAA Journal"
    home = "https://www.hipaajournal.com"
    feeds = ("/feed/",)
    verified = False


class Suspectfile(English):
    """SuspectFile: negotiations and amounts."""

    name = "suspectfile"
    title = "SuspectFile"
    country = "IT"
    home = "https://www.suspectfile.com"
    feeds = ("/feed/",)
    topic = "security"
    verified = False


class Coveware(English):
    """Coveware: ransom statistics."""

    name = "coveware"
    title = "Coveware"
    home = "https://www.coveware.com/blog"
    feeds = ("/blog?format=rss",)
    topic = "security"


class NlTimes(English):
    """NL Times: Dutch victims in English; its feed is looked for on its home page."""

    name = "nl_times"
    title = "NL Times"
    country = "NL"
    home = "https://nltimes.nl"
    verified = False


class TheBrusselsTimes(English):
    """The Brussels Times: Belgian victims in English."""

    name = "the_brussels_times"
    title = "The Brussels Times"
    country = "BE"
    home = "https://www.brusselstimes.com"
    feeds = ("/feed",)
    verified = False


class RansomwareLive(English):
    """ransomware.live: a register of incidents; claims only."""

    name = "ransomware_live"
    title = "ransomware.live"
    country = "FR"
    home = "https://www.ransomware.live"
    feeds = ("/rss.xml",)
    topic = "security"
    whole_entries = True


class Ransomlook(English):
    """RansomLook: a register of incidents; claims only, CC BY 4.0; as its code routes it."""

    name = "ransomlook"
    title = "RansomLook"
    country = "LU"
    home = "https://www.ransomlook.io"
    feeds = ("/rss.xml",)
    topic = "security"
    whole_entries = True
    verified = False
