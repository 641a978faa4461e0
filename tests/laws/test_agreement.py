"""The compiled reader agrees with the interpreter on every value of every rule, ours and generated ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from aidrules import Household, Rulebook
from aidrules.decide import interpreter
from aidrules.decide.compiled import Compiled
from aidrules.decide.interpreter import Interpreter
from aidrules.decide.layout import FIRST, GLOBAL, Layout
from aidrules.decide.table import figures_on
from aidrules.facts.model import Facts
from aidrules.graph.kinds import BOOL, COUNT
from aidrules.graph.nodes import Call, Over, Var
from aidrules.graph.nodes import Fact as FactNode
from aidrules.graph.operations import OPERATIONS
from aidrules.graph.program import Program, RuleSpec
from aidrules.jurisdictions import PLACES, rulebook_of
from aidrules.lang.models import model_spec, models_below, term_spec
from aidrules.standards.figures import Figures
from aidrules.testing import GeneratedProgram, cases, generated_programs
from aidrules.testing.programs import Branch, Colour, Leaf, Root

DAY = date(2022, 3, 15)
SLOW = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def both(program: Program, figures: Figures, case: Facts, day: date = DAY) -> tuple[dict[str, Any], dict[str, Any]]:
    """Every value of every rule for every subject, by the interpreter and by the compiled reader."""
    layout = Layout(program)
    table = figures_on(program, figures, day, None)
    model = type(case).__name__
    meant = layout.load(case, program.models[model])
    alone = Interpreter(layout, day, table).fill(meant, model)
    compiled = Compiled(layout, model)
    rows = compiled.run(case, day, table)
    number = list(program.models).index(model)
    return named(layout, meant, alone, model), named(layout, rows[number][0], rows[-1][0], model)


def named(layout: Layout, root: Any, alone: Any, model: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for place, (owner, row) in enumerate([(GLOBAL, alone), *layout.walk(root, model)]):
        for name, rule in layout.program.rules.items():
            if rule.model == owner:
                value = row[layout.rules[name]]
                values[f"{place} {owner} {name}"] = (type(value).__name__, value)
        assert len(row) == layout.width[owner] >= FIRST
    return values


@SLOW
@given(generated_programs(), cases(Root, most=2))
def test_on_generated_rules(generated: GeneratedProgram, case: Root) -> None:
    meant, compiled = both(generated.program, generated.figures, case)
    assert meant == compiled


def test_a_loop_over_siblings_that_themselves_loop_over_siblings() -> None:
    root = Var(2, "Root")
    branch = Var(1, "Branch", root)
    leaf, other = Var(0, "Leaf", branch), Var(3, "Leaf", branch)
    subjects = (leaf, branch, root)
    counted = RuleSpec("t.counted", "数", "Counted.", subjects, Over("count", "leaves", other, FactNode(other, "holds", BOOL)))
    totalled = RuleSpec("t.totalled", "和", "Totalled.", subjects, Over("total", "leaves", other, Call("t.counted", (other, branch, root), COUNT)))
    models = {model.__name__: model_spec(model) for model in models_below(Root)}
    program = Program(models, {"Colour": term_spec(Colour)}, {}, {}, {rule.name: rule for rule in (counted, totalled)}, {})
    leaves = (Leaf(holds=True, sure=1), Leaf(holds=True, sure=2))
    meant, compiled = both(program, Figures([]), Root(id="r", branches=(Branch(id="b", sure=True, leaves=leaves),)))
    assert meant == compiled
    assert [value for name, value in compiled.items() if name.endswith("totalled")] == [("int", 4), ("int", 4)]


def book(place: str) -> Rulebook:
    return rulebook_of(place, {"care.monthly_standard": {"self_care": "70.00", "full_care": "400.00"}})


@pytest.mark.parametrize("place", PLACES)
@SLOW
@given(case=cases(Household), day=st.dates(date(2021, 12, 1), date(2022, 6, 1)))
def test_on_every_place(place: str, case: Household, day: date) -> None:
    rules = book(place)
    meant, compiled = both(rules.parts.program, rules.parts.figures, case, day)
    assert meant == compiled


FAULTS = {
    "a comparison": ("lt", "{0} <= {1}"),
    "an addition": ("add", "{0} + {1} + 1"),
    "a greatest": ("greatest", "min({all})"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_operation_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    name, code = FAULTS[fault]
    monkeypatch.setitem(OPERATIONS, name, replace(OPERATIONS[name], code=code))
    assert disagreement()


def test_a_faulty_conjunction_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter, "every", lambda values: all(value is True for value in values))
    assert disagreement()


def test_without_a_fault_there_is_no_disagreement() -> None:
    with pytest.raises(NoSuchExample):
        disagreement(examples=100)


def disagreement(examples: int = 2000) -> Any:
    """A program and a case on which the two readers differ; none is an error."""

    def differs(pair: tuple[GeneratedProgram, Root]) -> bool:
        meant, compiled = both(pair[0].program, pair[0].figures, pair[1])
        return meant != compiled

    options = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True, phases=[Phase.generate])
    return find(st.tuples(generated_programs(most_rules=2, depth=3), cases(Root, most=2)), differs, settings=options)
