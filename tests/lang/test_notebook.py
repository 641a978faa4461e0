"""Models, rules and a programme as a notebook's cells hold them: code without a file, in the module ``__main__``."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from aidrules.errors import RuleError

MODELS = '''
from datetime import date
from aidrules import Fact, Facts, Law, Money, compose, fact
from aidrules.lang import all_of, any_of, benefit, is_, programme, rule, standard, total
from aidrules.law.load import load_law


class Child(Facts):
    """A child (儿童)."""
    id: str
    in_school: Fact[bool] = fact(zh="在校", en="the child goes to school")
    fees: Fact[Money] = fact(zh="学费", en="the school fees")


class Family(Facts):
    """A family (家庭)."""
    id: str
    income: Fact[Money] = fact(zh="收入", en="the income")
    children: tuple[Child, ...]
'''

RULES = '''
line = standard(Money, "school.line", unit="yuan", zh="收入线")


@rule("给予助学金")
def aided(family: Family) -> bool:
    """Some child goes to school, and the income is below the line."""
    return all_of(any_of(child.in_school for child in family.children), below_line(family))


@rule("助学金金额")
def amount(family: Family) -> Money:
    """All school fees are paid."""
    return total(child.fees for child in family.children)


@rule("收入低于线")
def below_line(family: Family) -> bool:
    """The income is below the line."""
    return family.income < line
'''

COMPOSED = """
school_aid = benefit("school.aid", zh="助学金", entitled=aided, amount=amount, per="year", payee="household")
school = programme("school", outputs=[school_aid])
law = Law(place="village", texts=(load_law(LAW),), rests={school_aid: ["1"], below_line: ["2"]})
book = compose(school, law=law, standards={"school.line": "1000.00"})
"""

DECIDED = """
family = Family(id="f1", income=Money("999.99"), children=(
    Child(id="c1", in_school=True, fees=Money("120.50")), Child(id="c2", in_school=False, fees=Money(0)),
))
item = book.decide(family, on=date(2022, 3, 1)).find("school.aid")
"""

LAW = """
[source]
id = "village"
title_zh = "村规"
title_en = "Village rules"
number = ""
issuer_zh = "村民委员会"
issuer_en = "Village committee"
published = ""
in_force_from = ""
has_text = false

[clauses."1"]
address = "第一条"
kind = "entitlement"
zh = "有孩子上学的家庭，给予助学金。"
en = "A family with a child at school is given school aid."

[clauses."2"]
address = "第二条"
kind = "entitlement"
zh = "收入须低于规定的数额。"
en = "The income is below a set amount."
"""

Cell = Callable[[str], dict[str, Any]]


@pytest.fixture
def cell(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cell]:
    """Runs a cell as a notebook does: its source is kept in ``linecache`` under a name that is no file."""
    main = ModuleType("__main__")
    main.__dict__["LAW"] = LAW
    monkeypatch.setitem(sys.modules, "__main__", main)
    names: list[str] = []

    def run(source: str) -> dict[str, Any]:
        name = f"<ipython-input-{len(names) + 1}-abc>"
        names.append(name)
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(compile(source, name, "exec"), main.__dict__)
        return main.__dict__

    yield run
    for name in names:
        linecache.cache.pop(name, None)


def test_a_notebook_decides(cell: Cell) -> None:
    for source in (MODELS, RULES, COMPOSED):
        cell(source)
    item = cell(DECIDED)["item"]
    assert (item.outcome.value, str(item.amount), item.payee.value) == ("granted", "120.50", "household")
    assert {clause.id for clause in item.clauses} == {"village/1", "village/2"}


def test_all_in_one_cell_with_postponed_annotations(cell: Cell) -> None:
    names = cell("from __future__ import annotations\n" + MODELS + RULES + COMPOSED + DECIDED)
    assert names["item"].outcome.value == "granted"


def test_a_rule_of_a_notebook_is_named_after_main(cell: Cell) -> None:
    cell(MODELS)
    assert cell(RULES)["aided"].name == "main.aided"


def test_a_mistake_shows_the_line_of_its_cell(cell: Cell) -> None:
    cell(MODELS)
    with pytest.raises(RuleError) as raised:
        cell(RULES.replace("family.income < line", "family.income < line and True") + COMPOSED)
    assert str(raised.value) == (
        "[rule.and] rule `below_line`, <ipython-input-2-abc>, line 20\n"
        "    return family.income < line and True\n"
        "  `and` can't be read: Python would decide it before the facts are there\n"
        "  Write instead: all_of(family.income < line, True)"
    )


def test_a_cell_run_again_replaces_its_rules(cell: Cell) -> None:
    cell(MODELS)
    first = cell(RULES + COMPOSED)["book"]
    names = cell(RULES.replace("family.income < line", "family.income <= line") + COMPOSED)
    cell(DECIDED.replace("999.99", "1000.00"))
    assert names["item"].outcome.value == "granted"
    assert first.decide(names["family"], on="2022-03-01").find("school.aid").outcome.value == "refused"


def test_code_without_source_is_refused(cell: Cell) -> None:
    names = cell(MODELS)
    with pytest.raises(RuleError, match=r"rule\.no_source"):
        exec(compile(RULES + COMPOSED, "<string>", "exec"), names)
