"""Leadwright: finds shops that ask for help in public, writes each a true letter, reads the answers."""
