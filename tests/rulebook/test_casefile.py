"""read_case: what a case file is, and each thing that it is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidrules import Choice, Facts, Household, Money, Month, Quantity, read_case
from aidrules.errors import InvalidCaseFile, InvalidFacts
from aidrules.facts.roots import ROOTS
from aidrules.facts.terms import Term
from aidrules.rulebook.casefile import DEEPEST, LARGEST, LONGEST_WORDS, OTHER_KEYS

EXAMPLES = Path(__file__).parents[2] / "examples"
HOME = {"id": "h1", "members": [{"id": "p1"}]}
GOOD = {"place": "huining", "on": "2022-03-01", "household": HOME}


def written(**parts: Any) -> str:
    """A good case file with some parts changed; ``...`` leaves one out."""
    return json.dumps({name: part for name, part in {**GOOD, **parts}.items() if part is not ...}, ensure_ascii=False)


def home(**parts: Any) -> dict[str, Any]:
    return {"id": "h1", "members": [{"id": "p1", **parts}]}


def refusal(data: bytes | str) -> tuple[str, str]:
    with pytest.raises(InvalidCaseFile) as caught:
        read_case(data)
    return caught.value.code, caught.value.message


def faults(data: bytes | str) -> list[tuple[str, str, str]]:
    with pytest.raises(InvalidFacts) as caught:
        read_case(data)
    return [(fault.path, fault.code, fault.message) for fault in caught.value.faults]


# --- what it holds


def test_a_case_has_a_place_a_day_and_a_subject() -> None:
    case = read_case(written())
    assert (case.place, case.on, case.known_on, case.standards, case.readings, case.choices) == ("huining", date(2022, 3, 1), None, {}, {}, {})
    assert case.subject == Household.read(HOME)
    assert read_case(written().encode()) == case


def test_the_rest_may_be_given_or_null() -> None:
    parts = {"known_on": "2022-02-01", "standards": {"care.monthly_standard": {"full_care": "400.00"}}, "readings": {"escort-coverage": "dispersed-only"}}
    case = read_case(written(**parts))
    assert (case.known_on, case.standards, case.readings) == (date(2022, 2, 1), parts["standards"], parts["readings"])
    assert read_case(written(known_on=None, standards=None, readings=None, choices=None)) == read_case(written())


def test_choices_are_read_by_path_and_subject() -> None:
    choice = {"choice": "phase_out.months", "subject": ["p1"], "value": "4", "by": "经办人", "why": "收入刚刚稳定"}
    case = read_case(written(choices=[choice, {**choice, "subject": []}]))
    made = Choice("4", by="经办人", why="收入刚刚稳定")
    assert case.choices == {("phase_out.months", "p1"): made, ("phase_out.months",): made}


def test_a_case_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        read_case(written()).place = "zhangye"


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.json")), ids=lambda file: file.stem)
def test_the_examples_are_cases_and_round_trip(file: Path) -> None:
    case = read_case(file.read_bytes())
    again = Household.read(json.loads(json.dumps(case.subject.model_dump(mode="json"))))
    assert (again, type(again)) == (case.subject, Household)
    assert Household.read(again.model_dump(mode="json", exclude_unset=True)) == again


def values(model: type[Facts]) -> st.SearchStrategy[dict[str, Any]]:
    """Facts of a model as plain data, every one of them known, unknown or left out."""
    required, optional = {}, {}
    for name, shape in model.shapes.items():
        extra = model.model_fields[name].json_schema_extra or {}
        if shape.related is not None:
            low = 1 if model.model_fields[name].is_required() else 0
            strategy: st.SearchStrategy[Any] = st.lists(values(shape.related), min_size=low, max_size=2)
        elif shape.kind is str:
            strategy = st.text("abc户1", min_size=1, max_size=6)
        elif shape.kind is bool:
            strategy = st.booleans()
        elif shape.kind is int:
            strategy = st.integers(extra.get("low", 0), extra.get("high", 10**9))
        elif shape.kind is Money:
            strategy = st.integers(0, Money(extra["high"]).fen if extra.get("high") else 10**12).map(lambda fen: str(Money.from_fen(fen)))
        elif shape.kind is date:
            strategy = st.dates(date(2021, 1, 1), date(2022, 1, 1)).map(date.isoformat)
        elif shape.kind is Month:
            strategy = st.builds(Month, st.integers(2020, 2024), st.integers(1, 12)).map(str)
        elif shape.kind is Quantity:
            strategy = st.builds(lambda number, unit: f"{number // 100}.{number % 100:02d} {unit}", st.integers(0, 10**9), st.just(extra["unit"]))
        else:
            assert issubclass(shape.kind, Term)
            strategy = st.sampled_from([member.value for member in shape.kind])
        if model.model_fields[name].is_required():
            required[name] = strategy
        else:
            optional[name] = strategy | st.none()
    return st.fixed_dictionaries(required, optional=optional).filter(
        lambda found: all(
            not (found.get(first) and found.get(last) and found[first] > found[last])
            for first, last in (("admission_date", "discharge_date"), ("move_in_notice_on", "buyback_requested_on"))
        )
    )


@settings(deadline=None, max_examples=60)
@given(values(Household))
def test_every_household_that_is_read_is_written_out_and_read_back_equal(household: dict[str, Any]) -> None:
    subject = read_case(written(household=household)).subject
    document = json.loads(json.dumps(subject.model_dump(mode="json"), ensure_ascii=False))
    again = read_case(written(household=document)).subject
    assert again == subject
    assert again.model_dump(mode="json") == document
    for name, value in household.items():
        assert document[name] == value or isinstance(value, list)


# --- bytes and JSON


@pytest.mark.parametrize(
    "data",
    ['{"place": "会宁"}'.encode("gbk"), b'{"a": "\xff"}', b"\x80", '{"a": 1}'.encode("utf-16"), b'{"a": "\xed\xa0\x80"}'],
    ids=["gbk", "ff", "80", "utf-16", "cesu"],
)
def test_bytes_that_are_not_utf8_are_refused(data: bytes) -> None:
    assert refusal(data) == ("case_file.encoding", "a case file is UTF-8; this one isn't (GBK, perhaps): save it as UTF-8")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + written().encode(), "\ufeff" + written()], ids=["bytes", "text"])
def test_a_byte_order_mark_is_refused(data: bytes | str) -> None:
    assert refusal(data) == ("case_file.bom", "the file begins with a byte order mark; save it as UTF-8 without one")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Expecting value, line 1, column 1"),
        ("{", "Expecting property name enclosed in double quotes, line 1, column 2"),
        ("{'place': 1}", "Expecting property name enclosed in double quotes, line 1, column 2"),
        ('{"place": "huining"\n "on": 1}', "Expecting ',' delimiter, line 2, column 2"),
        ('{"a": 1} {"b": 2}', "Extra data, line 1, column 10"),
        ('{"a": "\t"}', "Invalid control character at, line 1, column 8"),
        ('{"a": "\\x"}', "Invalid \\escape, line 1, column 8"),
        ('{"a": 01}', "Expecting ',' delimiter, line 1, column 8"),
        ('{"a": １}', "Expecting value, line 1, column 7"),
        ('{"a": True}', "Expecting value, line 1, column 7"),
        ('{"a": "unfinished', "Unterminated string starting at, line 1, column 7"),
    ],
)
def test_what_is_not_json_says_where(text: str, words: str) -> None:
    assert refusal(text) == ("case_file.json", f"this isn't JSON: {words}")


TWICE = ("case_file.twice", "a name stands twice in one object, so it isn't clear which value counts")


@pytest.mark.parametrize(
    "text",
    [
        '{"place": "huining", "place": "zhangye"}',
        '{"place": "huining", "pl\\u0061ce": "huining"}',
        written().replace('{"id": "p1"}', '{"id": "p1", "employed": true, "employed": true}'),
        written(standards={}).replace('"standards": {}', '"standards": {"a": "1", "a": "2"}'),
    ],
    ids=["top", "escaped", "member", "standards"],
)
def test_a_name_that_stands_twice_is_refused(text: str) -> None:
    assert refusal(text) == TWICE


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_constants_that_are_not_json_are_refused(constant: str) -> None:
    text = written(household=home(monthly_earnings="X")).replace('"X"', constant)
    assert refusal(text) == ("case_file.not_finite", f"{constant} is no value of JSON; write a number, or null for what isn't known")


@pytest.mark.parametrize("digits", ["1" * 19, "1" * 5000, "-" + "9" * 18, "1" * 1_000_000], ids=["19", "5000", "negative", "million"])
def test_a_number_of_too_many_digits_is_refused(digits: str) -> None:
    text = written(household=home(monthly_earnings="X")).replace('"X"', digits)
    assert refusal(text) == ("case_file.number", "a number has more digits than any count or amount")


DEEP = ("case_file.depth", "a case file is at most 32 levels deep")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 33,
        "[" * 200 + "]" * 200,
        '{"a":' * 200 + "1" + "}" * 200,
        "[" * 2_000_000,
        '["]",' * 100_000 + "1" + "]" * 100_000,
        '["\\"]",' * 1000 + "1" + "]" * 1000,
        '"\\\\"' + "[" * 33,
        '["a", ' * 33,
    ],
    ids=["33", "arrays", "objects", "millions", "closed-in-texts", "escaped-quotes", "escaped-backslash", "open"],
)
def test_a_file_that_is_too_deep_is_refused(text: str) -> None:
    assert refusal(text) == DEEP


@pytest.mark.parametrize("text", ["[" * 40, "]" * 40, '{"' * 40, '\\"[' * 40, "\\" * 40])
def test_brackets_in_a_text_are_no_levels(text: str) -> None:
    assert read_case(written(standards={"x": text})).standards == {"x": text}
    assert refusal(written(standards={"x": text})[:-1])[0] == "case_file.json"


def test_the_deepest_file_is_read() -> None:
    text = written(standards={"x": 0}).replace("0}", "[" * (DEEPEST - 2) + "]" * (DEEPEST - 2) + "}")
    assert read_case(text).place == "huining"
    assert refusal(text.replace("[[", "[[[").replace("]]", "]]]")) == DEEP


def test_a_file_of_more_than_4_mib_is_refused() -> None:
    assert (LARGEST, DEEPEST, LONGEST_WORDS) == (4_194_304, 32, 2000)
    data = written().encode()
    assert read_case(data.ljust(LARGEST)) == read_case(data)
    assert refusal(data.ljust(LARGEST + 1)) == ("case_file.size", "a case file is at most 4 MiB")
    assert refusal(written().ljust(LARGEST + 1))[0] == "case_file.size"


# --- the top


@pytest.mark.parametrize("text", ["[]", "[{}]", '"case"', "1", "null", "true", "1.5"])
def test_the_top_is_an_object(text: str) -> None:
    assert refusal(text) == ("case_file.form", 'a case file is an object: {"place": …, "on": …, "household": {…}}')


TOP = "there is a name at the top that a case file doesn't have; "


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("palce", "did you mean `place`?"),
        ("households", "did you mean `household`?"),
        ("Household", "did you mean `household`?"),
        ("张三", "there is " + ", ".join(f"`{key}`" for key in sorted([*ROOTS, *OTHER_KEYS]))),
        ("", "there is " + ", ".join(f"`{key}`" for key in sorted([*ROOTS, *OTHER_KEYS]))),
        ("q" * 2**20, "there is " + ", ".join(f"`{key}`" for key in sorted([*ROOTS, *OTHER_KEYS]))),
        ("\ud800", "there is " + ", ".join(f"`{key}`" for key in sorted([*ROOTS, *OTHER_KEYS]))),
    ],
    ids=["typo", "plural", "capital", "zh", "empty", "long", "surrogate"],
)
def test_an_unknown_name_at_the_top_is_refused_with_the_closest(name: str, words: str) -> None:
    text = json.dumps({**GOOD, name: 1})
    assert refusal(text) == ("case_file.unknown_name", TOP + words)


def test_a_case_is_about_one_subject() -> None:
    code, message = refusal(written(household=...))
    assert code == "case_file.subject"
    assert message == f"a case file is about one subject; write it under {' or '.join(f'`{key}`' for key in ROOTS)}"


PLACE = ("place", "fact.required", 'write the place whose law is applied, for example "huining"')
ON = ("on", "fact.required", 'write the day decided for, for example "2022-03-01"')
DAY = 'a day is written "2022-03-01"'
OBJECT = "write an object, {…}"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"place": ...}, [PLACE]),
        ({"place": None}, [PLACE]),
        ({"place": ""}, [PLACE]),
        ({"place": 5}, [PLACE]),
        ({"place": ["huining"]}, [PLACE]),
        ({"on": ...}, [ON]),
        ({"on": None}, [ON]),
        ({"on": ""}, [("on", "date.format", DAY)]),
        ({"on": "2022-3-1"}, [("on", "date.format", DAY)]),
        ({"on": 20220301}, [("on", "date.format", DAY)]),
        ({"on": 1.5}, [("on", "date.format", DAY)]),
        ({"on": "2026-02-29"}, [("on", "date.no_such_day", "there is no such day in the calendar")]),
        ({"on": "2022-03-01T00:00:00Z"}, [("on", "date.time", 'a day has no time of day; write "2022-03-01"')]),
        ({"on": "9999-12-31"}, [("on", "date.range", "a day lies in the years 1850 to 2200")]),
        ({"known_on": "x"}, [("known_on", "date.format", DAY)]),
        ({"known_on": False}, [("known_on", "date.format", DAY)]),
        ({"standards": []}, [("standards", "fact.type", OBJECT)]),
        ({"standards": ""}, [("standards", "fact.type", OBJECT)]),
        ({"standards": 0}, [("standards", "fact.type", OBJECT)]),
        ({"readings": False}, [("readings", "fact.type", OBJECT)]),
        ({"readings": {"escort-coverage": 5}}, [("readings", "fact.type", 'write the alternative that is selected as a text: {"reading": "alternative"}')]),
        ({"household": None}, [("household", "fact.type", OBJECT)]),
        ({"household": []}, [("household", "fact.type", OBJECT)]),
        ({"household": {}}, [("household.id", "fact.required", "this is required"), ("household.members", "fact.required", "this is required")]),
        ({"place": ..., "on": ..., "household": {"id": "h"}}, [PLACE, ON, ("household.members", "fact.required", "this is required")]),
    ],
    ids=str,
)
def test_a_wrong_part_at_the_top_has_its_path(parts: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    assert sorted(faults(written(**parts))) == sorted(expected)


FORM = "a choice has choice, subject (a list of ids), value, by and why, nothing else"
TEXTS = 'the parts of a choice are texts, for example "value": "4", "300.00", "yes" or "declined"'
CHOICE = {"choice": "phase_out.months", "subject": ["p1"], "value": "4", "by": "a", "why": "b"}


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({}, ("choices", "choice.form", FORM)),
        (0, ("choices", "choice.form", FORM)),
        ("", ("choices", "choice.form", FORM)),
        ([None], ("choices[0]", "choice.form", FORM)),
        ([CHOICE, {**CHOICE, "extra": "x"}], ("choices[1]", "choice.form", FORM)),
        ([{name: part for name, part in CHOICE.items() if name != "why"}], ("choices[0]", "choice.form", FORM)),
        ([{**CHOICE, "value": 4}], ("choices[0]", "choice.form", TEXTS)),
        ([{**CHOICE, "value": None}], ("choices[0]", "choice.form", TEXTS)),
        ([{**CHOICE, "subject": "p1"}], ("choices[0]", "choice.form", TEXTS)),
        ([{**CHOICE, "subject": [1]}], ("choices[0]", "choice.form", TEXTS)),
        ([{**CHOICE, "by": ["a"]}], ("choices[0]", "choice.form", TEXTS)),
        ([{**CHOICE, "why": "x" * (LONGEST_WORDS + 1)}], ("choices[0]", "choice.form", TEXTS)),
        ([{**CHOICE, "why": "\ud800"}], ("choices[0]", "choice.form", TEXTS)),
        ([CHOICE, {**CHOICE, "value": "5"}], ("choices[1]", "choice.twice", "this choice is made twice for one subject")),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_a_choice_of_another_form_is_refused(choices: Any, expected: tuple[str, str, str]) -> None:
    text = json.dumps({**GOOD, "choices": choices})
    assert faults(text) == [expected]


def test_the_longest_words_of_a_choice_are_taken() -> None:
    assert read_case(written(choices=[{**CHOICE, "why": "x" * LONGEST_WORDS}])).choices["phase_out.months", "p1"].why == "x" * LONGEST_WORDS


def test_only_so_many_wrong_choices_are_listed() -> None:
    assert len(faults(written(choices=[1] * 1000))) == 20


# --- facts


WHOLE = "write a whole number, without quotes and without a point"
MONEY = 'an amount is a string of yuan, for example "412.50", or a whole number'
STAY = {"id": "s1", "segments": [{"level": "county"}]}


def stay(**segment: Any) -> dict[str, Any]:
    return home(stays=[{"id": "s1", "segments": [{"level": "county"}, segment]}])


@pytest.mark.parametrize(
    ("household", "path", "code", "message"),
    [
        (home(monthly_earnings=1.5), "members[0].monthly_earnings", "money.type", MONEY),
        (home(monthly_earnings=True), "members[0].monthly_earnings", "money.type", MONEY),
        (home(monthly_earnings=["1.00"]), "members[0].monthly_earnings", "money.type", MONEY),
        (home(monthly_earnings=10**17), "members[0].monthly_earnings", "money.range", "the amount is larger than any that aidrules works with"),
        (home(monthly_earnings="1.005"), "members[0].monthly_earnings", "money.places", "an amount has at most two places; round it before, by the rule that says how"),
        (home(monthly_earnings="-1.00"), "members[0].monthly_earnings", "fact.range", "the amount must be at least 0.00"),
        (stay(level="moon"), "members[0].stays[0].segments[1].level", "fact.term", 'write one of "township_centre", "county", "city_or_higher", "other"'),
        (stay(escorted_days=3.0), "members[0].stays[0].segments[1].escorted_days", "fact.type", WHOLE),
        (stay(escorted_days="3"), "members[0].stays[0].segments[1].escorted_days", "fact.type", WHOLE),
        (stay(escorted_days=1001), "members[0].stays[0].segments[1].escorted_days", "fact.range", "the number must be at most 1000"),
        (stay(escorted_days=-1), "members[0].stays[0].segments[1].escorted_days", "fact.range", "the number must be at least 0"),
        (home(stays={}), "members[0].stays", "fact.type", "a relation is a list, [] where there is none"),
        (home(stays="none"), "members[0].stays", "fact.type", "a relation is a list, [] where there is none"),
        (home(stays=[STAY] * 51), "members[0].stays", "fact.too_many", "there are more entries than a case may hold, at most 50"),
        ({"id": "h", "members": []}, "members", "fact.too_few", "there must be at least 1"),
        ({"id": "h", "members": [HOME["members"][0]] * 51}, "members", "fact.too_many", "there are more entries than a case may hold, at most 50"),
        ({"id": 1, "members": [{"id": "p1"}]}, "id", "fact.type", "write a text in quotes"),
        ({"id": "a/b", "members": [{"id": "p1"}]}, "id", "id.characters", "an id holds printable characters and no slash"),
        ({"id": "q" * 2**20, "members": [{"id": "p1"}]}, "id", "id.length", "an id has 1 to 64 characters"),
        (home(stays=[{"id": "s", "admission_date": "2022-03-02", "discharge_date": "2022-03-01"}]), "members[0].stays[0].discharge_date", "fact.order", "this day can't lie before admission_date"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 50 else "",
)  # fmt: skip
def test_a_wrong_fact_has_its_path(household: Any, path: str, code: str, message: str) -> None:
    assert faults(written(household=household)) == [(f"household.{path}", code, message)]


@pytest.mark.parametrize("written_as", ["1e400", "1E5", "-0.0", "0.5", "1e-400", "-1e400", "1." + "0" * 5000])
@pytest.mark.parametrize(
    ("name", "code"),
    [("monthly_earnings", "money.type"), ("birth_date", "date.format"), ("employed", "fact.type"), ("care_level", "fact.term"), ("stays", "fact.type")],
)
def test_a_number_with_a_point_or_an_exponent_is_no_fact(written_as: str, name: str, code: str) -> None:
    text = written(household=home(**{name: "X"})).replace('"X"', written_as)
    assert [fault[:2] for fault in faults(text)] == [(f"household.members[0].{name}", code)]


@pytest.mark.parametrize(
    ("make", "path", "code"),
    [
        (lambda half: {"id": half, "members": [{"id": "p1"}]}, "household.id", "id.characters"),
        (lambda half: {"id": "h", "members": [{"id": f"p{half}"}]}, "household.members[0].id", "id.characters"),
        (lambda half: home(care_level=half), "household.members[0].care_level", "fact.term"),
        (lambda half: home(monthly_earnings=half), "household.members[0].monthly_earnings", "money.invisible"),
        (lambda half: home(birth_date=half), "household.members[0].birth_date", "date.format"),
        (lambda half: home(employed=half), "household.members[0].employed", "fact.type"),
    ],
)
@pytest.mark.parametrize("half", [chr(0xD800), chr(0xDFFF), chr(0xDC00) + chr(0xD800)], ids=ascii)
def test_half_a_surrogate_pair_is_in_no_fact(make: Callable[[str], Any], path: str, code: str, half: str) -> None:
    text = json.dumps({**GOOD, "household": make(half)})
    assert "\\ud" in text
    assert [fault[:2] for fault in faults(text)] == [(path, code)]


def test_half_a_surrogate_pair_is_no_name() -> None:
    text = json.dumps({**GOOD, "household": home(**{"\ud800": 1})})
    assert [fault[1] for fault in faults(text)] == ["fact.text"]


def test_a_whole_pair_of_surrogates_is_a_character() -> None:
    assert read_case(json.dumps({**GOOD, "household": {"id": "𠮷", "members": [{"id": "p1"}]}})).subject.id == "𠮷"


def test_an_unknown_name_in_a_subject_is_refused_with_its_place() -> None:
    (path, code, message), *more = faults(written(household=home(employd=True)))
    assert (path, code, more) == ("household.members[0]", "fact.unknown_name", [])
    assert message.startswith("there is a name here that the model doesn't have; did you mean `employed`")
    assert faults(written(household=home(**{"q" * 2**20: 1})))[0][:2] == ("household.members[0]", "fact.unknown_name")
