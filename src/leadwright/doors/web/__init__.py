"""The dashboard: pages for the operator, and the same data as JSON; on this machine only."""
