"""Where what travels with the program is: in its modules' folders, in the wheel, or at the top of a checkout."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent


def package_file(*parts: str) -> Path:
    """The path of a file or folder that travels with the program, such as `templates/tlt.docx`."""
    inside = PACKAGE.joinpath(*parts)
    return inside if inside.exists() else PACKAGE.parents[1].joinpath(*parts)


def toml_of(*parts: str) -> dict[str, Any]:
    """What a file of TOML says that travels with the program, such as `metrics/cues.toml`."""
    return tomllib.loads(package_file(*parts).read_text(encoding="utf-8"))


def spelled_out(form: str, parts: Mapping[str, str]) -> str:
    """A form with the parts that it names in braces in their places."""
    while (whole := re.sub(r"\{([a-z]+)\}", lambda one: parts[one[1]], form)) != form:
        form = whole
    return form
