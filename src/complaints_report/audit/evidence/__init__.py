"""Which figure of the data each number of a document is, told by evidence."""
