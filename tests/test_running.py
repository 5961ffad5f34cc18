"""`make run` in a copy of the tree, on a machine without Node, and the second time without a network."""

import os
import shutil
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.processes import GraphqlProcess
from tests.support.api.screens import CHROMIUM
from tests.support.sources import ROOT

VENV, MODULES = ROOT / ".venv", ROOT / "web" / "node_modules"
# What is not of the tree, or is linked.
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "dist", "var", ".*_cache", "__pycache__", "*.sqlite3*"
)
# What packages are installed from; those that are there count as newer.
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-web.txt", "web/package-lock.json")
NODE = {"node", "nodejs", "npm", "npx", "corepack"}
NOWHERE = "http://127.0.0.1:9"

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.soak,
    pytest.mark.timeout(900),
    pytest.mark.skipif(shutil.which("make") is None, reason="there is no make on this machine"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(
        not ((VENV / "installed-web").exists() and (MODULES / ".installed").exists()),
        reason="the packages of the front end are not installed: make web/dist/.built",
    ),
]


class Run(GraphqlProcess):
    """`make run`, as it is typed; nothing beyond this machine answers."""

    def __init__(self, directory: Path, tree: Path) -> None:
        super().__init__(directory, cwd=tree)
        self._options["env"] = {
            **{name: value for name, value in os.environ.items() if not name.startswith("npm_")},
            **{"PATH": str(programs(directory)), "HOME": str(directory), "PORT": str(self.port)},
            **{"HTTP_PROXY": NOWHERE, "HTTPS_PROXY": NOWHERE, "PIP_INDEX_URL": NOWHERE, "npm_config_registry": NOWHERE},
            "DATABASE_URL": f"sqlite://{directory}/run.sqlite3",
        }

    def command(self) -> list[str]:
        return ["make", "run"]

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.origin}/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def programs(directory: Path) -> Path:
    """A folder with all programs of this machine but those of Node."""
    made = directory / "programs"
    if not made.exists():
        made.mkdir()
        for folder in os.environ["PATH"].split(os.pathsep):
            for program in Path(folder).glob("*") if Path(folder).is_dir() else ():
                if program.name not in NODE and not (made / program.name).is_symlink():
                    (made / program.name).symlink_to(program)
    return made


def copied(directory: Path) -> Path:
    """The tree without what was built, with the packages that are installed."""
    tree = directory / "tree"
    shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
    for name in LOCKS:
        os.utime(tree / name, (0, 0))
    (tree / ".venv").symlink_to(VENV.resolve())
    (tree / "web" / "node_modules").mkdir()
    for each in MODULES.iterdir():
        if each.name != ".installed-to-build":
            (tree / "web" / "node_modules" / each.name).symlink_to(each)
    return tree


async def test_a_copy_shows_the_market_without_node_and_again_without_a_network(
    browser: Browser, tmp_path: Path
) -> None:
    run = Run(tmp_path, copied(tmp_path))
    for is_first in (True, False):
        before = len(run.log())
        run.start(timeout=400)
        try:
            page = await browser.new_page()
            await page.goto(run.origin)
            await expect(page.get_by_role("link", name="Shipment tracking portal")).to_be_visible()
            await page.close()
        finally:
            run.kill()
        said = run.log()[before:]
        assert ("== building the front end" in said) == is_first
        assert "== installing" not in said
        assert "was not built" not in said
