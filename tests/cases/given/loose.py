"""The words of a worked case wherever they stand: alone, or in a part such as ``person``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cases.given.words import UnknownWord, flag, only, part

Case = Mapping[str, Any]


class Words:
    """The words of a case, whether they stand alone or in a part such as ``person``; a word that isn't among those known raises.

    ``elsewhere`` are parts of the facts that somebody else reads.
    """

    def __init__(
        self, case: Case, known: Iterable[str], params: Iterable[str] = (), parts: Sequence[str] = ("person", "household"), elsewhere: Iterable[str] = ()
    ) -> None:
        self.values: dict[str, Any] = {}
        self.spelt: dict[str, list[str]] = {}
        known = set(known)
        for name, value in case["facts"].items():
            if name in elsewhere:
                continue
            if name in parts and isinstance(value, Mapping):
                for inner, said in value.items():
                    if inner in parts and isinstance(said, Mapping):
                        only(said, f"{name}.{inner}", known)
                        for innermost, each in said.items():
                            self.add(innermost, each, f"{name}.{inner}.{innermost}")
                    else:
                        only({inner: said}, name, known)
                        self.add(inner, said, f"{name}.{inner}")
            else:
                only({name: value}, "facts", known)
                self.add(name, value, name)
        self.params = part(case, "params", params)

    def add(self, name: str, value: Any, spelt: str) -> None:
        """A word of the case; said twice, it has to be the same."""
        if name in self.values and self.values[name] != value:
            raise UnknownWord(f"{spelt}: the case says it twice, differently")
        self.values[name] = value
        self.spelt.setdefault(name, []).append(spelt)

    def get(self, *names: str, otherwise: Any = None) -> Any:
        """The value of the first of some words that the case has; ``otherwise`` where it has none."""
        return next((self.values[name] for name in names if name in self.values), otherwise)

    def flag(self, *names: str, otherwise: bool | None = None) -> bool | None:
        """The same, for yes, no and not known."""
        return flag(self.get(*names, otherwise=otherwise), names[0])

    def named(self, paths: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
        """How each word is spelt in this case, with the paths in ``missing``."""
        return {spelt: paths[name] for name, spellings in self.spelt.items() if name in paths for spelt in spellings}
