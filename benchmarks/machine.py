"""What the measurements were taken on."""

import os
import platform
import subprocess
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "frictionless",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pandas",
    "pandera",
    "polars",
    "pydantic",
    "python-calamine",
    "python-docx",
    "typer",
)


def described() -> str:
    """The machine, the system, Python, the packages and the day, as a list in Markdown."""
    versions = ", ".join(f"{name} {found}" for name in PACKAGES if (found := _version(name)))
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    lines = (
        f"Measured on {date.today():%d/%m/%Y}, of commit {_commit()}.",
        f"Machine: {_processor()}, {_cores()} cores, {gigabytes:.0f} GB of memory.",
        f"System: {_system()}; Python {platform.python_version()}.",
        f"Packages: {versions}.",
        f"Load before the start: {os.getloadavg()[0]:.2f}.",
    )
    return "\n".join(f"- {line}" for line in lines) + "\n"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _commit() -> str:
    words = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    try:
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _cores() -> int:
    """How many cores this process may use, which a container can make fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _system() -> str:
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, kernel {platform.release()}"
    except OSError:
        return platform.platform()
