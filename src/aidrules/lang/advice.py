"""What to write instead: the tables behind every refusal of a rule, by what its source holds and by what didn't fit."""

from __future__ import annotations

import ast
import re
from typing import Final

_INSTEAD: Final = {"max": "greatest", "min": "least", "sum": "total", "any": "any_of", "all": "all_of"}
_BUILTINS: Final = {
    "len": "count(… for m in home.members), with the condition that is counted",
    "abs": "when(a < b, b - a, otherwise=a - b)",
    "round": "times(amount, ratio, rounding=…) or divided(…), with the rounding as a standard",
    "bool": "the condition itself",
    "int": "the count itself",
    "float": "the amount itself; ratios are standards",
    "sorted": "greatest(…) or least(…) over the relation",
    "range": "a relation, for m in home.members; for a figure that differs by a term, a standard with by=…",
    "print": "nothing here; an explanation shows every step",
    "isinstance": "a fact that tells the two apart",
    "getattr": "the fact itself, person.care_level",
}

_STATEMENTS: Final = {
    ast.If: ("rule.if", "an `if` can't be read: Python would decide it before the facts are there", "when({test}, …, otherwise=…)"),
    ast.For: ("rule.for", "a `for` statement can't be read", "total(… for m in home.members), or count, any_of, all_of"),
    ast.While: ("rule.while", "a `while` can't be read", "a relation and a loop over it: total(… for m in home.members)"),
    ast.Try: ("rule.try", "a `try` can't be read", "a rule that says what holds; nothing in a rule can fail"),
    ast.With: ("rule.with", "a `with` can't be read", "assignments and one `return`"),
    ast.AugAssign: ("rule.assign", "changing a name step by step can't be read", "a new name for each step: b = a + …"),
    ast.Assert: ("rule.assert", "an `assert` can't be read", "a condition of the output: all_of(…)"),
    ast.Raise: ("rule.raise", "a rule raises nothing", "a condition; what isn't known is undetermined by itself"),
    ast.FunctionDef: ("rule.def", "a function inside a rule can't be read", "a rule of its own beside this one, with @rule"),
    ast.Import: ("rule.import", "an import inside a rule can't be read", "the import at the top of the file"),
    ast.ImportFrom: ("rule.import", "an import inside a rule can't be read", "the import at the top of the file"),
    ast.Match: ("rule.match", "a `match` can't be read", "a standard with by=…, or when(is_(…), …, otherwise=…)"),
    ast.Return: ("rule.return", "a rule has one `return`, at its end", "when(condition, first, otherwise=second)"),
}

_EXPRESSIONS: Final = {
    ast.JoinedStr: ("rule.fstring", "an f-string would freeze a stand-in into text", "nothing here; titles and explanations are made from the graph"),
    ast.DictComp: ("rule.list", "a mapping in the place of a loop can't be read", "the loop itself: total(… for m in home.members)"),
    ast.Dict: ("rule.list", "a mapping can't be read", "a standard with by=…: rate[person.care_level]"),
    ast.Lambda: ("rule.def", "a lambda can't be read", "a rule of its own, with @rule"),
    ast.NamedExpr: ("rule.assign", "`:=` can't be read", "an assignment on a line of its own"),
    ast.Yield: ("rule.yield", "`yield` can't be read", "one `return`"),
    ast.Starred: ("rule.star", "`*` can't be read", "the values one by one"),
}

ARITHMETIC: Final = {
    ast.Div: "divided({left}, {right}, rounding=…, otherwise=…), which says how it rounds and what holds for 0",
    ast.FloorDiv: "divided({left}, {right}, rounding=…, otherwise=…), which says how it rounds and what holds for 0",
    ast.Mod: "days_between, months_between or another word",
    ast.Pow: "a standard",
    ast.BitAnd: "all_of({left}, {right})",
    ast.BitOr: "any_of({left}, {right})",
    ast.BitXor: "when({left}, none_of({right}), otherwise={right})",
}
_UNARY: Final = {ast.UAdd: "{part}", ast.Invert: "none_of({part})", ast.USub: "0 - {part}, or Money(0) - {part} where it is an amount"}
_SIGNS: Final = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


