"""Documents held to an invented folder."""

import pytest

from complaints_report.run import open_folder
from complaints_report.verify import verified
from tests.audit.invented import invented
from tests.conftest import TODAY

BESIDE = "At stage 1, 127 complaints came by email, 67 by online form and 25 by post. Foster carers made 37 of them."


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """The data of the invented folder."""
    made = open_folder(invented(tmp_path_factory.mktemp("evidence") / "folder"), TODAY)
    assert made.errors == ()
    return made


@pytest.fixture
def held(run, tmp_path):
    """What is found of a document of these words, as Markdown, beside a paragraph that is right."""

    def found(words, title="Complaints in 2023/24", year=None, data=run, beside=BESIDE):
        path = tmp_path / "report.md"
        path.write_text(f"# {title}\n\n{beside}\n\n{words}\n", encoding="utf-8")
        return verified(data, path, year)

    return found
