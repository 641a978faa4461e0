"""Reading figures: a place's file, a user's mapping, a user's file; and everything they may not hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aidrules import Money
from aidrules.errors import InvalidStandard, InvalidValue, StandardConflict, UnknownStandard
from aidrules.facts.terms import CareLevel
from aidrules.standards.figures import Figure, Figures
from aidrules.standards.load import LARGEST_FILE, Slot, load_figures, read_supplied


def yuan(value: Any) -> Any:
    return Money(value).fen


LEVELS = ("self_care", "semi_care", "full_care")
SLOTS = {slot.path: slot for slot in (Slot("dibao.monthly_standard", yuan), Slot("care.rate", yuan, LEVELS), Slot("care.extra.rate", yuan), Slot("care", yuan))}
DIBAO, CARE = 'standards["dibao.monthly_standard"]', 'standards["care.rate"]'
FULL = f'{CARE}["full_care"]'


def rows(given: Any) -> list[tuple[Any, ...]]:
    return [(f.path, f.key, f.value, f.text, f.start, f.until, f.announced) for f in read_supplied(given, SLOTS)]


def refusal(make: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(InvalidStandard) as caught:
        make()
    return caught.value.code, caught.value.message


# --- what a user may supply


def test_a_value_alone_holds_from_ever() -> None:
    assert rows({"dibao.monthly_standard": "480.00"}) == [("dibao.monthly_standard", "", 48000, "480.00", None, None, None)]
    assert rows({"dibao.monthly_standard": 480}) == [("dibao.monthly_standard", "", 48000, "480", None, None, None)]
    assert rows({"dibao.monthly_standard": Money("480.00")}) == [("dibao.monthly_standard", "", 48000, "480.00", None, None, None)]
    assert rows({"dibao.monthly_standard": Decimal("480.5")}) == [("dibao.monthly_standard", "", 48050, "480.5", None, None, None)]


def test_a_value_by_key() -> None:
    expected = [("care.rate", "full_care", 40000, "400.00", None, None, None), ("care.rate", "semi_care", 26000, "260.00", None, None, None)]
    assert rows({"care.rate": {"full_care": "400.00", "semi_care": "260.00"}}) == expected
    assert rows({"care.rate": {CareLevel.FULL_CARE: "400.00", CareLevel.SEMI_CARE: "260.00"}}) == expected
    assert {type(figure.key) for figure in read_supplied({"care.rate": {CareLevel.FULL_CARE: "400.00"}}, SLOTS)} == {str}


@pytest.mark.parametrize("day", ["2024-01-01", date(2024, 1, 1)])
def test_a_value_by_day(day: Any) -> None:
    given = {"dibao.monthly_standard": {day: "480.00", "2025-07-01": {"value": "500.00", "until": "2025-12-31", "announced": date(2025, 8, 1)}}}
    assert rows(given) == [
        ("dibao.monthly_standard", "", 48000, "480.00", date(2024, 1, 1), None, None),
        ("dibao.monthly_standard", "", 50000, "500.00", date(2025, 7, 1), date(2025, 12, 31), date(2025, 8, 1)),
    ]


def test_a_value_by_key_and_day() -> None:
    given = {"care.rate": {"full_care": {"2024-01-01": "400.00", "2025-01-01": "420.00"}}}
    assert [row[1:5:3] + row[2:3] for row in rows(given)] == [("full_care", date(2024, 1, 1), 40000), ("full_care", date(2025, 1, 1), 42000)]


def test_a_table_says_from_until_and_announced() -> None:
    table = {"value": "480.00", "from": "2024-01-01", "until": date(2024, 12, 31), "announced": "2023-12-15"}
    expected = ("dibao.monthly_standard", "", 48000, "480.00", date(2024, 1, 1), date(2024, 12, 31), date(2023, 12, 15))
    assert rows({"dibao.monthly_standard": table}) == [expected]
    assert rows({"dibao.monthly_standard": {"value": "480.00"}}) == [("dibao.monthly_standard", "", 48000, "480.00", None, None, None)]
    ending = {"value": "480.00", "until": "2024-12-31"}
    assert rows({"dibao.monthly_standard": ending}) == [("dibao.monthly_standard", "", 48000, "480.00", None, date(2024, 12, 31), None)]
    assert rows({"care.rate": {"full_care": table}}) == [("care.rate", "full_care", *expected[2:])]


def test_paths_may_be_nested_tables() -> None:
    nested = {"dibao": {"monthly_standard": "480.00"}, "care": {"rate": {"full_care": "400.00"}, "extra": {"rate": "1.00"}}}
    slots = {path: slot for path, slot in SLOTS.items() if path != "care"}
    found = [(figure.path, figure.key, figure.value) for figure in read_supplied(nested, slots)]
    assert found == [("dibao.monthly_standard", "", 48000), ("care.rate", "full_care", 40000), ("care.extra.rate", "", 100)]


def test_a_path_that_is_itself_a_standard_is_not_nested() -> None:
    assert rows({"care": {"2024-01-01": "1.00"}})[0][:3] == ("care", "", 100)


def test_what_is_supplied_has_no_clause() -> None:
    figure = read_supplied({"dibao.monthly_standard": "480.00"}, SLOTS)[0]
    assert (figure.supplied, figure.clause, figure.checked_on, figure.name) == (True, "", None, DIBAO)


def test_nothing_supplied_is_no_figure() -> None:
    assert rows({}) == rows({"care.rate": {}}) == []


# --- a user's file


def test_a_toml_file_is_read_whole_or_nested(tmp_path: Path) -> None:
    file = tmp_path / "local.toml"
    text = """
    "dibao.monthly_standard" = { 2024-01-01 = "480.00", "2025-01-01" = { value = 500, announced = 2025-02-01 } }
    [care-is-not-here]
    """.replace("[care-is-not-here]", '["care.rate"]\nfull_care = "400.00"')
    file.write_text(text, encoding="utf-8")
    expected = [
        ("dibao.monthly_standard", "", 48000, "480.00", date(2024, 1, 1), None, None),
        ("dibao.monthly_standard", "", 50000, "500", date(2025, 1, 1), None, date(2025, 2, 1)),
        ("care.rate", "full_care", 40000, "400.00", None, None, None),
    ]
    assert rows(file) == rows(str(file)) == expected
    file.write_text('[dibao]\nmonthly_standard = "480.00"\n', encoding="utf-8")
    assert rows(file) == [("dibao.monthly_standard", "", 48000, "480.00", None, None, None)]


def test_a_toml_number_with_a_point_is_exact(tmp_path: Path) -> None:
    file = tmp_path / "local.toml"
    file.write_text('"dibao.monthly_standard" = 480.10', encoding="utf-8")
    assert rows(file) == [("dibao.monthly_standard", "", 48010, "480.10", None, None, None)]


@pytest.mark.parametrize(
    ("written", "code"),
    [("nan", "money.not_finite"), ("inf", "money.not_finite"), ("1e400", "money.range"), ("-0.0", "money.negative_zero"), ("true", "money.type")],
)
def test_a_toml_number_that_is_no_amount_is_refused(tmp_path: Path, written: str, code: str) -> None:
    file = tmp_path / "local.toml"
    file.write_text(f'"dibao.monthly_standard" = {written}', encoding="utf-8")
    assert refusal(lambda: rows(file))[0] == code


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b'"dibao.monthly_standard" = ', "standard.toml", "the file of standards is not TOML: "),
        (b"a = 1\na = 2", "standard.toml", "the file of standards is not TOML: "),
        (b"\xef\xbb\xbfa = 1", "standard.toml", "the file of standards is not TOML: "),
        (b"a = " + b"1" * 5000, "standard.toml", "the file of standards is not TOML: a number is too long, or it is nested too deep"),
        (b"a = " + b"[" * 20000, "standard.toml", "the file of standards is not TOML: a number is too long, or it is nested too deep"),
        ("标准 = '低保'".encode("gbk"), "standard.encoding", "the file of standards isn't UTF-8 (GBK, perhaps): save it as UTF-8"),
        (b"#" * (LARGEST_FILE + 1), "standard.size", "the file of standards is larger than 4 MiB"),
    ],
    ids=["value", "twice", "bom", "digits", "deep", "gbk", "size"],
)
def test_a_file_that_cannot_be_taken_is_refused(tmp_path: Path, data: bytes, code: str, message: str) -> None:
    file = tmp_path / "local.toml"
    file.write_bytes(data)
    found, words = refusal(lambda: rows(file))
    assert found == code
    assert words == message or (message.endswith("TOML: ") and words.startswith(message) and "(at " in words)


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    assert LARGEST_FILE == 4_194_304
    file = tmp_path / "local.toml"
    file.write_bytes(b'"dibao.monthly_standard" = 1\n'.ljust(LARGEST_FILE, b"#"))
    assert rows(file)[0][2] == 100


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(lambda: rows(tmp_path / "none.toml")) == ("standard.read", "the file of standards can't be read: No such file or directory")
    assert refusal(lambda: rows(str(tmp_path))) == ("standard.read", "the file of standards can't be read: Is a directory")


# --- what may not be supplied


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"dibao.monthly_standrad": "480.00"}, 'standards["dibao.monthly_standrad"] is read by no rule of this rulebook; did you mean `dibao.monthly_standard`?'),
        ({"dibao": {"monthly": "480.00"}}, 'standards["dibao.monthly"] is read by no rule of this rulebook; did you mean `dibao.monthly_standard`?'),
        ({"zzz": "1"}, 'standards["zzz"] is read by no rule of this rulebook; there is `care`, `care.extra.rate`, `care.rate`, `dibao.monthly_standard`'),
        ({"dibao": "480.00"}, 'standards["dibao"] is read by no rule of this rulebook; there is `care`, `care.extra.rate`, `care.rate`, `dibao.monthly_standard`'),
        ({5: "1"}, 'standards["5"] is read by no rule of this rulebook; there is `care`, `care.extra.rate`, `care.rate`, `dibao.monthly_standard`'),
        (
            {"q" * 2**20: "1"},
            f'standards["{"q" * 64}"] is read by no rule of this rulebook; there is `care`, `care.extra.rate`, `care.rate`, `dibao.monthly_standard`',
        ),
    ],
)  # fmt: skip
def test_a_path_that_nothing_reads_is_refused_with_the_closest(given: Any, message: str) -> None:
    with pytest.raises(UnknownStandard) as caught:
        rows(given)
    assert (caught.value.code, caught.value.message) == ("standard.unknown", message)


def test_a_rulebook_that_reads_no_figure_says_so() -> None:
    assert refusal(lambda: read_supplied({"x": 1}, {})) == ("standard.unknown", 'standards["x"] is read by no rule of this rulebook; it reads none')


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("full", f"{CARE} has no key `full`; did you mean `full_care`?"),
        ("full_cara", f"{CARE} has no key `full_cara`; did you mean `full_care`?"),
        ("", f"{CARE} has no key ``; there is `full_care`, `self_care`, `semi_care`"),
        ("2024-01-01", f"{CARE} has no key `2024-01-01`; there is `full_care`, `self_care`, `semi_care`"),
        (date(2024, 1, 1), f"{CARE} has no key ``; there is `full_care`, `self_care`, `semi_care`"),
        (2, f"{CARE} has no key ``; there is `full_care`, `self_care`, `semi_care`"),
        (10**5000, f"{CARE} has no key ``; there is `full_care`, `self_care`, `semi_care`"),
        ("q" * 2**20, f"{CARE} has no key `{'q' * 64}`; there is `full_care`, `self_care`, `semi_care`"),
    ],
    ids=["short", "typo", "empty", "day-text", "day", "code", "huge", "long"],
)
def test_a_key_that_is_not_there_is_refused_with_the_closest(key: Any, message: str) -> None:
    with pytest.raises(UnknownStandard) as caught:
        rows({"care.rate": {key: "1.00"}})
    assert (caught.value.code, caught.value.message) == ("standard.unknown_key", message)


@pytest.mark.parametrize("value", ["400.00", 400, None, ["400.00"]])
def test_a_standard_that_differs_by_key_needs_its_keys(value: Any) -> None:
    assert refusal(lambda: rows({"care.rate": value})) == ("standard.key", f"{CARE} differs by self_care, semi_care, full_care; give a table with those keys")


FLOAT = 'a float can\'t hold an amount exactly; write a string, for example "412.50"'
TYPE = 'an amount is a string of yuan, for example "412.50", or a whole number'


@pytest.mark.parametrize(
    ("value", "code", "words"), [(480.0, "money.float", FLOAT), (True, "money.type", TYPE), (None, "money.type", TYPE), (["480"], "money.type", TYPE)]
)
def test_a_value_of_the_wrong_type_is_refused_and_says_where(value: Any, code: str, words: str) -> None:
    assert refusal(lambda: rows({"dibao.monthly_standard": value})) == (code, f"{DIBAO}: {words}")
    assert refusal(lambda: rows({"care.rate": {"full_care": value}})) == (code, f"{FULL}: {words}")
    assert refusal(lambda: rows({"care.rate": {"full_care": {"2024-01-01": value}}})) == (code, f"{FULL}: {words}")
    assert refusal(lambda: rows({"care.rate": {"full_care": {"value": value}}})) == (code, f"{FULL}: {words}")


def test_the_error_of_a_value_hides_the_one_beneath() -> None:
    with pytest.raises(InvalidStandard) as caught:
        rows({"dibao.monthly_standard": "x"})
    assert (caught.value.__cause__, caught.value.__suppress_context__, isinstance(caught.value.__context__, InvalidValue)) == (None, True, True)


BAD_DAYS = ["2024-1-1", "2024-02-30", "0000-01-01", "", "2024", "２０２４-01-01", 20240101, 0, True, datetime(2024, 1, 1), ["2024-01-01"]]  # noqa: DTZ001


@pytest.mark.parametrize("part", ["from", "until", "announced"])
@pytest.mark.parametrize("day", [*BAD_DAYS, None], ids=repr)
def test_a_day_that_is_none_is_refused(part: str, day: Any) -> None:
    expected = ("standard.day", f'{DIBAO}: a day is written "2025-01-01"')
    assert refusal(lambda: rows({"dibao.monthly_standard": {"value": "1.00", part: day}})) == expected
    if part != "from":
        assert refusal(lambda: rows({"dibao.monthly_standard": {"2024-01-01": {"value": "1.00", part: day}}})) == expected


KEYED = 'a figure is keyed by the day from which it holds, such as "2025-01-01"'
NO_DAY = 'a day is written "2025-01-01"'


@pytest.mark.parametrize(
    ("day", "words"),
    [
        *((day, KEYED) for day in ("2024-1-1", "", "2024", "２０２４-01-01", "full_care", 20240101, 0, True, None, ("2024-01-01",))),
        *((day, NO_DAY) for day in ("2024-02-30", "0000-01-01", datetime(2024, 1, 1))),  # noqa: DTZ001
    ],
    ids=repr,
)
def test_a_figure_is_keyed_by_a_day_only(day: Any, words: str) -> None:
    assert refusal(lambda: rows({"dibao.monthly_standard": {day: "1.00"}})) == ("standard.day", f"{DIBAO}: {words}")


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1849-12-31", "2201-01-01", date.max, date.min], ids=str)
def test_a_day_beyond_the_calendar_of_cases_is_refused(day: Any) -> None:
    words = "a day lies in the years 1850 to 2200; leave `until` out where no end is known, and `from` where it always held"
    for given in ({"value": "1.00", "until": day}, {"value": "1.00", "from": day}, {"value": "1.00", "announced": day}, {day: "1.00"}):
        assert refusal(lambda given=given: rows({"dibao.monthly_standard": given})) == ("standard.day", f"{DIBAO}: {words}")  # type: ignore[misc]
    assert rows({"dibao.monthly_standard": {"value": "1.00", "from": "1850-01-01", "until": "2200-12-31"}})[0][4:6] == (date(1850, 1, 1), date(2200, 12, 31))


def test_an_end_before_the_beginning_is_refused() -> None:
    expected = ("standard.day", f"{DIBAO}: `until` lies before `from`")
    assert refusal(lambda: rows({"dibao.monthly_standard": {"value": "1.00", "from": "2024-01-02", "until": "2024-01-01"}})) == expected
    assert refusal(lambda: rows({"dibao.monthly_standard": {"2024-01-02": {"value": "1.00", "until": "2024-01-01"}}})) == expected
    assert rows({"dibao.monthly_standard": {"value": "1.00", "from": "2024-01-01", "until": "2024-01-01"}})[0][4:6] == (date(2024, 1, 1),) * 2


@pytest.mark.parametrize(
    "table", [{"value": "1.00", "utnil": "2024-01-01"}, {"value": "1.00", "clause": "x"}, {"value": "1.00", "2024-01-01": "2.00"}, {"value": "1.00", 5: 5}]
)
def test_a_table_with_an_unknown_part_is_refused(table: dict[Any, Any]) -> None:
    assert refusal(lambda: rows({"dibao.monthly_standard": table})) == (
        "standard.part",
        f"{DIBAO}: a figure has value, from, until and announced, nothing else",
    )


@pytest.mark.parametrize(
    "table", [{"value": "1.00", "utnil": "2024-02-01"}, {"value": "1.00", "from": "2024-01-01"}, {"until": "2024-02-01"}, {}, {"2024-01-01": "1.00"}]
)
def test_a_table_under_a_day_with_an_unknown_part_is_refused(table: dict[Any, Any]) -> None:
    expected = ("standard.part", f"{DIBAO}: the table under a day has `value`, and perhaps `until` and `announced`, nothing else")
    assert refusal(lambda: rows({"dibao.monthly_standard": {"2024-01-01": table}})) == expected


def test_one_path_written_twice_is_a_conflict() -> None:
    given = {"dibao.monthly_standard": "480.00", "dibao": {"monthly_standard": "500.00"}}
    with pytest.raises(StandardConflict) as caught:
        Figures(read_supplied(given, SLOTS))
    assert caught.value.message.startswith(f"{DIBAO} has two figures for every day: 480.00 (supplied) and 500.00 (supplied)")
    with pytest.raises(StandardConflict):
        Figures(read_supplied({"dibao.monthly_standard": {date(2024, 1, 1): "1.00", "2024-01-01": "2.00"}}, SLOTS))


# --- a place's own file

PRINTED = """
[figures."care.rate"]
unit = "yuan/person/month"
values = [
    { key = "full_care", value = "230.00", from = "2022-01-10", until = "2022-12-31", announced = "2022-01-05", clause = "1#c", checked_on = "2026-11-22" },
    { key = "full_care", value = "240.00", from = "2023-01-01", clause = "1#d", checked_on = 2026-11-22 },
]
[figures."dibao.monthly_standard"]
values = [{ value = "480.00", clause = "2", checked_on = "2026-11-22" }]
[figures."nobody.reads_it"]
values = [{ value = "1.00", clause = "3", checked_on = "2026-11-22" }]
"""


def test_a_printed_figure_has_its_days_and_its_clause() -> None:
    first, second, third = load_figures(PRINTED, "linxi", SLOTS)
    assert first == Figure(
        "care.rate", "full_care", 23000, "230.00", date(2022, 1, 10), date(2022, 12, 31), date(2022, 1, 5), "yuan/person/month", "linxi/1#c", date(2026, 11, 22)
    )
    assert (second.value, second.start, second.until, second.announced, second.clause) == (24000, date(2023, 1, 1), None, None, "linxi/1#d")
    assert (third.path, third.key, third.start, third.unit, third.clause, third.supplied) == ("dibao.monthly_standard", "", None, "", "linxi/2", False)


def test_figures_of_programmes_that_are_not_there_are_left_out() -> None:
    assert [figure.path for figure in load_figures(PRINTED, "linxi", {"nobody.reads_it": Slot("nobody.reads_it", yuan)})] == ["nobody.reads_it"]
    assert load_figures("", "linxi", SLOTS) == load_figures(PRINTED, "linxi", {}) == []


VALUES = "a printed figure has value, clause and checked_on, and perhaps key, from, until and announced, nothing else"


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ('value = "480.00", ', "", "standard.part", f"{DIBAO}: {VALUES}"),
        (', clause = "2"', "", "standard.part", f"{DIBAO}: {VALUES}"),
        ('clause = "2", checked_on = "2026-11-22"', 'clause = "2"', "standard.part", f"{DIBAO}: {VALUES}"),
        ('clause = "2"', 'clause = "2", form = "2022-01-01"', "standard.part", f"{DIBAO}: {VALUES}"),
        ('clause = "2"', 'clause = "2", key = "full_care"', "standard.unknown_key", f"{DIBAO} has no key `full_care`; it has no keys"),
        ('clause = "2"', 'clause = "2", key = 0', "standard.unknown_key", f"{DIBAO} has no key ``; it has no keys"),
        ('clause = "2", checked_on = "2026-11-22"', 'clause = "2", checked_on = "lately"', "standard.day", f'{DIBAO}: a day is written "2025-01-01"'),
        ('clause = "2"', 'clause = "2", from = ""', "standard.day", f'{DIBAO}: a day is written "2025-01-01"'),
        ('clause = "2"', 'clause = "2", from = "2022-02-02", until = "2022-02-01"', "standard.day", f"{DIBAO}: `until` lies before `from`"),
        ('"480.00"', '"480.005"', "money.places", f"{DIBAO}: an amount has at most two places; round it before, by the rule that says how"),
        ('key = "full_care", value = "240.00"', 'value = "240.00"', "standard.unknown_key", f"{CARE} has no key ``; there is `full_care`, `self_care`, `semi_care`"),
        ('key = "full_care", value = "240.00"', 'key = "full", value = "240.00"', "standard.unknown_key", f"{CARE} has no key `full`; did you mean `full_care`?"),
        ('key = "full_care", value = "240.00"', 'key = "full_care", value = "x"', "money.format", f'{FULL}: an amount is digits with at most two places, for example "412.50"'),
        ('values = [{ value = "480.00", clause = "2", checked_on = "2026-11-22" }]', 'values = "480.00"', "standard.part", f"{DIBAO}: a standard has `values`, a list"),
        ('values = [{ value = "480.00", clause = "2", checked_on = "2026-11-22" }]', "", "standard.part", f"{DIBAO}: a standard has `values`, a list"),
        ('values = [{ value = "480.00", clause = "2", checked_on = "2026-11-22" }]', 'values = ["480.00"]', "standard.part", f"{DIBAO}: write a table"),
        ('[figures."dibao.monthly_standard"]', '[figures."dibao.monthly_standard"]\nunits = "yuan"', "standard.part", f"{DIBAO}: a standard has `values`, a list"),
        (PRINTED, "figures = 5", "standard.part", "the figures of linxi: write a table"),
        (PRINTED, '[figures]\n"dibao.monthly_standard" = "480.00"', "standard.part", f"{DIBAO}: write a table"),
        (PRINTED, "[figures", "standard.toml", "the file of standards is not TOML: "),
    ],
)  # fmt: skip
def test_a_printed_figure_that_lacks_a_part_is_refused(old: str, new: str, code: str, message: str) -> None:
    assert old in PRINTED
    text = PRINTED.replace(old, new)
    found, words = refusal(lambda: load_figures(text, "linxi", SLOTS))
    assert found == code
    assert words.startswith(message)
