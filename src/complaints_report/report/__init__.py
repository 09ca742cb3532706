"""Figures as words, sections as blocks, blocks as a Word document."""
