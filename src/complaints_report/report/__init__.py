"""Figures as words, sections as blocks, and all that a writer of blocks needs to know of them."""
