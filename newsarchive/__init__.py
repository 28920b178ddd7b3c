"""newsarchive turns a news portal into a clean, dated, permanent data set."""
