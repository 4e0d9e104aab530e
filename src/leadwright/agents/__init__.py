"""The four agents for clients: prices, catalogue, analytics, orders."""
