"""Between which amounts an open one lies: whatever the facts turn out to be, the amount lies there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from decide.samples import BOTH, LEFT, PHASE_OUT, POOR, cared_for, earner, home, huining, leaving, stay, village, words, zhangye
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from aidrules import Choice, Fact, Facts, Household, Item, Money, Outcome, Rulebook, fact
from aidrules.decide import bounds as reader
from aidrules.decide.bounds import Ranges
from aidrules.decide.interpreter import Interpreter, Tabled
from aidrules.decide.layout import Layout
from aidrules.decide.spans import SPANNED, Possible, Span
from aidrules.decide.table import figures_on
from aidrules.graph.kinds import BOOL, MONEY
from aidrules.graph.nodes import All, Call, Const, Figure, Is, Node, Not, Op, Var
from aidrules.graph.nodes import Any as Any_
from aidrules.graph.nodes import Fact as FactNode
from aidrules.graph.program import RuleSpec
from aidrules.lang import all_of, any_of, benefit, rule, standard, total, when
from aidrules.testing import GeneratedProgram, cases, completions, generated_programs
from aidrules.testing.programs import COLOUR, Root

DAY = date(2022, 3, 15)
SLOW = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def escort(**facts: Any) -> Item:
    return huining().decide(home(cared_for(stays=[stay(**facts)])), on=DAY).find("escort.fee", "p1", "s1")


def span(item: Item) -> tuple[str, str] | None:
    return None if item.bounds is None else (str(item.bounds[0]), str(item.bounds[1]))


# --- what comes out


def test_the_escort_fee_lies_between_the_rates_that_are_printed() -> None:
    item = escort(segments=[{"escorted_days": 4}])
    assert item.outcome is Outcome.UNDETERMINED
    assert item.bounds == (Money("400.00"), Money("800.00"))


def test_days_within_their_range_bound_the_fee() -> None:
    assert span(escort(segments=[{"level": "county"}])) == ("0.00", "150000.00")  # at most 1000 days, by the fact itself
    assert span(escort(segments=[{"level": "county", "escorted_days": 2}, {"escorted_days": 1}])) == ("400.00", "500.00")


def test_a_level_without_a_rate_has_no_amount_to_bound() -> None:
    assert escort(segments=[{"level": "other", "escorted_days": 4}]).bounds is None


def test_a_relation_that_is_not_known_has_no_upper_bound() -> None:
    assert span(escort(segments=None)) == ("0.00", "None")


def test_an_amount_that_is_known_under_an_open_step_is_both_bounds() -> None:
    item = escort(applied=None)
    assert (item.outcome, item.amount, span(item)) == (Outcome.UNDETERMINED, None, ("600.00", "600.00"))


def test_what_is_settled_has_no_bounds() -> None:
    granted, refused, pending = escort(), escort(county_approval="refused"), escort(applied=False)
    assert [item.outcome for item in (granted, refused, pending)] == [Outcome.GRANTED, Outcome.REFUSED, Outcome.PENDING]
    assert [item.bounds for item in (granted, refused, pending)] == [None, None, None]
    assert escort(escort="nobody").bounds is None
    assert span(escort(applied=False, segments=[{"escorted_days": 4}])) == ("400.00", "800.00")  # pending, and what has accrued isn't known


def test_a_local_standard_that_is_missing_leaves_no_bounds() -> None:
    item = huining().decide(home(cared_for(care_level="self_care")), on=DAY).find("care.purchased_care", "p1")
    assert (item.outcome, item.bounds) == (Outcome.UNDETERMINED, None)


def test_the_grant_is_bounded_by_being_entitled_to_it() -> None:
    def grant(*members: dict[str, Any]) -> tuple[str, str] | None:
        return span(zhangye().decide(home(*members, **POOR), on=DAY).find("dibao.household_grant"))

    assert grant(earner(monthly_earnings=None)) == ("0.01", "480.00")
    assert grant(earner(monthly_earnings="100.00"), earner(monthly_earnings=None)) == ("0.01", "860.00")
    assert grant(earner(), earner(tekun_support=None)) == ("480.00", "960.00")


def test_an_open_choice_lies_within_its_own_bounds() -> None:
    decided = zhangye().decide(leaving(), on=date(2024, 6, 15))
    item = decided.find("phase_out.payment", "p1")
    assert (item.outcome, span(item)) == (Outcome.DISCRETIONARY, ("0.00", "200.00"))
    assert zhangye().decide(leaving(), on=date(2024, 6, 15), choices=BOTH).find("phase_out.payment", "p1").bounds is None
    unknown = zhangye().decide(home(PHASE_OUT, **{**LEFT, "grant_before": None}), on=date(2024, 6, 15)).find("phase_out.payment", "p1")
    assert span(unknown) == ("0.00", "None")


def test_a_choice_that_was_made_is_taken_as_it_is() -> None:
    made = {("phase_out.level", "p1"): Choice("150.00", by="乡镇经办人", why="减半")}
    item = zhangye().decide(leaving(), on=date(2024, 6, 15), choices=made).find("phase_out.payment", "p1")
    assert (item.outcome, span(item)) == (Outcome.DISCRETIONARY, ("150.00", "150.00"))


# --- what must hold narrows the range; a small law of its own

rate = standard(Money, "plot.rate", zh="标准", en="the rate")


class Plot(Facts):
    """A part of a farm (地块)."""

    id: str
    mu: Fact[int] = fact(zh="亩", en="mu", low=1, high=9)
    fallow: Fact[bool] = fact(zh="休耕", en="fallow")


class Farm(Facts):
    """A farm (农户)."""

    id: str
    income: Fact[Money] = fact(zh="收入", en="income", low="10.00", high="90.00")
    costs: Fact[Money] = fact(zh="成本", en="costs")
    poor: Fact[bool] = fact(zh="困难", en="poor")
    plots: Fact[tuple[Plot, ...]] = fact(zh="地块", en="plots")


def farm(entitled: Any, amount: Any, **facts: Any) -> tuple[str, str] | None:
    output = benefit("farm.aid", zh="补助", en="aid", entitled=entitled, amount=amount, per="once")
    book = village(output)
    book = village(output, standards=dict.fromkeys(book.parts.slots, "20.00"))
    return span(book.decide(Farm.read({"id": "f", **facts}), on=DAY).find("farm.aid"))


@rule("困难")
def poor(farm: Farm) -> bool:
    """The farm is poor."""
    return farm.poor


@rule("收入")
def income(farm: Farm) -> Money:
    """The income."""
    return farm.income


@rule("差额")
def gap(farm: Farm) -> Money:
    """What the income lacks to the costs."""
    return farm.costs - farm.income


@rule("按亩")
def by_mu(farm: Farm) -> Money:
    """The rate for every mu."""
    return total(rate * plot.mu for plot in farm.plots)


@rule("收入不超过标准")
def small(farm: Farm) -> bool:
    """The income is at most the rate."""
    return farm.income <= rate


@rule("收入低于成本")
def in_need(farm: Farm) -> bool:
    """The income is below the costs, which are at most the rate."""
    return all_of(income(farm) < farm.costs, farm.costs <= rate)


@rule("收入低于成本或困难")
def in_need_or_poor(farm: Farm) -> bool:
    """The income is below the rate, or the farm is poor."""
    return any_of(farm.income < rate, farm.poor)


@rule("困难者加倍")
def double(farm: Farm) -> Money:
    """Twice the rate where the farm is poor."""
    return when(farm.poor, rate * farm_plots(farm), otherwise=rate)


@rule("地块数")
def farm_plots(farm: Farm) -> int:
    """The mu of all the plots."""
    return total(plot.mu for plot in farm.plots)


@rule("每块不超过一亩")
def each_small(farm: Farm) -> bool:
    """No plot's payment is above the rate."""
    return all_of(rate * plot.mu <= rate for plot in farm.plots)


