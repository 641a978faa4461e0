"""Lines of numpy code, each assigned once: masks, lifts from a subject to its parts, and what can be left out again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from aidrules.graph.program import Program

ALL, NONE = "1", "0"
"""The masks that hold everywhere, and nowhere; they are never written out."""
Mask: TypeAlias = str
"""The name of an array of truths, or ALL or NONE."""
_NAMES: Final = re.compile(r"\bv[0-9]+\b")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that is the same for every subject, as Python holds it; None is *not known*."""

    value: Any


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a condition is true and where it is false; ``false`` None: wherever it isn't true."""

    level: str
    true: Mask
    false: Mask | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers, days as days from 1970, terms as codes; and where it is known."""

    level: str
    name: str
    known: Mask


@dataclass(frozen=True, slots=True)
class Ratios:
    """A column of ratios: numerators and denominators."""

    level: str
    top: str
    below: str
    known: Mask


Value: TypeAlias = Scalar | Truth | Numbers | Ratios


class Lines:
    """Code in which every name is assigned once; a line that is already there isn't written twice."""

    def __init__(self, program: Program, levels: Mapping[str, int]) -> None:
        self.program, self.levels = program, levels
        self.lines: list[tuple[str, str]] = []
        self._known: dict[str, str] = {}

    def emit(self, text: str) -> str:
        """The name of what an expression gives."""
        name = self._known.get(text)
        if name is None:
            name = self._known[text] = f"v{len(self.lines)}"
            self.lines.append((name, text))
        return name

    # --- masks

    def both(self, *masks: Mask) -> Mask:
        """Where all of some masks hold."""
        left = sorted({mask for mask in masks if mask != ALL})
        if NONE in left:
            return NONE
        return self._joined("logical_and", left, ALL)

    def either(self, *masks: Mask) -> Mask:
        """Where any of some masks holds."""
        left = sorted({mask for mask in masks if mask != NONE})
        if ALL in left:
            return ALL
        return self._joined("logical_or", left, NONE)

    def _joined(self, name: str, masks: list[Mask], neutral: Mask) -> Mask:
        if not masks:
            return neutral
        found = masks[0]
        for mask in masks[1:]:
            found = self.emit(f"{name}({found}, {mask})")
        return found

    def no(self, mask: Mask) -> Mask:
        """Where a mask doesn't hold."""
        return {ALL: NONE, NONE: ALL}.get(mask) or self.emit(f"logical_not({mask})")

    def less(self, mask: Mask, without: Mask) -> Mask:
        """Where a mask holds and another doesn't."""
        if without == NONE or mask == NONE:
            return mask
        if without == ALL or mask == without:
            return NONE
        return self.no(without) if mask == ALL else self.emit(f"greater({mask}, {without})")

    def false(self, truth: Truth) -> Mask:
        """Where a condition is false."""
        return self.no(truth.true) if truth.false is None else truth.false

    def settled(self, truth: Truth) -> Mask:
        """Where a condition is known."""
        return ALL if truth.false is None else self.either(truth.true, truth.false)

    # --- levels

    def depth(self, level: str) -> int:
        """How far below the root a level lies; -1 for what is the same everywhere."""
        return -1 if not level else len([above for above in self.program.above(level) if above in self.levels])

    def deepest(self, *levels: str) -> str:
        """The innermost of some levels."""
        return max(levels, key=self.depth)

    def lift(self, name: str, level: str, to: str) -> str:
        """A column of a subject, for each of its parts."""
        if level == to or not level or not name.isidentifier():
            return name
        return self.emit(f"{name}.take({self._up(level, to)})")

    def _up(self, level: str, to: str) -> str:
        owner = self.program.parents[to][0]
        own = f"u{self.levels[to]}"
        return own if owner == level else self.emit(f"{self._up(level, owner)}.take({own})")

    def lifted(self, truth: Truth, to: str) -> Truth:
        """A condition about a subject, for each of its parts."""
        return Truth(to, self.lift(truth.true, truth.level, to), None if truth.false is None else self.lift(truth.false, truth.level, to))

    # --- the whole

    def text(self, last: list[str]) -> list[str]:
        """The lines that some last statements need, each value let go of after its last use."""
        needed = {name for line in last for name in _NAMES.findall(line)}
        kept: list[tuple[str, str]] = []
        for name, text in reversed(self.lines):
            if name in needed:
                kept.append((name, text))
                needed.update(_NAMES.findall(text))
        written = [(name, f"{name} = {text}", _NAMES.findall(text)) for name, text in reversed(kept)]
        written += [("", line, _NAMES.findall(line)) for line in last]
        final: dict[str, int] = {}
        for place, (_, _, used) in enumerate(written):
            final.update(dict.fromkeys(used, place))
        lines: list[str] = []
        for place, (_, line, used) in enumerate(written):
            lines.append(line)
            gone = sorted({name for name in used if final[name] == place})
            if gone:
                lines.append(f"del {', '.join(gone)}")
        return lines
