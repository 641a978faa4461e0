"""The grammar of a rule, a whitelist: what its source may hold, and what to write instead of anything else.

Reading a rule with stand-ins can't see everything (``x is None``, an f-string, a figure from outside), so its source is
looked at first. The source is never changed.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath
from types import ModuleType
from typing import Any, Final, NoReturn

from aidrules.errors import RuleError, closest
from aidrules.facts.money import Money
from aidrules.facts.terms import Term
from aidrules.lang.standins import Stand
from aidrules.lang.words import LOOPING, WORDS


@dataclass
class Named:
    """What a rule's source names, by the place of the name: rules, standards, choices."""

    objects: list[object] = field(default_factory=list)


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
            name, "its source can't be read, so nobody could check what it says",
            "a plain `def` with a docstring, in a file or a notebook cell", code="rule.no_source",
        )  # fmt: skip
    file = PurePath(function.__code__.co_filename).name
    return Source(name, file, first, tuple(line.rstrip("\n") for line in lines), tree)


def check(function: Callable[..., Any], source: Source) -> Named:
    """Refuse whatever the whitelist doesn't hold; give what the rule names."""
    checker = _Checker(function, source)
    checker.function(source.tree)
    return checker.named


_BUILTINS: Final = {
    "max": "greatest(a, b), or greatest((… for m in home.members), otherwise=…)",
    "min": "least(a, b), or least((… for m in home.members), otherwise=…)",
    "sum": "total(… for m in home.members)",
    "any": "any_of(… for m in home.members)",
    "all": "all_of(… for m in home.members)",
    "len": "count(… for m in home.members), with the condition that is counted",
    "abs": "when(a < b, b - a, otherwise=a - b)",
    "round": "times(amount, ratio, rounding=…) or divided(…), with the rounding as a standard",
    "bool": "the condition itself",
    "int": "the count itself",
    "float": "the amount itself; ratios are standards",
    "sorted": "greatest(…) or least(…) over the relation",
    "print": "nothing here; an explanation shows every step",
    "isinstance": "a fact that tells the two apart",
    "getattr": "the fact itself, person.care_level",
}

_STATEMENTS: Final = {
    ast.If: ("rule.if", "an `if` can't be read: Python would decide it before the facts are there", "when(condition, then, otherwise=…)"),
    ast.For: ("rule.for", "a `for` statement can't be read", "total(… for m in home.members), or count, any_of, all_of"),
    ast.While: ("rule.while", "a `while` can't be read", "a relation and a loop over it: total(… for m in home.members)"),
    ast.Try: ("rule.try", "a `try` can't be read", "a rule that says what holds; nothing in a rule can fail"),
    ast.With: ("rule.with", "a `with` can't be read", "assignments and one `return`"),
    ast.AugAssign: ("rule.assign", "changing a name step by step can't be read", "a new name for each step: b = a + …"),
    ast.Assert: ("rule.assert", "an `assert` can't be read", "a condition of the output: all_of(…)"),
    ast.Raise: ("rule.raise", "a rule raises nothing", "a condition; what isn't known is undetermined by itself"),
    ast.FunctionDef: ("rule.def", "a function inside a rule can't be read", "a rule of its own beside this one, with @rule"),
    ast.Import: ("rule.import", "an import inside a rule can't be read", "the import at the top of the file"),
    ast.Match: ("rule.match", "a `match` can't be read", "a standard with by=…, or when(is_(…), …, otherwise=…)"),
}

_EXPRESSIONS: Final = {
    ast.IfExp: ("rule.if", "`a if c else b` can't be read: Python would decide it before the facts are there", "when(c, a, otherwise=b)"),
    ast.JoinedStr: ("rule.fstring", "an f-string would freeze a stand-in into text", "nothing here; titles and explanations are made from the graph"),
    ast.ListComp: ("rule.list", "a list in the place of a loop can't be read", "the loop itself, without brackets: total(… for m in home.members)"),
    ast.SetComp: ("rule.list", "a set in the place of a loop can't be read", "the loop itself, without brackets: total(… for m in home.members)"),
    ast.DictComp: ("rule.list", "a mapping in the place of a loop can't be read", "the loop itself: total(… for m in home.members)"),
    ast.List: ("rule.list", "a list can't be read", "the values one by one: greatest(a, b), one_of(x, A, B)"),
    ast.Tuple: ("rule.list", "a tuple can't be read", "the values one by one: greatest(a, b), one_of(x, A, B)"),
    ast.Set: ("rule.list", "a set can't be read", "the values one by one: one_of(x, A, B)"),
    ast.Dict: ("rule.list", "a mapping can't be read", "a standard with by=…: rate[person.care_level]"),
    ast.Lambda: ("rule.def", "a lambda can't be read", "a rule of its own, with @rule"),
    ast.NamedExpr: ("rule.assign", "`:=` can't be read", "an assignment on a line of its own"),
    ast.Await: ("rule.await", "`await` can't be read", "the fact itself"),
    ast.Yield: ("rule.yield", "`yield` can't be read", "one `return`"),
    ast.Starred: ("rule.star", "`*` can't be read", "the values one by one"),
}

