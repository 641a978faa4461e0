"""The public names: what a type checker sees is what is there, though some are imported only when they are first named."""

from __future__ import annotations

import ast
import subprocess  # noqa: TID251  # what an import brings in shows in a process of its own
import sys
from pathlib import Path

import pytest

import aidrules


def names_by_module() -> dict[str, set[str]]:
    """What the type checkers read: the names imported below TYPE_CHECKING, by module."""
    module = ast.parse(Path(aidrules.__file__).read_text(encoding="utf-8"))
    checked = next(node for node in module.body if isinstance(node, ast.If) and isinstance(node.test, ast.Name))
    return {node.module or "": {alias.name for alias in node.names} for node in checked.body if isinstance(node, ast.ImportFrom)}


def in_a_process(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_what_is_imported_later_is_what_the_type_checkers_see() -> None:
    later = {module: set(names) for module, names in vars(aidrules)["_LATER"].items()}
    assert later == names_by_module()


def test_every_public_name_is_there_under_its_own_name() -> None:
    for name in aidrules.__all__:
        assert getattr(aidrules, name).__name__ == name
    assert set(aidrules.__all__) <= set(dir(aidrules))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'aidrules' has no attribute 'Houshold'"):
        vars(aidrules)["__getattr__"]("Houshold")


def test_the_facts_bring_in_no_rules_and_a_name_brings_in_what_it_needs() -> None:
    assert in_a_process("import aidrules, sys; print(any(name.startswith(('aidrules.lang', 'aidrules.decide')) for name in sys.modules))") == "False"
    assert in_a_process("import aidrules; print(aidrules.compose.__module__, 'compose' in vars(aidrules))") == "aidrules.rulebook.compose True"
    assert in_a_process("from aidrules import *; print(Rulebook.__name__, Outcome.GRANTED)") == "Rulebook granted"


def test_the_rooms_for_auditors_and_analysts_have_their_names() -> None:
    from aidrules import audit, study

    assert all(callable(getattr(audit, name)) for name in ("compare", "ledger", "settle", "replay"))
    assert all(callable(getattr(study, name)) for name in ("impact", "sweep", "curve"))
    assert audit.compare is aidrules.compare
    assert audit.replay is aidrules.replay
