"""Page -> Document -> fields: a file per field, each answers `read(document, site)`; pure."""
