"""One file per arrow of the chain."""
