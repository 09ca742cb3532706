"""Files of any kind as sheets of cells, each with its place; what cannot be read is refused."""
