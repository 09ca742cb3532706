"""Exports read into validated records, with every fault in them."""
