"""Raw pages and today's reader in, new versions out: what `newsarchive rebuild` does, without the network."""
