"""Mutants: well-typed, each once, always the same, and of what outputs rest on only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from aidrules.decide.interpreter import Interpreter
from aidrules.decide.layout import Layout
from aidrules.decide.table import figures_on
from aidrules.graph.kinds import BOOL, COUNT, DATE, MONEY, RATIO, ROUNDING, Kind, term
from aidrules.graph.nodes import Const
from aidrules.graph.program import OutputSpec, Program
from aidrules.jurisdictions import PLACES, rulebook_of
from aidrules.standards.figures import Figure, Figures
from aidrules.testing import GeneratedProgram, cases, generated_programs, mutants
from aidrules.testing.mistakes import mistakes, other_figures
from aidrules.testing.mutants import World
from aidrules.testing.programs import Root

DAY = date(2022, 3, 15)


def of(place: str, *outputs: str) -> list[Any]:
    parts = rulebook_of(place).parts
    return list(mutants(parts.program, parts.figures, outputs or None))


@pytest.mark.parametrize("place", PLACES)
def test_names_are_unique_and_the_order_is_always_the_same(place: str) -> None:
    found = of(place)
    names = [mutant.name for mutant in found]
    assert len(names) == len(set(names))
    assert found == of(place)


@pytest.mark.parametrize("place", PLACES)
def test_each_changes_one_thing(place: str) -> None:
    book = rulebook_of(place)
    program, figures = book.parts.program, book.parts.figures
    for mutant in of(place):
        other, dated = mutant.program(program), mutant.figures(figures)
        changed = [
            name
            for part in ("rules", "outputs", "choices", "interactions")
            for name, spec in getattr(program, part).items()
            if getattr(other, part)[name] != spec
        ]
        assert (changed or [mutant.where]) == [mutant.where]
        assert (list(dated) != list(figures)) == (not changed)
        assert mutant.fits(program)
        assert not mutant.fits(other) or not changed


def test_every_kind_of_mistake_is_made() -> None:
    kinds = {mutant.kind for place in PLACES for mutant in of(place)}
    assert kinds == {"operator", "limb", "figure", "fact", "rule", "branch", "loop", "term", "value", "output"}


def test_only_what_the_named_outputs_rest_on_is_changed() -> None:
    where = {mutant.where for mutant in of("huining", "care.guardian_payment")}
    assert where == {
        "care.cared_for_by_guardian",
        "care.guardian_amount",
        "care.supported_at_home",
        "people.in_tekun_support",
        "care.guardian_payment",
        "care.guardian_rate",
    }


def test_a_supplied_figure_is_not_changed() -> None:
    parts = rulebook_of("huining", {"care.monthly_standard": {"full_care": "400.00"}}).parts
    assert "care.monthly_standard" not in {mutant.where for mutant in mutants(parts.program, parts.figures)}


def test_some_of_the_mistakes_by_name() -> None:
    names = {mutant.name for place in PLACES for mutant in of(place)}
    assert {
        "dibao.income_below_standard: le for lt: people.household_income, people.standard_for_all",
        "dibao.household_eligible: any_of for all_of: dibao.income_below_standard, dibao.assets_within_limit",
        "dibao.household_eligible: all_of without dibao.assets_within_limit",
        "dibao.gravely_ill: major_illness is other_body for healthcare_security",
        "people.household_income: greatest for total over members",
        "people.in_tekun_support: tekun_support is none for not tekun_support is none",
        "people.countable_earnings: branches swapped: people.employed_recipient",
        "phase_out.within_the_law: tekun.minor_age for phase_out.most_months",
        "phase_out.months: low: phase_out.most_months for phase_out.least_months",
        "escort.routine_reviewed: applied for township_reviewed",
        "escort.may_have_escort: escort.review for escort.not_turned_down",
        "escort.daily_rate: 149.99 for 150.00 of county",
        "escort.daily_rate: city_or_higher and county swapped from 2022-01-10",
        "escort.fee: without the gate escort.review",
        "escort.fee: escort.review before escort.application",
        "tekun.floor_rounding: fen_down for fen_up",
        "tekun.floor_ratio: 1.2 for 1.3",
        "tekun.disabled: 1 for 0",
    } <= names


class Others:
    """Nothing else to take for anything."""

    def facts(self, fact: Any) -> list[str]:
        return []

    rules = standards = facts

    def terms(self, kind: Kind) -> list[str]:
        return ["first", "second", "third"]


BEGINS, ENDS = date(2022, 1, 10), date(2022, 12, 31)


@pytest.mark.parametrize(
    ("kind", "figure", "words"),
    [
        (MONEY, Figure("s", "", 0, "0.00"), ["0.01 for 0.00"]),
        (COUNT, Figure("s", "", 6, "6"), ["5 for 6", "7 for 6"]),
        (BOOL, Figure("s", "", True, "true"), ["false for true"]),
        (DATE, Figure("s", "", BEGINS, "2022-01-10"), ["2022-01-09 for 2022-01-10", "2022-01-11 for 2022-01-10"]),
        (RATIO, Figure("s", "", Fraction(2, 3), "2/3"), ["1/3 for 2/3", "1 for 2/3"]),
        (RATIO, Figure("s", "", Fraction(1, 20), "0.05"), ["0.04 for 0.05", "0.06 for 0.05"]),
        (term("Place"), Figure("s", "", 1, "second"), ["first for second", "third for second"]),
        (COUNT, Figure("s", "", 0, "0", BEGINS, ENDS), ["1 for 0", "0 begins a day early", "0 ends a day early", "0 begins a day late", "0 ends a day late"]),
    ],
)
def test_a_figure_is_changed_by_its_kind(kind: Kind, figure: Figure, words: list[str]) -> None:
    assert [found for found, _, _ in other_figures([figure], kind, Others())] == words


def test_figures_of_one_key_are_told_apart_by_their_first_day() -> None:
    first, second = Figure("s", "a", 0, "0", BEGINS), Figure("s", "a", 5, "5", ENDS)
    assert [found for found, _, _ in other_figures([first, second], COUNT, Others())][:2] == [
        "1 for 0 of a from 2022-01-10",
        "0 of a from 2022-01-10 begins a day early",
    ]


def test_a_rounding_keeps_its_unit_or_its_mode() -> None:
    class Roundings(Others):
        def terms(self, kind: Kind) -> list[str]:
            return [f"{unit}_{mode}" for unit in ("fen", "jiao", "yuan") for mode in ("up", "half_up", "down")]

    found = [words for words, _, _ in other_figures([Figure("s", "", 0, "fen_up")], ROUNDING, Roundings())]
    assert found == ["fen_half_up for fen_up", "fen_down for fen_up", "jiao_up for fen_up", "yuan_up for fen_up"]
    assert len(list(mistakes(Const(ROUNDING, 0), Roundings()))) == 8


def with_outputs(program: Program) -> Program:
    """A generated program with an output for each of its conditions."""
    conditions = [rule for rule in program.rules.values() if rule.kind == BOOL]
    return replace(program, outputs={rule.name: OutputSpec(rule.name, "benefit", "", "", rule.model, rule.name) for rule in conditions})


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(generated_programs(), cases(Root, most=1))
def test_mutants_of_any_program_have_values(generated: GeneratedProgram, case: Root) -> None:
    program = with_outputs(generated.program)
    printed = Figures([replace(figure, clause="a/1") for figure in generated.figures])
    for mutant in mutants(program, printed):
        other = mutant.program(program)
        layout = Layout(other)
        Interpreter(layout, DAY, figures_on(other, mutant.figures(printed), DAY, None)).fill(layout.load(case, other.models["Root"]), "Root")


def test_a_fact_that_nothing_could_be_taken_for_stays() -> None:
    program = rulebook_of("zhangye").parts.program
    world = World(program, [program.outputs["tekun.recognition"]])
    body = program.rules["people.age"].body
    assert not [words for kind, words, _ in mistakes(body, world) if kind == "fact"]
