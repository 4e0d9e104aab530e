"""How the world answers the ports."""
