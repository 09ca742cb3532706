"""The texts of a new report folder, as `templates/new-folder/` has them."""

import re
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from complaints_report.english import quantity
from complaints_report.intake.headings.heading_row import columns_of
from complaints_report.intake.records.models import TABLES
from complaints_report.package_data import package_file
from complaints_report.settings import Limits, Publish
from complaints_report.settings_lines import to_toml

COLUMNS = {table: columns_of(model) for table, model in TABLES.items()}
"""The columns of each table, and whether each is required."""


def rendered(name: str, **words: Any) -> str:
    """One of the texts, with some words filled in."""
    text = _environment().get_template(name).render(tables=COLUMNS, limits=Limits(), publish=Publish(), **words)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def says(table: str, column: str) -> str:
    """What a column of a table says, in words that follow "which heading says"."""
    module: Any = _environment().get_template("words.j2").module
    return str(module.says[table][column])


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(package_file("templates", "new-folder")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(toml=to_toml, amount=quantity, pad=lambda text, width: f"{text:{width}}")
    return environment
