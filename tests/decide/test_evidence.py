"""Evidence: to an output that requires verification, a fact that isn't verified is unknown; to the others nothing changes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from decide.samples import cared_for, home, huining, village
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidrules import Choice, Decision, Evidence, Fact, Facts, Item, Money, Outcome, Rulebook, fact, read_case, required
from aidrules.decide import evidence as masking
from aidrules.decide.evidence import How
from aidrules.errors import AidrulesError, ComposeError, InvalidEvidence, InvalidFacts
from aidrules.lang import any_of, benefit, choice, rule, standard, total
from aidrules.testing import cases, fact_paths, with_fact

DAY = date(2022, 3, 15)
least, most = standard(Money, "hut.least", zh="最低"), standard(Money, "hut.most", zh="最高")


class Stove(Facts):
    """A stove (炉)."""

    id: str
    works: Fact[bool] = fact(zh="能用", en="the stove works")
    cost: Fact[Money] = fact(zh="费用", en="what the stove costs")


class Hut(Facts):
    """A hut (屋)."""

    id: str
    poor: Fact[bool] = fact(zh="困难", en="the people are poor", finding="村民委员会")
    income: Fact[Money] = fact(zh="收入", en="the income")
    stoves: Fact[tuple[Stove, ...]] = fact(zh="炉", en="the stoves")


class Barn(Facts):
    """A barn (仓)."""

    id: str
    sure: bool = required(zh="已知", en="always known")


@rule("困难")
def poor(hut: Hut) -> bool:
    """The people are poor."""
    return hut.poor


@rule("有能用的炉")
def warm(hut: Hut) -> bool:
    """Some stove works."""
    return any_of(stove.works for stove in hut.stoves)


@rule("费用")
def costs(hut: Hut) -> Money:
    """What the stoves cost."""
    return total(stove.cost for stove in hut.stoves)


@rule("能用")
def works(stove: Stove) -> bool:
    """The stove works."""
    return stove.works


@rule("费用")
def cost(stove: Stove) -> Money:
    """What the stove costs."""
    return stove.cost


chosen = choice(Money, "hut.chosen", of=Hut, low=least, high=most, zh="金额", en="the amount")


@rule("酌定金额")
def decided(hut: Hut) -> Money:
    """The village decides."""
    return chosen(hut)


@rule("已知")
def sure(barn: Barn) -> bool:
    """What is always known."""
    return barn.sure


loose = benefit("hut.loose", zh="不需核实", en="without verification", entitled=poor, amount=costs, per="once")
strict = benefit("hut.strict", zh="需核实", en="with verification", entitled=poor, amount=costs, per="once", verified=True)
heated = benefit("hut.heated", zh="取暖", en="heating", entitled=warm, verified=True)
each = benefit("stove.aid", zh="炉补助", en="aid for a stove", entitled=works, amount=cost, per="once", verified=True)
free = benefit("hut.free", zh="酌定", en="as decided", entitled=poor, amount=decided, per="once", verified=True)
OUTPUTS = (loose, strict, heated, each, free)
BOOK: Rulebook = village(*OUTPUTS, standards={"hut.least": "1.00", "hut.most": "9.00"})
KNOWN = Hut.read(
    {"id": "h", "poor": True, "income": "5.00", "stoves": [{"id": "a", "works": True, "cost": "30.00"}, {"id": "b", "works": False, "cost": "4.00"}]}
)
PATHS = ["poor", "stoves", "stoves[0].works", "stoves[0].cost", "stoves[1].works", "stoves[1].cost"]


def shown(how: str = "verified", *, expires: str | None = None, day: str = "2022-03-01") -> Evidence:
    return Evidence(how, "入户调查", day, expires)


def decide(*paths: str, case: Hut = KNOWN, **others: Evidence) -> Decision:
    return BOOK.decide(case, on=DAY, evidence={**dict.fromkeys(paths, shown()), **others})


def asks(item: Item) -> list[tuple[str, str]]:
    return [(missing.path, missing.sort) for missing in item.missing]


# --- to whom it matters


def test_without_evidence_every_fact_is_unknown_to_an_output_that_requires_it() -> None:
    decision = BOOK.decide(KNOWN, on=DAY)
    assert (decision.find("hut.loose").outcome, decision.find("hut.loose").amount) == (Outcome.GRANTED, Money("34.00"))
    strictly = decision.find("hut.strict")
    assert (strictly.outcome, strictly.amount) == (Outcome.UNDETERMINED, None)
    assert asks(strictly) == [("poor", "evidence"), ("stoves", "evidence")]
    assert strictly.missing[0].question_zh == "请核实：困难（尚无核实材料）。"
    assert strictly.missing[0].question_en == "Please have this verified: the people are poor (there is no evidence of it)."
    assert strictly.missing[0].finding == "村民委员会"


def test_with_all_of_it_verified_both_come_to_the_same() -> None:
    decision = decide(*PATHS)
    assert decision.find("hut.strict").amount == decision.find("hut.loose").amount == Money("34.00")
    assert decision.find("hut.heated").outcome is Outcome.GRANTED
    assert [decision.find("stove.aid", name).outcome for name in "ab"] == [Outcome.GRANTED, Outcome.REFUSED]


def test_evidence_is_asked_for_one_after_another() -> None:
    assert asks(decide("poor").find("hut.strict")) == [("stoves", "evidence")]
    assert asks(decide("poor", "stoves").find("hut.strict")) == [("stoves[0].cost", "evidence"), ("stoves[1].cost", "evidence")]
    assert asks(decide("stoves", "stoves[0].works").find("hut.heated")) == []


def test_every_subject_keeps_its_items_where_the_relation_is_not_verified() -> None:
    decision = decide("stoves[0].works", "stoves[0].cost")
    assert [(item.output, item.subject) for item in decision.items] == [
        ("hut.loose", ()), ("hut.strict", ()), ("hut.heated", ()), ("stove.aid", ("a",)), ("stove.aid", ("b",)), ("hut.free", ()),
    ]  # fmt: skip
    assert decision.find("stove.aid", "a").amount == Money("30.00")
    assert asks(decision.find("stove.aid", "b")) == [("stoves[1].works", "evidence"), ("stoves[1].cost", "evidence")]


def test_a_fact_that_is_unknown_asks_for_itself() -> None:
    case = with_fact(KNOWN, "poor", None)
    assert asks(decide(*PATHS, case=case).find("hut.strict")) == [("poor", "fact")]


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (shown("declared"), "本人声明，未核实"), (shown("awaited"), "等待核实"), (shown("refused"), "核实未通过"), (shown("expired"), "核实已过期"),
        (shown(expires="2022-03-14"), "核实已过期"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.how} {value.expires}",
)  # fmt: skip
def test_what_is_not_verified_is_unknown(evidence: Evidence, words: str) -> None:
    item = decide(*PATHS[1:], poor=evidence).find("hut.strict")
    assert asks(item) == [("poor", "evidence")]
    assert item.missing[0].question_zh == f"请核实：困难（{words}）。"
    assert item.missing[0].question_en.startswith("Please have this verified: the people are poor (")


def test_evidence_counts_on_its_last_day() -> None:
    assert decide(*PATHS[1:], poor=shown(expires="2022-03-15")).find("hut.strict").outcome is Outcome.GRANTED


def test_evidence_that_was_not_known_yet_does_not_count() -> None:
    given_ = dict.fromkeys(PATHS, shown(day="2022-04-01"))
    assert BOOK.decide(KNOWN, on=DAY, evidence=given_).find("hut.strict").outcome is Outcome.GRANTED
    assert BOOK.decide(KNOWN, on=DAY, evidence=given_, known_on="2022-04-01").find("hut.strict").outcome is Outcome.GRANTED
    late = BOOK.decide(KNOWN, on=DAY, evidence=given_, known_on="2022-03-31").find("hut.strict")
    assert (late.outcome, late.missing[0].question_zh) == (Outcome.UNDETERMINED, "请核实：困难（尚无核实材料）。")


def test_a_choice_is_made_for_outputs_that_require_verification_too() -> None:
    made = {("hut.chosen",): Choice("5.00", by="村民委员会", why="酌情")}
    assert BOOK.decide(KNOWN, on=DAY, choices=made, evidence={"poor": shown()}).find("hut.free").amount == Money("5.00")
    assert BOOK.decide(KNOWN, on=DAY, choices=made).find("hut.free").outcome is Outcome.UNDETERMINED


def test_reasons_bounds_and_documents_speak_of_what_is_verified() -> None:
    item = decide("poor", "stoves", "stoves[0].cost").find("hut.strict")
    assert item.bounds == (Money("30.00"), None)
    assert next(step.value for step in BOOK.decide(KNOWN, on=DAY).find("hut.strict").reasons.every() if step.path == "poor") is None
    decision = BOOK.decide(KNOWN, on=DAY)
    document = json.loads(decision.to_json())
    assert [missing["sort"] for missing in document["items"][1]["missing"]] == ["evidence", "evidence"]
    assert "请核实：困难（尚无核实材料）。" in decision.to_json(reasons=False, clauses="ids")
    assert "请核实：困难（尚无核实材料）。" in decision.explain()


def test_a_decision_keeps_its_evidence() -> None:
    assert dict(decide("poor").evidence) == {"poor": shown()}
    assert dict(BOOK.decide(KNOWN, on=DAY).evidence) == {}
    with pytest.raises(TypeError):
        decide("poor").evidence["income"] = shown()  # type: ignore[index]


def test_where_no_output_requires_it_evidence_is_kept_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    case = home(cared_for())
    before = huining().decide(case, on=DAY)
    monkeypatch.setattr("aidrules.decide.engine.only_verified", lambda *_: pytest.fail("the case was decided twice"))
    after = huining().decide(case, on=DAY, evidence={"members[0].care_level": shown("refused")})
    assert after.to_json() == before.to_json()
    assert list(after.evidence) == ["members[0].care_level"]


# --- what can't be taken


def code(run: Any, kind: type[AidrulesError] = InvalidEvidence) -> str:
    with pytest.raises(kind) as caught:
        run()
    return caught.value.code


def test_a_path_that_the_case_does_not_have_is_an_error_with_the_closest_one() -> None:
    with pytest.raises(InvalidEvidence, match=r"`stoves\[0\]\.csot`; did you mean `stoves\[0\]\.cost`") as caught:
        decide("stoves[0].csot")
    assert caught.value.code == "evidence.path"
    for path in ("stoves[2].cost", "id", "stoves[0].id", "stoves[0]", "", "Poor", "张三" * 900):
        assert code(lambda path=path: decide(path)) == "evidence.path"
    with pytest.raises(InvalidEvidence) as caught:
        decide("张三")
    assert "张三" not in caught.value.message


def test_evidence_that_can_not_be_taken() -> None:
    assert code(lambda: Evidence("seen", "入户调查", DAY)) == "evidence.how"
    assert code(lambda: Evidence([], "入户调查", DAY)) == "evidence.how"  # type: ignore[arg-type]
    for source in ("", "长" * 2001, None, "\ud800"):
        assert code(lambda source=source: Evidence("verified", source, DAY)) == "evidence.source"
    assert code(lambda: Evidence("verified", "入户调查", "2022-02-30")) == "evidence.day"
    assert code(lambda: Evidence("verified", "入户调查", DAY, "2022-3-1")) == "evidence.day"
    assert code(lambda: Evidence("verified", "入户调查", DAY, "2022-03-14")) == "evidence.day"
    for given_ in ({"poor": "verified"}, {1: shown()}, ["poor"]):
        assert code(lambda given_=given_: BOOK.decide(KNOWN, on=DAY, evidence=given_)) == "evidence.form"


def test_an_output_that_requires_verification_reads_no_fact_that_is_always_known() -> None:
    output = benefit("barn.aid", zh="仓", en="aid", entitled=sure, verified=True)
    with pytest.raises(ComposeError, match=r"`barn\.aid` requires verification, .*Barn\.sure") as caught:
        village(output)
    assert caught.value.code == "compose.verified"


def test_how_has_five_words() -> None:
    assert [(how.value, how.zh) for how in How] == [
        ("declared", "本人声明，未核实"), ("verified", "已核实"), ("refused", "核实未通过"), ("awaited", "等待核实"), ("expired", "核实已过期"),
    ]  # fmt: skip


# --- in a case file


def written(evidence: Any) -> str:
    return json.dumps({"place": "huining", "on": "2022-03-01", "household": {"id": "h", "members": [{"id": "p"}]}, "evidence": evidence})


def test_a_case_file_has_evidence() -> None:
    entry = {"how": "verified", "source": "a register", "day": "2022-02-01", "expires": "2022-07-31"}
    short = {"how": "declared", "source": "the applicant", "day": "2022-02-01"}
    case = read_case(written({"members[0].employed": entry, "area": short}))
    assert case.evidence == {
        "members[0].employed": Evidence("verified", "a register", "2022-02-01", "2022-07-31"), "area": Evidence("declared", "the applicant", "2022-02-01"),
    }  # fmt: skip
    assert read_case(written({})).evidence == {} == read_case(written(None)).evidence


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ([], "fact.type"), ({"area": "verified"}, "evidence.form"), ({"area": {"how": "verified"}}, "evidence.form"),
        ({"area": {"how": "verified", "source": "x", "day": "2022-02-01", "by": "y"}}, "evidence.form"),
        ({"area": {"how": "seen", "source": "x", "day": "2022-02-01"}}, "evidence.how"),
        ({"area": {"how": "verified", "source": "x", "day": "2022-02-31"}}, "evidence.day"),
    ],
)  # fmt: skip
def test_evidence_of_a_case_file_that_can_not_be_taken(evidence: Any, code: str) -> None:
    with pytest.raises(InvalidFacts) as caught:
        read_case(written(evidence))
    assert [fault.code for fault in caught.value.faults] == [code]


# --- whatever is verified


def same(case: Hut, verified: set[str]) -> bool:
    """With some facts verified, it comes out as a case does in which the others are unknown."""
    masked = case
    for path, _, _ in fact_paths(case):
        if path not in verified:
            masked = with_fact(masked, path, None)
    every_way = ["stoves"] if case.stoves is not None else []
    strictly = BOOK.decide(case, on=DAY, evidence=dict.fromkeys([*verified, *every_way], shown()))
    unverified_book = village(loose, benefit("hut.strict", zh="需核实", en="with verification", entitled=poor, amount=costs, per="once"))
    plain = unverified_book.decide(masked, on=DAY)
    items = [decision.find("hut.strict") for decision in (strictly, plain)]
    seen = [(item.outcome, item.amount, item.bounds, [missing.path for missing in item.missing]) for item in items]
    formulas = [[(step.path, step.formula_en) for step in item.reasons.every()] for item in items]
    untouched = strictly.find("hut.loose").amount == unverified_book.decide(case, on=DAY).find("hut.loose").amount
    return seen[0] == seen[1] and formulas[0] == formulas[1] and untouched


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(Hut), st.data())
def test_what_is_not_verified_counts_as_if_it_were_not_known(case: Hut, data: st.DataObject) -> None:
    paths = [path for path, _, _ in fact_paths(case)]
    assert same(case, set(data.draw(st.lists(st.sampled_from(paths), unique=True))))


def test_a_fault_in_that_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert same(KNOWN, {"poor"})
    places = masking._places
    monkeypatch.setattr(masking, "_places", lambda *case: (place for place in places(*case) if place[-1] != "cost"))  # costs pass for verified
    assert not same(KNOWN, {"poor"})
