"""The offline demo world: sites, sources, mail servers and people. It knows only the Clock."""
