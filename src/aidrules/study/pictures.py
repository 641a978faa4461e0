"""Pictures of what-ifs: a curve with its cliffs, who gains and who loses, a sweep; as SVG and as pages that need nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aidrules.errors import InvalidStudy, MissingExtra, UnknownName
from aidrules.study.curves import Curve
from aidrules.study.sweeps import Sweep
from aidrules.study.words import Titles, title

if TYPE_CHECKING:
    from aidrules.study.impacts import Impact

FONTS: Final = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
"""Fonts with Chinese in them, by whichever of them a reader's machine has: an SVG keeps its texts as texts."""
UP, DOWN, LINE = "#2a7f62", "#b3362b", "#30507a"
_WORDS: Final = {
    "zh": {"granted": "给予金额（元）", "cliff": "断崖", "up": "上跳", "group": "分组", "all": "全部", "unknown": "不详", "gain": "增加", "lose": "减少",
           "who": "变化", "number": "数量（{}）", "joint": "，", "cost": "支出（元）", "curve": "随{}变化的救助金额", "impact": "增加与减少",
           "by": "统计单位：{}"},
    "en": {"granted": "granted (yuan)", "cliff": "cliff", "up": "jumps up", "group": "group", "all": "all", "unknown": "not known", "gain": "gain",
           "lose": "lose", "who": "change", "number": "number ({})", "joint": ", ", "cost": "cost (yuan)", "curve": "What is granted over {}",
           "impact": "Gainers and losers", "by": "counted by {}"},
}  # fmt: skip


class Picture:
    """A picture; ``save`` writes it as ``.svg`` or as a page ``.html``, a notebook shows it. ``chart`` is the altair chart."""

    def __init__(self, chart: Any, title: str) -> None:
        self.chart, self.title = chart, title

    def svg(self) -> str:
        """The picture as SVG, with its texts as texts."""
        try:
            import vl_convert
        except ImportError:
            raise MissingExtra("vl-convert-python", "plot") from None
        return str(vl_convert.vegalite_to_svg(self.chart.to_dict()))

    def html(self) -> str:
        """A page with the picture in it: no script, no font, nothing to fetch."""
        return (
            f'<!DOCTYPE html>\n<html lang="zh">\n<head><meta charset="utf-8"><title>{escape(self.title)}</title></head>\n<body>\n{_bare(self.svg())}\n'
            "</body>\n</html>\n"
        )

    def save(self, file: str | Path) -> Path:
        """Write the picture to a file, by its ending; gives the path."""
        path = Path(file)
        if path.suffix not in (".svg", ".html"):
            raise InvalidStudy("a picture is saved as .svg or .html", code="study.picture")
        path.write_text(self.svg() if path.suffix == ".svg" else self.html(), encoding="utf-8")
        return path

    def _repr_html_(self) -> str:
        return _bare(self.svg())


def picture(of: Curve | Impact | Sweep, language: str = "zh") -> Picture:
    """The picture of a curve, an impact or a sweep, with words in ``"zh"`` or ``"en"``. Needs ``pip install 'aidrules[plot]'``.

    >>> from aidrules import Household
    >>> from aidrules.jurisdictions import huining
    >>> from aidrules.study import picture, sweep
    >>> home = Household.read({"id": "h1", "members": [{"id": "p1", "tekun_support": "dispersed", "has_caring_guardian": True}]})
    >>> axis = {"members[0].care_level": ["self_care", "semi_care", "full_care"]}
    >>> picture(sweep(huining.rulebook(), home, axis, on="2022-03-15", outputs=["care.guardian_payment"])).svg()[:4]
    '<svg'
    """
    try:
        import altair
    except ImportError:
        raise MissingExtra("altair", "plot") from None
    if language not in _WORDS:
        raise UnknownName('a picture is in "zh" or "en"', code="name.language")
    words = _WORDS[language]
    if isinstance(of, Curve):
        fact = of.place.spec.zh if language == "zh" else of.place.spec.en
        heading, chart = words["curve"].format(fact), _curve(altair, of, fact, words)
    elif isinstance(of, Sweep):
        heading = words["granted" if of.points and of.points[0].outcomes is not None else "cost"]
        chart = _sweep(altair, of, heading, language)
    else:
        from aidrules.study.impacts import Impact

        if not isinstance(of, Impact):
            raise InvalidStudy(f"a picture is of a curve, a sweep or an impact, and this is a {type(of).__name__}", code="study.picture")
        heading, chart = words["impact"], _impact(altair, of, words, language)
    notes = [str(of.on), words["joint"].join(title(of.titles, name, language) for name in of.outputs)]
    if not isinstance(of, Curve) and of.weights:
        notes.append(words["by"].format(of.weights_zh if language == "zh" else of.weights))
    titled = chart.properties(title=altair.Title(heading, subtitle=notes), width=520, height=300)
    axis = {"grid": True, "gridColor": "#e6e6e6", "labelOverlap": "greedy", "labelSeparation": 8}
    return Picture(titled.configure(font=FONTS, axis=axis, view={"stroke": None}), heading)


