"""The measures of every picture: centimetres on the page, points in the type."""

WIDTH = 16.0
"""The width of every picture, in centimetres: the text of an A4 page."""
CM = 1 / 2.54
POINT = 2.54 / 72
SMALL, LARGE = 9, 10
"""Sizes of text in points: on axes and bars, and for the names and values that are picked out."""
LEADING = 1.2 * POINT
