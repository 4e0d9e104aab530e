"""What the doors show: each view is a pure function from a connection to frozen dataclasses."""
