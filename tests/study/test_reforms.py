"""Reforms: what replaces, what is left out, what an override must be read by; and the receipt of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aidrules import Household, Money, Outcome, Person, Rulebook, load_rulebook, replay
from aidrules.batch.result import Batch
from aidrules.errors import ComposeError, UnknownName, UnknownStandard
from aidrules.jurisdictions import huining, zhangye
from aidrules.lang import greatest, rule
from aidrules.programs import care, dibao, people
from aidrules.study import curve, receipt
from aidrules.testing import register

STANDARDS = Path(__file__).parents[2] / "examples" / "zhangye_standards.toml"
ON = "2024-07-15"
SUBSIDY = "dibao.household_grant"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return zhangye.rulebook(STANDARDS)


def home(**facts: object) -> Household:
    none = Money(0)
    person = Person(
        id="p1", tekun_support="none", employed=True, monthly_earnings=Money(300), necessary_job_costs=Money(100), other_monthly_income=none,
        exempt_monthly_income=none,
    )  # fmt: skip
    given: dict[str, object] = {"area": "rural", "in_dibao": True, "low_income": True, "assets": none, "grant_before": none}
    return Household.read({"id": "h1", "members": [person.model_dump(mode="json")], **given, **facts})


@rule("收入减半")
def half_is_ignored(person: Person, home: Household) -> Money:
    """Nothing of the earnings counts."""
    return greatest(person.monthly_earnings - person.monthly_earnings, Money(0))


@rule("家庭财产不超过限额")
def half_the_assets(home: Household) -> bool:
    """The assets are at most what one person may have."""
    return home.assets <= dibao.asset_limit


def test_a_rule_takes_the_place_of_another_and_decides_otherwise(book: Rulebook) -> None:
    after = book.replacing({people.countable_earnings: half_is_ignored})
    assert book.decide(home(), ON).find(SUBSIDY).amount == Money(280)
    assert after.decide(home(), ON).find(SUBSIDY).amount == Money(480)
    assert after.digest.law != book.digest.law
    assert after.digest.figures == book.digest.figures


def test_what_was_replaced_rests_on_the_reform_and_on_no_clause(book: Rulebook) -> None:
    after = book.replacing({"people.countable_earnings": half_is_ignored})
    assert after.parts.rests["people.countable_earnings"] == ("reform/people.countable_earnings",)
    before, now = ({c.id: c for c in each.decide(home(), ON).find(SUBSIDY).clauses} for each in (book, after))
    assert (set(before) - set(now), set(now) - set(before)) == ({"zhangye/2.3.10#4a"}, {"reform/people.countable_earnings"})
    clause = now["reform/people.countable_earnings"]
    assert clause.source.supposed
    assert clause.address == "reform: test_reforms.half_is_ignored"
    assert "收入减半" in clause.zh
    assert "不是条文的规定" in clause.zh
    stood = book.rules["people.countable_earnings"]
    assert stood.zh in clause.zh
    assert stood.en.removesuffix(".") in clause.en
    assert not any(c.source.supposed for c in before.values())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_explanation_says_reform_where_a_clause_would_stand(book: Rulebook, language: str) -> None:
    after = book.replacing({people.countable_earnings: half_is_ignored})
    decision = after.decide(home(), ON)
    lines = decision.explain(language=language).splitlines()
    title = after.rules["people.countable_earnings"].zh if language == "zh" else after.rules["people.countable_earnings"].en.removesuffix(".")
    [step] = [line for line in lines if line.strip().startswith(f"= {title}")][:1]
    assert step.endswith("〔reform: test_reforms.half_is_ignored〕")
    assert ("改革假设" if language == "zh" else "a what-if under a reform") in lines[0]
    assert "reform:" not in book.decide(home(), ON).explain(language=language)
    assert "改革假设" not in book.decide(home(), ON).explain(language=language)
    loaded = load_rulebook(after.archive(), STANDARDS)
    again = loaded.decide(loaded.model("Household").read(home().model_dump(mode="json")), ON)
    assert again.explain(language=language) == decision.explain(language=language)


def test_what_a_condition_was_left_out_of_rests_on_the_reform_as_well(book: Rulebook) -> None:
    after = book.without(dibao.assets_within_limit).without(dibao.application)
    assert after.parts.rests["dibao.household_eligible"] == ("reform/without/dibao.assets_within_limit",)
    assert after.parts.rests[SUBSIDY] == book.parts.rests[SUBSIDY]  # it names the rule that lost a condition, and lost none itself
    inclusion = "dibao.individual_inclusion"
    assert after.parts.rests[inclusion] == (*book.parts.rests[inclusion], "reform/without/dibao.application")
    assert "reform: without dibao.assets_within_limit" in after.decide(home(), ON).find(SUBSIDY).explain("en")


def test_what_an_agency_is_supposed_to_grant_says_so(book: Rulebook) -> None:
    after = book.granting("dibao.individual_inclusion")
    clauses = after.decide(home(), ON).find("dibao.individual_inclusion", "p1").clauses
    assert [clause.address for clause in clauses if clause.source.supposed] == ["reform: granting dibao.individual_inclusion"]
    assert not any(clause.source.supposed for clause in after.decide(home(), ON).find(SUBSIDY).clauses)


def test_a_reform_puts_no_output_in_force_before_its_law_or_at_all() -> None:
    dated = huining.rulebook()
    steps = [spec.gates[0] for spec in dated.outputs.values() if spec.gates and spec.entitled and spec.sort == "benefit"]
    assert steps
    for step in steps:
        after = dated.without(step)
        assert any(key.startswith("reform@2022-01-10/") for keys in after.parts.rests.values() for key in keys)
        for day in ("2022-01-09", "2022-01-10"):
            assert after._engine.basis(day, None).in_force == dated._engine.basis(day, None).in_force
    elsewhere = dated.without("care.guardian_payment")
    assert "care.guardian_payment" not in elsewhere.outputs


def test_a_rule_in_its_own_place_is_no_reform(book: Rulebook) -> None:
    same = book.replacing({people.countable_earnings: people.earnings_after_job_costs})
    assert same.digest == book.digest
    assert same.parts.rests == book.parts.rests


def test_a_cliff_of_a_replaced_rule_names_the_reform(book: Rulebook) -> None:
    after = book.replacing({dibao.assets_within_limit: half_the_assets})
    (cliff,) = curve(after, home(), "assets", Money(0), Money(100_000), on=ON, outputs=[SUBSIDY]).cliffs
    assert [clause.id for clause in cliff.clauses] == ["reform/dibao.assets_within_limit"]


def test_a_reform_of_a_reform_keeps_both_and_the_figures(book: Rulebook) -> None:
    after = book.with_standards({"dibao.monthly_standard": {"rural": "500.00"}}).replacing({people.countable_earnings: half_is_ignored}).without("escort.fee")
    assert after.decide(home(), ON).find(SUBSIDY).amount == Money(500)
    assert "escort.fee" not in after.parts.program.outputs
    assert after.granting("dibao.individual_inclusion").decide(home(), ON).find(SUBSIDY).amount == Money(500)


def test_a_rule_of_other_subjects_cant_replace(book: Rulebook) -> None:
    with pytest.raises(ComposeError) as error:
        book.replacing({people.countable_earnings: people.age})
    assert error.value.code == "compose.replace"
    with pytest.raises(ComposeError):
        book.replacing({people.countable_earnings: "people.age"})  # type: ignore[dict-item]


def test_a_wrong_rule_gets_the_closest_names_and_one_that_stands_in_the_name_it_stands_under(book: Rulebook) -> None:
    with pytest.raises(UnknownName, match="did you mean `people.countable_earnings`"):
        book.replacing({"people.countable_earning": half_is_ignored})
    with pytest.raises(UnknownName, match="stands here under the name `people.countable_earnings`"):
        book.replacing({people.earnings_after_job_costs: half_is_ignored})
    with pytest.raises(UnknownName, match="did you mean `dibao.low_income`"):
        book.without("dibao.low_incom")


def test_a_condition_left_out_is_asked_no_more_and_nor_are_its_figures(book: Rulebook) -> None:
    rich = home(assets="900000.00")
    assert book.decide(rich, ON).find(SUBSIDY).outcome is Outcome.REFUSED
    after = book.without(dibao.assets_within_limit)
    assert after.decide(rich, ON).find(SUBSIDY).outcome is Outcome.GRANTED
    assert "dibao.assets_within_limit" not in after.rules
    assert set(book.parts.slots) - set(after.parts.slots) == {"dibao.asset_limit"}
    with pytest.raises(UnknownStandard):
        after.with_standards({"dibao.asset_limit": "1.00"})


def test_a_step_left_out_is_waited_for_no_more(book: Rulebook) -> None:
    after = book.without(dibao.application)
    assert book.outputs["dibao.individual_inclusion"].gates == ("dibao.application",)
    assert after.outputs["dibao.individual_inclusion"].gates == ()


@pytest.mark.parametrize(
    "part", ["dibao.household_amount", "dibao.household_eligible", "dibao.urban_not_below_city", "people.counted", "phase_out.paid_before"]
)
def test_what_is_more_than_a_condition_beside_others_cant_be_left_out(book: Rulebook, part: str) -> None:
    with pytest.raises(ComposeError) as error:
        book.without(part)
    assert error.value.code == "compose.without"


def test_without_every_output_nothing_is_left(book: Rulebook) -> None:
    first, *others = book.parts.program.outputs
    for name in others:
        book = book.without(name)
    with pytest.raises(ComposeError, match="nothing is left"):
        book.without(first)


def test_a_granted_discretion_is_open_no_more(book: Rulebook) -> None:
    full = zhangye.rulebook(STANDARDS, readings={"individual-amount": "full-standard"})
    person = {"id": "p1", "tekun_support": "none", "major_illness": "healthcare_security", "individual_application": True}
    case = Household.read({"id": "h1", "area": "rural", "in_dibao": False, "low_income": True, "members": [person]})
    assert full.decide(case, ON).find("dibao.individual_inclusion", "p1").outcome is Outcome.DISCRETIONARY
    item = full.granting(dibao.individual_inclusion).decide(case, ON).find("dibao.individual_inclusion", "p1")
    assert (item.outcome, item.amount) == (Outcome.GRANTED, Money(480))
    with pytest.raises(UnknownName, match="did you mean `dibao.individual_inclusion`"):
        book.granting("dibao.individual_inclusio")
    with pytest.raises(UnknownName):
        book.granting(dibao.household_grant)


def test_an_override_that_nothing_in_force_reads_is_an_error(book: Rulebook) -> None:
    with pytest.raises(UnknownStandard) as error:
        book.with_standards({"care.guardian_rate": {"self_care": "80.00"}})  # Zhangye doesn't put the guardian's payment in force
    assert error.value.code == "standard.unread"
    assert book.parts.program.outputs["care.guardian_payment"].name not in book.outputs
    with pytest.raises(UnknownStandard) as unknown:
        book.with_standards({"dibao.montly_standard": {"rural": "1.00"}})
    assert "did you mean `dibao.monthly_standard`" in unknown.value.message


@pytest.mark.parametrize("path", ["phase_out.least_level", "phase_out.most_months", "dibao.city_guidance"])
def test_bounds_of_choices_and_checks_count_as_read(book: Rulebook, path: str) -> None:
    value: object = {"urban": "1.00"} if path == "dibao.city_guidance" else "1"
    assert book.with_standards({path: value}).digest != book.digest


def test_an_archived_rulebook_takes_figures_and_no_rules(book: Rulebook) -> None:
    archived = load_rulebook(book.archive(), STANDARDS)
    assert archived.with_standards({"dibao.monthly_standard": {"rural": "500.00"}}).digest != archived.digest
    for reform in (lambda: archived.without("escort.fee"), lambda: archived.replacing({people.counted: people.counted}), lambda: archived.granting("x")):
        with pytest.raises(ComposeError) as error:
            reform()
        assert error.value.code == "compose.archived"


# --- the receipt


def test_a_receipt_says_what_was_overridden_when_and_who_reads_it(book: Rulebook) -> None:
    after = book.with_standards({"dibao.monthly_standard": {"rural": {"2024-01-01": "500.00"}}})
    found = receipt(book, after)
    assert [(e.path, e.key, e.start, e.until, e.before and e.before.text, e.after and e.after.text) for e in found.figures] == [
        ("dibao.monthly_standard", "rural", date(2024, 1, 1), date(2024, 3, 31), "450.00", "500.00"),
        ("dibao.monthly_standard", "rural", date(2024, 4, 1), None, "480.00", "500.00"),
    ]
    assert {"people.standard_for_all", "dibao.rural_not_below_city"} <= set(found.figures[0].rules)
    assert {"dibao.household_grant", "phase_out.payment", "tekun.floor_check_rural"} <= set(found.figures[0].outputs)
    assert "escort.fee" not in found.figures[0].outputs
    assert found.digests["law"][0] == found.digests["law"][1]
    assert found.digests["figures"][0] != found.digests["figures"][1]
    assert found.others == ()
    assert "from 2024-01-01 to 2024-03-31: 450.00 (supplied) → 500.00 (supplied)" in found.text("en")
    assert "低保标准 [rural]" in found.text()


def test_a_figure_that_stays_the_same_is_no_override(book: Rulebook) -> None:
    after = book.with_standards({"dibao.monthly_standard": {"rural": {"2024-04-01": "480.00"}}})
    assert receipt(book, after).figures == ()
    assert "Nothing was overridden." in receipt(book, after).text("en")


def test_a_receipt_names_replaced_rules_with_who_calls_them(book: Rulebook) -> None:
    found = receipt(book, book.replacing({people.countable_earnings: half_is_ignored}))
    rules = {other.entry.name: other for other in found.others if other.entry.section == "rules"}
    assert set(rules) == {"people.countable_earnings"}
    assert rules["people.countable_earnings"].rules == ("people.countable_income",)
    assert "dibao.household_grant" in rules["people.countable_earnings"].entry.outputs
    [row] = found.table()
    assert (row["name"], row["clauses_after"]) == ("people.countable_earnings", ["reform/people.countable_earnings"])
    assert set(row["clauses_before"]) == set(book.parts.rests["people.countable_earnings"])
    assert "→ 改革假设 reform: test_reforms.half_is_ignored (“" in found.text("en")
    assert "不是条文的规定" in found.text()


def test_a_receipt_names_outputs_left_out(book: Rulebook) -> None:
    found = receipt(book, book.without(care.care.outputs[0]))
    assert ("outputs", care.care.outputs[0].name, "gone") in [(o.entry.section, o.entry.name, o.entry.what) for o in found.others]


def test_a_receipt_is_in_two_languages_and_safe_in_a_page(book: Rulebook) -> None:
    found = receipt(book, book.without("escort.fee"))
    assert "<pre>" in found._repr_html_()
    with pytest.raises(UnknownName):
        found.text("fr")


REFORMS = {
    "figures": lambda book: book.with_standards({"dibao.monthly_standard": {"rural": "500.00"}}),
    "replacing": lambda book: book.replacing({people.countable_earnings: half_is_ignored}),
    "without a condition": lambda book: book.without(dibao.assets_within_limit),
    "without an output": lambda book: book.without("escort.fee"),
    "granting": lambda book: book.granting("dibao.individual_inclusion"),
}


@pytest.mark.parametrize("reform", REFORMS)
def test_what_a_reform_decides_is_replayed_without_its_code(book: Rulebook, reform: str) -> None:
    after = REFORMS[reform](book)
    record = after.decide(home(), ON).record()
    assert replay(record).identical
    again = load_rulebook(after.archive())
    assert again.digest.law == after.digest.law


def columns(run: Batch, output: str) -> list[tuple[tuple[str, ...], str, int | None]]:
    """The rows of an output of a batch: ids from the root down, outcome, amount."""
    found = run.table(output).to_pylist()
    return [(tuple(str(row[name]) for name in row if name.endswith("_id")), row["outcome"], row.get("amount_fen")) for row in found]


@pytest.mark.parametrize("reform", REFORMS)
def test_a_register_is_decided_by_a_reform_as_its_cases_are(book: Rulebook, reform: str) -> None:
    after = REFORMS[reform](book)
    tables = register(after.parts.program, 60, seed=4, near=date(2024, 7, 15))
    run = after.batch(tables, ON)
    for key in tables["household"]["id"].to_pylist():
        for item in run.decide(key).items:
            rows = [row for row in columns(run, item.output) if row[0][0] == str(key) and row[0][1:] == item.subject]
            assert [(outcome, fen) for _, outcome, fen in rows] == [(item.outcome.value, None if item.amount is None else item.amount.fen)], item


@pytest.mark.parametrize("part", [5, None, care.care])
def test_what_is_no_part_cant_be_left_out(book: Rulebook, part: object) -> None:
    with pytest.raises(ComposeError) as error:
        book.without(part)  # type: ignore[arg-type]  # that is the mistake
    assert error.value.code == "compose.without"
    with pytest.raises(UnknownName):
        book.granting(part)  # type: ignore[arg-type]  # that is the mistake
