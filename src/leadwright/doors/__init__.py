"""Command line, dashboard, public pages, demo."""
