"""What people wrote in a folder's content/, as the report prints it, and what of it the report could not print."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from complaints_report.content_by_year import old_words
from complaints_report.metrics.figures import Figures
from complaints_report.package_data import package_file
from complaints_report.report.own_words import OwnWords, has_own_words
from complaints_report.report.section_files import content_names
from complaints_report.run import Run, figures_for, year_to_report

if TYPE_CHECKING:
    from complaints_report.report.braces import Braces

SECTIONS = package_file("templates", "sections")


def own_words(run: Run, year: str, figures: Callable[[], Figures]) -> OwnWords:
    """What people wrote in the folder's content/ for a year; the figures are made once one is asked for there."""

    @cache
    def braces() -> "Braces":
        from complaints_report.report.braces import Braces  # loads Jinja, of which texts without braces need nothing

        return Braces(figures(), run.settings.calls_itself)

    return OwnWords(run.folder, lambda asked: braces().said(asked), year, old_words(run.folder, year))


def require_content(run: Run, year: str | None = None) -> None:
    """Stop at the first thing in content/ that the report could not print, unless nothing can be counted."""
    if any(found.is_about_file for found in run.faults) or not run.source.has_years or not has_own_words(run.folder):
        return
    names = content_names(SECTIONS)
    words = own_words(run, year or year_to_report(run.source), lambda: figures_for(run, year))
    words.require_known(names)
    for name in names:
        words.blocks(name)
