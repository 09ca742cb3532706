"""The figures as open data: spreadsheets by the Analysis Function's guidance, and CSV with its metadata."""

from pathlib import Path

from complaints_report import progress
from complaints_report.metrics.figures import Figures
from complaints_report.open_data import tidy_csv
from complaints_report.open_data.publication import Publication
from complaints_report.settings import Settings

FORMS = {
    "figures.xlsx": "The figures as a spreadsheet for Excel (XLSX)",
    "figures.ods": "The figures as a spreadsheet for any program (ODS)",
    tidy_csv.NAME: "The figures as one table, for programs (CSV)",
    f"{tidy_csv.NAME}-metadata.json": "What each column of that table holds (JSON)",
}
"""The files that are written, each with the words of a link to it."""
NAMES = tuple(FORMS)


def write_open_data(figures: Figures, title: str, settings: Settings, folder: Path, notice: str = "") -> None:
    """Write figures.xlsx, figures.ods, figures.csv and its metadata; the figures are those that anyone may see."""
    from complaints_report.open_data.excel_book import to_xlsx
    from complaints_report.open_data.open_document import to_ods
    from complaints_report.open_data.spreadsheet import spreadsheet

    progress.show("Writing the open data")
    about = Publication.of(figures, title, settings, notice)
    made = spreadsheet(figures, about)
    written = (to_xlsx(made), to_ods(made), tidy_csv.to_csv(figures).encode(), tidy_csv.to_metadata(about).encode())
    for name, data in zip(NAMES, written, strict=True):
        (folder / name).write_bytes(data)
