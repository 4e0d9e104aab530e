"""The sites of the world, rendered from the truth: one module for each kind of site."""
