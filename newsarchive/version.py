"""The version of the program, as its records, its WARC files and its requests tell it."""

__version__ = "0.1.0"
