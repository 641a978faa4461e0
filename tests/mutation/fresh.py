"""A pytest plugin for mutmut: a mutant meets nothing that was made and kept before it, and its tests in the order they're given in.

mutmut forks a process that has run the tests already, so a rulebook in a cache was compiled without the mistake. While
it finds out which test reaches which function, every test starts afresh too: otherwise only the first would be on record.
It names hundreds of tests one by one, fast ones first; here their files are collected once each, which takes a tenth of the
time.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

HERE = str(Path.cwd())
CACHE = type(cache(int))


def caches() -> list[Callable[[], None]]:
    """What empties each cache of a function in the modules of this folder."""
    modules = [module for module in list(sys.modules.values()) if str(getattr(module, "__file__", None) or "").startswith(HERE)]
    found = {id(value): value for module in modules for value in vars(module).values() if type(value) is CACHE}
    return [value.cache_clear for value in found.values()]


def once(name: str) -> str:
    """The name of a test; a backslash in it is doubled when its file is collected for the second time."""
    return re.sub(r"\\+", "/", name)


class Fresh:
    """Empties the caches, and picks the tests."""

    def __init__(self, wanted: list[str]) -> None:
        self.each = os.environ.get("MUTANT_UNDER_TEST") == "stats"
        self.order = {once(name): number for number, name in enumerate(wanted)}
        self.caches: list[Callable[[], None]] = []

    def empty(self) -> None:
        for clear in self.caches:
            clear()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.order:
            items[:] = sorted((item for item in items if once(item.nodeid) in self.order), key=lambda item: self.order[once(item.nodeid)])
            if len(items) != len(self.order):
                raise pytest.UsageError(f"{len(self.order)} tests were asked for, and {len(items)} found")

    def pytest_collection_finish(self) -> None:
        self.caches = caches()
        self.empty()

    def pytest_runtest_setup(self) -> None:
        if self.each:
            self.empty()


def pytest_configure(config: pytest.Config) -> None:
    named = all("::" in arg for arg in config.args)
    config.pluginmanager.register(Fresh(config.args if named else []))
    if named:
        config.args = sorted({arg.partition("::")[0] for arg in config.args})