def builtin(name: str, node: ast.expr | None) -> str:
    """What to write instead of one of Python's own functions; ``node`` is the call, where it is called."""
    word = _INSTEAD.get(name)
    if word is None:
        return _BUILTINS.get(name, "a word of aidrules.lang")
    parts = [ast.unparse(part) for part in node.args] if isinstance(node, ast.Call) else []
    loop = len(parts) == 1 and parts[0].startswith("(")
    if word in ("greatest", "least"):
        return f"{word}({parts[0]}, otherwise=…)" if loop else f"{word}({', '.join(parts) or 'a, b'})"
    return f"{word}{parts[0]}" if loop else f"{word}(… for m in home.members)"


def statement(node: ast.AST) -> tuple[str, str, str] | None:
    """Code, problem and advice for a statement that no rule may hold; None for one that is looked at further."""
    test = ast.unparse(node.test) if isinstance(node, ast.If) else ""
    return next(((code, problem, write.format(test=test)) for kind, (code, problem, write) in _STATEMENTS.items() if isinstance(node, kind)), None)


def expression(node: ast.expr) -> tuple[str, str, str] | None:
    """Code, problem and advice for an expression that no rule may hold; None for one that a rule may."""
    if isinstance(node, ast.IfExp):
        write = f"when({ast.unparse(node.test)}, {ast.unparse(node.body)}, otherwise={ast.unparse(node.orelse)})"
        return "rule.if", "`a if c else b` can't be read: Python would decide it before the facts are there", write
    if isinstance(node, ast.ListComp | ast.SetComp):
        return "rule.list", "a list in the place of a loop can't be read", f"the loop itself, without these brackets: {ast.unparse(node)[1:-1]}"
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        values = ", ".join(ast.unparse(part) for part in node.elts)
        return "rule.list", "several values in brackets of their own can't be read", f"the values one by one: {values}"
    return next((refused for kind, refused in _EXPRESSIONS.items() if isinstance(node, kind)), None)


def unary(node: ast.UnaryOp) -> tuple[str, str, str]:
    """Code, problem and advice for ``not x``, ``-x``, ``+x`` and ``~x``."""
    part = ast.unparse(node.operand)
    if isinstance(node.op, ast.Not):
        return "rule.not", "`not` can't be read: Python would decide it before the facts are there", f"none_of({part})"
    return "rule.arithmetic", "only +, − and × between two values are read as arithmetic", _UNARY[type(node.op)].format(part=part)


def chained(node: ast.Compare) -> str:
    """Advice for ``a <= b < c``: the same limits, one by one, and between where both are included."""
    parts = [ast.unparse(part) for part in (node.left, *node.comparators)]
    pairs = ", ".join(f"{a} {_SIGNS.get(type(op), '…')} {b}" for a, op, b in zip(parts, node.ops, parts[1:], strict=False))
    included = len(parts) == 3 and all(isinstance(op, ast.LtE) for op in node.ops)
    return f"between({', '.join(parts)})" if included else f"all_of({pairs}); between(low, value, high) includes both ends"


