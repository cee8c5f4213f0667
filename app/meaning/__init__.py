"""How near two sentences are in meaning, whatever their words."""
