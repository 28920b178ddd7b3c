"""A page in, links out: which links are articles, which are listings, where the next page is; pure."""
