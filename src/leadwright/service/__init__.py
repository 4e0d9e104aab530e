"""The use cases, one file per noun; all that the doors may call."""
