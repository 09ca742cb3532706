"""The whole report as one document, before it is written: the cover, every section, the pictures, and draft marks."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from complaints_report.english import long_day
from complaints_report.metrics.coverage import PartOfYear
from complaints_report.report.blocks import Cover, Document, PictureFile
from complaints_report.report.context import Context
from complaints_report.report.sections import sections
from complaints_report.settings import Settings

NOT_APPLICABLE = "Not applicable"
SAMPLE_NOTICE = (
    "This report is a sample. The organisation, the people and the complaints in it are invented, "
    "so nothing in it describes a real service."
)
SUBJECT = "Annual report on complaints about children’s social care"


def to_document(context: Context, templates: Path, pictures: Mapping[str, PictureFile], draft: str = "") -> Document:
    """The report of the context's year; `draft` is what every page of a draft says."""
    settings, year = context.settings, context.figures.year
    said = list(sections(templates, context.to_dict(), context.content))
    title = titled(settings.cover.title, year)
    return Document(
        title=f"{settings.organisation.name}: {title}",
        author=settings.cover.author or settings.organisation.name,
        subject=f"{SUBJECT}, {year}",
        cover=to_cover(settings, title, context.part),
        blocks=tuple(block for block, _ in said),
        pictures=pictures,
        draft=draft,
        organisation=settings.organisation.name,
        year=year,
        own=frozenset(place for place, (_, is_own) in enumerate(said) if is_own),
    )


def titled(title: str, year: str) -> str:
    """The report's title, ours where none is given, with the year unless it names it itself."""
    title = title.strip() or "Annual Complaints Report"
    return title if year[:4] in title else f"{title} {year}"


def to_cover(settings: Settings, title: str, part: PartOfYear | None = None) -> Cover:
    """The cover block; what the settings leave empty is "Not applicable"."""
    cover = settings.cover
    team = cover.leadership_team.strip() or "Leadership Team"
    rows = (
        ("Title of report", title),
        ("Author", cover.author),
        ("Sponsoring Director", cover.sponsoring_director),
        ("Purpose", cover.purpose),
        (
            f"Decision required from {cover.leadership_team_short.strip() or _with_article(team)}",
            cover.decision_required,
        ),
        ("Has this matter been discussed with relevant Heads of Service?", cover.discussed_with_heads_of_service),
        ("Was Finance consulted?", cover.finance),
        ("Was Commissioning consulted?", cover.commissioning),
        ("Was ICT consulted?", cover.ict),
        ("Was HR consulted?", cover.hr),
        ("Was Business Services and Support consulted?", cover.business_services_and_support),
        ("Was Legal consulted?", cover.legal),
    )
    return Cover(
        organisation=settings.organisation.name,
        title=title,
        team=team,
        meeting_on=long_day(cover.meeting_on) if cover.meeting_on else "Date of meeting not set",
        rows=tuple((label, answer.strip() or NOT_APPLICABLE) for label, answer in rows),
        notice=" ".join(_notices(settings, part)),
    )


def _with_article(team: str) -> str:
    return team if team.lower().startswith("the ") else f"the {team}"


def _notices(settings: Settings, part: PartOfYear | None) -> Iterator[str]:
    if part:
        yield f"This report is of part of the year only: its data hold complaints received {part.days}."
    if settings.report.sample_data:
        yield SAMPLE_NOTICE
