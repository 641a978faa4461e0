"""The documentation is run: every Python example, the commands of the README, and the lists that the source has to agree with."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess  # noqa: TID251  # what the documentation tells a reader to run is run
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from sybil import Document
from sybil.document import PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown import PythonCodeBlockParser

from aidrules import Outcome
from aidrules.facts.terms import Rounding
from aidrules.lang.words import WORDS
from aidrules.law.load import KINDS

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "aidrules"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "tests" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if ">>>" in path.read_text(encoding="utf-8")]
NAMES: dict[str, dict[str, Any]] = {"writing-a-rule.md": {"__name__": "heating", "__file__": str(ROOT / "examples" / "heating.py")}}
"""What the examples of a page may use besides what they define: the file that the page explains stands in for the page."""

FLAGS = doctest.ELLIPSIS


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text(page), re.DOTALL | re.MULTILINE)


def run(document: Document) -> int:
    found = list(document.examples())
    for example in found:
        example.evaluate()
    return len(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    document = Document.parse(str(page), PythonCodeBlockParser(doctest_optionflags=FLAGS))
    document.namespace.update(NAMES.get(page.name, {"__name__": page.stem.replace("-", "_")}))
    assert run(document) >= len(blocks(page, "python"))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(SOURCE)))
def test_docstrings(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run(PythonDocStringDocument.parse(str(module), DocTestParser(FLAGS))) > 0


def test_every_python_block_is_closed_and_marked() -> None:
    for page in PAGES:
        fences = re.findall(r"^```(.*)$", text(page), re.MULTILINE)
        assert len(fences) % 2 == 0, page.name
        assert set(fences[::2]) <= {"sh", "python", "toml", "json", "text"}, page.name


# --- commands


def test_the_readme_begins_with_the_two_commands_of_a_fresh_machine() -> None:
    decide, check = blocks(ROOT / "README.md", "sh")[:2]
    start = "python3 -m venv .venv && .venv/bin/pip install --quiet "
    assert decide == start + ". && .venv/bin/python -m aidrules decide examples/granted.json\n"
    assert check == start + '-e ".[test,check]" && .venv/bin/python -m pytest -n 2 -q\n'


def commands() -> list[str]:
    found = [line for page in PAGES for block in blocks(page, "sh") for line in block.splitlines()]
    parts = [part.strip() for line in found for part in line.split("&&")]
    return sorted({part.rpartition("python ")[2] for part in parts if re.search(r"python (-m aidrules|examples/)", part)})


@pytest.mark.parametrize("command", commands())
def test_command(command: str) -> None:
    done = subprocess.run([sys.executable, *command.split()], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode()
    assert not done.stderr


# --- links and lists


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text(page)):
        assert (page.parent / target).exists(), target


def test_the_readme_leads_to_every_page() -> None:
    linked = set(re.findall(r"\]\(docs/([^)]+)\)", text(ROOT / "README.md")))
    assert linked == {page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")}


AREAS = (
    "aidrules", "archive", "argument", "batch", "case_file", "choice", "compose", "date", "evidence", "extra", "fact", "facts", "graph", "history", "id",
    "law", "ledger", "model", "money", "month", "name", "output", "quantity", "record", "rule", "sealed", "sql", "standard", "study", "subject",
    "table", "value",
)  # fmt: skip
COMPUTED = {"output.": {"output.per", "output.payee", "output.direction", "output.channel"}, "rule.": {"rule.and", "rule.or"}}
"""Codes that are put together when the error is raised, by how they begin."""


def codes_in_source() -> set[str]:
    areas = "|".join(AREAS)
    is_code, begins_code = re.compile(rf"({areas})\.[a-z_]+").fullmatch, re.compile(rf"({areas})\.").fullmatch
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(text(path))
        inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
        for node in ast.walk(tree):
            match node:
                case ast.Constant(value=str(value)) if id(node) not in inside and is_code(value):
                    found.add(value)
                case ast.JoinedStr(values=[ast.Constant(value=str(start)), _, *_]) if begins_code(start):
                    found |= COMPUTED[start]
                case ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(value))):
                    found.add(value)
                case ast.keyword(arg="code", value=ast.Constant(value=str(value))):
                    assert is_code(value), f"{path.name}: {value} is of no known area; add the area here and a table to docs/errors.md"
    return found


def test_every_code_stands_in_the_table_and_no_other() -> None:
    listed = re.findall(r"^\| `([a-z_.]+)` \|", text(ROOT / "docs" / "errors.md"), re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == codes_in_source()


def test_every_outcome_is_explained() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", text(ROOT / "docs" / "outcomes.md"), re.MULTILINE))
    assert {name: zh.strip() for name, zh in rows.items()} == {outcome.name: outcome.zh for outcome in Outcome}


def test_every_word_of_a_rule_is_listed() -> None:
    page = ROOT / "docs" / "writing-a-rule.md"
    assert set(re.findall(r"^\| `([a-z_]+)\(", text(page), re.MULTILINE)) == set(WORDS)
    for name in [*(rounding.value for rounding in Rounding), *KINDS]:
        assert f"`{name}`" in text(page), name


def test_the_page_about_rules_and_the_example_agree() -> None:
    page, example = ROOT / "docs" / "writing-a-rule.md", text(ROOT / "examples" / "heating.py")
    shown = text(page).partition("## When a rule is refused")[0]
    pieces = [block.strip() for block in re.findall(r"^```python\n(.*?)^```$", shown, re.DOTALL | re.MULTILINE) if not block.startswith(">>>")]
    assert len(pieces) >= 5
    assert [piece.splitlines()[0] for piece in pieces if piece not in example] == []
    files = [text(ROOT / "examples" / name) for name in ("heating_law.toml", "heating_standards.toml")]
    assert [block for block in blocks(page, "toml") if not any(block in file for file in files)] == []


def test_every_page_of_toml_is_toml() -> None:
    for page in PAGES:
        for block in blocks(page, "toml"):
            tomllib.loads(block)


def test_the_changelog_has_both_headings_for_every_release() -> None:
    releases = re.split(r"^## ", text(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)[1:]
    version = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["version"]
    assert releases[0].startswith(version)
    for release in releases:
        assert re.findall(r"^### (.*)$", release, re.MULTILINE) == ["Library", "Law"]
