"""The grammar of a rule, a whitelist: what its source may hold, and what to write instead of anything else.

Reading a rule with stand-ins can't see everything (``x is None``, an f-string, a figure from outside), so its source is
looked at first. The source is never changed.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath
from types import ModuleType
from typing import Any, Final, NoReturn

from aidrules.errors import RuleError, closest
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Term
from aidrules.lang import advice
from aidrules.lang.standins import Stand
from aidrules.lang.words import LOOPING, WORDS


@dataclass
class Named:
    """What a rule's source names: rules, standards and choices in the order of the names; each enumeration, and a line."""

    objects: list[object] = field(default_factory=list)
    terms: list[tuple[type[Term], int]] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """A rule's own source: its tree, its first line in the file, its lines."""

    rule: str
    file: str
    first: int
    lines: tuple[str, ...]
    tree: ast.FunctionDef

    def error(self, code: str, line: int, problem: str, write: str) -> RuleError:
        """An error that shows a line (counted within the source) and says what to write."""
        shown = self.lines[line - 1].strip() if 0 < line <= len(self.lines) else ""
        return RuleError(self.rule, problem, write, code=code, place=f"{self.file}, line {self.first + line - 1}", line=shown)


def source_of(function: Callable[..., Any]) -> Source:
    """The source of a rule; one that can't be read is refused, since nobody could check it."""
    name = function.__name__
    try:
        lines, first = inspect.getsourcelines(function)
        tree = ast.parse(textwrap.dedent("".join(lines))).body[0]
    except (OSError, TypeError, SyntaxError, IndexError):
        tree, lines, first = None, [], 0
    if not isinstance(tree, ast.FunctionDef):
        raise RuleError(
            name, "it isn't a function with a source that can be read, so nobody could check what it says",
            "a plain `def` with a docstring, in a file or a notebook cell", code="rule.no_source",
        )  # fmt: skip
    file = PurePath(function.__code__.co_filename).name
    return Source(name, file, first, tuple(line.rstrip("\n") for line in lines), tree)


def check(function: Callable[..., Any], source: Source) -> Named:
    """Refuse whatever the whitelist doesn't hold; give what the rule names."""
    checker = _Checker(function, source)
    checker.function(source.tree)
    return checker.named


_DATED: Final = {Money: "Money", bool: "bool", int: "int", float: "Fraction", Fraction: "Fraction", Decimal: "Fraction", date: "date", Month: "Month"}


