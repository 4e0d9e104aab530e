"""Bytes in, facts out; pure."""
