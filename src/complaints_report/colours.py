"""How well colours, written as six hexadecimal digits, stand out from one another."""

import re
from math import floor, fsum

WHITE = "FFFFFF"
OF_WORDS = 4.5
"""The least contrast that words need with what is behind them (WCAG 2.2, 1.4.3)."""
OF_SHAPES = 3.0
"""The least contrast that lines and bars need (WCAG 2.2, 1.4.11)."""


def contrast(one: str, other: str = WHITE) -> float:
    """The contrast of two colours as WCAG has it, from 1 (the same) to 21 (black and white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def darkened(colour: str, least: float = OF_WORDS) -> str:
    """The colour, made as much darker as it takes to be readable on white."""
    while contrast(colour) < least:
        colour = "".join(f"{channel * 19 // 20:02X}" for channel in bytes.fromhex(colour))
    return colour


def colour_of_chart(written: str) -> str:
    """The colour that a person chose for charts, such as "#12436D", in capitals.

    ValueError where it is no colour, or too pale to be seen on white.
    """
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", written):
        raise ValueError(f"'{written}' is not a colour; write # and six digits from 0 to 9 and A to F, as in '#12436D'")
    ratio = contrast(written[1:])
    if ratio < OF_SHAPES:
        raise ValueError(
            f"'{written}' is too pale on white: its contrast is {floor(ratio * 10) / 10}:1, and charts need "
            f"{OF_SHAPES:.0f}:1; choose a darker one"
        )
    return written.upper()


def _luminance(colour: str) -> float:
    return fsum(
        weight * _linear(channel / 255)
        for weight, channel in zip((0.2126, 0.7152, 0.0722), bytes.fromhex(colour), strict=True)
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
