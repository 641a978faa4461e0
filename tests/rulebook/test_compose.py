"""compose: programmes, law and figures that fit together, and each way in which they don't."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from aidrules import Fact, Facts, Household, Law, Money, Outcome, Person, compose, fact
from aidrules.errors import ComposeError, InvalidStandard, StandardConflict, UnknownClause, UnknownReading, UnknownStandard
from aidrules.facts.terms import SupportMode, Term
from aidrules.lang import all_of, benefit, check, choice, is_, programme, rule, standard, total, when
from aidrules.law.load import load_law
from aidrules.rulebook.law import Resting

# --- a small law of one's own: a farm is paid for its fallow plots


class Crop(Term):
    """What grows (作物)."""

    RICE = "rice", "水稻"
    WHEAT = "wheat", "小麦"


class Plot(Facts):
    """A plot (地块)."""

    id: str
    crop: Fact[Crop] = fact(zh="作物", en="the crop")
    fallow: Fact[bool] = fact(zh="休耕", en="the plot lies fallow")
    rows: Fact[int] = fact(zh="行数", en="the number of rows")


class Farm(Facts):
    """A farm (农场)."""

    id: str
    plots: Fact[tuple[Plot, ...]] = fact(zh="地块", en="the plots")


rate = standard(Money, "farm.rate", by=Crop, unit="yuan", zh="补助标准", en="the rate")
floor = standard(Money, "farm.floor", unit="yuan", zh="下限", en="the floor")


@rule("休耕地块")
def fallow(plot: Plot) -> bool:
    """The plot lies fallow."""
    return plot.fallow


@rule("任何地块")
def registered(plot: Plot) -> bool:
    """The plot is known at all."""
    return plot.rows >= 0


@rule("一块地的补助")
def plot_grant(plot: Plot) -> Money:
    """A plot is paid by its crop."""
    return rate[plot.crop]


@rule("每行的补助")
def row_grant(plot: Plot) -> Money:
    """A plot is paid by its rows."""
    return floor * plot.rows


@rule("农场有地块")
def has_plots(farm: Farm) -> bool:
    """The farm is paid at least the floor."""
    return farm_grant(farm) >= floor


@rule("农场补助")
def farm_grant(farm: Farm) -> Money:
    """A farm is paid for all its plots."""
    return total(when(fallow(plot), plot_grant(plot), otherwise=Money(0)) for plot in farm.plots)


@rule("补助标准不低于下限")
def rate_covers_floor() -> bool:
    """Every rate is at least the floor."""
    return all_of(rate[Crop.RICE] >= floor, rate[Crop.WHEAT] >= floor)


plot_payment = benefit("farm.plot", zh="地块补助", entitled=fallow, amount=plot_grant, per="year", payee="person")
farm_payment = benefit("farm.whole", zh="农场补助", entitled=has_plots, amount=farm_grant, per="year", payee="household")
rate_check = check("farm.check", zh="标准核对", holds=rate_covers_floor)
farming = programme("farming", outputs=[plot_payment, farm_payment, rate_check])

TEXT = load_law("""
[source]
id = "linxi"
title_zh = "休耕补助办法"
title_en = "Fallow rules"
number = ""
issuer_zh = "县"
issuer_en = "county"
published = ""
in_force_from = "2020-01-01"
has_text = false
[clauses."1"]
address = "第一条"
kind = "amount"
zh = "休耕有补助。"
en = "Fallow land is paid for."
[clauses."2"]
address = "第二条"
kind = "amount"
zh = "标准。"
en = "The rate."
[readings."which-plots"]
clauses = ["1"]
topic_zh = "题"
topic_en = "topic"
printed_zh = "印"
chosen_zh = "只算休耕的"
chosen_en = "fallow plots only"
why_zh = "因"
why_en = "why"
effect_zh = "果"
effect_en = "effect"
[readings."which-plots".alternatives."all-plots"]
zh = "都算"
en = "all plots"
[readings."which-plots".alternatives."not-ready"]
zh = "未定"
en = "no rule for it"
[readings."closed"]
clauses = ["2"]
topic_zh = "题"
topic_en = "topic"
printed_zh = "印"
chosen_zh = "取"
chosen_en = "chosen"
why_zh = "因"
why_en = "why"
effect_zh = "果"
effect_en = "effect"
""")
FIGURES = """
[figures."farm.rate"]
unit = "yuan"
values = [
    { key = "rice", value = "30.00", from = "2020-01-01", clause = "2", checked_on = "2026-11-22" },
    { key = "wheat", value = "20.00", from = "2020-01-01", clause = "2", checked_on = "2026-11-22" },
]
"""
RESTS: dict[Resting, list[str]] = {plot_payment: ["1"], farm_payment: ["1"], rate_check: ["2"], fallow: ["1"]}
LAW = Law("linxi", [TEXT], RESTS, {"linxi": FIGURES}, {("which-plots", "all-plots"): {fallow: registered}})
FARM = Farm(id="f", plots=[Plot(id="a", crop="rice", fallow=True, rows=3), Plot(id="b", crop="wheat", fallow=False, rows=2)])
NAME = __name__.rpartition(".")[2]


def law(**parts: Any) -> Law:
    given = {"place": "linxi", "texts": [TEXT], "rests": RESTS, "standards": {"linxi": FIGURES}, "alternatives": LAW.alternatives, **parts}
    return Law(**given)


def refusal(make: Callable[[], object], error: type[Exception] = ComposeError) -> tuple[str, str]:
    with pytest.raises(error) as caught:
        make()
    assert type(caught.value) is error
    return caught.value.code, caught.value.message  # type: ignore[attr-defined]


# --- what fits


def test_a_rulebook_of_ones_own_decides() -> None:
    book = compose(farming, law=LAW, standards={"farm.floor": "10.00"})
    decision = book.decide(FARM, on="2022-03-01")
    found = {item.subject: (item.output, item.outcome, item.amount) for item in decision}
    assert found == {
        ("a",): ("farm.plot", Outcome.GRANTED, Money("30.00")),
        ("b",): ("farm.plot", Outcome.REFUSED, None),
        (): ("farm.whole", Outcome.GRANTED, Money("30.00")),
    }
    assert [clause.id for clause in decision.find("farm.plot", "a").clauses] == ["linxi/1", "linxi/2"]
    assert (decision.place, decision.subject) == ("linxi", "f")


def test_one_programme_given_twice_is_one() -> None:
    assert list(compose(farming, farming, law=LAW).outputs) == list(compose(farming, law=LAW).outputs)


def test_an_output_without_a_clause_is_not_in_force() -> None:
    book = compose(farming, law=law(rests={plot_payment: ["1"]}))
    assert list(book.outputs) == ["farm.plot"]
    assert book.decide(FARM, on="2022-03-01").find("farm.whole").outcome is Outcome.NOT_IN_FORCE
    assert book.checks("2022-03-01") == ()


def test_a_clause_that_rests_on_a_rule_of_another_programme_does_no_harm() -> None:
    @rule("别处的规则")
    def elsewhere(plot: Plot) -> bool:
        """Another rule."""
        return plot.fallow

    assert set(compose(farming, law=law(rests={**RESTS, elsewhere: ["2"]})).outputs) == {"farm.plot", "farm.whole", "farm.check"}


def test_a_case_of_a_model_that_no_rule_speaks_of_is_named_by_about() -> None:
    class Village(Facts):
        """A village (村)."""

        id: str
        farms: tuple[Farm, ...]

    village = Village(id="v", farms=[FARM])
    book = compose(farming, law=LAW, standards={"farm.floor": "10.00"}, about=[Village])
    assert book.decide(village, on="2022-03-01").find("farm.plot", "f", "a").amount == Money("30.00")
    with pytest.raises(TypeError, match=r"\[subject\.model\] these rules don't speak of a Village; they speak of Plot, Farm"):
        compose(farming, law=LAW).decide(village, on="2022-03-01")


def test_a_subclass_of_a_model_is_decided_like_it() -> None:
    class Terrace(Plot):
        """A terrace (梯田)."""

        wall: Fact[bool] = fact(zh="石墙", en="it has a wall")

    farm = Farm(id="f", plots=[Terrace(id="a", crop="rice", fallow=True, wall=True)])
    assert compose(farming, law=LAW).decide(farm, on="2022-03-01").find("farm.plot", "a").amount == Money("30.00")


# --- programmes and outputs


def test_a_rulebook_needs_a_programme() -> None:
    assert refusal(lambda: compose(law=LAW)) == ("compose.programme", "a rulebook needs at least one programme")
    assert refusal(lambda: compose(programme("empty", outputs=[]), law=LAW)) == ("compose.programme", "a rulebook needs at least one programme")


@pytest.mark.parametrize("other", [plot_payment, fallow, "farming", None, [farming]], ids=lambda value: type(value).__name__)
def test_what_is_no_programme_is_refused(other: Any) -> None:
    assert refusal(lambda: compose(other, law=LAW)) == ("compose.programme", "compose takes programmes, such as aidrules.programs.care.care")


def test_two_outputs_of_one_name_are_refused() -> None:
    again = programme("again", outputs=[benefit("farm.plot", zh="又一个", entitled=fallow)])
    assert refusal(lambda: compose(farming, again, law=LAW)) == ("compose.output", "two outputs go by the name `farm.plot`")


def test_two_rules_of_one_name_are_refused() -> None:
    def another(row: bool) -> Any:
        if row:

            @rule("甲")
            def twin(plot: Plot) -> bool:
                """One."""
                return plot.rows >= 0
        else:

            @rule("乙")
            def twin(plot: Plot) -> bool:
                """The other."""
                return plot.fallow

        return twin

    two = programme("two", outputs=[benefit("farm.one", zh="甲", entitled=another(True)), benefit("farm.other", zh="乙", entitled=another(False))])
    assert refusal(lambda: compose(two, law=law(rests={}))) == ("compose.rule", f"two rules go by the name `{NAME}.twin`; rename one of them")


@rule("先有鸡")
def hen(plot: Plot) -> bool:
    """A hen comes from an egg."""
    return all_of(plot.fallow, egg(plot))


@rule("先有蛋")
def egg(plot: Plot) -> bool:
    """An egg comes from a hen."""
    return all_of(plot.fallow, hen(plot))


least_rows = standard(int, "farm.least_rows", unit="rows", zh="最少行数", en="the least rows")
rows_left = choice(int, "farm.rows", of=Plot, low=least_rows, high=least_rows, zh="留行", en="the rows left")
rows_again = choice(int, "farm.rows", of=Plot, low=least_rows, high=least_rows, zh="又留行", en="the rows left again")


@rule("留够")
def enough_left(plot: Plot) -> bool:
    """Enough rows are left."""
    return rows_left(plot) <= plot.rows


@rule("又留够")
def enough_again(plot: Plot) -> bool:
    """Enough rows are left again."""
    return rows_again(plot) <= plot.rows


def test_two_choices_of_one_name_are_refused() -> None:
    one, other = benefit("farm.left", zh="留", entitled=enough_left), benefit("farm.again", zh="又留", entitled=enough_again)
    book = compose(programme("one", outputs=[one]), law=law(rests={one: ["1"]}))
    assert list(book.parts.program.choices) == ["farm.rows"]
    two = programme("two", outputs=[one, other])
    assert refusal(lambda: compose(two, law=law(rests={}))) == ("compose.choice", "two choices go by the name `farm.rows`")


def test_a_circle_of_rules_is_refused_and_shown() -> None:
    poultry = programme("poultry", outputs=[benefit("farm.hen", zh="鸡", entitled=hen)])
    expected = ("compose.cycle", f"rules call each other in a circle: {NAME}.hen → {NAME}.egg → {NAME}.hen")
    assert refusal(lambda: compose(poultry, law=law(rests={}))) == expected


# --- models and terms


class Barn(Facts):
    """A barn (谷仓)."""

    id: str
    full: Fact[bool] = fact(zh="满", en="full")


class Estate(Facts):
    """An estate (庄园)."""

    id: str
    barns: Fact[tuple[Barn, ...]] = fact(zh="谷仓", en="barns")
    sheds: Fact[tuple[Barn, ...]] = fact(zh="棚", en="sheds")


@rule("谷仓满")
def barn_full(barn: Barn) -> bool:
    """The barn is full."""
    return barn.full


def test_a_model_on_two_relation_paths_is_refused() -> None:
    barns = programme("barns", outputs=[benefit("farm.barn", zh="谷仓", entitled=barn_full)])
    expected = ("compose.two_paths", "Barn stands on two relation paths, Estate.barns and Estate.sheds; give one of them a model of its own")
    assert refusal(lambda: compose(barns, law=law(rests={}), about=[Estate])) == expected
    assert list(compose(barns, law=law(rests={})).rules) == [f"{NAME}.barn_full"]


def homonyms() -> tuple[Any, Any, Any]:
    """Another Plot, and another Crop in a model of its own."""

    class Plot(Facts):
        """Another plot (另一地块)."""

        id: str
        wet: Fact[bool] = fact(zh="湿", en="wet")

    class Crop(Term):
        RICE = "rice", "水稻"

    class Garden(Facts):
        """A garden (菜园)."""

        id: str
        crop: Fact[Crop] = fact(zh="作物", en="the crop")

    return Plot, Crop, Garden


OtherPlot, OtherCrop, Garden = homonyms()


@rule("湿")
def wet(plot: OtherPlot) -> bool:
    """The plot is wet."""
    return plot.wet


@rule("种水稻")
def rice(garden: Garden) -> bool:
    """Rice grows there."""
    return is_(garden.crop, OtherCrop.RICE)


def test_two_models_of_one_name_are_refused() -> None:
    more = programme("more", outputs=[benefit("farm.wet", zh="湿地", entitled=wet)])
    assert refusal(lambda: compose(farming, more, law=LAW)) == ("compose.model", "two models go by the name `Plot`")


def test_two_enumerations_of_one_name_are_refused() -> None:
    more = programme("more", outputs=[benefit("farm.garden", zh="菜园", entitled=rice)])
    assert refusal(lambda: compose(farming, more, law=LAW)) == ("compose.term", "two enumerations go by the name `Crop`")


def test_a_standard_declared_twice_differently_is_refused() -> None:
    again = standard(Money, "farm.rate", unit="yuan", zh="又一个", en="another")

    @rule("不低于又一个")
    def enough(plot: Plot) -> bool:
        """It is enough."""
        return plot_grant(plot) >= again

    more = programme("more", outputs=[benefit("farm.enough", zh="足够", entitled=enough)])
    assert refusal(lambda: compose(farming, more, law=LAW)) == ("compose.standard", "the standard farm.rate is declared twice, differently")


# --- clauses and readings


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("3", "linxi/3`, which the law files don't hold; did you mean `linxi/1` or `linxi/2`?"),
        ("moon/42", "moon/42`, which the law files don't hold; there is `linxi/1`, `linxi/2`"),
    ],
)
def test_an_unknown_clause_is_refused_with_the_closest(clause: str, words: str) -> None:
    for resting, name in ((plot_payment, "farm.plot"), (fallow, f"{NAME}.fallow")):
        code, message = refusal(lambda resting=resting: compose(farming, law=law(rests={**RESTS, resting: ["1", clause]})), UnknownClause)
        assert code == "law.unknown_clause"
        assert message in (
            f"`{name}` rests on the clause `{words}",
            f"`{name}` rests on the clause `{words.replace('`linxi/1` or `linxi/2`', '`linxi/2` or `linxi/1`')}",
        )


def test_a_figure_with_an_unknown_clause_is_refused() -> None:
    broken = FIGURES.replace('clause = "2"', 'clause = "9"', 1)
    expected = ("law.unknown_clause", 'standards["farm.rate"]["rice"] rests on the clause `linxi/9`, which the law files don\'t hold')
    assert refusal(lambda: compose(farming, law=law(standards={"linxi": broken})), UnknownClause) == expected


@pytest.mark.parametrize(
    ("selected", "code", "message"),
    [
        ({"which-plot": "all-plots"}, "law.unknown_reading", "there is no reading `which-plot`; did you mean `which-plots`?"),
        ({"zzz": "all-plots"}, "law.unknown_reading", "there is no reading `zzz`; there is `closed`, `which-plots`"),
        ({"q" * 2**20: "x"}, "law.unknown_reading", f"there is no reading `{'q' * 64}`; there is `closed`, `which-plots`"),
        (
            {"which-plots": "all-plot"},
            "law.unknown_reading",
            "the reading `which-plots` has no alternative `all-plot` that changes a rule here; did you mean `all-plots`?",
        ),
        (
            {"which-plots": "not-ready"},
            "law.unknown_reading",
            "the reading `which-plots` has no alternative `not-ready` that changes a rule here; there is `all-plots`",
        ),
        ({"which-plots": ""}, "law.unknown_reading", "the reading `which-plots` has no alternative `` that changes a rule here; there is `all-plots`"),
        ({"closed": "all-plots"}, "law.unknown_reading", "the reading `closed` has no alternative `all-plots` that changes a rule here; it has none"),
        ({"which-plots": 5}, "law.reading_name", 'readings are selected by name, {"reading": "alternative"}'),
        ({"which-plots": None}, "law.reading_name", 'readings are selected by name, {"reading": "alternative"}'),
        ({5: "all-plots"}, "law.reading_name", 'readings are selected by name, {"reading": "alternative"}'),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_an_unknown_reading_or_alternative_is_refused_with_the_closest(selected: Any, code: str, message: str) -> None:
    assert refusal(lambda: compose(farming, law=LAW, readings=selected), UnknownReading) == (code, message)


def test_an_alternative_reading_changes_the_rule_and_is_named_in_the_decision() -> None:
    book = compose(farming, law=LAW, readings={"which-plots": "all-plots"})
    decision = book.decide(FARM, on="2022-03-01")
    assert [decision.find("farm.plot", name).amount for name in ("a", "b")] == [Money("30.00"), Money("20.00")]
    assert [(reading.id, reading.selected, reading.words("en")) for reading in decision.find("farm.plot", "b").readings] == [
        ("which-plots", "all-plots", "all plots"),
        ("closed", "", "chosen"),
    ]
    plain = compose(farming, law=LAW).decide(FARM, on="2022-03-01").find("farm.plot", "a")
    assert [(reading.id, reading.selected) for reading in plain.readings] == [("which-plots", ""), ("closed", "")]


@pytest.mark.parametrize("stands", [plot_grant, has_plots, rate_covers_floor], ids=lambda part: part.name)
def test_a_rule_is_replaced_only_by_one_of_its_kind_and_subjects(stands: Any) -> None:
    broken = law(alternatives={("which-plots", "all-plots"): {fallow: stands}})
    expected = ("compose.replace", f"`{stands.name}` can't replace `{NAME}.fallow`: it speaks of other subjects, or gives another kind")
    assert refusal(lambda: compose(farming, law=broken, readings={"which-plots": "all-plots"})) == expected
    compose(farming, law=broken)  # unselected, it isn't looked at


def test_a_rule_may_be_replaced_by_one_that_reads_other_figures() -> None:
    rows = law(alternatives={("which-plots", "all-plots"): {plot_grant: row_grant}})
    book = compose(farming, law=rows, readings={"which-plots": "all-plots"}, standards={"farm.floor": "1.00"})
    assert book.decide(FARM, on="2022-03-01").find("farm.plot", "a").amount == Money("3.00")
    assert f"{NAME}.plot_grant" in book.rules
    assert f"{NAME}.row_grant" not in book.rules


# --- figures


def test_a_figure_that_nothing_reads_is_refused_with_the_closest() -> None:
    expected = ("standard.unknown", 'standards["farm.flor"] is read by no rule of this rulebook; did you mean `farm.floor` or `farm.rate`?')
    assert refusal(lambda: compose(farming, law=LAW, standards={"farm.flor": "1.00"}), UnknownStandard) == expected


PRINTED = 'standards["farm.rate"]["rice"] has two figures for 2020-01-01: '


@pytest.mark.parametrize(
    ("supplied", "shown"),
    [
        ("31.00", "31.00 (supplied) and 30.00 (linxi/2)"),
        ({"2020-01-01": "31.00"}, "30.00 (linxi/2) and 31.00 (supplied)"),
        ({"value": "31.00", "until": "2020-01-01"}, "31.00 (supplied) and 30.00 (linxi/2)"),
    ],
    ids=["every-day", "same-day", "until"],
)
def test_a_figure_that_the_place_prints_for_the_same_day_is_a_conflict_that_shows_both(supplied: Any, shown: str) -> None:
    code, message = refusal(lambda: compose(farming, law=LAW, standards={"farm.rate": {"rice": supplied}}), StandardConflict)
    assert code == "standard.conflict"
    assert message.startswith(PRINTED + shown)


def test_a_supplied_figure_takes_over_from_a_printed_one_on_a_later_day() -> None:
    book = compose(farming, law=LAW, standards={"farm.rate": {"rice": {"2024-01-01": "35.00"}}})
    amounts = [book.decide(FARM, on=on).find("farm.plot", "a").amount for on in ("2023-12-31", "2024-01-01")]
    assert amounts == [Money("30.00"), Money("35.00")]


def test_a_figure_of_the_wrong_form_is_refused() -> None:
    assert refusal(lambda: compose(farming, law=LAW, standards={"farm.floor": 10.0}), InvalidStandard) == (
        "money.float",
        'standards["farm.floor"]: a float can\'t hold an amount exactly; write a string, for example "412.50"',
    )


def test_figures_of_two_places_for_one_day_are_a_conflict_unless_one_supplants_the_other() -> None:
    again = load_law(
        '[source]\nid = "town"\ntitle_zh = "镇"\ntitle_en = "town"\nnumber = ""\nissuer_zh = "镇"\nissuer_en = "town"\nhas_text = false\n'
        '[clauses."7"]\naddress = "七"\nkind = "amount"\nzh = "标准"\nen = "rate"\n'
    )
    own = '[figures."farm.rate"]\nvalues = [{ key = "rice", value = "44.00", from = "2020-01-01", clause = "7", checked_on = "2026-11-22" }]'

    def book(text: str) -> Any:
        return compose(farming, law=law(texts=[TEXT, again], standards={"linxi": FIGURES, "town": text}))

    code, message = refusal(lambda: book(own), StandardConflict)
    assert (code, message.startswith(PRINTED + "30.00 (linxi/2) and 44.00 (town/7)")) == ("standard.conflict", True)
    instead = own.replace('"]\nvalues', '"]\nsupplants = "linxi/2"\nvalues')
    assert book(instead).decide(FARM, on="2022-03-01").find("farm.plot", "a").amount == Money("44.00")
    wrong = instead.replace("linxi/2", "linxi/1")
    assert refusal(lambda: book(wrong)) == ("compose.supplants", "a figure of farm.rate supplants the clause `linxi/1`, which has no figure of it")


# --- the library's own models


def test_rules_about_the_librarys_models_decide_its_households() -> None:
    @rule("特困人员")
    def supported(person: Person) -> bool:
        """The person is supported at home."""
        return is_(person.tekun_support, SupportMode.DISPERSED)

    own = benefit("own.aid", zh="自定", entitled=supported)
    book = compose(programme("own", outputs=[own]), law=law(rests={own: ["1"]}))
    home = Household(id="h", members=[Person(id="p", tekun_support="dispersed")])
    assert book.decide(home, on=date(2022, 3, 1)).find("own.aid", "p").outcome is Outcome.GRANTED
    assert book.decide(home.members[0], on=date(2022, 3, 1)).find("own.aid").outcome is Outcome.GRANTED
