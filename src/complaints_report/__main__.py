"""`python -m complaints_report` is the command."""

from complaints_report.cli import main

main()
