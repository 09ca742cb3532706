"""The rows of each table as typed records, each with the place that it came from."""
