"""A small news portal of our own, served on 127.0.0.1: for `newsarchive demo` and for tests."""
