"""Duties, gates, referrals, sanctions and interactions: what each comes to, and what it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aidrules import Choice, Fact, Facts, Money, Outcome, Rulebook, fact
from aidrules.errors import ComposeError, InvalidChoice, OutputError
from aidrules.lang import all_of, benefit, choice, duty, gate, interaction, none_of, programme, referral, rule, sanction, standard

Composer = Callable[..., Rulebook]
ON = "2022-03-01"
least_rounds = standard(int, "watch.least_rounds", unit="rounds", zh="巡查次数下限")
least_fine = standard(Money, "watch.least_fine", unit="yuan", zh="罚款下限")
STANDARDS = {"watch.least_rounds": 2, "watch.least_fine": "1.00"}


class Watch(Facts):
    """A night watch (更夫)."""

    id: str
    hired: Fact[bool] = fact(zh="受雇", en="the watch is hired")
    rounds: Fact[int] = fact(zh="巡查次数", en="rounds made")
    sworn: Fact[bool] = fact(zh="已宣誓", en="the watch is sworn in")
    equipped: Fact[bool] = fact(zh="已配备", en="the watch is equipped")
    theft: Fact[bool] = fact(zh="失窃", en="something was stolen")
    pay: Fact[Money] = fact(zh="工钱", en="the pay")


@rule("受雇")
def hired(watch: Watch) -> bool:
    """The watch is hired."""
    return watch.hired


@rule("巡查次数")
def rounds(watch: Watch) -> int:
    """The rounds made."""
    return watch.rounds


@rule("应巡查次数")
def required(watch: Watch) -> int:
    """The rounds to be made."""
    return least_rounds


@rule("巡查到位")
def kept(watch: Watch) -> bool:
    """The watch made its rounds."""
    return rounds(watch) >= required(watch)


@rule("巡查不到位")
def missed(watch: Watch) -> bool:
    """The watch missed rounds."""
    return all_of(hired(watch), none_of(kept(watch)))


@rule("已宣誓")
def sworn(watch: Watch) -> bool:
    """The watch is sworn in."""
    return watch.sworn


@rule("已配备")
def equipped(watch: Watch) -> bool:
    """The watch is equipped."""
    return watch.equipped


@rule("失窃")
def theft(watch: Watch) -> bool:
    """Something was stolen."""
    return watch.theft


@rule("工钱")
def pay(watch: Watch) -> Money:
    """The pay."""
    return watch.pay


fine = choice(Money, "watch.fine", of=Watch, low=least_fine, high=pay, zh="罚款", en="the fine")


@rule("罚款额")
def fined(watch: Watch) -> Money:
    """The fine."""
    return fine(watch)


@rule("剩余工钱")
def pay_left(watch: Watch) -> Money:
    """What is left of the pay."""
    return pay(watch) - fined(watch)


rounds_duty = duty("watch.rounds", zh="巡查", en="the rounds", applies=hired, kept=kept, figures=[rounds, required])
start = gate("watch.start", zh="上岗", en="the start", applies=hired, steps=[sworn, equipped])
report = referral("watch.report", zh="报告失窃", en="reporting a theft", refer=theft)
fining = sanction("watch.fining", zh="罚款", en="a fine", when=missed, takes=fined, leaves=pay_left)
points = sanction("watch.points", zh="记次数", en="counting rounds against it", when=missed, takes=rounds)
wages = benefit("watch.wages", zh="工钱", en="the wages", entitled=hired, amount=pay, per="month", payee="person")
less = interaction("offsets", of=wages, by=fining, when=missed, forgone=pay, zh="罚款从工钱里扣。", en="The fine is taken from the wages.")
watching = programme("watch", outputs=[rounds_duty, start, report, fining, points, wages], interactions=[less])


@pytest.fixture
def book(composed: Composer) -> Rulebook:
    return composed(watching, standards=STANDARDS)


def item(book: Rulebook, output: str, choices: dict[Any, Any] | None = None, **facts: Any) -> Any:
    return book.decide(Watch(id="w", **facts), ON, choices).find(output)


@pytest.mark.parametrize(
    ("facts", "outcome", "missing"),
    [
        ({"hired": True, "rounds": 2}, Outcome.MET, []),
        ({"hired": True, "rounds": 1}, Outcome.BREACHED, []),
        ({"hired": True}, Outcome.UNDETERMINED, ["rounds"]),
        ({"hired": False, "rounds": 0}, Outcome.NOT_APPLICABLE, []),
        ({"rounds": 2}, Outcome.UNDETERMINED, ["hired"]),
    ],
)
def test_a_duty_is_met_breached_or_undetermined(book: Rulebook, facts: dict[str, Any], outcome: Outcome, missing: list[str]) -> None:
    found = item(book, "watch.rounds", **facts)
    assert (found.outcome, [each.path for each in found.missing]) == (outcome, missing)
    assert found.amount is None


def test_a_duty_shows_its_figures_and_they_settle_nothing(book: Rulebook) -> None:
    found = item(book, "watch.rounds", hired=True, rounds=1)
    assert [(figure.name, figure.value, figure.words_zh) for figure in found.figures] == [("test_findings.rounds", 1, "1"), ("test_findings.required", 2, "2")]
    assert item(book, "watch.rounds", hired=True).figures[0].words_en == "not known"
    assert item(book, "watch.rounds", hired=False).figures == ()


@pytest.mark.parametrize(
    ("facts", "outcome", "step"),
    [
        ({"sworn": True, "equipped": True}, Outcome.MET, ""),
        ({"sworn": False, "equipped": True}, Outcome.BREACHED, "sworn"),
        ({"sworn": False, "equipped": False}, Outcome.BREACHED, "sworn"),
        ({"sworn": True, "equipped": False}, Outcome.BREACHED, "equipped"),
        ({"equipped": False}, Outcome.BREACHED, "equipped"),
        ({"equipped": True}, Outcome.UNDETERMINED, ""),
        ({"sworn": True}, Outcome.UNDETERMINED, ""),
    ],
)
def test_a_gate_names_the_first_step_that_is_known_not_to_be_taken(book: Rulebook, facts: dict[str, Any], outcome: Outcome, step: str) -> None:
    found = item(book, "watch.start", hired=True, **facts)
    assert (found.outcome, found.step) == (outcome, step)
    assert found.entitled is {Outcome.MET: True, Outcome.BREACHED: False}.get(outcome)


def test_a_gate_explains_only_the_step_that_fails_and_asks_for_those_that_are_open(book: Rulebook) -> None:
    failed = item(book, "watch.start", hired=True, sworn=True, equipped=False)
    assert [reason.path.partition(".")[2] for reason in failed.reasons.children] == ["hired", "sworn", "equipped"]
    assert [each.path for each in item(book, "watch.start", hired=True).missing] == ["sworn", "equipped"]
    assert item(book, "watch.start", hired=False).outcome is Outcome.NOT_APPLICABLE


def test_a_referral_is_granted_where_the_matter_is_to_be_referred(book: Rulebook) -> None:
    assert item(book, "watch.report", theft=True).outcome is Outcome.GRANTED
    assert item(book, "watch.report", theft=False).outcome is Outcome.REFUSED
    assert item(book, "watch.report").outcome is Outcome.UNDETERMINED
    assert item(book, "watch.report", theft=True).units == ((), (), "")


def test_a_sanction_waits_for_the_choice_and_says_what_it_takes_and_what_it_leaves(book: Rulebook) -> None:
    facts = {"hired": True, "rounds": 1, "pay": "100.00"}
    assert item(book, "watch.fining", **facts).outcome is Outcome.DISCRETIONARY
    made = item(book, "watch.fining", {("watch.fine",): Choice("30.00", by="村委会", why="初犯")}, **facts)
    assert (made.outcome, made.amount, made.direction) == (Outcome.GRANTED, Money("30.00"), "pays")
    assert [(figure.name.partition(".")[2], figure.words_en) for figure in made.figures] == [("pay_left", "70.00")]
    assert item(book, "watch.fining", hired=True, rounds=2).outcome is Outcome.REFUSED
    with pytest.raises(InvalidChoice, match=r"between 1\.00 and 100\.00"):
        item(book, "watch.fining", {("watch.fine",): Choice("100.01", by="村委会", why="初犯")}, **facts)


def test_what_a_sanction_takes_is_shown_among_the_figures_where_it_is_no_money(book: Rulebook) -> None:
    found = item(book, "watch.points", hired=True, rounds=1)
    assert (found.outcome, found.amount, found.per) == (Outcome.GRANTED, None, None)
    assert [figure.words_en for figure in found.figures] == ["1"]


def test_an_outcome_is_read_by_the_sort_of_its_output(book: Rulebook) -> None:
    decision = book.decide(Watch(id="w", hired=True, rounds=1, sworn=False, theft=True, pay="100.00"), ON)
    chinese, english = decision.explain("zh"), decision.explain("en")
    for zh, en in (("结论：未履行", "Outcome: breached"), ("程序未完成", "a step isn't taken"), ("应移交", "to be referred"), ("应予处理", "applies")):
        assert zh in chinese
        assert en in english
    assert "应巡查次数：2" in chinese
    assert "The rounds to be made: 2" in english


# --- interactions


def test_an_interaction_is_said_where_it_holds_with_the_amount_forgone(composed: Composer) -> None:
    book = composed(watching, standards=STANDARDS)
    (found,) = item(book, "watch.wages", hired=True, rounds=1, pay="100.00").interactions
    assert (found.tie, found.by, found.amount, found.en) == ("offsets", "watch.fining", Money("100.00"), "The fine is taken from the wages.")
    assert [clause.id for clause in found.clauses] == ["village/1"]
    assert item(book, "watch.wages", hired=True, rounds=2, pay="100.00").interactions == ()
    assert item(book, "watch.wages", hired=True, pay="100.00").interactions == (), "what isn't known isn't said"
    assert item(book, "watch.wages", hired=True, rounds=1).interactions[0].amount is None
    assert "The fine is taken from the wages. (forgone because of it: 100.00 yuan)" in item_text(book)


def item_text(book: Rulebook) -> str:
    return book.decide(Watch(id="w", hired=True, rounds=1, pay="100.00"), ON).explain("en")


def test_outputs_that_act_on_each_other_in_a_circle_do_not_compose(composed: Composer) -> None:
    back = interaction("excludes", of=fining, by=wages, when=hired, zh="有工钱的不罚款。", en="Who has wages isn't fined.")
    ring = programme("ring", outputs=[wages, fining], interactions=[less, back])
    with pytest.raises(ComposeError) as caught:
        composed(ring, standards=STANDARDS)
    assert caught.value.code == "compose.interaction_cycle"
    assert "watch.wages → watch.fining → watch.wages" in caught.value.message


def test_an_interaction_with_an_output_that_is_not_there_says_nothing(composed: Composer) -> None:
    alone = programme("alone", outputs=[wages], interactions=[less])
    book = composed(alone)
    assert book.parts.program.interactions == {}


@pytest.mark.parametrize(
    "make",
    [
        lambda: interaction("forbids", of=wages, by=fining, when=hired, zh="禁", en="no"),  # type: ignore[arg-type]
        lambda: interaction("offsets", of=wages, by=hired, when=hired, zh="扣", en="less"),  # type: ignore[arg-type]
        lambda: interaction("offsets", of=wages, by=fining, when=pay, zh="扣", en="less"),  # type: ignore[arg-type]
        lambda: interaction("offsets", of=wages, by=fining, when=hired, forgone=rounds, zh="扣", en="less"),  # type: ignore[arg-type]
    ],
)
def test_an_interaction_whose_parts_do_not_fit_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(OutputError) as caught:
        make()
    assert caught.value.code == "output.interaction"


def test_a_gate_without_steps_is_refused() -> None:
    with pytest.raises(OutputError) as caught:
        gate("watch.nothing", zh="空", steps=[])
    assert caught.value.code == "output.rule"


def test_a_sanction_that_takes_money_says_how_often() -> None:
    with pytest.raises(OutputError) as caught:
        sanction("watch.bad", zh="罚款", when=missed, takes=fined, per="")
    assert caught.value.code == "output.per"
