"""One file per public source."""
