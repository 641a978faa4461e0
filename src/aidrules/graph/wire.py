"""A program as plain JSON data, and back. Walks the fields of the specifications, so that a new field travels by itself.

A field that has its default is left out. Nodes say which of the closed table they are; kinds are texts; a subject is its
number in its rule and a called rule its place in the program. Reading checks every part and never runs anything from data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from aidrules.errors import AidrulesError, InvalidArchive, InvalidValue
from aidrules.facts.month import as_day
from aidrules.graph import nodes
from aidrules.graph.kinds import Kind
from aidrules.graph.program import Program
from aidrules.graph.values import value_read, value_written

NODES: Final[Mapping[str, type]] = MappingProxyType({node.__name__: node for node in get_args(nodes.Node)})
"""Every node there is, by name."""
MOST_NODES: Final = 100_000
MOST_ENTRIES: Final = 20_000
DEEPEST: Final = 40
DEEPEST_LOOPS: Final = 4
LONGEST_NAME: Final = 200
LONGEST_TEXT: Final = 20_000
LARGEST_NUMBER: Final = 2**53 - 1
_is_kind: Final = re.compile(r"(bool|count|money|ratio|date|month|(?:term|quantity):[^\W\d]\w{0,99})").fullmatch


def is_text(field: str) -> bool:
    """Whether a field holds words for people, which carry no meaning for a decision."""
    return field in ("zh", "en", "locator", "address", "number") or field.endswith(("_zh", "_en"))


def program_written(program: Program) -> dict[str, Any]:
    """A program as plain data: for each of its tables a list, in order."""
    positions = {name: number for number, name in enumerate(program.rules)}
    tables = {field.name: getattr(program, field.name) for field in fields(Program) if field.init}
    return {
        name: [spec_written(spec, positions) for spec in table.values()] for name, table in tables.items() if table or name in _required(Program)
    }  # fmt: skip


def spec_written(spec: Any, positions: Mapping[str, int] | None = None) -> dict[str, Any]:
    """A specification, or any other dataclass of plain values, as plain data; the subjects it speaks of are numbered."""
    scope = _Writing(positions or {})
    document: dict[str, Any] = scope.fields(spec)
    return {**document, "vars": scope.vars} if scope.vars else document


class _Writing:
    def __init__(self, positions: Mapping[str, int]) -> None:
        self.positions, self.vars = positions, list[Any]()
        self.known: dict[nodes.Var, int] = {}

    def value(self, value: Any) -> Any:
        match value:
            case None | bool() | str():
                return value
            case int():
                if abs(value) > LARGEST_NUMBER:
                    raise InvalidValue("a number is larger than any that an archive holds", code="archive.number")
                return value
            case date():
                return value.isoformat()
            case Fraction():
                return f"{value.numerator}/{value.denominator}"
            case Kind():
                return f"{value.name}:{value.of}" if value.of else value.name
            case nodes.Var():
                return self.var(value)
            case nodes.Const():
                return {"node": "Const", "kind": self.value(value.kind), "value": value_written(value.value, value.kind)}
            case nodes.Call():
                return {**self.fields(value), "node": "Call", "rule": self.positions[value.rule]}
            case tuple() | list():
                return [self.value(part) for part in value]
            case _:
                document = self.fields(value)
                return {**document, "node": type(value).__name__} if type(value).__name__ in NODES else document

    def fields(self, value: Any) -> dict[str, Any]:
        found = {}
        for field in fields(value):
            part = getattr(value, field.name)
            if field.init and not (field.default is not MISSING and type(part) is type(field.default) and part == field.default):
                found[field.name] = self.value(part)
        return found

    def var(self, var: nodes.Var) -> int:
        number = self.known.get(var)
        if number is None:
            owner = None if var.owner is None else self.var(var.owner)
            number = self.known[var] = len(self.vars)
            self.vars.append([var.model, owner])
        return number


def program_read(document: Any) -> Program:
    """The program in plain data; whatever doesn't belong there is an :class:`~aidrules.errors.InvalidArchive`."""
    tables = _object(document, "the program")
    hints = {field.name: get_args(_hints(Program)[field.name])[1] for field in fields(Program) if field.init}
    if set(tables) - set(hints) or _required(Program) - set(tables):
        raise _wrong("the program has tables that this version doesn't know, or lacks one")
    names = [_object(rule, "a rule").get("name") for rule in _list(tables["rules"], "the rules")]
    left = [MOST_NODES]
    found: dict[str, dict[str, Any]] = {}
    for name, spec in hints.items():
        found[name] = {}
        for number, entry in enumerate(_list(tables.get(name, []), name)):
            read = spec_read(spec, entry, names[:number] if name == "rules" else names, left)
            key = getattr(read, "path", "") or read.name
            if key in found[name]:
                raise _wrong(f"two of the {name} go by one name")
            found[name][key] = read
    try:
        return Program(**found)
    except KeyError:
        raise _wrong("a part names another that isn't there") from None


def spec_read(spec: type, document: Any, rules: list[Any] | None = None, left: list[int] | None = None) -> Any:
    """A specification, or another dataclass of plain values, from plain data. ``left`` counts down the nodes still allowed."""
    table = dict(_object(document, spec.__name__))
    scope = _Reading(rules or [], [MOST_NODES] if left is None else left)
    for entry in _list(table.pop("vars", []), "vars"):
        model, owner = entry if isinstance(entry, list) and len(entry) == 2 else (None, None)
        scope.vars.append(nodes.Var(len(scope.vars), _text(model, "model"), None if owner is None else scope.var(owner)))
    try:
        return scope.fields(spec, table, 0, 0)
    except InvalidArchive:
        raise
    except AidrulesError as error:  # parts that don't fit together
        raise InvalidArchive(f"{spec.__name__}: {error.message[:300]}", code="archive.parts") from None


