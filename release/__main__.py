"""`python -m release` writes what goes with the wheel into `dist/`; with `--wheels`, the wheels for Windows too."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from release.lock import ROOT, Locked, needed

PYTHONS = ("3.13", "3.14")
"""The versions of Python that the README asks for, for which the folder of wheels is made."""

WHEELS = "wheels-windows"
_PLATFORM = "win_amd64"


def windows(python: str) -> dict[str, str]:
    """What markers ask of a computer with Windows and this version of Python."""
    system = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"}
    return system | {"python_version": python, "python_full_version": f"{python}.0"}


def constraints(packages: Iterable[Locked]) -> str:
    """The versions that the release was tested with, for pip's `-c`; with hashes pip would refuse our own wheel."""
    return "".join(f"{_with_marker(one)}\n" for one in packages)


def _with_marker(one: Locked) -> str:
    return f"{one.pinned} ; {one.requirement.marker}" if one.requirement.marker else one.pinned


def on_windows(packages: Iterable[Locked], python: str) -> list[Locked]:
    """The packages that a computer with Windows and this version of Python needs."""
    return [one for one in packages if one.is_for(windows(python))]


def write_lists(dist: Path, packages: Sequence[Locked]) -> None:
    """Write `constraints.txt`, and the list of the wheels that a computer with Windows needs."""
    dist.mkdir(exist_ok=True)
    (dist / "constraints.txt").write_text(constraints(packages), encoding="utf-8", newline="")
    wheels = dict.fromkeys(one.pinned for python in PYTHONS for one in on_windows(packages, python))
    (dist / f"{WHEELS}.txt").write_text("".join(f"{one}\n" for one in wheels), encoding="utf-8", newline="")


def fill(folder: Path, packages: Sequence[Locked]) -> None:
    """Fetch the wheels for Windows, each held to its hash in the lock."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for python in PYTHONS:
        with tempfile.TemporaryDirectory() as name:
            asked = Path(name) / "asked.txt"
            asked.write_text("".join(map(_with_hashes, on_windows(packages, python))), encoding="utf-8")
            where = ["--platform", _PLATFORM, "--python-version", python, "--only-binary", ":all:", "--no-deps"]
            pip("download", "--require-hashes", *where, "--dest", str(folder), "--requirement", str(asked))


def _with_hashes(one: Locked) -> str:
    return " ".join([one.pinned, *(f"--hash={digest}" for digest in one.hashes)]) + "\n"


def pip(*words: str) -> None:
    """Run pip; it says itself what it stumbles over."""
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words], check=True)


def main(dist: Path, *words: str) -> None:
    """Write what goes with the wheel that is in `dist/`."""
    packages = needed()
    write_lists(dist, packages)
    if "--wheels" in words:
        folder = dist / WHEELS
        fill(folder, packages)
        for path in (*dist.glob("complaints_report-*.whl"), dist / "constraints.txt"):
            shutil.copy2(path, folder)
        shutil.make_archive(str(folder), "zip", dist, WHEELS)


if __name__ == "__main__":
    main(ROOT / "dist", *sys.argv[1:])
