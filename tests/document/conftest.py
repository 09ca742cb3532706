"""Finished documents, built once each: the sample, and the folders that it is unlike."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import pytest

from complaints_report.build import build_report
from complaints_report.run import open_folder
from tests.awkward import AWKWARD, ONE, awkward, folder
from tests.conftest import SAMPLE, TODAY, copy_of
from tests.document.outside_tools import lacking, to_pdf
from tests.document.tagged_pdf import TaggedPdf

ODD = "O'Brien & <b>Co</b> {{ 7 * 7 }} *star* 🎉"


@dataclass(frozen=True)
class Built:
    """A report as Word has it and, once asked for, as PDF."""

    word: Path

    @cached_property
    def pdf_path(self) -> Path:
        return to_pdf(self.word, self.word.parent)

    @cached_property
    def pdf(self) -> TaggedPdf:
        return TaggedPdf(self.pdf_path)


def odd_names(path: Path) -> Path:
    """A folder whose names are as awkward as people type them."""
    long = "Assessment-and-Intervention-" * 4
    quoted = [ONE.replace("Fostering", name) for name in (ODD, long)]
    said = f"received_on,service,text,about,from,include\n2023-05-01,{long},{'Thank you. ' * 200},{ODD},{ODD},yes\n"
    return folder(path, quoted[0], quoted[1].replace("A1", "A2"), compliments=said)


def many_services(path: Path) -> Path:
    """A folder with two hundred services, whose tables run over pages."""
    return folder(path, *(ONE.replace("A1", f"S{n}").replace("Fostering", f"Service {n}") for n in range(200)))


def draft(path: Path) -> Path:
    """A folder whose data have an error, so that only a draft can be built."""
    return folder(path, ONE, "A2,1,statutory,2023-13-01,,Fostering,,,")


MAKERS: dict[str, Callable[[Path], Path]] = {
    "sample": lambda path: copy_of(SAMPLE, path),
    "odd-names": odd_names,
    "many-services": many_services,
    "draft": draft,
    **{name: partial(awkward, name) for name in AWKWARD},
}


@pytest.fixture(scope="session", autouse=True)
def tools() -> None:
    """Stops in one line, rather than skip, where a program is missing."""
    if told := lacking():
        pytest.exit(told, returncode=1)


@pytest.fixture(scope="session", params=MAKERS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One of the documents."""
    made = MAKERS[request.param](tmp_path_factory.mktemp(request.param))
    run = open_folder(made, TODAY)
    return Built(build_report(run, "2023/24", draft=request.param == "draft", force=False))
