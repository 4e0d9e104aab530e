"""All a stage may ask of the world: one Protocol per noun."""
