"""Scrapy's settings: polite by default, and closed to everything but the public web."""

from importlib.metadata import PackageNotFoundError, version
from os import environ

from scrapers.workers import usual_processes

try:
    VERSION = version("ransomwire")
except PackageNotFoundError:  # run from a folder or an egg that was never installed
    VERSION = "dev"

BOT_NAME = "ransomwire"
SPIDER_MODULES = ["scrapers.spiders"]
SPIDER_LOADER_CLASS = "scrapers.loader.SourceLoader"

# Who we are. Whoever runs this says where outlets can reach them: RANSOMWIRE_CONTACT=https://example.org/our-crawler
CONTACT = environ.get("RANSOMWIRE_CONTACT", "https://ransomwire.example/crawler")
USER_AGENT = f"ransomwire/{VERSION} (+{CONTACT})"

# Polite.
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "ransomwire"
CONCURRENT_REQUESTS = 2  # of one source: one under way, one waiting, so that a host's "later" reaches the rest
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0  # seconds between two requests to one host
DOWNLOAD_DELAY_JITTER = 0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0
COOKIES_ENABLED = False

# Limits: what no news page needs.
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
DEPTH_LIMIT = 5  # robots.txt, sitemap index, sitemap, article
CLOSESPIDER_TIMEOUT = 2 * 3600
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.ResponseDataLossError",
    "twisted.internet.error.ConnectionLost",
]
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
DNS_TIMEOUT = 20

# Safe: http and https only, public addresses only, certificates checked.
DOWNLOAD_HANDLERS = {"file": None, "ftp": None, "s3": None, "data": None}
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "scrapers.guard.GuardedResolver"
ALLOWED_PRIVATE_HOSTS: list[str] = []  # "127.0.0.1:8000": for a press on this machine, in demo and tests
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the spider judges entries itself, and counts
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapers.politeness.PoliteRobots": 100,
    "scrapers.politeness.Retreat": 560,  # nearer to the download than Scrapy's retries
    "scrapers.guard.GuardMiddleware": 990,
}
EXTENSIONS = {"scrapers.politeness.CrawlDelay": 500}
LONGEST_WAIT = 60.0  # seconds that a run waits when a host asks for it; a longer wait becomes a hold
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# What happens to a page.
EXTRACT = "scrapers.extract.article_from_html"
EXTRACT_PROCESSES = usual_processes()
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 1_000_000  # bytes of pages that wait to be read: then a source is downloaded no further
CONCURRENT_ITEMS = 4  # Scrapy starts so many tasks for each page
WARN_ON_GENERATOR_RETURN_VALUE = False  # it parses our source for each page
ITEM_PIPELINES = {"scrapers.pipelines.StorePipeline": 300}
RANSOMWIRE_DB = environ.get("RANSOMWIRE_DB", "ransomwire.db")

LOG_LEVEL = "INFO"
LOGSTATS_INTERVAL = 0
STATS_DUMP = False
