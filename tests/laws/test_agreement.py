"""The compiled reader agrees with the interpreter on every value of every rule, ours and generated ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from aidrules import Household, Rulebook
from aidrules.decide import compiled as compiled_reader
from aidrules.decide import interpreter
from aidrules.decide.compiled import Compiled
from aidrules.decide.interpreter import Interpreter
from aidrules.decide.layout import FIRST, GLOBAL, Layout
from aidrules.decide.source import Writer
from aidrules.decide.table import figures_on
from aidrules.facts.model import Facts
from aidrules.graph.kinds import BOOL, COUNT
from aidrules.graph.nodes import All, Call, Const, How, Over, Var, When
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


EVERYTHING_KNOWN = st.tuples(generated_programs(printed=True), cases(Root, unknowns=False, most=2))


@SLOW
@given(EVERYTHING_KNOWN)
def test_on_generated_rules_where_everything_is_known(pair: tuple[GeneratedProgram, Root]) -> None:
    meant, compiled = both(pair[0].program, pair[0].figures, pair[1])
    assert meant == compiled


def loops() -> Program:
    """A rule for each sort of loop, over parts whose own rule is worked out before, and one that reads them all."""
    root = Var(1, "Root")
    branch = Var(0, "Branch", root)
    models = {model.__name__: model_spec(model) for model in models_below(Root)}
    sure, size = Call("t.sure", (branch, root), BOOL), Call("t.size", (branch, root), COUNT)
    rules = [
        RuleSpec("t.sure", "定", "Sure.", (branch, root), All((FactNode(branch, "holds", BOOL), FactNode(root, "holds", BOOL)))),
        RuleSpec("t.size", "数", "Size.", (branch, root), When(FactNode(branch, "holds", BOOL), Const(COUNT, 1), Const(COUNT, 0))),
        *(RuleSpec(f"t.{how}", "环", "Loop.", (root,), Over(how, "branches", branch, sure)) for how in BOOLEAN_LOOPS),
        RuleSpec("t.total", "和", "Total.", (root,), Over("total", "branches", branch, size)),
    ]
    return Program(models, {"Colour": term_spec(Colour)}, {}, {}, {rule.name: rule for rule in rules}, {})


BOOLEAN_LOOPS: tuple[How, ...] = ("all", "any", "count")


def looped(*holds: bool | None) -> tuple[dict[str, Any], dict[str, Any]]:
    branches = tuple(Branch(id=f"b{number}", holds=known, sure=True, leaves=()) for number, known in enumerate(holds))
    return both(loops(), Figures([]), Root(id="r", holds=True, branches=branches))


@pytest.mark.parametrize("holds", [(), (True,), (False,), (True, False), (True, None), (False, None, True)])
def test_loops_that_are_worked_out_while_their_parts_are(holds: tuple[bool | None, ...]) -> None:
    meant, compiled = looped(*holds)
    assert meant == compiled


@pytest.mark.parametrize("how", [*BOOLEAN_LOOPS, "total"])
def test_a_faulty_loop_of_what_is_known_is_found(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(compiled_reader._START, how, {"total": "1", "any": "True", "all": "False", "count": "1"}[how])
    meant, compiled = looped()
    assert {name.rpartition(".")[2] for name in meant if meant[name] != compiled[name]} == {how}


def test_a_fault_in_the_code_for_what_is_known_is_found_where_everything_is(monkeypatch: pytest.MonkeyPatch) -> None:
    original = Writer.conditions

    def conditions(self: Any, nodes: Any, env: Any, *, settles: bool) -> tuple[str, bool]:
        text, nullable = original(self, nodes, env, settles=settles)
        return (f"(not {text})" if self.certain else text), nullable

    monkeypatch.setattr(Writer, "conditions", conditions)
    meant, compiled = looped(True)
    assert meant != compiled
    meant, compiled = looped(None)
    assert meant == compiled


def book(place: str) -> Rulebook:
    supplied = {"care.monthly_standard": {"self_care": "70.00", "full_care": "400.00"}}
    read = rulebook_of(place).parts.slots
    return rulebook_of(place, {path: values for path, values in supplied.items() if path in read})


@pytest.mark.parametrize("place", PLACES)
@settings(SLOW, max_examples=100)
@given(data=st.data(), day=st.dates(date(2021, 12, 1), date(2022, 6, 1)))
def test_on_every_place(place: str, data: st.DataObject, day: date) -> None:
    rules = book(place)
    case = data.draw(cases(Household, most=2, reading=rules.parts.program))
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


def disagreement(examples: int = 10000) -> Any:
    """A program and a case on which the two readers differ; none is an error."""

    def differs(pair: tuple[GeneratedProgram, Root]) -> bool:
        meant, compiled = both(pair[0].program, pair[0].figures, pair[1])
        return meant != compiled

    options = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True, phases=[Phase.generate])
    return find(st.tuples(generated_programs(most_rules=2, depth=3), cases(Root, most=2)), differs, settings=options)
