"""What we know of one portal: a `Site`, read strictly from its TOML file or made of the defaults."""

from newsarchive.sites.schema import Articles, Cut, Example, Fetch, Keys, Site, Source

__all__ = ["Articles", "Cut", "Example", "Fetch", "Keys", "Site", "Source"]
