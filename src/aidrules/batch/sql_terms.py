"""The small part of SQL that statements are made of, and values in it: known when written, or computed by an expression."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from sqlglot import exp

from aidrules.graph.kinds import Kind
from aidrules.graph.program import Program

Code: TypeAlias = exp.Expr
WHOLE: Final = ("count", "money", "quantity", "month")
"""Kinds that are whole numbers in SQL; every expression of them that reads a column is BIGINT."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value that is settled when the statement is written; None is *not known*."""

    value: Any


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that the statement computes. ``nullable``: it may be unknown; ``from_zero``: it is never below zero."""

    code: Code
    nullable: bool
    from_zero: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A ratio as two whole numbers, the second above zero."""

    above: Known | Computed
    below: Known | Computed


Value: TypeAlias = Known | Computed | Pair
Single: TypeAlias = Known | Computed


def literal(value: Any, kind: Kind, program: Program) -> Code:
    """A known value as SQL writes it; terms by their text, an unknown with its type."""
    if value is None:
        return exp.cast(exp.null(), sql_type(kind))
    if kind.name == "bool":
        return exp.true() if value else exp.false()
    if kind.name == "term":
        return exp.Literal.string(program.terms[kind.of].members[value][0])
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
    return exp.Literal.number(int(value))


def sql_type(kind: Kind) -> str:
    """The SQL type of a kind."""
    return {"bool": "BOOLEAN", "date": "DATE", "term": "TEXT"}.get(kind.name, "BIGINT")


def column(name: str, table: str = "", *, quoted: bool = False) -> Code:
    """A column; quoted where its name is from data."""
    return exp.Column(this=exp.to_identifier(name, quoted=quoted), table=exp.to_identifier(table) if table else None)


def number(value: int) -> Code:
    """A whole number."""
    return exp.Literal.number(value)


def _held(code: Code) -> Code:
    """In brackets where it could run together with what stands beside it."""
    loose = isinstance(code, (exp.Binary, exp.Not, exp.In, exp.Neg)) and not isinstance(code, exp.Column)
    return exp.paren(code.copy(), copy=False) if loose else code.copy()


def binary(kind: type[exp.Binary], left: Code, right: Code) -> Code:
    """Two parts and an operator; sums and products run on from the left without brackets."""
    runs_on = kind in (exp.Add, exp.Sub) and isinstance(left, (exp.Add, exp.Sub, exp.Mul)) or kind is exp.Mul and isinstance(left, exp.Mul)
    product = kind in (exp.Add, exp.Sub) and isinstance(right, exp.Mul)
    return kind(this=left.copy() if runs_on else _held(left), expression=right.copy() if product else _held(right))


def plus(left: Code, right: Code) -> Code:
    """Left + right."""
    return binary(exp.Add, left, right)


def minus(left: Code, right: Code) -> Code:
    """Left − right."""
    return binary(exp.Sub, left, right)


def product(left: Code, right: Code) -> Code:
    """Left × right."""
    return binary(exp.Mul, left, right)


def negative(code: Code) -> Code:
    """−code."""
    return exp.Neg(this=_held(code))


def quotient(left: Code, right: Code) -> Code:
    """Whole-number division, which drops what is left: only for parts of which neither is below zero, or where that is meant."""
    return exp.IntDiv(this=_held(left), expression=_held(right))


def compare(name: str, left: Code, right: Code) -> Code:
    """A comparison of the graph's table."""
    kinds: dict[str, type[exp.Binary]] = {"lt": exp.LT, "le": exp.LTE, "gt": exp.GT, "ge": exp.GTE, "eq": exp.EQ}
    kind = kinds[name]
    sides = [part.copy() if isinstance(part, (exp.Add, exp.Sub, exp.Mul)) else _held(part) for part in (left, right)]
    return kind(this=sides[0], expression=sides[1])


def both(parts: Iterable[Code]) -> Code:
    """All the conditions."""
    return _joined(exp.And, list(parts))


def either(parts: Iterable[Code]) -> Code:
    """Any of the conditions."""
    return _joined(exp.Or, list(parts))


def _joined(kind: type[exp.Connector], parts: Sequence[Code]) -> Code:
    held = [exp.paren(part.copy(), copy=False) if isinstance(part, exp.Connector) and not isinstance(part, kind) else part.copy() for part in parts]
    joined = held[0]
    for part in held[1:]:
        joined = kind(this=joined, expression=part)
    return joined


def negated(code: Code) -> Code:
    """Not."""
    if isinstance(code, exp.Not):
        inner: Code = code.this.unnest().copy()
        return inner
    return exp.Not(this=exp.paren(code.copy(), copy=False) if isinstance(code, exp.Connector) else code.copy())


def is_null(code: Code) -> Code:
    """Whether a value is not known."""
    return exp.Is(this=_held(code), expression=exp.null())


def is_known(code: Code) -> Code:
    """Whether a value is known."""
    return exp.Not(this=is_null(code))


def case(*branches: tuple[Code, Code], otherwise: Code | None = None, of: Code | None = None) -> Code:
    """The first branch that holds; nothing that holds is NULL."""
    ifs = [exp.If(this=test.copy(), true=result.copy()) for test, result in branches]
    return exp.Case(this=None if of is None else of.copy(), ifs=ifs, default=None if otherwise is None else otherwise.copy())


def cast(code: Code, kind: str = "BIGINT") -> Code:
    """With a type."""
    return exp.cast(code.copy(), kind)


def among(code: Code, options: Sequence[Code]) -> Code:
    """Whether it is one of some."""
    return exp.In(this=_held(code), expressions=[option.copy() for option in options])
