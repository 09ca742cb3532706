"""What a report would say of the data now, beside which one in people's hands is held."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from complaints_report.charts import Drawing
from complaints_report.metrics.figures import Figures
from complaints_report.report.blocks import Document, Table, texts_of
from complaints_report.report.expressions import Expressions
from complaints_report.report.statements import rows_of


@dataclass(frozen=True)
class Now:
    """What the report would say now: its figures, its blocks, and what each chart shows, with its fingerprint."""

    figures: Figures
    document: Document
    charts: Mapping[str, str]
    drawings: Mapping[str, Drawing]

    @cached_property
    def tables(self) -> dict[str, str]:
        """The rows of each table."""
        return {block.name: rows_of(block) for block in self.document.blocks if isinstance(block, Table)}

    @cached_property
    def own_tables(self) -> frozenset[str]:
        """The names of the tables that people wrote in `content/`."""
        written = (self.document.blocks[place] for place in self.document.own)
        return frozenset(block.name for block in written if isinstance(block, Table))

    @cached_property
    def printed(self) -> str:
        """The words without figures that the sections print, such as rows of the data; not people's own texts."""
        printed = (block for place, block in enumerate(self.document.blocks) if place not in self.document.own)
        passages = (list(texts_of(block)) for block in printed if not isinstance(block, Table))
        return "\n".join(
            "".join(one.text for one in texts) for texts in passages if not any(t.expression for t in texts)
        )

    @cached_property
    def expressions(self) -> Expressions:
        """Says what expressions come to."""
        return Expressions(self.figures)

    @cached_property
    def _said(self) -> dict[str, str | None]:
        """What the report made anew has said already: to read one expression takes a millisecond."""
        texts = (text for block in self.document.blocks for text in texts_of(block))
        return {text.expression: text.text for text in texts if text.expression}

    def words(self, expression: str) -> str | None:
        """What an expression gives; None where it cannot be read or its figures are not there."""
        if expression not in self._said:
            self._said[expression] = self.expressions.words(expression)
        return self._said[expression]