class _Reading:
    def __init__(self, rules: list[Any], left: list[int]) -> None:
        self.rules, self.left = rules, left
        self.vars: list[nodes.Var] = []

    def var(self, number: Any) -> nodes.Var:
        if type(number) is not int or not 0 <= number < len(self.vars):
            raise _wrong("a subject has a number that isn't there")
        return self.vars[number]

    def fields(self, cls: type, table: dict[str, Any], depth: int, loops: int) -> Any:
        plan, found = _plan(cls), {}
        for name, part in table.items():
            hint = plan.get(name)
            if hint is None:
                raise _wrong(f"{cls.__name__} has no part by one of the names given; it has {', '.join(plan)}")
            found[name] = self.value(hint, part, name, depth, loops)
        try:
            return cls(**found)
        except TypeError as error:
            if isinstance(error, AidrulesError):
                raise
            raise _wrong(f"{cls.__name__} lacks a part") from None

    def value(self, hint: Any, part: Any, name: str, depth: int, loops: int) -> Any:
        if hint is str:
            return _text(part, name)
        if hint in _PLAIN:
            return _PLAIN[hint](part, name)
        if hint is Any and part is None:  # what another reader fills in, by the kind of its standard
            return None
        if hint is nodes.Var:
            return self.var(part)
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType):
            others = [argument for argument in arguments if argument is not NoneType]
            if part is None and len(others) < len(arguments):
                return None
            return self.node(part, depth, loops) if others[0] in NODES.values() else self.value(others[0], part, name, depth, loops)
        if origin is Literal:
            if part not in arguments or type(part) is not str:
                raise _wrong(f"`{name}` is one of {', '.join(arguments)}")
            return part
        if origin is tuple:
            entries = _list(part, name)
            if arguments[-1] is Ellipsis:
                return tuple(self.value(arguments[0], entry, name, depth, loops) for entry in entries)
            if len(entries) != len(arguments):
                raise _wrong(f"`{name}` has {len(arguments)} parts")
            return tuple(self.value(inner, entry, name, depth, loops) for inner, entry in zip(arguments, entries, strict=True))
        if hint in NODES.values():
            return self.node(part, depth, loops)
        if isinstance(hint, type) and is_dataclass(hint):
            return self.fields(hint, dict(_object(part, name)), depth + 1, loops)
        raise _wrong(f"`{name}` isn't read by this version")

    def node(self, document: Any, depth: int, loops: int) -> Any:
        table = dict(_object(document, "a node"))
        cls = NODES.get(table.pop("node", "")) if isinstance(table.get("node"), str) else None
        if cls is None:
            raise _wrong("a node is none of the closed table")
        self.left[0] -= 1
        loops += cls is nodes.Over
        if self.left[0] < 0 or depth > DEEPEST or loops > DEEPEST_LOOPS:
            raise InvalidArchive("the rules are larger, or nested deeper, than those of any rulebook", code="archive.limit")
        if cls is nodes.Const:
            if set(table) != {"kind", "value"}:
                raise _wrong("a value has a kind and a value")
            kind = _kind(table["kind"], "kind")
            return nodes.Const(kind, value_read(table["value"], kind))
        if cls is nodes.Call:
            number = table.get("rule")
            if type(number) is not int or not 0 <= number < len(self.rules):
                raise _wrong("a rule calls one that doesn't come before it")
            table["rule"] = self.rules[number]
        return self.fields(cls, table, depth + 1, loops)


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


@cache
def _required(cls: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(cls) if field.init and field.default is MISSING and field.default_factory is MISSING)


@cache
def _plan(cls: type) -> dict[str, Any]:
    return {field.name: _hints(cls)[field.name] for field in fields(cls) if field.init}


def _wrong(message: str) -> InvalidArchive:
    return InvalidArchive(message, code="archive.part")


def _object(part: Any, name: str) -> dict[str, Any]:
    if not isinstance(part, dict):
        raise _wrong(f"{name} is an object")
    return part


def _list(part: Any, name: str) -> list[Any]:
    if not isinstance(part, list):
        raise _wrong(f"`{name}` is a list")
    if len(part) > MOST_ENTRIES:
        raise InvalidArchive(f"`{name}` has more entries than in any rulebook", code="archive.limit")
    return part


def _text(part: Any, name: str) -> str:
    if not isinstance(part, str):
        raise _wrong(f"`{name}` is a text")
    words = is_text(name) or name == "members"  # the terms of an enumeration
    if len(part) > (LONGEST_TEXT if words else LONGEST_NAME) or (not words and part and not part.isprintable()):
        raise InvalidArchive(f"`{name}` is a short printable text", code="archive.name")
    return part


def _bool(part: Any, name: str) -> bool:
    if type(part) is not bool:
        raise _wrong(f"`{name}` is true or false")
    return part


def _int(part: Any, name: str) -> int:
    if type(part) is not int or abs(part) > LARGEST_NUMBER:
        raise _wrong(f"`{name}` is a whole number below 2^53")
    return part


def _kind(part: Any, name: str) -> Kind:
    if not isinstance(part, str) or not _is_kind(part):
        raise _wrong(f"`{name}` is a kind of value")
    head, _, of = part.partition(":")
    return Kind(head, of)


def _date(part: Any, name: str) -> date:
    try:
        if isinstance(part, str):
            return as_day(part)
    except InvalidValue:
        pass
    raise _wrong(f"`{name}` is a day")


_PLAIN: Final[dict[Any, Callable[[Any, str], Any]]] = {bool: _bool, int: _int, Kind: _kind, date: _date}
