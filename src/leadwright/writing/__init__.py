"""Facts in, letters out; pure."""
