"""How well colours, written as six hexadecimal digits, stand out from one another."""

from math import fsum

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


def _luminance(colour: str) -> float:
    return fsum(
        weight * _linear(channel / 255)
        for weight, channel in zip((0.2126, 0.7152, 0.0722), bytes.fromhex(colour), strict=True)
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