_COMPARE: Final = {
    ast.Eq: ("rule.equals", "`==` can't be read", "is_({left}, {right})"),
    ast.NotEq: ("rule.equals", "`!=` can't be read", "none_of(is_({left}, {right}))"),
    ast.In: ("rule.in", "`in` can't be read: Python decides it at once", "one_of({left}, A, B), with the terms one by one"),
    ast.NotIn: ("rule.in", "`not in` can't be read: Python decides it at once", "none_of(one_of({left}, A, B))"),
    ast.Is: ("rule.is", "`is` can't be read; a fact that isn't known is dealt with by itself", "is_({left}, {right}), and nothing at all for None"),
    ast.IsNot: (
        "rule.is",
        "`is not` can't be read; a fact that isn't known is dealt with by itself",
        "none_of(is_({left}, {right})), and nothing at all for None",
    ),
}
_ARITHMETIC: Final = {
    ast.Div: "divided(a, n, rounding=…, otherwise=…), which says how it rounds and what holds for 0",
    ast.FloorDiv: "divided(a, n, rounding=…, otherwise=…), which says how it rounds and what holds for 0",
    ast.Mod: "days_between, months_between or another word",
    ast.Pow: "a standard",
    ast.BitAnd: "all_of(a, b)",
    ast.BitOr: "any_of(a, b)",
    ast.BitXor: "none_of(is_(a, b))",
}


