"""What the text of one report says that those before it do not, and the numbers that stand under each heading."""

import re
from collections.abc import Iterator

HEADING = re.compile(r"(?:TOC )?Heading(?: \d)?: (?:\d\. |Appendix \w: )?")
CONTENTS = re.compile(r"Toc \d: ")
SENTENCES = re.compile(r"(?<=[.!?]) +(?=\W*[A-Z])|(?<=\]\.) +")
LABEL = re.compile(r"\d{4}/\d{2}|\bstage \d|\bTable \d+|\bFigure \d+|\[\^\d+\]", re.IGNORECASE)
DIGITS = r"\d(?:[\d,.]*\d)?"
TWO_TO_NINE = "two|three|four|five|six|seven|eight|nine"
NUMBER = re.compile(rf"{DIGITS}%?|\b(?:one|{TWO_TO_NINE})\b", re.IGNORECASE)
MANY = re.compile(rf"{DIGITS}|\b(?:{TWO_TO_NINE})\b", re.IGNORECASE)


def passages(text: str) -> Iterator[tuple[str, str]]:
    """The sentences and rows in order, each with the heading that it stands under; the contents are left out."""
    heading = "Cover"
    for line in text.splitlines():
        if found := HEADING.match(line):
            heading = line[found.end() :]
        elif not CONTENTS.match(line):
            yield from ((heading, said) for said in ([line] if line[0] == "|" else SENTENCES.split(line)))


def alike(said: str) -> str:
    """What is the same in passages that differ by numbers alone; that there is but one is a matter of words."""
    return MANY.sub("#", said)


def new_passages(reports: dict[str, str]) -> str:
    """The passages of each report but the first that are like none in the reports before it."""
    first, *others = reports
    seen = {alike(said) for _, said in passages(reports[first])}
    lines = []
    for name in others:
        lines += ["", f"# {name}"]
        last = ""
        for heading, said in passages(reports[name]):
            if alike(said) not in seen:
                lines += [*([f"## {heading}"] if heading != last else ()), said]
                last = heading
            seen.add(alike(said))
    return "\n".join(lines[1:]) + "\n"


def numbers(text: str) -> dict[str, str]:
    """How many passages stand under each heading, and the numbers in them; those of years and labels are left out."""
    found: dict[str, list[str]] = {}
    for heading, said in passages(text):
        found.setdefault(heading, []).append(LABEL.sub("", said).lower())
    return {
        heading: " ".join([f"({len(under)})", *NUMBER.findall(" ".join(under))]) for heading, under in found.items()
    }


def other_numbers(reports: dict[str, str]) -> str:
    """The numbers of each report but the first, by heading; those headings that agree with the first are only named."""
    first, *others = reports
    usual = numbers(reports[first])
    lines = []
    for name in others:
        own = numbers(reports[name])
        same = [heading for heading in own if own[heading] == usual.get(heading)]
        lines += ["", f"# {name}", *(f"{heading} {own[heading]}" for heading in own if heading not in same)]
        lines.append(f"As in {first}: {'; '.join(same)}")
    return "\n".join(lines[1:]) + "\n"
