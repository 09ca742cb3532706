"""The rules that records and texts are held to, each of which yields faults."""