class _Checker:
    def __init__(self, function: Callable[..., Any], source: Source) -> None:
        self.source, self.named, self.code = source, Named(), function
        cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
        self.closure = dict(cells)
        self.locals: set[str] = set()
        self.assigned = {target.id for part in source.tree.body if isinstance(part, ast.Assign) for target in part.targets if isinstance(target, ast.Name)}
        self.loop_names: set[str] = set()
        self.calls: dict[ast.AST, ast.Call] = {}

    def refuse(self, code: str, node: ast.AST, problem: str, write: str) -> NoReturn:
        raise self.source.error(code, getattr(node, "lineno", 1), problem, write)

    def function(self, tree: ast.FunctionDef) -> None:
        if hasattr(self.code, "__wrapped__"):
            self.refuse("rule.decorator", tree, "another decorator stands below @rule, so what is written isn't what is computed", "@rule alone")
        arguments = tree.args
        if arguments.vararg or arguments.kwarg or arguments.defaults or arguments.kwonlyargs or arguments.posonlyargs:
            self.refuse(
                "rule.parameters", tree, "a rule takes subjects, each with its model, and nothing else", "def costly(person: Person, home: Household) -> bool:"
            )
        self.locals = {argument.arg for argument in arguments.args}
        if not ast.get_docstring(tree):
            self.refuse(
                "rule.docstring", tree, "a rule has a docstring: one sentence that a citizen could be read", '"""The person lives at home in tekun support."""'
            )
        *statements, last = tree.body[1:] or [tree]
        for statement in statements:
            self.assignment(statement)
        if isinstance(last, ast.Return) and last.value is not None:
            self.expression(last.value)
        else:
            write = "return …"
            if isinstance(last, ast.Expr):
                self.expression(last.value)
                write = f"return {ast.unparse(last.value)}"
            elif last is not tree and not isinstance(last, ast.Return | ast.Assign | ast.Pass):
                self.assignment(last)
            self.refuse("rule.return", last, "a rule ends with one `return` of its value", write)

    def assignment(self, statement: ast.AST) -> None:
        refused = advice.statement(statement)
        if refused is not None:
            self.refuse(refused[0], statement, *refused[1:])
        if isinstance(statement, ast.Expr):
            self.expression(statement.value)
            self.refuse("rule.statement", statement, "this value is given to nobody: a rule holds a docstring, assignments, and one `return`", "name = …")
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1 or not isinstance(statement.targets[0], ast.Name):
            self.refuse("rule.statement", statement, "a rule holds a docstring, assignments to plain names, and one `return`", "name = …")
        self.expression(statement.value)
        self.locals.add(statement.targets[0].id)

    def expression(self, node: ast.expr) -> None:
        refused = advice.expression(node)
        if refused is not None:
            self.refuse(refused[0], node, *refused[1:])
        match node:
            case ast.Constant():
                self.constant(node)
            case ast.Name() | ast.Attribute():
                self.value(node)
            case ast.Call():
                self.call(node)
            case ast.Compare():
                self.comparison(node)
            case ast.BinOp():
                if not isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
                    write = next((text for kind, text in advice.ARITHMETIC.items() if isinstance(node.op, kind)), "a word of aidrules.lang")
                    sides = {"left": ast.unparse(node.left), "right": ast.unparse(node.right)}
                    self.refuse("rule.arithmetic", node, "only +, − and × are read as arithmetic", write.format(**sides))
                self.expression(node.left)
                self.expression(node.right)
            case ast.BoolOp():
                word, name = ("all_of", "and") if isinstance(node.op, ast.And) else ("any_of", "or")
                parts = ", ".join(ast.unparse(part) for part in node.values)
                self.refuse(f"rule.{name}", node, f"`{name}` can't be read: Python would decide it before the facts are there", f"{word}({parts})")
            case ast.UnaryOp():
                if isinstance(node.operand, ast.Constant):
                    self.constant(node.operand)
                code, problem, write = advice.unary(node)
                self.refuse(code, node, problem, write)
            case ast.Subscript():
                shown, value = ast.unparse(node.value), None
                if isinstance(node.value, ast.Name | ast.Attribute):
                    value = self.name(node.value)
                else:
                    self.expression(node.value)
                if _sort(value) != "keyed":
                    self.refuse(
                        "graph.key",
                        node,
                        f"`{shown}` has no key: only a standard with by=… is read by one",
                        f"{shown} alone; of a relation, a loop: any_of(… for m in home.members)",
                    )
                self.expression(node.slice)
            case ast.GeneratorExp():
                words = ", ".join(sorted(LOOPING))
                self.refuse(
                    "rule.loop", node, f"a loop stands in the brackets of a word that takes one: {words}", f"one of these words, and {ast.unparse(node)}"
                )
            case _:
                self.refuse("rule.expression", node, f"`{ast.unparse(node)}` is no part of the language of rules", "facts, words, standards and other rules")

    def constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, bool) or (type(value) is int and value in (0, 1)):
            return
        if isinstance(value, float):
            self.refuse(
                "rule.float", node, "a float has no place in a rule: it can't hold an amount or a ratio exactly", 'a standard: ratio = standard(Fraction, "…")'
            )
        if isinstance(value, int):
            self.refuse(
                "rule.figure",
                node,
                "a figure of the law isn't written in a rule: it has a clause and a day",
                'a standard: limit = standard(int, "…"), or standard(Money, "…") for an amount',
            )
        self.refuse(
            "rule.constant",
            node,
            f"`{ast.unparse(node)}` is no value of the law",
            "a fact, a term such as CareLevel.FULL_CARE, or nothing for what isn't known",
        )

    def value(self, node: ast.Name | ast.Attribute) -> None:
        """A name that stands for a value: a fact, a local, a term, a standard without a key."""
        found, shown = self.name(node), ast.unparse(node)
        if found is Money:
            self.refuse("rule.not_called", node, f"`{shown}` is a type, and is named without its brackets", f"{shown}(0), or a standard({shown}, …)")
        match _sort(found):
            case "rule" | "choice" as sort:
                subjects = ", ".join(inspect.signature(found.function).parameters) if sort == "rule" else "person"
                self.refuse("rule.not_called", node, f"`{shown}` is a {sort}, and is named without its subjects", f"{shown}({subjects})")
            case "word":
                self.refuse("rule.not_called", node, f"`{shown}` is a word, and is named without its brackets", _shape(found))
            case "keyed":
                by = found.by.__name__
                self.refuse("graph.key", node, f"`{shown}` differs by {by}, and is read without a key", f"{shown}[…], with a fact that is a {by}")

    def name(self, node: ast.Name | ast.Attribute) -> Any:
        """A fact of a local, or something from outside that a rule may use."""
        root, path = _dotted(node)
        if any(part.startswith("_") for part in path):
            self.refuse("rule.name", node, f"`{ast.unparse(node)}` reaches into Python itself", "a fact of a parameter, such as person.care_level")
        if root is None:
            self.expression(node.value)  # type: ignore[union-attr]  # an attribute of something that isn't a name
            return None
        if root in self.locals:
            return None
        if root in self.assigned:
            self.refuse("rule.local", node, f"`{root}` is assigned in this rule, so it has no value before that line", "another name for what is assigned")
        value = self.outside(root, node)
        for part in path:
            if not (isinstance(value, ModuleType) or (isinstance(value, type) and issubclass(value, Term))):
                self.refuse(
                    "rule.name", node, f"`{ast.unparse(node)}` is no fact of a subject of this rule", "a fact of a parameter, such as person.care_level"
                )
            if not hasattr(value, part):
                there = closest(part, (n for n in dir(value) if not n.startswith("_")))
                self.refuse("rule.unknown_name", node, f"`{ast.unparse(node)}` isn't there; {there}", "the name as it is defined")
            value = getattr(value, part)
        self.usable(value, node)
        return value

    def outside(self, name: str, node: ast.AST) -> Any:
        if name in self.closure:
            try:
                return self.closure[name].cell_contents
            except ValueError:
                return self.refuse("rule.unknown_name", node, f"`{name}` has no value yet", "the definition above the programme that needs it")
        if name in self.code.__globals__:
            return self.code.__globals__[name]
        if hasattr(builtins, name):
            return getattr(builtins, name)
        if name in self.loop_names:
            return self.refuse("rule.escaped", node, f"`{name}` belongs to a loop and lives only in it", "the loop once more, around what uses it")
        if name in WORDS:
            return self.refuse("rule.unknown_name", node, f"`{name}` isn't imported here", f"from aidrules.lang import {name}, at the top of the file")
        return self.refuse(
            "rule.unknown_name",
            node,
            f"`{name}` isn't known here; {closest(name, self.names())}",
            "a parameter, a rule, a standard or a word, imported where it is defined elsewhere",
        )

    def names(self) -> Iterator[str]:
        """What a misspelt name may have meant."""
        yield from self.locals
        yield from WORDS
        yield from (name for name, value in self.code.__globals__.items() if _sort(value) or (isinstance(value, type) and issubclass(value, Term)))

    def usable(self, value: Any, node: ast.AST) -> None:
        shown = ast.unparse(node)
        if _sort(value) in ("rule", "standard", "keyed", "choice"):
            if not any(value is known for known in self.named.objects):
                self.named.objects.append(value)
            return
        if isinstance(value, Term):
            self.named.terms.append((type(value), getattr(node, "lineno", 1)))
            return
        if value is Money or _sort(value) == "word":
            return
        if any(value is figure for figure in (date, Month, Fraction, Decimal, Quantity)):
            self.refuse("rule.figure", node, f"a {shown} of the law isn't written in a rule: it has a clause and a day", f'a standard: standard({shown}, "…")')
        if isinstance(value, type) and issubclass(value, Term):
            self.refuse("rule.call", node, f"`{shown}` is an enumeration, and a value is one of its terms", f"{shown}.{next(iter(value)).name}")
        kind = next((name for dated, name in _DATED.items() if isinstance(value, dated)), "")
        if kind or isinstance(value, str | tuple | list | dict | set | frozenset | Quantity) or value is None:
            write = f'a standard: {shown} = standard({kind}, "…")' if kind else "a standard with by=…, a term such as CareLevel.FULL_CARE, or a fact"
            write = "nothing for what isn't known: it is undetermined by itself" if value is None else write
            self.refuse("rule.closed_over", node, f"`{shown}` is a value from outside the rule: it has no clause and no day", write)
        if _sort(value) == "output":
            self.refuse("rule.call", node, f"`{shown}` is an output, and a rule reads facts, standards and rules", "the rule that the output names")
        name = getattr(value, "__name__", "")
        if getattr(builtins, name, None) is value:
            self.refuse("rule.builtin", node, f"`{name}` can't be read: Python would compute it at once", advice.builtin(name, self.calls.get(node)))
        self.refuse("rule.call", node, f"`{shown}` is neither a rule, a word nor a standard", "a function with @rule, or a word of aidrules.lang")

    def call(self, node: ast.Call) -> None:
        if not isinstance(node.func, ast.Name | ast.Attribute):
            self.refuse("rule.call", node, "only rules, words and Money(0) are called", "a function with @rule, or a word of aidrules.lang")
        self.calls[node.func] = node
        called, shown = self.name(node.func), ast.unparse(node.func)
        if called is not Money and _sort(called) not in ("rule", "word", "choice"):
            self.refuse("rule.call", node, f"`{shown}` is a value, and only rules and words are called", f"{shown} alone, a rule or a word of aidrules.lang")
        if called is Money:
            if ast.unparse(node) != "Money(0)":
                self.refuse(
                    "rule.figure",
                    node,
                    "an amount of the law isn't written in a rule: it has a clause and a day",
                    'a standard: rate = standard(Money, "…"); only Money(0) is written',
                )
            return
        looping = any(called is WORDS[word] for word in LOOPING)
        for argument in node.args:
            if looping and isinstance(argument, ast.GeneratorExp):
                self.loop(argument)
            else:
                self.expression(argument)
        for keyword in node.keywords:
            if keyword.arg is None:
                self.refuse("rule.star", node, "`**` can't be read", "the values one by one")
            self.expression(keyword.value)
        if _sort(called) == "word":
            try:
                inspect.signature(called).bind(*node.args, **{str(keyword.arg): keyword.value for keyword in node.keywords})
            except TypeError:
                self.refuse("rule.word", node, f"`{shown}` takes other parts than these", _shape(called))

    def loop(self, node: ast.GeneratorExp) -> None:
        before = set(self.locals)
        for part in node.generators:
            if part.ifs:
                self.refuse(
                    "rule.loop_if",
                    part.ifs[0],
                    "an `if` in a loop can't be read",
                    "the condition in the body: total(when(c(m), x(m), otherwise=Money(0)) for m in …), count(c(m) for m in …)",
                )
            if not isinstance(part.target, ast.Name):
                self.refuse("rule.loop", node, "a loop has one plain name", "for m in home.members")
            self.expression(part.iter)
            self.locals.add(part.target.id)
            self.loop_names.add(part.target.id)
        self.expression(node.elt)
        self.locals = before

    def comparison(self, node: ast.Compare) -> None:
        if len(node.ops) > 1:
            self.refuse("rule.chained", node, "a chained comparison can't be read: Python would decide its first half", advice.chained(node))
        refused = advice.compared(node)
        if refused is not None:
            self.refuse(refused[0], node, *refused[1:])
        self.expression(node.left)
        self.expression(node.comparators[0])
        if self.written(node.left) and self.written(node.comparators[0]):
            self.refuse("rule.constant", node, "both sides are written here, so it would hold for everybody or for nobody", "a fact or a standard on one side")

    def written(self, node: ast.expr) -> bool:
        """Whether a value stands in the rule itself: a constant, a term, Money(0)."""
        if isinstance(node, ast.Name | ast.Attribute):
            return isinstance(self.name(node), Term)
        return isinstance(node, ast.Constant) or ast.unparse(node) == "Money(0)"


def _sort(value: object) -> str:
    """What something from outside is to a rule: rule, word, standard, keyed (a standard with by=), choice, output; "" for anything else."""
    if any(value is word for word in WORDS.values()):
        return "word"
    sort = str(getattr(type(value), "__aidrules__", ""))
    return "keyed" if sort == "standard" and not isinstance(value, Stand) else sort


def _shape(word: Callable[..., Any]) -> str:
    """How a word is called: ``when(condition, then, otherwise=…)``."""
    shapes: dict[object, str] = {inspect.Parameter.VAR_POSITIONAL: "…", inspect.Parameter.KEYWORD_ONLY: "{}=…"}
    parts = [shapes.get(part.kind, "{}").format(part.name) for part in inspect.signature(word).parameters.values()]
    return f"{word.__name__}({', '.join(parts)})"


def _dotted(node: ast.expr) -> tuple[str | None, list[str]]:
    """``people.age`` as its first name and the rest; (None, …) where it doesn't begin with a name."""
    path: list[str] = []
    while isinstance(node, ast.Attribute):
        path.insert(0, node.attr)
        node = node.value
    return (node.id, path) if isinstance(node, ast.Name) else (None, path)
