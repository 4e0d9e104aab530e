"""The commands, one module for each thing a person does; imported when called."""
