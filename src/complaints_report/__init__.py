"""The annual report on complaints about children's social care, built from the case system's exports."""


def __getattr__(name: str) -> str:
    """`__version__`, looked up when it is asked for: to do so takes longer than to start."""
    if name != "__version__":
        raise AttributeError(f"module 'complaints_report' has no attribute '{name}'")
    from importlib.metadata import version

    return version("complaints-report")
