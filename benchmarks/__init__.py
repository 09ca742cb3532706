"""Measurements of complaints-report: how fast it is, how far it goes, and what `verify` finds."""
