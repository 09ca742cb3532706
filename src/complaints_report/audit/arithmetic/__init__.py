"""What numbers of a document must come to by each other, with no data at all."""
