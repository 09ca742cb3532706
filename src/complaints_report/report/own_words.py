"""People's own words: a file of `content/` as blocks, with the figures that it asks for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from complaints_report.errors import TemplateError
from complaints_report.intake.content import written
from complaints_report.report.asked import nearest
from complaints_report.report.blocks import Block, Heading
from complaints_report.report.markdown import blocks_of, to_tree
from complaints_report.report.marks import UnclearLineError, Value, filled, marked
from complaints_report.report.printable import printable
from complaints_report.report.refusals import require_printable

FOLDER = "content"
DEEPEST = 4


@dataclass(frozen=True)
class OwnWords:
    """What people wrote for the report, by the name of its file; `said` is what stands between braces comes to."""

    folder: Path
    said: Callable[[str], Value]

    def text(self, name: str) -> str:
        """The Markdown of `content/NAME.md` without its comments; empty where there is none."""
        return written(self.folder / FOLDER / f"{name}.md")

    def blocks(self, name: str, title: str = "") -> list[Block]:
        """What `content/NAME.md` says, its headings below a section's own; `title` is the section's."""
        text = self.text(name)
        try:
            return below_section(list(self._blocks(text, name, title))) if text else []
        except UnclearLineError as why:
            raise TemplateError(f"{FOLDER}/{name}.md, line {why.line}: {why}") from None

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
        for path in sorted((self.folder / FOLDER).glob("*.md")):
            if path.stem not in names and self.text(path.stem):
                cure = nearest(path.stem, names, f"name it like a section, such as {FOLDER}/executive-summary.md.")
                raise TemplateError(f"{FOLDER}/{path.name} has no place in the report; {cure}")


def has_own_words(folder: Path) -> bool:
    """Whether a folder has files of people's own words."""
    return any((folder / FOLDER).glob("*.md"))


def below_section(blocks: list[Block]) -> list[Block]:
    """The blocks with their headings moved below a section's own."""
    down = 2 - min((block.level for block in blocks if isinstance(block, Heading)), default=2)
    return [
        replace(block, level=min(DEEPEST, block.level + down)) if isinstance(block, Heading) else block
        for block in blocks
    ]
