"""A release: what is asked of other packages, and what goes with the wheel."""

import re
import shlex
import tomllib
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from release.__main__ import PYTHONS, constraints, main, on_windows, windows
from release.lock import ROOT, direct_requirements, locked, needed


@pytest.mark.parametrize("asked", direct_requirements(), ids=lambda one: one.name)
def test_what_is_asked_of_a_package_ends_before_its_next_series_and_begins_in_that_of_the_lock(asked: Requirement):
    """The series is the first number of a version; before 1.0 the second, since there each may break."""
    pinned = [one.requirement for one in locked() if one.requirement.name == canonicalize_name(asked.name)]
    versions = [Version(next(iter(one.specifier)).version) for one in pinned]
    assert versions
    assert all(asked.specifier.contains(version) for version in versions)
    digits = 1 if versions[0].major else 2
    series = versions[0].release[:digits]
    bounds = {one.operator: Version(one.version).release for one in asked.specifier}
    assert bounds.keys() == {">=", "<"}
    assert bounds[">="][:digits] == series
    assert bounds["<"] == (*series[:-1], series[-1] + 1)


def test_the_lock_has_all_that_the_program_needs_and_nothing_of_its_developers():
    names = {one.requirement.name for one in needed()}
    for name in sorted(names):
        here = [one for one in needed() if one.requirement.name == name and one.is_for(windows("3.13"))]
        for asked in map(Requirement, (requires(name) or []) if here and name not in ("colorama", "tzdata") else []):
            if asked.marker is None or asked.marker.evaluate(windows("3.13") | {"extra": ""}):
                assert canonicalize_name(asked.name) in names, f"{name} needs {asked}"
    assert not names & {"pytest", "mypy", "ruff", "hypothesis", "cogapp", "click"}


def test_constraints_are_the_versions_of_the_lock_each_with_what_it_is_for():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("'", '"')
    lines = constraints(needed()).splitlines()
    assert [line for line in lines if f"\n{line} \\\n" not in f"\n{lock}"] == []
    assert 'colorama==0.4.6 ; sys_platform == "win32"' in lines
    assert len(lines) == len(set(lines)) > 35


@pytest.mark.parametrize("python", PYTHONS)
def test_windows_gets_one_version_of_each_package_and_what_it_alone_needs(python: str):
    names = [one.requirement.name for one in on_windows(needed(), python)]
    assert len(names) == len(set(names))
    assert {"colorama", "tzdata", "pikepdf", "numpy", "pandas"} <= set(names)


def test_a_release_lists_its_wheels_for_windows(tmp_path):
    main(tmp_path / "dist")
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == ["constraints.txt", "wheels-windows.txt"]
    lines = (tmp_path / "dist" / "wheels-windows.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", line) for line in lines)
    assert len(lines) == len({line.partition("==")[0] for line in lines})


README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_the_wheel_of_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    named = re.findall(r"complaints_report-([\w.]+)-py3-none-any\.whl", README)
    assert len(named) >= 3
    assert set(named) == {version}


@pytest.mark.parametrize("line", re.findall(r"^complaints-report (\w+ .+)$", README, re.MULTILINE))
def test_each_command_of_the_readme_is_one_with_those_options(command, line: str):
    name, *words = shlex.split(line)
    told = command(name, "--help").stdout
    assert f"Usage: complaints-report {name} " in told
    assert [word for word in words if word.startswith("-") and word not in re.findall(r"-[\w-]+", told)] == []


def test_the_readme_begins_with_its_four_commands():
    lines = re.findall(r"^complaints-report (\w+) ", README, re.MULTILINE)
    assert lines == ["init", "check", "build", "verify"]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_link_leads_somewhere(page: str):
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = ROOT / (path or page)
        assert target.exists(), link
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
        anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert not anchor or anchor in anchors, link
