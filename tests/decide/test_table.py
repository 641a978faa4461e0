"""The figures of a day: what is in force, where the readers look for it, with its days and its clause."""

from __future__ import annotations

from datetime import date

from decide.samples import huining, zhangye

from aidrules.decide.table import figures_on
from aidrules.graph.kinds import COUNT, MONEY, term
from aidrules.graph.program import Program, StandardSpec, TermSpec
from aidrules.jurisdictions import rulebook_of
from aidrules.standards.figures import Figure, Figures

PROGRAM = Program(
    models={},
    terms={"Level": TermSpec("Level", (("low", "低"), ("high", "高"), ("none", "无")))},
    standards={
        "z.rate": StandardSpec("z.rate", MONEY, term("Level"), "", "", ""),
        "a.count": StandardSpec("a.count", COUNT, None, "", "", ""),
        "m.gone": StandardSpec("m.gone", MONEY, None, "", "", ""),
    },
    choices={}, rules={}, outputs={},
)  # fmt: skip
HIGH, LOW = Figure("z.rate", "high", 500, "5.00", clause="c"), Figure("z.rate", "low", 0, "0.00")
LATER = Figure("a.count", "", 7, "7", date(2022, 3, 2), announced=date(2022, 2, 1))
FIGURES = Figures([HIGH, LOW, Figure("a.count", "", 6, "6", date(2022, 1, 1)), LATER, Figure("m.gone", "", 1, "0.01", until=date(2021, 12, 31))])


def test_a_keyed_standard_has_a_value_for_each_key_in_the_order_of_the_term() -> None:
    table = figures_on(PROGRAM, FIGURES, date(2022, 3, 1), None)
    assert table.values == ((0, 500, None), 6, None)
    assert table.day == date(2022, 3, 1)
    assert [table.figure("z.rate", code) for code in range(3)] == [LOW, HIGH, None]
    assert table.figure("m.gone") is None


def test_the_day_and_what_was_known_decide_which_figure_holds() -> None:
    assert figures_on(PROGRAM, FIGURES, date(2022, 3, 2), None).values[1] == 7
    assert figures_on(PROGRAM, FIGURES, date(2022, 3, 2), date(2022, 1, 31)).values[1] == 6
    assert figures_on(PROGRAM, FIGURES, date(2022, 3, 2), date(2022, 2, 1)).values[1] == 7
    assert figures_on(PROGRAM, FIGURES, date(2021, 12, 31), None).values[1:] == (None, 1)


def test_a_rulebook_gives_the_figures_of_a_day() -> None:
    figure = huining().figures("2022-03-01").figure("care.guardian_rate", 2)
    assert figure is not None
    assert (figure.text, figure.value, figure.clause, figure.supplied) == ("230.00", 23000, "huining/1.3.1.1#1c", False)
    assert huining().figures("2022-01-09").figure("care.guardian_rate", 2) is None
    supplied = zhangye().figures("2022-03-01").figure("dibao.monthly_standard", 1)
    assert supplied is not None
    assert (supplied.text, supplied.clause, supplied.supplied) == ("480.00", "", True)
    assert rulebook_of("zhangye").figures("2022-03-01").figure("dibao.monthly_standard", 1) is None