def test_the_ranges_of_facts_bound_what_is_made_of_them() -> None:
    assert farm(poor, income) == ("10.00", "90.00")
    assert farm(poor, by_mu, plots=[{"id": "a"}, {"id": "b", "mu": 2}]) == ("60.00", "220.00")
    assert farm(poor, by_mu) == ("0.00", "None")


def test_a_condition_that_must_hold_narrows_a_fact() -> None:
    assert farm(small, income) == ("10.00", "20.00")
    assert farm(in_need_or_poor, income) == ("10.00", "90.00")  # either may be why
    assert farm(poor, double, plots=[{"id": "a", "mu": 3}]) == ("60.00", "60.00")


def test_a_difference_that_must_be_above_nothing_is() -> None:
    assert farm(in_need, gap) == ("0.01", "10.00")
    assert farm(poor, gap) == ("-90.00", "None")


def test_explanations_and_documents_say_the_bounds() -> None:
    decided = huining().decide(home(cared_for(stays=[stay(kind=None, county_filed=None, segments=[{"escorted_days": 4}])])), on=DAY)
    assert "金额范围：400.00元至800.00元" in words(decided, "zh")
    assert "Amount: between 400.00 and 800.00 yuan" in words(decided, "en")
    open_ = huining().decide(home({"stays": [stay(segments=None)]}), on=DAY)
    assert "金额范围（如给予）：不低于0.00元" in words(open_, "zh")
    assert "Amount, if granted: at least 0.00 yuan" in words(open_, "en")


