"""Where the templates and the sample data are: in the wheel, or at the top of a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """The path of a file or folder that travels with the program, such as `templates/tlt.docx`."""
    inside = PACKAGE.joinpath(*parts)
    return inside if inside.exists() else PACKAGE.parents[1].joinpath(*parts)
