"""An impact read out, as text and as a table for a notebook, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Final

from aidrules.errors import UnknownName
from aidrules.facts.terms import Per
from aidrules.study.measures import Exact, as_decimal
from aidrules.study.rates import BANDS, Rates
from aidrules.study.words import title

if TYPE_CHECKING:
    from aidrules.study.groups import Group
    from aidrules.study.impacts import Impact

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "head": "{outputs}，{on}，{per}；统计单位：{weights}；容差{tolerance}元", "rests": "资源：改革前的{income}，加上待遇；贫困线：{line}", "none": "无",
        "all": "全部", "unknown": "不详", "group": "{by}：{name}", "stands for": "代表", "not settled": "未定", "cost": "支出", "recipients": "领取者",
        "gainers": "增加者", "losers": "减少者", "unchanged": "不变", "headcount": "贫困发生率", "gap": "贫困差距", "severity": "贫困强度",
        "coverage": "对贫困者的覆盖率", "leakage": "流向他人的支出份额", "gini": "基尼系数", "nobody": "无人", "yuan": "{}元", "comma": "，", "colon": "：",
        "rates before": "改革前的边际有效税率", "rates after": "改革后的边际有效税率", "rates": "平均{mean}，中位{median}；{bands}",
    },
    "en": {
        "head": "{outputs} on {on}, per {per}; counted by {weights}; tolerance {tolerance} yuan",
        "rests": "resources: {income} before the reform, with the benefits; line: {line}", "none": "none",
        "all": "all", "unknown": "(not known)", "group": "{by}: {name}", "stands for": "stands for", "not settled": "not settled", "cost": "cost",
        "recipients": "recipients", "gainers": "gainers", "losers": "losers", "unchanged": "unchanged", "headcount": "poverty headcount",
        "gap": "poverty gap", "severity": "poverty severity", "coverage": "coverage of the poor", "leakage": "leakage to others", "gini": "Gini",
        "nobody": "nobody", "yuan": "{} yuan", "comma": ", ", "colon": ": ",
        "rates before": "marginal effective tax rates before", "rates after": "marginal effective tax rates after",
        "rates": "mean {mean}, median {median}; {bands}",
    },
}  # fmt: skip
_BANDS: Final = dict(zip(BANDS, ("低于0", "0", "至50%", "50%至100%以下", "100%", "高于100%"), strict=True))


def impact_text(impact: Impact, language: str) -> str:
    """A few lines for all and for each group, with what they rest on."""
    words = _words(language)
    lines = [_head(impact, language)]
    if impact.income:
        income, line = title(impact.titles, impact.income, language), title(impact.titles, impact.line, language) or words["none"]
        lines.append(words["rests"].format(income=income, line=line))
    for name, group in _named(impact, words, language):
        of = title(impact.titles, impact.by, language)
        lines += ["", name if group is impact.total else words["group"].format(by=of, name=name)]
        lines += [f"  {part}{words['colon']}{said}" for part, said in _said(impact, group, language)]
    return "\n".join(lines) + "\n"


def impact_html(impact: Impact, language: str) -> str:
    """The same figures as a table, a column for all and one for each group; every text is escaped."""
    words = _words(language)
    named = list(_named(impact, words, language))
    heads = ["", *(name for name, _ in named)]
    said = [_said(impact, group, language) for _, group in named]
    rows = [[name, *(column[place][1] for column in said)] for place, (name, _) in enumerate(said[0])]
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    caption = escape(_head(impact, language))
    return f"<table><caption>{caption}</caption><tr>{''.join(f'<th>{escape(head)}</th>' for head in heads)}</tr>{body}</table>"


def _head(impact: Impact, language: str) -> str:
    words = _words(language)
    outputs = words["comma"].join(title(impact.titles, name, language) for name in impact.outputs)
    per = Per(impact.per).zh if language == "zh" else impact.per
    weights = impact.weights_zh if language == "zh" else impact.weights
    return words["head"].format(outputs=outputs, on=impact.on, per=per, weights=weights, tolerance=impact.tolerance)


def _named(impact: Impact, words: Mapping[str, str], language: str) -> Iterator[tuple[str, Group]]:
    yield words["all"], impact.total
    for group in impact.groups:
        yield words["unknown"] if group.name is None else title(impact.group_titles, group.name, language), group


def _said(impact: Impact, group: Group, language: str) -> list[tuple[str, str]]:
    """The figures of a group as text, the same for each group."""
    words = _words(language)
    one, other = group.before, group.after
    yuan = words["yuan"].format
    parts: list[tuple[str, str]] = [
        ("stands for", _number(group.weight)),
        ("not settled", _number(group.unsettled)),
        ("cost", f"{yuan(f'{_yuan(one.cost_fen)} → {_yuan(other.cost_fen)}')} ({_yuan(group.change_fen)})"),
        ("recipients", f"{_number(one.recipients)} → {_number(other.recipients)}"),
        ("gainers", f"{_number(group.gainers)}{words['comma']}{yuan(_yuan(group.gained_fen))}"),
        ("losers", f"{_number(group.losers)}{words['comma']}{yuan(_yuan(group.lost_fen))}"),
        ("unchanged", _number(group.unchanged)),
    ]
    if impact.line:
        for part in ("headcount", "gap", "severity"):
            found = [None if side.poverty is None else getattr(side.poverty, part) for side in (one, other)]
            parts.append((part, f"{_percent(found[0], words)} → {_percent(found[1], words)}"))
        for part in ("coverage", "leakage"):
            parts.append((part, f"{_percent(getattr(one, part), words)} → {_percent(getattr(other, part), words)}"))
    if impact.income:
        parts.append(("gini", " → ".join(words["nobody"] if side.gini is None else f"{side.gini:.4f}" for side in (one, other))))
    parts += [(f"rates {when}", _rates(side.rates, language)) for when, side in (("before", one), ("after", other)) if side.rates is not None]
    return [(words[part], said) for part, said in parts]


def _rates(rates: Rates, language: str) -> str:
    words = _words(language)
    named = _BANDS if language == "zh" else dict(zip(BANDS, BANDS, strict=True))
    bands = words["comma"].join(f"{named[band]}{words['colon']}{_number(number)}" for band, number in rates.bands.items())
    return words["rates"].format(mean=_percent(rates.mean, words), median=_percent(rates.median, words), bands=bands)


def _words(language: str) -> Mapping[str, str]:
    if language not in _WORDS:
        raise UnknownName('an impact is told in "zh" or "en"', code="name.language")
    return _WORDS[language]


def _percent(number: Any, words: Mapping[str, str]) -> str:
    return words["nobody"] if number is None else f"{float(number):.2%}"


def _number(number: Exact) -> str:
    return f"{number:,}" if isinstance(number, int) else f"{as_decimal(number):,.2f}"


def _yuan(fen: Exact) -> str:
    return f"{as_decimal(fen, 100):,.2f}"
