"""Any document held to its own arithmetic and to the data."""