# --- whatever the facts turn out to be


def places(program: GeneratedProgram, case: Root) -> tuple[Layout, Tabled, Any]:
    layout = Layout(program.program)
    table = figures_on(program.program, program.figures, DAY, None)
    rows = layout.load(case, program.program.models["Root"])
    alone = Interpreter(layout, DAY, table).fill(rows, "Root")
    return layout, Tabled(layout, DAY, table, alone), rows


def within(possible: Possible, value: Any) -> bool:
    return value in possible if isinstance(possible, frozenset) else possible.low <= (0, value) <= possible.high


def outside(generated: GeneratedProgram, case: Root, completed: Root) -> list[str]:
    """The rules whose values in a completion lie outside what the reader found possible for the case."""
    layout, tabled, root = places(generated, case)
    _, _, filled = places(generated, completed)
    ranges = Ranges(tabled)
    found = []
    for (model, row), (_, full) in zip(layout.walk(root, "Root"), known(layout, filled, root), strict=True):
        for name, rule_ in generated.program.rules.items():
            value = full[layout.rules[name]] if rule_.model == model else None
            if value is not None and not within(ranges.of(name, row), value):
                found.append(name)
    return found


def known(layout: Layout, full: Any, row: Any, model: str = "Root") -> Any:
    """The rows of a completion whose subjects the case itself holds."""
    yield model, full
    for relation in layout.program.models[model].relations:
        place = layout.relations[model][relation.name]
        for inner, other in zip(row[place] or (), full[place], strict=False):
            yield from known(layout, other, inner, relation.model)


def learned(generated: GeneratedProgram, case: Root, completed: Root) -> list[str]:
    """The same for each subject, where a condition about it is taken to be true, and turns out to be."""
    layout, tabled, root = places(generated, case)
    _, _, filled = places(generated, completed)
    found = []
    for (model, row), (_, full) in zip(layout.walk(root, "Root"), known(layout, filled, root), strict=True):
        about = [rule_.name for rule_ in generated.program.rules.values() if rule_.model == model]
        values = {name: full[layout.rules[name]] for name in about}
        for condition in about:
            if values[condition] is True:
                ranges = Ranges(tabled)
                ranges.learn_rule(condition, row)
                found += [name for name, value in values.items() if value is not None and not within(ranges.of(name, row), value)]
    return found


@st.composite
def triples(draw: st.DrawFn, most_rules: int = 6, depth: int = 4) -> tuple[GeneratedProgram, Root, Root]:
    case = draw(cases(Root, most=2))
    return draw(generated_programs(most_rules, depth)), case, draw(completions(case, most=2))


@SLOW
@given(triples())
def test_every_value_of_a_completion_lies_within_on_generated_rules(drawn: tuple[GeneratedProgram, Root, Root]) -> None:
    assert outside(*drawn) == []


BRANCH = Var(0, "Branch", Var(1, "Root"))
AMOUNTS: tuple[Node, ...] = (
    FactNode(BRANCH, "amount", MONEY), FactNode(BRANCH.above()[0], "amount", MONEY), Figure("s.money", MONEY), Const(MONEY, 0),
    Call("generated.amount", BRANCH.above(), MONEY), Call("generated.sum", (BRANCH, *BRANCH.above()), MONEY),
)  # fmt: skip


@st.composite
def conditions(draw: st.DrawFn, depth: int = 2) -> Node:
    """Comparisons of amounts, terms and truths, put together by the words that say what must hold."""
    if depth and draw(st.booleans()):
        word = draw(st.sampled_from(["all", "any", "not"]))
        parts = tuple(draw(st.lists(conditions(depth - 1), min_size=1, max_size=3)))
        return All(parts) if word == "all" else Any_(parts) if word == "any" else Not(parts[0])
    if draw(st.integers(0, 4)) == 0:
        return FactNode(BRANCH, "holds", BOOL) if draw(st.booleans()) else Is(FactNode(BRANCH, "colour", COLOUR), (Const(COLOUR, draw(st.integers(0, 2))),))
    return Op(draw(st.sampled_from(["lt", "le", "gt", "ge", "eq"])), (draw(st.sampled_from(AMOUNTS)), draw(st.sampled_from(AMOUNTS))))


