"""Targets in, filled site folders and a report out; the only room that imports Scrapy."""
