"""Two files compared, each a case file or a record: what differs between the decisions, and step by step why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from aidrules.audit.compare import Comparison, compare
from aidrules.audit.stages import Side, side_of
from aidrules.audit.stages import waterfall as archived
from aidrules.audit.waterfall import Waterfall
from aidrules.decide.document import canonical
from aidrules.decide.record import FORMAT as RECORD
from aidrules.decide.record import Record
from aidrules.rulebook.casefile import read_case
from aidrules.rulebook.rulebook import Rulebook
from aidrules.rulebook.steps import Under, waterfall

RulebookOf = Callable[[str, Mapping[str, Any] | None, Mapping[str, str]], Rulebook]
_MARK: Final = f'"format":"{RECORD}"'.encode()


@dataclass(frozen=True, eq=False)
class Files:
    """What came of comparing two files."""

    comparison: Comparison
    waterfall: Waterfall

    def text(self, language: str) -> str:
        """What differs, then step by step why."""
        return f"{self.comparison.text(language)}\n{self.waterfall.text(language)}"

    def to_json(self) -> str:
        """Both as canonical JSON."""
        return canonical({"comparison": self.comparison.as_data(), "waterfall": self.waterfall.as_data()})


def compared(before: bytes, after: bytes, rulebook_of: RulebookOf) -> Files:
    """Two files compared; ``rulebook_of`` gives a place's rulebook, with its standards and readings, for a case file."""
    one, other = _under(before, rulebook_of), _under(after, rulebook_of)
    if isinstance(one, Under) and isinstance(other, Under):
        found = waterfall(one, other)
    else:
        sides = [each.side() if isinstance(each, Under) else each for each in (one, other)]
        found = archived(sides[0], sides[1])
    return Files(compare(found.before, found.after), found)


def _under(data: bytes, rulebook_of: RulebookOf) -> Under | Side:
    if _MARK in data:
        return side_of(Record.from_json(data.rstrip(b"\n")))
    case = read_case(data)
    book = rulebook_of(case.place, dict(case.standards) or None, case.readings)
    return Under(book, case.subject, case.on, case.choices, case.known_on, case.evidence)
