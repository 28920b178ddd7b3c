"""Records and runs in, numbers and plain text out."""
