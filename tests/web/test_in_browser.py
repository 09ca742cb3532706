"""The public's pages in a browser: Debian's Chromium with axe-core, and html-validate, over every edition."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.web.conftest import MAKERS

pytestmark = pytest.mark.web
HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
INSTALL = "on Debian or Ubuntu: sudo apt-get install chromium nodejs npm"


@pytest.fixture(scope="module", autouse=True)
def tools():
    """Stops in one line, rather than skip, where a program is missing."""
    missing = [name for name, there in (("chromium", CHROMIUM), ("node", shutil.which("node"))) if not there]
    if missing or not (HERE / "node_modules" / "axe-core").exists():
        what = f"need {', '.join(missing)}; {INSTALL}" if missing else "need `make test-web`, which fetches them"
        pytest.exit(f"The checks in a browser {what}", returncode=1)


def ran(*words):
    environment = os.environ | {"CHROMIUM": CHROMIUM}
    return subprocess.run(words, cwd=HERE, env=environment, capture_output=True, text=True, encoding="utf-8")


def test_every_page_can_be_read_at_any_width_in_the_light_and_in_the_dark_and_on_paper(published):
    done = ran("node", "in_browser.mjs", str(published[1]))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert int(done.stderr.split()[0]) == 4 * len(list(published[1].glob("*.html")))


def test_every_page_is_valid_html(published_once):
    pages = [str(page) for name in MAKERS for page in published_once(name)[1].glob("*.html")]
    done = ran("node", "node_modules/html-validate/bin/html-validate.mjs", "-c", "htmlvalidate.json", *pages)
    assert (done.returncode, done.stdout) == (0, "")
