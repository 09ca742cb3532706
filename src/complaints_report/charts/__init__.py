"""One chart a module, on one style file."""
