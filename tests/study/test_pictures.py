"""Pictures: what they show is what was worked out, Chinese stays text, and a page fetches nothing."""

from __future__ import annotations

import builtins
import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from aidrules import Household, Money
from aidrules.errors import InvalidStudy, MissingExtra, UnknownName
from aidrules.jurisdictions import zhangye
from aidrules.study import Curve, curve, impact, picture, sweep
from aidrules.testing import register

STANDARDS = Path(__file__).parents[2] / "examples" / "zhangye_standards.toml"
BOOK = zhangye.rulebook(STANDARDS)
ON = "2024-07-15"
GRANT = "dibao.household_grant"
RURAL = "dibao.monthly_standard[rural]"


def home() -> Household:
    plain = {"employed": False, "necessary_job_costs": "0.00", "other_monthly_income": "0.00", "exempt_monthly_income": "0.00", "tekun_support": "none"}
    return Household.read({"id": "h1", "area": "rural", "in_dibao": False, "assets": "0.00", "members": [{"id": "p1", "monthly_earnings": "100.00", **plain}]})


def cliff() -> Curve:
    return curve(BOOK, home(), "assets", Money(0), Money(60_000), on=ON, outputs=[GRANT])


def told(svg: str) -> str:
    return " ".join(text for text in ElementTree.fromstring(svg).itertext())


def made() -> dict[str, Any]:
    tables: dict[str, Any] = register(BOOK.parts.program, 200, seed=3, near=date(2024, 7, 15))
    dearer = BOOK.with_standards({"dibao.monthly_standard": {"rural": "500.00"}})
    return {
        "curve": cliff(),
        "impact": impact(BOOK, dearer, tables, on=ON, outputs=[GRANT], by="area", weights="person"),
        "sweep": sweep(BOOK, tables, {RURAL: ["480.00", "500.00", "520.00"]}, on=ON, outputs=[GRANT]),
        "two axes": sweep(BOOK, home(), {"assets": ["0.00", "40000.00"], "area": ["rural", "urban"]}, on=ON, outputs=[GRANT]),
        "months": curve(BOOK, home(), "members[p1].birth_date", date(1950, 1, 1), date(1990, 1, 1), on=ON, outputs=[GRANT]),
    }


@pytest.mark.parametrize(
    ("of", "zh", "en"),
    [
        ("curve", ["随家庭财产变化的救助金额", "断崖 30000.01: -380.00", "给予金额（元）"], ["cliff 30000.01: -380.00", "granted (yuan)"]),
        (
            "impact",
            ["增加与减少", "最低生活保障金", "城乡类别", "城市", "农村", "不详", "数量（人）", "统计单位：人，按登记册自带的权数乘以家庭人数"],
            ["Gainers and losers", "urban", "rural", "number (person)", "times the members"],
        ),
        ("sweep", ["支出（元）", "低保标准（农村）", "统计单位：户，按登记册自带的权数"], ["cost (yuan)", "the dibao standard (rural)"]),
        ("two axes", ["给予金额（元）", "家庭财产", "城乡类别", "农村"], ["granted (yuan)", "the household's assets", "urban"]),
        ("months", ["出生日期"], ["day of birth"]),
    ],
)
def test_a_picture_keeps_its_texts(of: str, zh: list[str], en: list[str]) -> None:
    result = made()[of]
    for language, texts in (("zh", zh), ("en", en)):
        shown = told(picture(result, language).svg())
        assert [text for text in texts if text not in shown] == []


@pytest.mark.parametrize("of", ["curve", "impact", "sweep", "two axes", "months"])
def test_a_picture_in_chinese_has_no_english_and_no_names_of_the_code(of: str) -> None:
    assert re.findall("[A-Za-z]{2,}", told(picture(made()[of]).svg())) == []


def test_days_are_shown_in_no_time_zone_of_the_machine() -> None:
    spec = picture(made()["months"]).chart.to_dict()
    across = spec["layer"][0]["encoding"]["x"]
    assert (across["scale"], across["axis"]["format"]) == ({"type": "utc"}, "%Y-%m-%d")


def test_a_curve_shows_the_ends_of_its_pieces() -> None:
    found = cliff()
    spec = picture(found).chart.to_dict()
    points = [row for layer in spec["layer"][:1] for row in (layer.get("data") or spec["data"])["values"]]
    assert [(row["x"], row["y"]) for row in points] == [(0.0, 380.0), (30000.0, 380.0), (30000.01, 0.0), (60000.0, 0.0)]


def test_gainers_and_losers_are_those_of_the_impact() -> None:
    found = made()["impact"]
    rows = picture(found).chart.to_dict()["data"]["values"]
    assert sum(row["number"] for row in rows if row["who"] == "增加") == pytest.approx(float(found.total.gainers))
    assert {row["group"] for row in rows} == {"城市", "农村", "不详"}


def test_a_file_is_svg_or_a_page_without_any_outside_address(tmp_path: Path) -> None:
    shown = picture(cliff())
    svg = shown.save(tmp_path / "cliff.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    page = shown.save(tmp_path / "cliff.html").read_text(encoding="utf-8")
    assert "断崖" in page
    assert re.findall(r"https?:|//[a-z]|<script|<link|@import|@font-face|src=", page) == []
    assert shown._repr_html_() in page
    with pytest.raises(InvalidStudy) as error:
        shown.save(tmp_path / "cliff.png")
    assert error.value.code == "study.picture"


def test_a_picture_is_in_two_languages() -> None:
    with pytest.raises(UnknownName):
        picture(cliff(), "fr")


@pytest.mark.parametrize(("missing", "shown"), [("altair", "altair"), ("vl_convert", "vl-convert-python")])
def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch, missing: str, shown: str) -> None:
    found = cliff()
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == missing:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=rf"{shown}: pip install 'aidrules\[plot\]'"):
        picture(found).svg()


def test_a_picture_of_something_else_is_an_error() -> None:
    with pytest.raises(InvalidStudy) as error:
        picture("curve")  # type: ignore[arg-type]  # that is the mistake
    assert error.value.code == "study.picture"
