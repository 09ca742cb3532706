"""The annual report on complaints about children's social care, built from the case system's exports."""

from importlib.metadata import version

__version__ = version("complaints-report")
