"""A program: rules in order, circles, relation paths, subjects that contain each other, what depends on what."""

from __future__ import annotations

import pytest

from aidrules.errors import ComposeError
from aidrules.graph.kinds import BOOL, COUNT, MONEY
from aidrules.graph.nodes import TRUE, All, Call, Chosen, Const, Fact, Figure, Node, Not, Op, Over, Var, When
from aidrules.graph.program import (
    SORTS,
    ChoiceSpec,
    FactSpec,
    ModelSpec,
    OutputSpec,
    Program,
    RelationSpec,
    RuleSpec,
    StandardSpec,
    called,
    every,
)

HOME = Var(1, "Home")
PERSON = Var(0, "Person", HOME)


def relation(name: str, model: str) -> RelationSpec:
    return RelationSpec(name, model, False, name, name)


def model(name: str, *relations: RelationSpec) -> ModelSpec:
    return ModelSpec(name, name, (FactSpec("holds", BOOL, True, "成立", "holds"),), relations, True)


MODELS = (model("Home", relation("members", "Person")), model("Person", relation("stays", "Stay")), model("Stay"))


def rule(name: str, *calls: str, subjects: tuple[Var, ...] = (HOME,), body: Node | None = None) -> RuleSpec:
    parts = tuple(Call(callee, subjects, BOOL) for callee in calls)
    return RuleSpec(name, name, name, subjects, body or All((TRUE, *parts)))


def program(*rules: RuleSpec, models: tuple[ModelSpec, ...] = MODELS, choices: tuple[ChoiceSpec, ...] = (), outputs: tuple[OutputSpec, ...] = ()) -> Program:
    return Program(
        models={spec.name: spec for spec in models},
        terms={},
        standards={},
        choices={spec.path: spec for spec in choices},
        rules={spec.name: spec for spec in rules},
        outputs={spec.name: spec for spec in outputs},
    )


def refused(*rules: RuleSpec, models: tuple[ModelSpec, ...] = MODELS) -> tuple[str, str]:
    with pytest.raises(ComposeError) as caught:
        program(*rules, models=models)
    return caught.value.code, caught.value.message


# --- order


def test_each_rule_stands_after_those_it_calls() -> None:
    found = program(rule("d", "b", "c"), rule("c", "a"), rule("b", "a"), rule("a"), rule("e"))
    assert list(found.rules) == ["a", "b", "c", "d", "e"]


def test_rules_that_do_not_call_each_other_keep_their_order() -> None:
    assert list(program(rule("z"), rule("m"), rule("a")).rules) == ["z", "m", "a"]


def test_a_rule_called_anywhere_in_a_body_comes_first() -> None:
    inner = Call("deep", (PERSON,), BOOL)
    body = Over("any", "members", PERSON, When(Not(inner), TRUE, All((TRUE,))))
    deep = RuleSpec("deep", "", "", (Var(0, "Person"),), TRUE)
    assert list(program(rule("top", body=body), deep).rules) == ["deep", "top"]


@pytest.mark.parametrize(
    ("rules", "circle"),
    [
        ([rule("a", "a")], "a → a"),
        ([rule("a", "b"), rule("b", "a")], "a → b → a"),
        ([rule("a", "b"), rule("b", "c"), rule("c", "b")], "b → c → b"),
        ([rule("a"), rule("b", "a", "c"), rule("c", "d"), rule("d", "b")], "b → c → d → b"),
    ],
    ids=["itself", "two", "without the way to it", "three"],
)
def test_a_circle_is_shown(rules: list[RuleSpec], circle: str) -> None:
    assert refused(*rules) == ("compose.cycle", f"rules call each other in a circle: {circle}")


def test_a_rule_that_is_called_has_to_be_there() -> None:
    assert refused(rule("a", "nowhere")) == ("compose.rule", "the rule `nowhere` is called and isn't there")


# --- models


def test_a_model_stands_on_one_relation_path() -> None:
    models = (model("Home", relation("members", "Person"), relation("guests", "Person")), model("Person"))
    assert refused(models=models) == (
        "compose.two_paths",
        "Person stands on two relation paths, Home.members and Home.guests; give one of them a model of its own",
    )
    models = (model("Home", relation("members", "Person")), model("Inn", relation("guests", "Person")), model("Person"))
    assert refused(models=models) == (
        "compose.two_paths",
        "Person stands on two relation paths, Home.members and Inn.guests; give one of them a model of its own",
    )


def test_the_models_above_are_the_nearest_first() -> None:
    found = program()
    assert found.parents == {"Person": ("Home", "members"), "Stay": ("Person", "stays")}
    assert [found.above(name) for name in ("Stay", "Person", "Home", "Nowhere")] == [["Person", "Home"], ["Home"], [], []]