@st.composite
def conditioned(draw: st.DrawFn) -> tuple[GeneratedProgram, Root, Root]:
    """A program with a condition and some differences of amounts, a case of few amounts, and a completion."""
    base = draw(generated_programs(most_rules=1, depth=1))
    subjects = (BRANCH, *BRANCH.above())
    root = BRANCH.above()[0]
    bodies = {"sum": Op("add", (AMOUNTS[0], AMOUNTS[1])), "condition": draw(conditions())}
    bodies |= {f"difference{n}": Op("subtract", (draw(st.sampled_from(AMOUNTS)), draw(st.sampled_from(AMOUNTS)))) for n in range(3)}
    bodies["keyed"] = Figure("s.by_colour", MONEY, COLOUR, FactNode(BRANCH, "colour", COLOUR))
    rules = [RuleSpec(f"generated.{name}", name, name, subjects, body) for name, body in bodies.items()]
    rules.append(RuleSpec("generated.amount", "amount", "amount", (root,), FactNode(root, "amount", MONEY)))
    program = replace(base.program, rules={rule_.name: rule_ for rule_ in rules})
    few = st.integers(0, 4)
    case = draw(cases(Root, most=2, amounts=few))
    return GeneratedProgram(program, base.figures), case, draw(completions(case, most=2, amounts=few))


@SLOW
@given(st.one_of(triples(), conditioned()))
def test_what_must_hold_never_narrows_too_much_on_generated_rules(drawn: tuple[GeneratedProgram, Root, Root]) -> None:
    assert learned(*drawn) == []


@pytest.mark.parametrize("book", [huining(), zhangye()], ids=["huining", "zhangye"])
@SLOW
@given(data=st.data())
def test_the_amount_of_a_completion_lies_within_on_every_place(book: Rulebook, data: st.DataObject) -> None:
    case = data.draw(cases(Household, most=2, reading=book.parts.program))
    completed = data.draw(completions(case, most=2))
    after = {(item.output, item.path): item for item in book.decide(completed, on=DAY).items}
    for item in book.decide(case, on=DAY).items:
        amount = after[item.output, item.path].amount
        if item.bounds is not None and amount is not None:
            low, high = item.bounds
            assert low is None or low <= amount, (item.output, item.path)
            assert high is None or amount <= high, (item.output, item.path)


# --- the property finds a fault


def wrong(check: Callable[..., list[str]], drawn: Any, examples: int = 12000) -> Any:
    options = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True, phases=[Phase.generate])
    return find(drawn, lambda found: bool(check(*found)), settings=options)


SMALL = triples(most_rules=3, depth=3)


def test_without_a_fault_none_is_found() -> None:
    for check, drawn in ((outside, SMALL), (learned, conditioned())):
        with pytest.raises(NoSuchExample):
            wrong(check, drawn, examples=200)


def test_a_branch_left_out_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ranges, "when", lambda self, node, env: self.possible(node.then, env))
    assert wrong(outside, SMALL)


def test_a_greatest_that_takes_the_least_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SPANNED, "greatest", SPANNED["least"])
    assert wrong(outside, SMALL)


def test_an_any_of_taken_for_an_all_of_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "some", reader.every)
    assert wrong(outside, SMALL)


@pytest.mark.parametrize("fault", ["the wrong way round", "strictly where it isn't", "an any_of", "apart by too much"])
def test_a_fault_in_what_must_hold_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compare, learn = Ranges.compare, Ranges.learn

    def learn_any(self: Ranges, node: Node, env: Any, truth: bool) -> None:
        learn(self, All(node.parts) if isinstance(node, Any_) else node, env, truth)

    def far_apart(self: Ranges, one: Node, other: Node, env: Any, strictly: bool) -> None:
        compare(self, one, other, env, strictly)
        self.apart = {pair: Span((0, apart.low[1] + 1), apart.high) for pair, apart in self.apart.items()}

    if fault == "an any_of":
        monkeypatch.setattr(Ranges, "learn", learn_any)
    elif fault == "apart by too much":
        monkeypatch.setattr(Ranges, "compare", far_apart)
    elif fault == "the wrong way round":
        monkeypatch.setattr(Ranges, "compare", lambda self, one, other, env, strictly: compare(self, other, one, env, strictly))
    else:
        monkeypatch.setattr(Ranges, "compare", lambda self, one, other, env, strictly: compare(self, one, other, env, True))
    assert wrong(learned, conditioned())
