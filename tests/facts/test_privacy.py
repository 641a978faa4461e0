"""A case is about people: no message, printed form or traceback shows anything of it."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidrules import Facts, Household, read_case
from aidrules.errors import AidrulesError, InvalidFacts
from aidrules.facts.roots import ROOTS

WORDS = "zhangsan张三"
NUMBER = 130102199001011234


class Shown:
    """Something whose printed form is the secret."""

    def __repr__(self) -> str:
        return WORDS


SECRETS: list[Any] = [
    WORDS, WORDS * 30, f"{WORDS}\u200b", f"/{WORDS}", f"{NUMBER}", f"{NUMBER}.555", f"1 {WORDS}", f"2022-03-01{WORDS}", NUMBER, NUMBER**20, NUMBER + 0.5, -NUMBER,
    Decimal(NUMBER), Decimal(f"{NUMBER}.555"), WORDS.encode(), Shown(), [WORDS], (WORDS,), {WORDS: 1}, {"id": WORDS, WORDS: WORDS}, [{WORDS: WORDS}], [[WORDS]],
    [{"id": f"/{WORDS}"}], {"members": WORDS}, {WORDS},
]  # fmt: skip


def below(model: type[Facts]) -> Iterator[type[Facts]]:
    yield model
    for shape in model.shapes.values():
        if shape.related is not None:
            yield from below(shape.related)


MODELS = [model for root in ROOTS.values() for model in below(root)]
FIELDS = [(model, name) for model in MODELS for name in model.model_fields]
IDS = [f"{model.__name__}.{name}" for model, name in FIELDS]


def plain(model: type[Facts]) -> dict[str, Any]:
    """The least that makes a subject of the model, as plain data."""
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if field.is_required():
            related = model.shapes[name].related
            found[name] = "x" if related is None else [plain(related)]
    return found


def nested(model: type[Facts], subject: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The key of a root, and a subject of it in which the given one stands where its model belongs."""
    for key, root in ROOTS.items():
        if model is root:
            return key, subject
    for owner in MODELS:
        for name, shape in owner.shapes.items():
            if shape.related is model:
                return nested(owner, {**plain(owner), name: [subject]})
    raise AssertionError("every model is contained in another")


def texts(error: BaseException) -> str:
    shown = [str(error), repr(error), *traceback.format_exception(error), *traceback.format_exception_only(error), *map(str, getattr(error, "__notes__", ()))]
    if isinstance(error, InvalidFacts):
        shown += [f"{fault!r} {fault}" for fault in error.faults]
    return "\n".join(shown)


def says_nothing(attempt: Callable[[], object]) -> bool:
    """Whether it was refused; if so, without a word about anybody."""
    try:
        attempt()
    except (AidrulesError, AttributeError, TypeError) as error:
        shown = texts(error)
        assert "zhang" not in shown
        assert "张" not in shown
        assert str(NUMBER)[:9] not in shown
        return True
    return False


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=IDS)
def test_a_wrong_value_is_in_no_message(model: type[Facts], name: str) -> None:
    assert model.model_validate(plain(model)) is not None
    for secret in SECRETS:
        given_ = {**plain(model), name: secret}
        constructed = says_nothing(lambda given_=given_: model(**given_))
        assert says_nothing(lambda given_=given_: model.read(given_, under="household")) == constructed
        assert says_nothing(lambda given_=given_: model.model_validate(given_)) == constructed
        root, whole = nested(model, given_)
        assert says_nothing(lambda root=root, whole=whole: ROOTS[root].read(whole)) == constructed
        says_nothing(lambda given_=given_: model.model_validate_strings(given_))
        subject = model(**plain(model))
        assert says_nothing(lambda secret=secret, subject=subject: subject.model_copy(update={name: secret})) == constructed
        assert says_nothing(lambda secret=secret, subject=subject: setattr(subject, name, secret))
        assert constructed or isinstance(secret, str | int | Decimal | list | tuple)
    assert says_nothing(lambda: model(**{**plain(model), name: Shown()})), "every field refuses something"


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=IDS)
def test_a_wrong_value_in_a_case_file_is_in_no_message(model: type[Facts], name: str) -> None:
    refused = 0
    for secret in SECRETS:
        if isinstance(secret, (str, int, float, list, dict)):
            root, whole = nested(model, {**plain(model), name: secret})
            document = {"place": "huining", "on": "2022-03-01", root: whole}
            written = json.dumps(document)
            refused += says_nothing(lambda written=written: read_case(written))
            says_nothing(lambda root=root, whole=whole: ROOTS[root].model_validate_json(json.dumps(whole)))
    assert refused


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("name", [WORDS, f"id{WORDS}", f"{NUMBER}", WORDS * 1000, "_" + WORDS, f"\ud800{WORDS}"], ids=ascii)
def test_an_unknown_name_is_in_no_message(model: type[Facts], name: str) -> None:
    with_name = {**plain(model), name: WORDS}
    assert says_nothing(lambda: model(**with_name))
    assert says_nothing(lambda: model.read(with_name))
    assert says_nothing(lambda: model.model_validate(with_name))
    assert says_nothing(lambda: model.model_validate_json(json.dumps(with_name)))
    assert says_nothing(lambda: model.model_validate_strings(with_name))
    assert says_nothing(lambda: model(**plain(model)).model_copy(update={name: WORDS}))
    assert says_nothing(lambda: setattr(model(**plain(model)), name, WORDS))
    assert says_nothing(lambda: delattr(model(**plain(model)), name))
    root, whole = nested(model, with_name)
    assert says_nothing(lambda: ROOTS[root].read(whole))


@pytest.mark.parametrize("name", ["place", "on", "known_on", "household", "readings", "standards", "choices", WORDS, f"household{WORDS}"])
@pytest.mark.parametrize("secret", [secret for secret in SECRETS if isinstance(secret, str | int | float | list | dict)], ids=lambda value: ascii(value)[:20])
def test_nothing_at_the_top_of_a_case_file_is_in_a_message(name: str, secret: Any) -> None:
    document = {"place": "huining", "on": "2022-03-01", "household": plain(Household), name: secret}
    says_nothing(lambda: read_case(json.dumps(document)))
    says_nothing(lambda: read_case(json.dumps(document)[:-1]))
    says_nothing(lambda: read_case(json.dumps(document) + WORDS))


@settings(deadline=None, max_examples=200)
@given(
    st.recursive(
        st.just(WORDS) | st.just(NUMBER) | st.booleans() | st.none() | st.sampled_from(["id", "members"]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([WORDS, "id", "members", "stays", f"x{NUMBER}"]), inner, max_size=3),
        max_leaves=8,
    )
)
def test_no_shape_of_a_case_gets_into_a_message(household: Any) -> None:
    says_nothing(lambda: Household.read(household))
    says_nothing(lambda: read_case(json.dumps({"place": WORDS, "on": WORDS, "household": household})))


def test_the_printed_form_of_facts_cases_and_decisions_shows_nobody() -> None:
    from aidrules.jurisdictions import huining

    member = {"id": WORDS, "tekun_support": "dispersed", "care_level": "full_care", "has_caring_guardian": True}
    case = read_case(json.dumps({"place": "huining", "on": "2022-03-01", "household": {"id": WORDS, "members": [member]}}))
    decision = huining.rulebook().decide(case.subject, on=case.on)
    for thing in (case, case.subject, case.subject.members, decision, decision.items):
        assert "张" not in f"{thing!r} {thing}"
    assert repr(decision.find("care.guardian_payment", WORDS)) == "<care.guardian_payment: granted, 230.00>"
