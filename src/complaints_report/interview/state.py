"""How far an interview about an export has come: what the export suggests, and what its settings make of it so far."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from complaints_report.intake.headings.mapping import Mapped
from complaints_report.intake.proposals.suggested_settings import Proposal
from complaints_report.intake.proposals.unknown_values import mapped_parts
from complaints_report.intake.read.folder_files import Files
from complaints_report.settings import ComplaintsSource, Settings


@dataclass(frozen=True)
class InterviewState:
    """An export with what it suggests, the text of `report.toml` as it is now, and what was asked already.

    `called` is the export's file as the settings call it, where the files know it by another name. `asked` has the
    name of each question, and those under which an answer asks for more.
    """

    files: Files
    proposal: Proposal
    text: str
    called: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def settings(self) -> Settings:
        """The settings so far, the export named as the files know it."""
        settings = Settings.model_validate(tomllib.loads(self.text.lstrip("\ufeff").replace("\r\n", "\n")))
        named = {table: source for table, source in settings.sources if source.file == self.called != ""}
        here = {table: source.model_copy(update={"file": self.proposal.file}) for table, source in named.items()}
        return settings.model_copy(update={"sources": settings.sources.model_copy(update=here)})

    @property
    def name(self) -> str:
        """What the export is called in words."""
        return self.proposal.file or "your export"

    @property
    def source(self) -> ComplaintsSource:
        """What the settings say of the complaints so far."""
        return self.settings.sources.complaints

    @cached_property
    def parts(self) -> list[Mapped]:
        """The complaints as far as the settings so far understand them."""
        return mapped_parts(self.settings, self.files)