def _curve(altair: Any, curve: Curve, fact: str, words: dict[str, str]) -> Any:
    form = {"date": "%Y-%m-%d", "month": "%Y-%m"}.get(curve.place.kind.name)
    ends = [
        {"x": _place(curve, point.number), "y": _yuan(point.fen), "piece": number}
        for number, piece in enumerate(curve.pieces)
        for point in ([piece.first] if piece.first.number == piece.last.number else [piece.first, piece.last])
        if point.fen is not None
    ]
    across, up = altair.X("x:Q", title=fact), altair.Y("y:Q", title=words["granted"])
    if form:  # in no time zone of the machine
        across = altair.X("x:T", title=fact, scale=altair.Scale(type="utc"), axis=altair.Axis(format=form))
    layers = [altair.Chart(_data(altair, ends)).mark_line(color=LINE, strokeWidth=2).encode(across, up, detail="piece:N")]
    layers.append(altair.Chart(_data(altair, [end for end in ends if _alone(ends, end)])).mark_point(color=LINE, filled=True).encode(across, up))
    for leaps, word, color in ((curve.cliffs, words["cliff"], DOWN), (curve.upward, words["up"], UP)):
        marks = [{"x": _place(curve, curve.place.number(jump.next)), "said": f"{word} {jump.next}: {_signed(jump.change_fen)}", "top": 0} for jump in leaps]
        if marks:
            data = altair.Chart(_data(altair, marks))
            layers.append(data.mark_rule(color=color, strokeDash=[4, 3]).encode(across))
            layers.append(data.mark_text(color=color, align="left", dx=4, dy=-6).encode(across, y=altair.value(12), text="said:N"))
    return altair.layer(*layers)


def _alone(ends: list[dict[str, Any]], end: dict[str, Any]) -> bool:
    return sum(1 for other in ends if other["piece"] == end["piece"]) == 1


def _place(curve: Curve, number: int) -> Any:
    value = curve.place.value(number)
    match curve.place.kind.name:
        case "money" | "quantity":
            return number / 100
        case "date":
            return value.isoformat()
        case "month":
            return value.first_day.isoformat()
        case _:
            return number


def _impact(altair: Any, impact: Impact, words: dict[str, str], language: str) -> Any:
    groups = [(words["all"], impact.total)]
    if impact.groups:
        groups = [(words["unknown"] if g.name is None else title(impact.group_titles, g.name, language), g) for g in impact.groups]
    counted = (impact.weights_zh.partition("，") if language == "zh" else impact.weights.partition(","))[0]
    by = title(impact.titles, impact.by, language) if impact.groups and impact.by != "group" else words["group"]
    rows = [
        {"group": name, "who": words[who], "number": sign * float(number)}
        for name, group in groups
        for who, sign, number in (("gain", 1, group.gainers), ("lose", -1, group.losers))
    ]
    colors = altair.Scale(domain=[words["gain"], words["lose"]], range=[UP, DOWN])
    return (
        altair.Chart(_data(altair, rows))
        .mark_bar()
        .encode(
            altair.X("number:Q", title=words["number"].format(counted)),
            altair.Y("group:N", title=by, sort=None),
            altair.Color("who:N", title=words["who"], scale=colors),
        )
    )


def _sweep(altair: Any, sweep: Sweep, heading: str, language: str) -> Any:
    kinds = ["Q" if all(_is_number(point.values[place]) for point in sweep.points) else "N" for place in range(len(sweep.axes))]
    rows = [
        {"x": _number(point.values[0], kinds[0], sweep.titles, language), "z": title(sweep.titles, str(point.values[-1]), language), "y": _yuan(point.fen)}
        for point in sweep.points
        if point.fen is not None
    ]
    chart = altair.Chart(_data(altair, rows)).mark_line(point=True)
    titles = [title(sweep.titles, axis, language) for axis in sweep.axes]
    across, up = altair.X(f"x:{kinds[0]}", title=titles[0], sort=None), altair.Y("y:Q", title=heading)
    if len(sweep.axes) == 1:
        return chart.encode(across, up, color=altair.value(LINE))
    return chart.encode(across, up, altair.Color("z:N", title=titles[1], sort=None))


def _data(altair: Any, rows: Iterable[dict[str, Any]]) -> Any:
    return altair.Data(values=list(rows))


def _yuan(fen: Any) -> float | None:
    return None if fen is None else float(Fraction(fen) / 100)


def _is_number(value: Any) -> bool:
    try:
        Decimal(str(value))
    except InvalidOperation:
        return False
    return True


def _number(value: Any, kind: str, titles: Titles, language: str) -> Any:
    return float(Decimal(str(value))) if kind == "Q" else title(titles, str(value), language)


def _signed(fen: int) -> str:
    return f"{fen / 100:+,.2f}"


def _bare(svg: str) -> str:
    """An SVG for a page of HTML, which needs no names of XML."""
    return re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", svg)
