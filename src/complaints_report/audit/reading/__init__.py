"""A document of any kind as its readers see it, and every number in it with its surroundings."""
