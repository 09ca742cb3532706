"""Every module loaded, and what the first report of a process has to make once, for those that are forked from it."""

from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory

import complaints_report
from complaints_report.build import context_of, draw_charts
from complaints_report.own_content import SECTIONS
from complaints_report.report.annual_report import to_document
from complaints_report.run import figures_for, open_folder
from tests.awkward import ONE, folder
from tests.conftest import TODAY

for found in walk_packages(complaints_report.__path__, "complaints_report."):
    import_module(found.name)

with TemporaryDirectory() as name:  # and no more than is drawn and worded: a build hears no Ctrl-C from its end on
    run = open_folder(folder(Path(name), ONE), TODAY)
    context = context_of(run, figures_for(run, "2023/24"))
    to_document(context, SECTIONS, {})
    draw_charts(context.drawings, Path(name))
