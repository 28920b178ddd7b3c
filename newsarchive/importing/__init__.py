"""WARC files of other programs in, records as a crawl would have stored them out, each dated by its own capture."""
