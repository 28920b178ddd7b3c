"""Scrapy's settings for this project: the safe side of each default that is not; `politeness` adds a site's."""

from __future__ import annotations

from newsarchive.version import __version__

BOT_NAME = "newsarchive"
SPIDER_MODULES = ["newsarchive.crawl.spiders"]

# Our own settings: where a portal's operator can write to (in the User-Agent), and whether addresses that are not on
# the public Internet may be crawled.
CONTACT: str | None = None
ALLOW_PRIVATE = False
# Bytes of a robots.txt that are read: RFC 9309 asks for 500 KiB at least, and Protego takes seconds for megabytes.
ROBOTS_MAXSIZE = 512 * 1024
# Seconds after which a page that goes on loading in the browser is taken as it stands.
RENDER_PATIENCE = 30.0
# Seconds: the longest wait that a portal may ask of us by Retry-After before this run leaves it alone.
RETRY_WAIT_MAX = 300.0

ROBOTSTXT_USER_AGENT = "newsarchive"
USER_AGENT = f"newsarchive/{__version__}"
DEFAULT_REQUEST_HEADERS = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}

# file:, data:, s3: and ftp: could be named by a page or a redirect.
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("http", "https"), "newsarchive.crawl.replay.ReplayHandler"),
    **dict.fromkeys(("data", "file", "s3", "ftp")),
}
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "newsarchive.crawl.security.GuardedResolver"
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # bytes, as sent and again with Content-Encoding undone
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 60

ROBOTSTXT_OBEY = True
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_MAX_DELAY = 60.0
REDIRECT_MAX_TIMES = 10

SCHEDULER = "newsarchive.crawl.scheduler.FrontierScheduler"
ITEM_PIPELINES = {
    "newsarchive.crawl.pipelines.CompletePipeline": 100,
    "newsarchive.crawl.pipelines.RangePipeline": 200,
    "newsarchive.crawl.pipelines.DuplicatePipeline": 300,
    "newsarchive.crawl.pipelines.ArchivePipeline": 900,
}
# Only what is named here runs: no cookie jar, no telnet console, no proxy of the environment, which would resolve names
# in our place, past the guard. Scrapy's own lists are emptied, not switched off name by name, since it imports what is
# off all the same, aiohttp and requests among it, which takes 0.3 CPU-seconds.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "newsarchive.crawl.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 450,
    "newsarchive.crawl.render.RenderMiddleware": 500,
    "newsarchive.crawl.middlewares.PatientRetryMiddleware": 550,
    "newsarchive.crawl.middlewares.BoundedCompressionMiddleware": 590,
    "newsarchive.crawl.middlewares.SiteRedirectMiddleware": 600,
}
# The spider yields no requests and looks at every status itself; each of them would cost time on every page.
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
    "newsarchive.crawl.extensions.RawCapture": 100,
    "newsarchive.crawl.extensions.Committer": 100,
    "newsarchive.crawl.extensions.Mishaps": 100,
}
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"  # dropped items are counted by outcome
CONCURRENT_ITEMS = 4  # a response makes this many tasks, however few items it has
LOG_LEVEL = "INFO"
