"""Nodes check their parts when they are built; and their children, free subjects and short names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any as Anything

import pytest

from aidrules.errors import GraphError
from aidrules.graph.kinds import BOOL, COUNT, DATE, MONEY, MONTH, RATIO, ROUNDING, Kind, quantity, term
from aidrules.graph.nodes import (
    FALSE,
    HOWS,
    NOTHING,
    TRUE,
    All,
    Any,
    Call,
    Chosen,
    Const,
    Day,
    Fact,
    Figure,
    How,
    Is,
    Node,
    Not,
    Op,
    Over,
    Var,
    When,
    children,
    free,
    show,
)

HOME = Var(0, "Household")
PERSON = Var(1, "Person", HOME)
STAY = Var(2, "HospitalStay", PERSON)
OTHER = Var(3, "Person", HOME)
LEVEL, AREA, SIZE = term("CareLevel"), term("Area"), quantity("m2")
ONE, RED = Const(COUNT, 1), Const(LEVEL, 0)
HOLDS, EARNS = Fact(PERSON, "employed", BOOL), Fact(PERSON, "earnings", MONEY)


def fact(kind: Kind, subject: Var = PERSON, name: str = "x") -> Fact:
    return Fact(subject, name, kind)


def refused(build: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(GraphError) as caught:
        build()
    return caught.value.code, caught.value.message


NO_CONDITIONS: dict[str, tuple[Callable[[], Node], str]] = {
    "all_of": (lambda: All((HOLDS, EARNS)), "`all_of` takes conditions; the fact Person.earnings is money"),
    "any_of": (lambda: Any((EARNS, HOLDS)), "`any_of` takes conditions; the fact Person.earnings is money"),
    "none_of": (lambda: Not(ONE), "`none_of` takes conditions; the value 1 is a count"),
    "when": (lambda: When(RED, TRUE, FALSE), "`when` takes conditions; the value 0 is a CareLevel"),
    "nothing in all_of": (lambda: All(()), "`all_of` takes at least one condition"),
    "nothing in any_of": (lambda: Any(()), "`any_of` takes at least one condition"),
}


@pytest.mark.parametrize("case", NO_CONDITIONS)
def test_conditions_are_true_or_false(case: str) -> None:
    build, message = NO_CONDITIONS[case]
    assert refused(build) == ("graph.kinds", message)


def test_conditions_are_always_true_or_false() -> None:
    assert [node.kind for node in (All((HOLDS,)), Any((HOLDS, TRUE)), Not(HOLDS), Is(fact(LEVEL), (RED,)))] == [BOOL] * 4


def test_a_term_is_compared_with_terms_of_its_enumeration() -> None:
    assert refused(lambda: Is(fact(LEVEL), (RED, Const(AREA, 0)))) == (
        "graph.kinds",
        "the fact Person.x is a CareLevel, and is compared with a Area",
    )
    assert refused(lambda: Is(EARNS, (NOTHING,))) == ("graph.kinds", "the fact Person.earnings is money, and is compared with money")
    assert refused(lambda: Is(fact(LEVEL), ())) == ("graph.kinds", "the fact Person.x is compared with nothing; name at least one term")


def test_the_branches_of_a_when_are_of_one_kind() -> None:
    assert refused(lambda: When(HOLDS, EARNS, ONE)) == (
        "graph.kinds",
        "the branches of a `when` differ: the fact Person.earnings is money, the value 1 is a count",
    )
    assert refused(lambda: When(HOLDS, fact(SIZE), fact(quantity("min"), name="y"))) == (
        "graph.kinds",
        "the branches of a `when` differ: the fact Person.x is a quantity in m2, the fact Person.y is a quantity in min",
    )


@pytest.mark.parametrize("kind", [BOOL, COUNT, MONEY, DATE, MONTH, SIZE, LEVEL])
def test_a_when_is_of_the_kind_of_its_branches(kind: Kind) -> None:
    assert When(HOLDS, fact(kind), fact(kind, name="y")).kind == kind


def test_a_figure_takes_the_key_it_differs_by_and_no_other() -> None:
    assert Figure("rate", MONEY, LEVEL, fact(LEVEL)).kind == MONEY
    assert Figure("rate", MONEY).kind == MONEY
    takes = "the standard rate takes a key that is a CareLevel, and is given "
    assert refused(lambda: Figure("rate", MONEY, LEVEL)) == ("graph.key", f"{takes}none")
    assert refused(lambda: Figure("rate", MONEY, LEVEL, fact(AREA))) == ("graph.key", f"{takes}a Area")
    assert refused(lambda: Figure("rate", MONEY, None, fact(LEVEL))) == ("graph.key", "the standard rate takes no key, and is given a CareLevel")


def test_what_holds_without_a_figure_is_of_its_kind() -> None:
    assert Figure("rate", MONEY, otherwise=EARNS).kind == MONEY
    assert refused(lambda: Figure("rate", MONEY, otherwise=ONE)) == ("graph.kinds", "the standard rate is money, and otherwise= is a count")


def test_a_call_takes_the_subjects_that_contain_its_first() -> None:
    for subjects in [(), (HOME,), (STAY, PERSON), (STAY, HOME), (STAY, PERSON, HOME)]:
        assert Call("care.rule", subjects, MONEY).kind == MONEY
    message = "the rule care.rule: the Person given is not the one that contains the HospitalStay"
    assert refused(lambda: Call("care.rule", (STAY, OTHER), MONEY)) == ("graph.subjects", message)
    assert refused(lambda: Call("care.rule", (HOME, PERSON), MONEY)) == (
        "graph.subjects",
        "the rule care.rule: the Person given is not the one that contains the Household",
    )
    assert refused(lambda: Call("care.rule", (STAY, HOME, PERSON), MONEY))[0] == "graph.subjects"


def test_an_operation_checks_its_parts() -> None:
    assert Op("add", (EARNS, NOTHING)).kind == MONEY
    assert refused(lambda: Op("add", (EARNS, ONE))) == (
        "graph.kinds",
        "`add` takes two counts, two amounts, or two quantities in one unit; here the fact Person.earnings is money, the value 1 is a count",
    )
    assert refused(lambda: Op("power", (ONE, ONE))) == ("graph.operation", "there is no operation `power`")


# --- loops

LOOPS: dict[How, tuple[Kind, ...]] = {
    "all": (BOOL,),
    "any": (BOOL,),
    "count": (BOOL,),
    "total": (COUNT, MONEY, SIZE),
    "greatest": (COUNT, MONEY, SIZE, DATE, MONTH),
    "least": (COUNT, MONEY, SIZE, DATE, MONTH),
}
KINDS = (BOOL, COUNT, MONEY, RATIO, SIZE, DATE, MONTH, LEVEL, ROUNDING)


def loop(how: How, kind: Kind) -> Over:
    otherwise = fact(kind, HOME) if how in ("greatest", "least") else None
    return Over(how, "members", PERSON, fact(kind), otherwise)


def test_every_loop_is_listed() -> None:
    assert set(LOOPS) == set(HOWS)


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("how", LOOPS)
def test_a_loop_takes_bodies_of_its_kinds_only(how: How, kind: Kind) -> None:
    if kind in LOOPS[how]:
        gives = {"all": BOOL, "any": BOOL, "count": COUNT}
        assert loop(how, kind).kind == gives.get(how, kind)
    else:
        assert refused(lambda: loop(how, kind)) == ("graph.kinds", f"`{how}` over members: the fact Person.x is {kind}")


def test_there_is_no_other_loop() -> None:
    assert refused(lambda: Over("mean", "members", PERSON, EARNS)) == ("graph.operation", "there is no loop `mean`")  # type: ignore[arg-type]


def test_a_loops_element_belongs_to_a_subject() -> None:
    assert refused(lambda: Over("all", "members", HOME, TRUE)) == ("graph.subjects", "a loop's element belongs to a subject")


def test_a_loops_body_may_use_the_element_and_what_contains_it() -> None:
    body = All((fact(BOOL, STAY), fact(BOOL, PERSON), fact(BOOL, HOME)))
    assert Over("all", "stays", STAY, body).kind == BOOL


def test_a_loops_body_may_use_no_other_subject() -> None:
    message = (
        "a loop over stays uses a Person that neither is its element nor contains it; a loop's body may use its own element and the subjects that contain it"
    )
    foreign: list[Node] = [fact(BOOL, OTHER), Call("r", (OTHER,), BOOL), Not(Chosen("c", OTHER, BOOL)), Op("lt", (fact(COUNT, STAY), fact(COUNT, OTHER)))]
    for body in foreign:
        assert refused(lambda body=body: Over("any", "stays", STAY, body)) == ("graph.subjects", message)


def test_a_loop_inside_a_loop_may_not_use_what_its_own_element_does_not_lie_in() -> None:
    beside = Var(9, "HospitalStay", OTHER)
    inner = Over("any", "stays", beside, fact(BOOL, beside))
    assert refused(lambda: Over("any", "members", PERSON, inner))[0] == "graph.subjects"
    assert Over("any", "members", OTHER, inner).kind == BOOL


def test_greatest_and_least_say_what_holds_over_nothing_and_the_others_do_not() -> None:
    message = "greatest and least over a relation say what holds over nothing, with otherwise="
    for how in HOWS:
        kind = LOOPS[how][0]
        needed = how in ("greatest", "least")
        Over(how, "members", PERSON, fact(kind), fact(kind, HOME) if needed else None)
        assert refused(lambda how=how, kind=kind, needed=needed: Over(how, "members", PERSON, fact(kind), None if needed else fact(kind, HOME))) == (
            "graph.otherwise",
            message,
        )


def test_what_holds_over_nothing_is_of_the_kind_of_the_body() -> None:
    assert refused(lambda: Over("least", "members", PERSON, EARNS, ONE)) == ("graph.kinds", "otherwise= is a count, and the loop gives money")


def test_what_holds_over_nothing_does_not_use_the_element() -> None:
    message = "otherwise= of a loop over members is for where there is none, and uses its element"
    assert refused(lambda: Over("greatest", "members", PERSON, EARNS, EARNS)) == ("graph.subjects", message)
    assert Over("greatest", "members", PERSON, EARNS, fact(MONEY, OTHER)).kind == MONEY  # it stands outside the loop


# --- children, free subjects, names

RATE = Figure("rate", MONEY, LEVEL, fact(LEVEL))
WHEN = When(HOLDS, EARNS, NOTHING)
TOTAL = Over("total", "members", PERSON, EARNS)
MOST = Over("greatest", "members", PERSON, EARNS, fact(MONEY, HOME))
CHILDREN: dict[str, tuple[Node, tuple[Node, ...]]] = {
    "a value": (ONE, ()),
    "the day": (Day(), ()),
    "a fact": (EARNS, ()),
    "a choice": (Chosen("c", PERSON, MONEY), ()),
    "a call": (Call("r", (PERSON,), MONEY), ()),
    "a figure": (Figure("rate", MONEY), ()),
    "a figure with a key": (RATE, (fact(LEVEL),)),
    "a published figure": (Figure("rate", MONEY, LEVEL, fact(LEVEL), EARNS), (fact(LEVEL), EARNS)),
    "a published figure without a key": (Figure("rate", MONEY, otherwise=EARNS), (EARNS,)),
    "all": (All((HOLDS, TRUE)), (HOLDS, TRUE)),
    "any": (Any((FALSE, HOLDS)), (FALSE, HOLDS)),
    "not": (Not(HOLDS), (HOLDS,)),
    "is": (Is(fact(LEVEL), (RED,)), (fact(LEVEL),)),
    "when": (WHEN, (HOLDS, EARNS, NOTHING)),
    "an operation": (Op("add", (EARNS, NOTHING)), (EARNS, NOTHING)),
    "a loop": (TOTAL, (EARNS,)),
    "a loop with otherwise": (MOST, (EARNS, fact(MONEY, HOME))),
}


@pytest.mark.parametrize("case", CHILDREN)
def test_children_are_the_parts_in_order(case: str) -> None:
    node, parts = CHILDREN[case]
    assert children(node) == parts


FREE: dict[str, tuple[Node, set[Var]]] = {
    "a value": (ONE, set()),
    "the day": (Day(), set()),
    "a fact": (EARNS, {PERSON}),
    "a choice": (Chosen("c", PERSON, MONEY), {PERSON}),
    "a call": (Call("r", (STAY, PERSON, HOME), MONEY), {STAY, PERSON, HOME}),
    "a call without a subject": (Call("r", (), MONEY), set()),
    "a figure": (Figure("rate", MONEY), set()),
    "a figure with a key": (RATE, {PERSON}),
    "a published figure": (Figure("rate", MONEY, LEVEL, fact(LEVEL), fact(MONEY, HOME)), {PERSON, HOME}),
    "conditions": (All((HOLDS, Not(fact(BOOL, HOME)))), {PERSON, HOME}),
    "a when": (When(fact(BOOL, STAY), EARNS, NOTHING), {STAY, PERSON}),
    "an operation": (Op("add", (EARNS, fact(MONEY, HOME))), {PERSON, HOME}),
    "a loop binds its element, and speaks of whose relation it is": (TOTAL, {HOME}),
    "a loop over a value": (Over("count", "members", PERSON, TRUE), {HOME}),
    "a loop that uses what contains its element": (Over("all", "stays", STAY, fact(BOOL, HOME)), {PERSON, HOME}),
    "a loop with otherwise": (Over("greatest", "stays", STAY, fact(MONEY, STAY), fact(MONEY, OTHER)), {PERSON, OTHER}),
    "a loop in a loop": (Over("any", "members", PERSON, Over("any", "stays", STAY, fact(BOOL, STAY))), {HOME}),
}


@pytest.mark.parametrize("case", FREE)
def test_free_subjects_are_those_that_a_node_does_not_bind(case: str) -> None:
    node, subjects = FREE[case]
    assert free(node) == subjects


SHOWN: dict[str, Node] = {
    "the fact Person.earnings": EARNS,
    "the standard rate": RATE,
    "the choice c": Chosen("c", PERSON, MONEY),
    "the rule care.rule": Call("care.rule", (PERSON,), MONEY),
    "the value 1": ONE,
    "the value True": TRUE,
    "the day decided for": Day(),
    "`add` of the fact Person.earnings and the standard rate": Op("add", (EARNS, RATE)),
    "`total` over members": TOTAL,
    "a `all`": All((HOLDS,)),
    "a `any`": Any((HOLDS,)),
    "a `not`": Not(HOLDS),
    "a `is`": Is(fact(LEVEL), (RED,)),
    "a `when`": WHEN,
}


@pytest.mark.parametrize("words", SHOWN)
def test_a_node_has_a_short_name_for_messages(words: str) -> None:
    assert show(SHOWN[words]) == words


def test_the_subjects_above_are_the_nearest_first() -> None:
    assert STAY.above() == (PERSON, HOME)
    assert HOME.above() == ()


@pytest.mark.parametrize("node", [node for node, _ in CHILDREN.values()], ids=list(CHILDREN))
def test_nodes_are_values_and_cannot_be_changed(node: Anything) -> None:
    assert hash(node) == hash(node)
    name = next(iter(type(node).__slots__))
    with pytest.raises(FrozenInstanceError):
        setattr(node, name, None)


def test_the_day_is_a_day_and_the_constants_are_what_they_say() -> None:
    assert Day().kind == DATE
    assert (TRUE.value, FALSE.value, NOTHING.value) == (True, False, 0)
    assert (TRUE.kind, FALSE.kind, NOTHING.kind) == (BOOL, BOOL, MONEY)
    assert Const(DATE, date(2022, 3, 1)) != Const(DATE, date(2022, 3, 2))
