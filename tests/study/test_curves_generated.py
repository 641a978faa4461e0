"""On generated rules a curve says of every single value what deciding it says: outcomes, amounts, every turning point."""

from __future__ import annotations

from dataclasses import replace

import pytest
from decide.samples import LAW
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from aidrules import Law, Outcome, Rulebook
from aidrules.facts.terms import Rounding
from aidrules.graph.kinds import MONEY
from aidrules.graph.nodes import Call, Const, Fact, Node, Op, Over, Var
from aidrules.graph.program import OutputSpec, Program, RuleSpec
from aidrules.law.load import load_law
from aidrules.rulebook.rulebook import Parts
from aidrules.study import curve, pieces
from aidrules.study.paths import place_of
from aidrules.study.pieces import ROUNDED
from aidrules.testing import cases, generated_programs
from aidrules.testing.programs import MODELS, Colour, Root

ON, OUTPUT = "2022-03-15", "x.output"
KEY = (OUTPUT, ())
ROOT = Var(0, "Root")
BRANCH = Var(1, "Branch", ROOT)
OWN = (Fact(ROOT, "amount", MONEY), Over("total", "branches", BRANCH, Fact(BRANCH, "amount", MONEY)))
RANGES = {"money": (0, 300), "quantity": (0, 300), "month": (2021 * 12, 2023 * 12), "date": (737_900, 738_300)}


@st.composite
def books(draw: DrawFn) -> Rulebook:
    """A generated program whose amounts are compared, and paid where the comparison holds."""
    generated = draw(generated_programs(most_rules=7, depth=3))
    rules = generated.program.rules
    amounts: list[Node] = [Call(name, (ROOT,), MONEY) for name, rule in rules.items() if (rule.model, rule.kind) == ("Root", MONEY)]
    part = st.sampled_from([*OWN, *OWN, *amounts, Const(MONEY, draw(st.integers(0, 400)))])

    def term() -> Node:
        name = draw(st.sampled_from(["", "add", "subtract", "greatest", "least"]))
        return Op(name, (draw(part), draw(part))) if name else draw(part)

    condition = RuleSpec("x.condition", "条件", "Condition.", (ROOT,), Op(draw(st.sampled_from(["lt", "le", "gt", "ge"])), (term(), term())))
    amount = RuleSpec("x.amount", "金额", "Amount.", (ROOT,), term())
    output = OutputSpec(OUTPUT, "benefit", "产出", "Output.", "Root", condition.name, "", amount.name, per="month", payee="person")
    program = Program(
        generated.program.models, generated.program.terms, generated.program.standards, {}, {**rules, condition.name: condition, amount.name: amount},
        {OUTPUT: output},
    )  # fmt: skip
    law, terms = Law(place="village", texts=(load_law(LAW),), rests={}), {"Colour": Colour, "Rounding": Rounding}
    return Rulebook(Parts(program, law, {OUTPUT: ("village/1",)}, (), generated.figures, generated.figures, {}, MODELS, terms, {}))


def check(book: Rulebook, case: Root, path: str) -> None:
    """Every value of the range decided alone, against the piece that it lies in."""
    place = place_of(book, case, path)
    low, high = RANGES[place.kind.name]
    found = curve(book, case, path, place.value(low), place.value(high), on=ON, outputs=[OUTPUT])
    alone = {}
    for value in range(low, high + 1):
        item = book.decide(place.at(value), ON).find(OUTPUT)
        alone[value] = item.outcome, item.amount.fen if item.outcome is Outcome.GRANTED and item.amount is not None else 0
    turns = {(value, alone[value][0], alone[value + 1][0]) for value in range(low, high) if alone[value][0] is not alone[value + 1][0]}
    assert {(place.number(turn.at), turn.before, turn.after) for turn in found.turns} == turns
    assert all(turn.rules and [clause.id for clause in turn.clauses] == ["village/1"] for turn in found.turns)
    for piece in found.pieces:
        first, width = piece.first.number, piece.last.number - piece.first.number
        ends = [point.amounts.get(KEY, 0) for point in (piece.first, piece.last)]
        for value in range(first, piece.last.number + 1):
            assert alone[value][0] is piece.first.outcomes[KEY]
            assert abs((alone[value][1] - ends[0]) * width - (ends[1] - ends[0]) * (value - first)) <= 2 * ROUNDED * width


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(book=books(), case=cases(Root, unknowns=False, most=2, amounts=st.integers(0, 300)), data=st.data())
def test_no_single_value_of_a_generated_rulebook_says_otherwise(book: Rulebook, case: Root, data: st.DataObject) -> None:
    below = [f"branches[{number}].{fact}" for number in range(len(case.branches)) for fact in ("amount", "born")]
    check(book, case, data.draw(st.sampled_from(["amount", "amount", "month", "size", *below])))


def test_a_search_that_looks_at_the_ends_alone_is_found_out_on_generated_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "alike", lambda one, other: one.outcomes == other.outcomes)
    monkeypatch.setattr(pieces.Along, "_straight", lambda *points: True)
    bent = Op("greatest", (Op("subtract", (OWN[0], Const(MONEY, 150))), Op("subtract", (Const(MONEY, 150), OWN[0]))))

    @settings(max_examples=5, deadline=None, database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(book=books(), case=cases(Root, unknowns=False, most=0, amounts=st.integers(0, 300)))
    def found_out(book: Rulebook, case: Root) -> None:
        program = book.parts.program
        rules = {**program.rules, "x.condition": RuleSpec("x.condition", "条件", "Condition.", (ROOT,), Op("lt", (bent, Const(MONEY, 50))))}
        check(Rulebook(replace(book.parts, program=replace(program, rules=rules))), case, "amount")

    with pytest.raises(AssertionError):
        found_out()