def test_models_that_contain_each_other_end_the_way_up() -> None:
    found = program(models=(model("A", relation("bs", "B")), model("B", relation("as", "A"))))
    assert found.above("A") == ["B", "A"]


def test_facts_and_relations_of_a_model_by_name() -> None:
    home = program().models["Home"]
    assert home.fact("holds").zh == "成立"
    assert home.relation("members").model == "Person"


# --- subjects


def subjects(*names: str) -> tuple[Var, ...]:
    return tuple(Var(index, name) for index, name in enumerate(names))


@pytest.mark.parametrize("names", [(), ("Home",), ("Stay",), ("Person", "Home"), ("Stay", "Home"), ("Stay", "Person", "Home")], ids=str)
def test_the_subjects_of_a_rule_contain_each_other(names: tuple[str, ...]) -> None:
    found = program(rule("a", subjects=subjects(*names), body=TRUE))
    assert found.rules["a"].model == (names[0] if names else "")


@pytest.mark.parametrize(
    ("names", "outer", "inner"),
    [(("Home", "Person"), "Person", "Home"), (("Person", "Stay"), "Stay", "Person"), (("Stay", "Home", "Person"), "Person", "Home")],
    ids=str,
)
def test_subjects_that_do_not_contain_each_other_are_refused(names: tuple[str, ...], outer: str, inner: str) -> None:
    assert refused(rule("a", subjects=subjects(*names), body=TRUE)) == ("compose.subjects", f"rule `a`: a {outer} doesn't contain a {inner}")


def test_a_rules_kind_is_that_of_its_body() -> None:
    assert RuleSpec("a", "", "", (), Const(COUNT, 1)).kind == COUNT


# --- what depends on what


def test_a_rule_depends_on_all_that_it_reaches_and_on_itself() -> None:
    found = program(rule("d", "b", "c"), rule("c", "a"), rule("b", "a"), rule("a"), rule("e", "a"))
    assert found.depends("d") == {"a", "b", "c", "d"}
    assert found.depends("e") == {"a", "e"}
    assert found.depends("a") == {"a"}


def test_called_names_the_rules_of_a_body_in_order_each_as_often_as_it_is_called() -> None:
    body = All((Call("b", (), BOOL), Not(Call("a", (), BOOL)), Call("b", (), BOOL)))
    assert called(body) == ["b", "a", "b"]
    assert called(TRUE) == []


def test_called_looks_into_keys_bounds_and_what_holds_otherwise() -> None:
    key = Figure("rate", MONEY, BOOL, Call("key", (), BOOL), Call("unpublished", (), MONEY))
    body = Over("greatest", "members", PERSON, Op("add", (key, Call("part", (PERSON,), MONEY))), Call("nobody", (), MONEY))
    assert called(body) == ["key", "unpublished", "part", "nobody"]


def test_every_gives_a_node_before_what_is_in_it() -> None:
    fact = Fact(HOME, "holds", BOOL)
    body = All((Not(fact), TRUE))
    assert list(every(body)) == [body, Not(fact), fact, TRUE]


# --- outputs


def test_the_rules_of_an_output_stand_in_the_order_in_which_they_are_asked() -> None:
    output = OutputSpec(
        "care.payment", "benefit", "付", "pay", "Person", "entitled", applies="applies", amount="amount", gates=("first", "second"),
        notices=("notice",), within="within", first_month="from", last_month="to",
    )  # fmt: skip
    assert output.rules() == ("applies", "entitled", "first", "second", "within", "amount", "from", "to", "notice")
    assert OutputSpec("care.check", "check", "核", "check", "", "holds").rules() == ("holds",)


def test_an_output_waits_for_its_may_first() -> None:
    choices = tuple(ChoiceSpec(path, BOOL, HOME, None, None, path, path) for path in ("care.days", "care.payment", "care.amount"))
    output = OutputSpec("care.payment", "benefit", "付", "pay", "Home", "a", may=True, choices=("care.amount", "care.days"))
    plain = OutputSpec("care.other", "benefit", "付", "pay", "Home", "a", choices=("care.days",))
    found = program(rule("a"), choices=choices, outputs=(output, plain))
    assert [spec.path for spec in found.discretions(output)] == ["care.payment", "care.amount", "care.days"]
    assert [spec.path for spec in found.discretions(plain)] == ["care.days"]


def test_the_sorts_of_outputs() -> None:
    assert SORTS == ("benefit", "duty", "gate", "referral", "sanction", "check")


def test_a_standard_says_what_it_differs_by() -> None:
    assert StandardSpec("rate", MONEY, COUNT, "yuan", "标准", "rate").by == COUNT


def test_a_choice_is_found_inside_a_body() -> None:
    assert Chosen("care.days", HOME, COUNT) in every(Op("add", (Const(COUNT, 1), Chosen("care.days", HOME, COUNT))))