def compared(node: ast.Compare) -> tuple[str, str, str] | None:
    """Code, problem and advice for a comparison that can't be read; None for one that can."""
    op, left, right = node.ops[0], ast.unparse(node.left), ast.unparse(node.comparators[0])
    if isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
        return None
    sign = {ast.Eq: "==", ast.NotEq: "!=", ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not"}[type(op)]
    negated = isinstance(op, ast.NotEq | ast.NotIn | ast.IsNot)
    code = "rule.in" if "in" in sign else "rule.equals" if "=" in sign else "rule.is"
    if any(isinstance(part, ast.Constant) and part.value is None for part in (node.left, node.comparators[0])):
        return code, f"`{sign} None` can't be read; a rule says what holds, and a fact that isn't known is dealt with by itself", "the rule without this part"
    problem = f"`{sign}` can't be read: Python would decide it before the facts are there"
    other = node.comparators[0]
    if isinstance(other, ast.Constant) and isinstance(other.value, bool):
        return code, problem, left if other.value is not negated else f"none_of({left})"
    if code == "rule.in":
        listed = [ast.unparse(part) for part in other.elts] if isinstance(other, ast.Tuple | ast.List | ast.Set) else ["A", "B"]
        write = f"one_of({left}, {', '.join(listed)})"
    else:
        write = f"is_({left}, {right})"
    return code, problem, f"none_of({write})" if negated else write


BY_CODE: Final = {
    "graph.key": "the standard with its key, rate[person.care_level], or without one where it has no by=",
    "graph.subjects": "the loop's own element and the subjects that contain it",
    "graph.subject": "a fact of it, such as person.care_level, or a rule of it",
    "graph.relation": "a loop over it, any_of(… for m in home.members)",
    "graph.otherwise": "greatest((… for m in home.members), otherwise=Money(0)), with brackets around the loop",
    "rule.id": "a fact of the subject; an id is there to find its items",
    "rule.order": "one_of(person.care_level, CareLevel.SEMI_CARE, CareLevel.FULL_CARE)",
    "rule.unknown_fact": "the fact as the model names it",
    "rule.arguments": "the subjects in the order of the rule's parameters",
    "rule.attribute": "a word: completed_years(since, until), month_of(day), days_between(since, until)",
    "rule.loop_over": "for m in home.members, where home is a subject and members a relation of it",
    "rule.constant": "a fact, a term such as CareLevel.FULL_CARE, a standard, another rule",
    "rule.circle": "rules that lead to facts and standards in the end",
    "rule.figure": 'a standard: limit = standard(int, "…")',
}

_BY_MISFIT: Final = (
    (r"`(all_of|any_of|none_of|when)` takes", "a condition: a fact that is true or false, a comparison, is_(…), a rule that gives bool"),
    (r".* is a (\w+), and is compared with", r"a term of \1"),
    (r"`one_of`", "one_of(fact, A, B): the fact first, then the terms"),
    (r"the branches", "two values of one kind: when(condition, amount, otherwise=Money(0))"),
    (r"`(\+|-)`", "two values of one kind; a count becomes money by a rate: rate * days"),
    (r"`\*`", "a count times an amount, rate * days; for a ratio times(amount, ratio, rounding=…)"),
    (r"`(<|<=|>|>=)`", "two values of one kind, an amount with an amount, a count with a count"),
    (r"`is_` compares conditions", "the condition itself, or none_of(condition)"),
    (r"`is_`", "is_(value, other) of one kind; a term is compared with one written out"),
    (r"`total` over", "total over counts, amounts or quantities; conditions are counted, count(… for m in home.members)"),
    (r"`(count|all_of|any_of)` over", "a condition: a fact that is true or false, a comparison, is_(…), a rule that gives bool"),
    (r"`published`", "a standard, with its key where it has one: published(rate[home.area], otherwise=…)"),
    (r"`times`", 'an amount, a standard(Fraction, "…") and a standard(Rounding, "…")'),
    (r"`priced`", 'an amount for one unit, a quantity and a standard(Rounding, "…"); part= is a standard(Fraction, "…")'),
    (r"`divided`", 'an amount, a count and a standard(Rounding, "…")'),
)

_WRITTEN: Final = {
    "add": "+", "subtract": "-", "multiply": "*", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "is_", "scale": "times", "divide": "divided",
    "month_share": "share_of_month", "priced": "priced",
    "all": "all_of", "any": "any_of", "not": "none_of", "is": "is_",
}  # fmt: skip


def as_written(message: str) -> str:
    """The names of operations in a message of the graph, as a rule writes them."""
    message = re.sub(r"the value \d+ is (?=a [A-Z])", "the term is ", message)
    message = re.sub(r"`(\w+)`", lambda found: f"`{_WRITTEN.get(found[1], found[1])}`", message)
    return re.sub(r"\ba `(?=[aeio])", "an `", message)


def misfit(message: str) -> str:
    """What to write where parts don't fit, by the message as written."""
    return next((found.expand(write) for pattern, write in _BY_MISFIT if (found := re.match(pattern, message))), "values of one kind")
