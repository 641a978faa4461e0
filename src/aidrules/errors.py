"""Every error that aidrules raises on purpose: one class per mistake, each with a stable code.

A message says where, what is wrong and what to write instead. It never shows a value taken from a case, since a case
is about people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


def closest(name: str, names: Iterable[str]) -> str:
    """A phrase that names what the author probably meant, or lists what there is; empty when there is nothing."""
    import difflib

    known = sorted(set(names))
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(f"`{n}`" for n in near) + "?"
    if not known:
        return ""
    shown = ", ".join(f"`{n}`" for n in known[:12])
    return f"there is {shown}" + (f" and {len(known) - 12} more" if len(known) > 12 else "")


class AidrulesError(Exception):
    """The root of every error raised on purpose."""

    code = "aidrules"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"[{self.code}] {self.message}"

    def __reduce__(self) -> tuple[Any, ...]:
        """An error comes back whole from another process."""
        return (_restored, (type(self), self.args, self.__dict__))


def _restored(kind: type[AidrulesError], args: tuple[Any, ...], state: dict[str, Any]) -> AidrulesError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class WrongArgument(AidrulesError, TypeError):
    """Something of another sort than what is asked for, such as a text in the place of a rulebook."""

    code = "argument"


def start_of(name: object, most: int = 64) -> str:
    """The beginning of a name, as an error may show it; "" for what is no text."""
    return name[:most] if isinstance(name, str) else ""


def names_given(given: object) -> list[str]:
    """The outputs that were named, by one text or by several."""
    names: list[Any] = [given] if isinstance(given, str) else list(given) if isinstance(given, Iterable) else [None]
    if not all(isinstance(name, str) for name in names):
        raise WrongArgument('outputs are named by texts: ["care.guardian_payment"]', code="argument.outputs")
    return names


# --- values and facts


class InvalidValue(AidrulesError, ValueError):
    """A value that has no exact meaning: an amount, a day, a month, a quantity, a name."""

    code = "value"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a case: where (a path), which mistake (a stable code), and what to write instead."""

    path: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: [{self.code}] {self.message}" if self.path else f"[{self.code}] {self.message}"


class InvalidFacts(AidrulesError, ValueError):
    """Facts that can't be taken as they are; nothing was decided."""

    code = "facts"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults), code=self.faults[0].code)

    def __str__(self) -> str:
        return self.message


class InvalidModel(AidrulesError, TypeError):
    """A model of facts that aidrules can't read: a field of an unsupported type, a relation on two paths."""

    code = "model"


class InvalidCaseFile(AidrulesError, ValueError):
    """A case file that isn't what a case file is: not UTF-8, not JSON, a key twice, too deep."""

    code = "case_file"


class InvalidTable(AidrulesError, ValueError):
    """A table of a register that isn't laid out as the models say: a name, a type, a row that belongs to nothing."""

    code = "table"


class Unsupported(AidrulesError, ValueError):
    """Something a batch reader can't compute exactly; it is refused, never approximated."""

    code = "batch"


# --- law and standards


class InvalidLaw(AidrulesError, ValueError):
    """A law file, or the wiring of rules to clauses, that doesn't fit together."""

    code = "law"


class UnknownClause(InvalidLaw):
    """A clause id that the law files don't hold."""

    code = "law.unknown_clause"


class UnknownReading(InvalidLaw):
    """A reading, or an alternative of one, that the law files don't hold."""

    code = "law.unknown_reading"


class InvalidStandard(AidrulesError, ValueError):
    """A figure that can't be taken as it is: its form, its unit, its days."""

    code = "standard"


class UnknownStandard(InvalidStandard):
    """A figure whose path, or whose key, no rule of this rulebook reads."""

    code = "standard.unknown"


class StandardConflict(InvalidStandard):
    """Two figures for one path, key and day."""

    code = "standard.conflict"


# --- rules


class GraphError(AidrulesError, TypeError):
    """Parts that don't fit together: money against a count, a loop variable outside its loop."""

    code = "graph"


class RuleError(AidrulesError, TypeError):
    """A rule that can't be read; the message shows the line and says what to write."""

    code = "rule"

    def __init__(self, rule: str, problem: str, write: str, *, code: str, place: str = "", line: str = "") -> None:
        self.rule, self.problem, self.write, self.place, self.line = rule, problem, write, place, line
        head = f"rule `{rule}`" + (f", {place}" if place else "")
        shown = f"\n    {line}" if line else ""
        super().__init__(f"{head}{shown}\n  {problem}" + (f"\n  Write instead: {write}" if write else ""), code=code)


class OutputError(AidrulesError, TypeError):
    """An output or a programme whose parts don't fit: an amount that isn't money, a subject without an id."""

    code = "output"


# --- rulebooks and decisions


class ComposeError(AidrulesError, ValueError):
    """Programmes, law and figures that can't be tied into one rulebook."""

    code = "compose"


class UnknownName(AidrulesError, LookupError):
    """An output, rule, subject, place or programme that isn't there."""

    code = "name"


class WrongSubject(AidrulesError, TypeError):
    """A subject of another model than the rulebook decides about."""

    code = "subject"


class InvalidChoice(AidrulesError, ValueError):
    """A discretion exercised out of the law's bounds, or one that the law doesn't leave."""

    code = "choice"


class InvalidEvidence(AidrulesError, ValueError):
    """Evidence that isn't written as it should be, or that is about a fact which the case doesn't have."""

    code = "evidence"


# --- archives and records


class InvalidSealed(AidrulesError, ValueError):
    """An archive or a record whose bytes aren't those that were written: cut, changed, or not canonical."""

    code = "sealed"


class InvalidArchive(AidrulesError, ValueError):
    """An archive that holds what no rulebook holds; nothing of it was used."""

    code = "archive"


class InvalidRecord(AidrulesError, ValueError):
    """A record that holds what no record holds."""

    code = "record"


# --- months


class InvalidHistory(AidrulesError, ValueError):
    """A history that can't be taken: a path that leads nowhere, the same thing said twice."""

    code = "history"


class InvalidLedger(AidrulesError, ValueError):
    """A ledger or a settlement that can't be made: months that don't follow on, ledgers that don't belong together."""

    code = "ledger"


# --- what if


class InvalidStudy(AidrulesError, ValueError):
    """A what-if that can't be made: outputs that don't add up, a column that isn't there, a path that leads nowhere."""

    code = "study"


class MissingExtra(AidrulesError, ImportError):
    """An optional package is needed and isn't installed."""

    code = "extra"

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"this needs {package}: pip install 'aidrules[{extra}]'")
