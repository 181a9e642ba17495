"""The documentation can't rot: what it says of commands, settings and files is checked against the code."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from sqlcoder.cli.main import COMMANDS
from sqlcoder.settings import SETTINGS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_the_command_line_page_is_what_help_says() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "generate_cli.py"))["page"]()
    assert (ROOT / "docs" / "cli.md").read_text() == page, "run: make docs"


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_has_a_heading(name: str) -> None:
    assert f"## {SETTINGS[name].variable}\n" in (ROOT / "docs" / "settings.md").read_text()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"sqlcoder {name}" in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_annotated_tree_names_what_exists() -> None:
    tree = re.search(r"```text\n(src/sqlcoder/.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert tree is not None
    for line in tree[1].splitlines()[1:]:
        assert (ROOT / "src" / "sqlcoder" / line.split()[0]).exists(), line


def test_the_change_log_knows_this_version() -> None:
    from sqlcoder import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text()
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text()
