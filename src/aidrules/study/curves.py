"""A household's benefit over one of its facts: its pieces, cliffs, upward jumps and turning points, each with the clauses that make it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from html import escape
from typing import Any, Final

from aidrules.batch.progress import Progress
from aidrules.decide.choices import Choices
from aidrules.decide.outcome import Outcome, outcome_text
from aidrules.errors import InvalidStudy, UnknownName, closest, names_given
from aidrules.facts.model import Facts
from aidrules.facts.money import Money
from aidrules.graph.program import OutputSpec, RuleSpec, called
from aidrules.law.source import Clause
from aidrules.rulebook.rulebook import Rulebook, check_rulebooks
from aidrules.study.paths import Place, place_of
from aidrules.study.pieces import Along, Key, Piece, settling
from aidrules.study.words import Titles


@dataclass(frozen=True)
class Turn:
    """Where an item comes to another outcome: the last value before it, the next one after, and the rules and clauses that make it."""

    output: str
    subject: tuple[str, ...]
    at: Any
    next: Any
    before: Outcome
    after: Outcome
    rules: tuple[RuleSpec, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Jump:
    """Where what is granted leaps, beyond what the pieces beside it rise or fall by; ``change_fen`` is by how much it leaps.

    ``items`` are those that leap, ``rules`` the conditions that hold on one side only, ``clauses`` what these rest on.
    """

    at: Any
    next: Any
    change_fen: int
    items: tuple[Key, ...]
    rules: tuple[RuleSpec, ...]
    clauses: tuple[Clause, ...]

    @property
    def up(self) -> bool:
        """Whether more is granted after it; otherwise it is a cliff."""
        return self.change_fen > 0


class Curve:
    """What a household is granted over one of its facts, exactly; made by ``curve``."""

    def __init__(self, along: Along, pieces: Sequence[Piece]) -> None:
        self.place: Place = along.place
        self.pieces = tuple(pieces)
        self.outputs: tuple[str, ...] = tuple(along.outputs)
        self.on: date = along.on
        self.titles: Titles = {name: (spec.zh, spec.en) for name, spec in along.outputs.items()}
        """The titles of the outputs, in Chinese and English."""
        self._along = along
        self.jumps: tuple[Jump, ...] = tuple(self._jumps())
        """Every leap, up or down, in order."""
        self.turns: tuple[Turn, ...] = tuple(self._turns())
        """Every change of an outcome, in order."""

    @property
    def cliffs(self) -> tuple[Jump, ...]:
        """Where a little more leaves the household with less granted."""
        return tuple(jump for jump in self.jumps if not jump.up)

    @property
    def upward(self) -> tuple[Jump, ...]:
        """Where a little more brings more."""
        return tuple(jump for jump in self.jumps if jump.up)

    def largest(self, output: str, *subject: str, outcome: Outcome = Outcome.GRANTED) -> Any:
        """The largest value at which an item comes to an outcome; None where it does nowhere in the range."""
        key = self._key(output, subject)
        found = [piece.last.number for piece in self.pieces if piece.last.outcomes.get(key) is outcome]
        return self.place.value(max(found)) if found else None

    def smallest(self, output: str, *subject: str, outcome: Outcome = Outcome.GRANTED) -> Any:
        """The smallest value at which an item comes to an outcome; None where it does nowhere in the range."""
        key = self._key(output, subject)
        found = [piece.first.number for piece in self.pieces if piece.first.outcomes.get(key) is outcome]
        return self.place.value(min(found)) if found else None

    def rows(self) -> list[dict[str, Any]]:
        """One row for each piece: its first and last value, what is granted at both in fen (None: not settled), fen for one more of the fact."""
        return [
            {
                "from": self.place.value(piece.first.number), "to": self.place.value(piece.last.number),
                "granted_from_fen": piece.first.fen, "granted_to_fen": piece.last.fen, "slope": piece.slope(),
            }
            for piece in self.pieces
        ]  # fmt: skip

    def text(self, language: str = "zh") -> str:
        """The pieces, and every leap and turning point with its conditions and clauses, in ``"zh"`` or ``"en"``."""
        if language not in ("zh", "en"):
            raise UnknownName('a curve is told in "zh" or "en"', code="name.language")
        zh = language == "zh"
        spec = self.place.spec
        lines = [f"{spec.zh if zh else spec.en} ({self.place.path}), {self.on}"]
        for piece in self.pieces:
            ends = [_shown(point.fen, zh) for point in (piece.first, piece.last)]
            lines.append(f"  {self.place.value(piece.first.number)} – {self.place.value(piece.last.number)}: {ends[0]} – {ends[1]}")
        for jump in self.jumps:
            word = ("上跳" if jump.up else "断崖") if zh else ("jumps up" if jump.up else "cliff")
            lines.append(f"{word}: {jump.at} → {jump.next}: {_signed(jump.change_fen)}")
            lines += _grounds(jump.rules, jump.clauses, zh)
        for turn in self.turns:
            output = self._along.outputs[turn.output]
            sides = " → ".join(outcome_text(output.sort, outcome, language) for outcome in (turn.before, turn.after))
            lines.append(f"{output.zh if zh else output.en} {'/'.join(turn.subject)}".rstrip() + f": {turn.at} → {turn.next}: {sides}")
            lines += _grounds(turn.rules, turn.clauses, zh)
        return "\n".join(lines) + "\n"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text())}</pre>"

    def __repr__(self) -> str:
        return f"<Curve over {self.place.path}: {len(self.pieces)} pieces, {len(self.cliffs)} cliffs, {len(self.upward)} upward jumps>"

    def _key(self, output: str, subject: tuple[str, ...]) -> Key:
        keys = list(self.pieces[0].first.outcomes)
        (output,) = names_given([output])
        if (output, subject) not in keys:
            raise UnknownName(
                f"this curve has no item of `{output[:64]}` for this subject; {closest(output[:64], (key[0] for key in keys))}", code="name.output"
            )
        return output, subject

    def _between(self) -> Iterator[tuple[Piece, Piece]]:
        return zip(self.pieces, self.pieces[1:], strict=False)

    def _jumps(self) -> Iterator[Jump]:
        for one, other in self._between():
            leaps: dict[Key, int] = {}
            for key in one.last.outcomes:
                change = other.first.amounts.get(key, 0) - one.last.amounts.get(key, 0)
                slopes = [slope for slope in (one.slope(key), other.slope(key)) if slope is not None]
                if abs(change) > 1 and all(abs(change - slope) > 1 for slope in slopes or [Fraction(0)]):
                    leaps[key] = change
            if leaps and sum(leaps.values()):
                rules, clauses = self._grounds(one, other, {key[0] for key in leaps})
                ends = self.place.value(one.last.number), self.place.value(other.first.number)
                yield Jump(*ends, sum(leaps.values()), tuple(leaps), rules, clauses)

    def _turns(self) -> Iterator[Turn]:
        for one, other in self._between():
            for key, before in one.last.outcomes.items():
                after = other.first.outcomes[key]
                if after is not before:
                    rules, clauses = self._grounds(one, other, {key[0]})
                    yield Turn(*key, self.place.value(one.last.number), self.place.value(other.first.number), before, after, rules, clauses)

    def _grounds(self, one: Piece, other: Piece, outputs: set[str]) -> tuple[tuple[RuleSpec, ...], tuple[Clause, ...]]:
        """The rules in which a comparison holds on one side only and that some outputs rest on, and their clauses, or those of what calls them."""
        book = self._along.book
        program, rests = book.parts.program, book.parts.rests
        clauses = book._engine.basis(self.on).clauses
        rules, cited = [], dict[str, None]()
        for output in sorted(outputs):
            spec = program.outputs[output]
            behind = {name for root in settling(spec) for name in program.depends(root)}
            for name in one.last.trace.flipped(other.first.trace):
                if name in behind:
                    rules.append(program.rules[name])
                    cited |= dict.fromkeys(_resting(book, name, behind) or rests[output])
        return tuple(dict.fromkeys(rules)), tuple(clauses[key] for key in cited)


def _resting(book: Rulebook, rule: str, behind: set[str]) -> tuple[str, ...]:
    """The clauses of a rule, or of the nearest rules that call it."""
    program, rests = book.parts.program, book.parts.rests
    level, seen = {rule}, set[str]()
    while level:
        found = [key for name in sorted(level) for key in rests.get(name, ())]
        if found:
            return tuple(found)
        seen |= level
        level = {name for name in behind - seen if level & set(called(program.rules[name].body))}
    return ()


def _grounds(rules: Sequence[RuleSpec], clauses: Sequence[Clause], zh: bool) -> Iterator[str]:
    for rule in rules:
        yield f"    {rule.zh if zh else rule.en}"
    for clause in clauses:
        yield f"    - {clause.citation}"


def _shown(fen: int | None, zh: bool) -> str:
    return ("未定" if zh else "not settled") if fen is None else str(Money.from_fen(fen))


def _signed(fen: int) -> str:
    return f"{'+' if fen > 0 else '-'}{Money.from_fen(abs(fen))}"


HIGHEST: Final = Money("20000.00")


def curve(
    book: Rulebook,
    case: Facts,
    path: str,
    low: Any = None,
    high: Any = None,
    *,
    on: date | str,
    outputs: Sequence[str] | None = None,
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> Curve:
    """What a case is granted over one of its facts, from one value to another, with every leap and turning point to the fen.

    ``path`` is ``members[0].monthly_earnings`` or ``members[p1].monthly_earnings``; the fact is an amount, a count, a quantity, a month or a
    day. ``low`` and ``high`` are its values, by default 0 to 20,000 yuan of an amount. ``outputs`` are added up (left out: every monthly
    benefit in force). ``progress`` is called with how many of the values are settled, and how many there are.
    Raises :class:`~aidrules.errors.InvalidStudy` for a path that leads nowhere, and all that ``decide`` raises.

    >>> from aidrules import Household
    >>> from aidrules.jurisdictions import zhangye
    >>> book = zhangye.rulebook({"dibao.monthly_standard": {"rural": "480.00"}, "dibao.asset_limit": "30000.00"})
    >>> nothing = {"employed": True, "necessary_job_costs": "0.00", "other_monthly_income": "0.00", "exempt_monthly_income": "0.00"}
    >>> person = {"id": "p1", "tekun_support": "none", **nothing}
    >>> home = Household.read({"id": "h1", "area": "rural", "in_dibao": False, "assets": "0.00", "members": [person]})
    >>> found = curve(book, home, "members[p1].monthly_earnings", on="2024-07-15", outputs=["dibao.household_grant"])
    >>> found.largest("dibao.household_grant")
    Money("479.99")
    """
    check_rulebooks(book=book)
    place = place_of(book, case, path)
    if place.kind.name == "money":
        low, high = Money(0) if low is None else low, HIGHEST if high is None else high
    if low is None or high is None:
        raise InvalidStudy(f"say between which values `{path[:64]}` is moved", code="study.range")
    along = Along(book, place, on, choices, outputs_of_case(book, outputs))
    return Curve(along, along.pieces(place.number(low), place.number(high), progress))


def turning(
    book: Rulebook, case: Facts, path: str, output: str, low: Any = None, high: Any = None, *, on: date | str, choices: Choices | None = None
) -> tuple[Turn, ...]:
    """Where the items of one output come to another outcome, along one fact of a case, to the fen; what ``curve`` takes.

    >>> from aidrules import Household
    >>> from aidrules.jurisdictions import huining
    >>> home = Household.read({"id": "h1", "members": [{"id": "p1", "tekun_support": "dispersed", "lacking_goods": 0}]})
    >>> turning(huining.rulebook(), home, "members[0].lacking_goods", "care.guardian_payment", 0, 20, on="2022-03-15")
    ()
    """
    return curve(book, case, path, low, high, on=on, outputs=[output], choices=choices).turns


def outputs_of_case(book: Rulebook, names: Sequence[str] | None) -> list[OutputSpec]:
    """The outputs to add up for a case: those named, or every monthly benefit in force that is received."""
    known = book.outputs
    if names is None:
        return [spec for spec in known.values() if spec.sort == "benefit" and spec.amount and spec.per == "month" and spec.direction in ("", "receives")]
    found = []
    for name in names_given(names):
        if name not in known or known[name].sort == "check":
            raise InvalidStudy(f"no output `{name[:64]}` is in force here; {closest(name[:64], known)}", code="study.output")
        found.append(known[name])
    return found