class _Checker:
    def __init__(self, function: Callable[..., Any], source: Source) -> None:
        self.source, self.named, self.code = source, Named(), function
        cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
        self.closure = dict(cells)
        self.locals: set[str] = set()
        self.loop_names: set[str] = set()

    def refuse(self, code: str, node: ast.AST, problem: str, write: str) -> NoReturn:
        raise self.source.error(code, getattr(node, "lineno", 1), problem, write)

    def function(self, tree: ast.FunctionDef) -> None:
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
        statements = tree.body[1:]
        for statement in statements[:-1]:
            self.assignment(statement)
        last = statements[-1] if statements else tree
        if isinstance(last, ast.Return) and last.value is not None:
            self.expression(last.value)
        else:
            self.assignment(last) if isinstance(last, tuple(_STATEMENTS)) else None
            self.refuse("rule.return", last, "a rule ends with one `return` of its value", "return …")

    def assignment(self, statement: ast.AST) -> None:
        for kind, (code, problem, write) in _STATEMENTS.items():
            if isinstance(statement, kind) and statement is not self.source.tree:
                self.refuse(code, statement, problem, write)
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1 or not isinstance(statement.targets[0], ast.Name):
            self.refuse("rule.statement", statement, "a rule holds a docstring, assignments to plain names, and one `return`", "name = …")
        self.expression(statement.value)
        self.locals.add(statement.targets[0].id)

    def expression(self, node: ast.expr) -> None:
        for kind, (code, problem, write) in _EXPRESSIONS.items():
            if isinstance(node, kind):
                self.refuse(code, node, problem, write)
        match node:
            case ast.Constant():
                self.constant(node)
            case ast.Name() | ast.Attribute():
                self.name(node)
            case ast.Call():
                self.call(node)
            case ast.Compare():
                self.comparison(node)
            case ast.BinOp():
                if not isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
                    write = next((text for kind, text in _ARITHMETIC.items() if isinstance(node.op, kind)), "a word of aidrules.lang")
                    self.refuse("rule.arithmetic", node, "only +, − and × are read as arithmetic", write)
                self.expression(node.left)
                self.expression(node.right)
            case ast.BoolOp():
                word, names = ("all_of", "`and`") if isinstance(node.op, ast.And) else ("any_of", "`or`")
                parts = ", ".join(ast.unparse(part) for part in node.values)
                self.refuse(f"rule.{names.strip('`')}", node, f"{names} can't be read: Python would decide it before the facts are there", f"{word}({parts})")
            case ast.UnaryOp():
                part = ast.unparse(node.operand)
                if isinstance(node.op, ast.Not):
                    self.refuse("rule.not", node, "`not` can't be read: Python would decide it before the facts are there", f"none_of({part})")
                self.refuse("rule.arithmetic", node, "only +, − and × between two values are read as arithmetic", f"Money(0) - {part}, or a standard")
            case ast.Subscript():
                self.expression(node.value)
                self.expression(node.slice)
            case ast.GeneratorExp():
                self.refuse("rule.loop", node, "a loop stands alone in the brackets of a word", "total(… for m in home.members)")
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
            self.refuse("rule.figure", node, "a figure of the law isn't written in a rule: it has a clause and a day", 'a standard: limit = standard(int, "…")')
        self.refuse(
            "rule.constant",
            node,
            f"`{ast.unparse(node)}` is no value of the law",
            "a fact, a term such as CareLevel.FULL_CARE, or nothing for what isn't known",
        )

    def name(self, node: ast.Name | ast.Attribute) -> Any:
        """A fact of a local, or something from outside that a rule may use."""
        root, path = _dotted(node)
        if root is None:
            self.expression(node.value)  # type: ignore[union-attr]  # an attribute of something that isn't a name
            return None
        if root in self.locals:
            return None
        value = self.outside(root, node)
        for part in path:
            if isinstance(value, ModuleType) or (isinstance(value, type) and issubclass(value, Term)):
                if not hasattr(value, part):
                    self.refuse(
                        "rule.unknown_name",
                        node,
                        f"`{ast.unparse(node)}` isn't there; {closest(part, (n for n in dir(value) if not n.startswith('_')))}",
                        "the name as it is defined",
                    )
                value = getattr(value, part)
            else:
                self.refuse(
                    "rule.name", node, f"`{ast.unparse(node)}` is no fact of a subject of this rule", "a fact of a parameter, such as person.care_level"
                )
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
        return self.refuse(
            "rule.unknown_name",
            node,
            f"`{name}` isn't known here; {closest(name, [*self.locals, *WORDS])}",
            "a parameter, a rule, a standard or a word, imported where it is defined elsewhere",
        )

    def usable(self, value: Any, node: ast.AST) -> None:
        if hasattr(value, "__aidrules__") or isinstance(value, Stand):
            self.named.objects.append(value)
            return
        if isinstance(value, Term) or value is Money or any(value is word for word in WORDS.values()):
            return
        if isinstance(value, Money | int | float | str | tuple | list | dict) or value is None:
            self.refuse(
                "rule.closed_over",
                node,
                f"`{ast.unparse(node)}` is a value from outside the rule: it has no clause and no day",
                'a standard: limit = standard(int, "…")',
            )
        name = getattr(value, "__name__", "")
        if getattr(builtins, name, None) is value:
            write = _BUILTINS.get(name, "a word of aidrules.lang")
            self.refuse("rule.builtin", node, f"`{name}` can't be read: Python would compute it at once", write)
        self.refuse("rule.call", node, f"`{ast.unparse(node)}` is neither a rule, a word nor a standard", "a function with @rule, or a word of aidrules.lang")

    def call(self, node: ast.Call) -> None:
        if not isinstance(node.func, ast.Name | ast.Attribute):
            self.refuse("rule.call", node, "only rules, words and Money(0) are called", "a function with @rule, or a word of aidrules.lang")
        called = self.name(node.func)
        if called is None:
            self.refuse("rule.call", node, f"`{ast.unparse(node.func)}` is a fact or a local name; it isn't called", ast.unparse(node.func))
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
            low, value, high = ast.unparse(node.left), ast.unparse(node.comparators[0]), ast.unparse(node.comparators[1])
            self.refuse(
                "rule.chained",
                node,
                "a chained comparison can't be read: Python would decide its first half",
                f"between({low}, {value}, {high}), or all_of({low} < {value}, {value} < {high})",
            )
        for kind, (code, problem, write) in _COMPARE.items():
            if isinstance(node.ops[0], kind):
                self.refuse(code, node, problem, write.format(left=ast.unparse(node.left), right=ast.unparse(node.comparators[0])))
        self.expression(node.left)
        self.expression(node.comparators[0])


def _dotted(node: ast.expr) -> tuple[str | None, list[str]]:
    """``people.age`` as its first name and the rest; (None, …) where it doesn't begin with a name."""
    path: list[str] = []
    while isinstance(node, ast.Attribute):
        path.insert(0, node.attr)
        node = node.value
    return (node.id, path) if isinstance(node, ast.Name) else (None, path)
