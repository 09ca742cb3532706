"""People's own words: a file of `content/` as blocks, with the figures that it asks for."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from complaints_report.errors import TemplateError
from complaints_report.intake.content import FOLDER, every_text_file, name_in, text_file, text_files, written
from complaints_report.report.asked import nearest
from complaints_report.report.blocks import Block, Heading
from complaints_report.report.markdown import blocks_of, to_tree
from complaints_report.report.marks import UnclearLineError, Value, filled, marked
from complaints_report.report.refusals import require_printable
from complaints_report.safe_text import printable

DEEPEST = 4


@dataclass(frozen=True)
class OwnWords:
    """What people wrote for a year's report, by the name of its file; `said` is what stands between braces comes to.

    Those `without` are passed over, because they are an earlier year's.
    """

    folder: Path
    said: Callable[[str], Value]
    year: str = ""
    without: Collection[str] = ()

    def text(self, name: str) -> str:
        """The Markdown of `content/NAME.md`, or of the year's own, without its comments; empty where there is none."""
        return "" if name in self.without else written(text_file(self.folder, name, self.year))

    def blocks(self, name: str, title: str = "") -> list[Block]:
        """What `content/NAME.md` says, its headings below a section's own; `title` is the section's."""
        text = self.text(name)
        try:
            return below_section(list(self._blocks(text, name, title))) if text else []
        except UnclearLineError as why:
            file = name_in(self.folder, text_file(self.folder, name, self.year))
            raise TemplateError(f"{file}, line {why.line}: {why}") from None

    def _blocks(self, text: str, name: str, title: str) -> Iterator[Block]:
        marks = marked(printable(text), self.said)
        found: dict[str, object] = {}
        tree = to_tree(marks.text, found)
        try:
            require_printable(tree, found, marks.text)
        except UnclearLineError as why:
            raise UnclearLineError(marks.line(why.line), str(why)) from None
        for block in blocks_of(tree, title or name, f"{name}-table"):
            yield filled(block, marks.values)

    def require_known(self, names: list[str]) -> None:
        """Stop at a file that says something and has no place in the report."""
        for path in text_files(self.folder, self.year):
            if path.stem not in names and self.text(path.stem):
                cure = nearest(path.stem, names, f"name it like a section, such as {FOLDER}/executive-summary.md.")
                raise TemplateError(f"{name_in(self.folder, path)} has no place in the report; {cure}")


def has_own_words(folder: Path) -> bool:
    """Whether a folder has files of people's own words."""
    return any(every_text_file(folder))


def below_section(blocks: list[Block]) -> list[Block]:
    """The blocks with their headings moved below a section's own."""
    down = 2 - min((block.level for block in blocks if isinstance(block, Heading)), default=2)
    return [
        replace(block, level=min(DEEPEST, block.level + down)) if isinstance(block, Heading) else block
        for block in blocks
    ]
