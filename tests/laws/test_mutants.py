"""The worked cases kill nearly every mutant of the rules, outputs and figures they are about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

import pytest
from cases.worked import FIELDS, found
from hypothesis import HealthCheck, Phase, given, settings
from laws.mutation import Module, Reader, equivalents, modules

from aidrules import Household, Item, Rulebook
from aidrules.errors import AidrulesError
from aidrules.testing import cases
from aidrules.testing.mutants import Mutant

MODULES = modules()
LISTED = equivalents()
LEAST_OF_ALL, LEAST_OF_KILLABLE = 0.92, 0.95


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_without_a_mistake_every_case_comes_out_as_expected(module: Module) -> None:
    assert [work.case["id"] for work in module.cases if not Reader(module).comes_out(work)] == []


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_the_cases_kill_the_mutants(module: Module) -> None:
    killers, listed = module.killers(), LISTED.get(str(module), {})
    survived = [name for name, killer in killers.items() if not killer]
    assert set(listed) <= set(survived), "an equivalent mutant that is killed or isn't there any more: take it off the list"
    left = [name for name in survived if name not in listed]
    assert len(killers) - len(left) - len(listed) >= LEAST_OF_KILLABLE * (len(killers) - len(listed)), "\n".join(left)
    assert len(killers) - len(survived) >= LEAST_OF_ALL * len(killers), "\n".join(survived)


def test_equivalent_mutants_belong_to_a_module_and_have_a_reason() -> None:
    assert set(LISTED) <= {str(module) for module in MODULES}
    assert all(len(reason) > 40 for listed in LISTED.values() for reason in listed.values())


def mutated(book: Rulebook, mutant: Mutant) -> Rulebook:
    """A whole rulebook with the mistake in it."""
    return Rulebook(replace(book.parts, program=mutant.program(book.parts.program), figures=mutant.figures(book.parts.figures)))


@pytest.mark.parametrize("module", [module for module in MODULES if module.reading is None], ids=str)
def test_a_rulebook_with_the_mistake_in_it_comes_to_the_same(module: Module) -> None:
    for number, mutant in enumerate(islice(module.mutants, 0, None, 23)):
        works = [work for work in module.cases if mutant.where in module.needed[work.output] and mutant.fits(work.book.parts.program)]
        work = works[number * 7 % len(works)]
        book, reader = mutated(work.book, mutant), Reader(module, mutant)

        def decided(book: Rulebook = book, work: Any = work) -> Item:
            if work.subject is None:
                return next(item for item in book.checks(work.day) if item.output == work.output)
            return book.decide(work.subject, work.day, work.choices).find(work.output, *work.case["subject"])

        assert shown(decided) == shown(lambda reader=reader, work=work: reader.item(work)), mutant.name


def shown(item: Any) -> Any:
    try:
        return found(item(), FIELDS)
    except AidrulesError as error:
        return error.code


@pytest.mark.parametrize(("module", "name"), [(module, name) for module in MODULES for name in LISTED.get(str(module), {})], ids=str)
def test_no_random_case_kills_an_equivalent_mutant(module: Module, name: str) -> None:
    mutant = next(mutant for mutant in module.mutants if mutant.name == name)
    wrong = mutated(module.book, mutant)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None, phases=[Phase.generate])
    @given(cases(Household, most=2))
    def same(case: Household) -> None:
        for day in (date(2022, 1, 9), date(2022, 3, 15)):
            pairs = zip(module.book.decide(case, on=day), wrong.decide(case, on=day), strict=True)
            assert all(found(plain, FIELDS) == found(other, FIELDS) for plain, other in pairs)

    same()
