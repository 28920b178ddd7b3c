"""Where `scrapy crawl` looks for spiders: there is one, `portal`."""
