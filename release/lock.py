"""What `requirements.lock` holds of the packages that the program itself needs, the page numbers' too."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
_ENTRY = re.compile(r"^\S+==.*?(?=^\S+==|\Z)", re.MULTILINE | re.DOTALL)
_HASH = re.compile(r"--hash=(\S+)")
_COMMENT = re.compile(r"^ +#(?: +via)?(?: +([\w.-]+))?", re.MULTILINE)


@dataclass(frozen=True)
class Locked:
    """One version of a package: for which computers it is, the hashes of its files, and which packages ask for it."""

    requirement: Requirement
    hashes: tuple[str, ...]
    asked_for_by: frozenset[str]

    @property
    def pinned(self) -> str:
        """The package with its version, as in `pandas==3.1.1`."""
        return f"{self.requirement.name}{self.requirement.specifier}"

    def is_for(self, computer: Mapping[str, str]) -> bool:
        """Whether it is installed on a computer, told by what markers ask of one."""
        return self.requirement.marker is None or self.requirement.marker.evaluate(dict(computer))


def direct_requirements(root: Path = ROOT) -> list[Requirement]:
    """What `pyproject.toml` says that the program needs, for page numbers too."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(one) for one in [*project["dependencies"], *project["optional-dependencies"]["page-numbers"]]]


def locked(root: Path = ROOT) -> list[Locked]:
    """Every package of the lock, in its order."""
    return [_entry(text) for text in _ENTRY.findall((root / "requirements.lock").read_text(encoding="utf-8"))]


def _entry(text: str) -> Locked:
    first = text.partition("\n")[0].rstrip(" \\")
    return Locked(Requirement(first), tuple(_HASH.findall(text)), frozenset(filter(None, _COMMENT.findall(text))))


def needed(root: Path = ROOT) -> list[Locked]:
    """Of the lock, what the program needs to run: what it names itself, and what any of those asks for."""
    every = locked(root)
    names = {str(canonicalize_name(one.name)) for one in direct_requirements(root)}
    while more := {one.requirement.name for one in every if one.asked_for_by & names} - names:
        names |= more
    return [one for one in every if one.requirement.name in names]
