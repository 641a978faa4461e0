"""A place as a page: its document clause by clause, with the meaning, the rule in words, figures, readings and a worked case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from aidrules.decide.item import Item
from aidrules.decide.layout import encode
from aidrules.decide.render import outcome_words
from aidrules.facts.model import Facts, model_name
from aidrules.graph.program import Program
from aidrules.graph.text import node_words, value_words
from aidrules.law.source import Reading
from aidrules.rulebook.clauses import ClauseRow, own_rows
from aidrules.rulebook.rulebook import Rulebook

_WORDS: Final = {
    "zh": {
        "title": "{place}：逐条", "made": "本页由条款、规则、数额和算例生成，不要手改：`python docs/pages.py`。", "undated": "无日期",
        "counts": "共 {all} 条，其中 {computed} 条可计算或列明责任单位。", "outputs": "据以核定", "rule": "规则", "figure": "数额",
        "choice": "由经办机关决定", "reading": "读法", "printed": "原文", "other": "另一种读法", "units": "责任单位", "why_not": "不计算的原因",
        "case": "算例", "from": "{day}起", "always": "一直有效", "tie": "与其他待遇的关系", "colon": "：", "lead": "牵头",
        "in_force": "自{day}起施行", "no": "本地没有规则依据这一条",
    },
    "en": {
        "title": "{place}, clause by clause",
        "made": "This page is made from the clauses, rules, figures and worked cases; don't edit it: `python docs/pages.py`.",
        "undated": "undated", "counts": "{all} clauses, of which {computed} are computed or name responsible units.", "outputs": "Decides", "rule": "Rule",
        "figure": "Figure", "choice": "For the agency to decide", "reading": "Reading", "printed": "printed", "other": "another reading",
        "units": "Responsible", "why_not": "Why nothing is computed", "case": "A case", "from": "from {day}", "always": "at all times",
        "tie": "What it does to other outputs", "colon": ": ", "lead": "leads", "in_force": "in force from {day}", "no": "no rule here rests on it",
    },
}  # fmt: skip


_UNITS: Final = {
    "yuan": "元", "yuan/month": "元/月", "yuan/person": "元/人", "yuan/person/month": "元/人·月", "yuan/person/day": "元/人·天", "officers": "名",
    "visits/month": "次/月", "day of the month": "日", "month of the year": "月", "points": "分", "months": "个月", "years": "周岁", "hundredths": "（百分比）",
    "institutions": "所",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case of a clause: its subject, what comes out, and why in one English sentence."""

    case: Facts
    item: Item
    why: str


def page(book: Rulebook, language: str, examples: Mapping[str, Example]) -> str:
    """The page of a rulebook's place in Markdown, ``"zh"`` or ``"en"``; ``examples`` by clause id."""
    words, zh = _WORDS[language], language == "zh"
    rows = own_rows(book)
    source = rows[0].clause.source
    title = source.title_zh if zh else source.title_en
    day = words["in_force"].format(day=source.in_force_from) if source.in_force_from else words["undated"]
    lines = [f"# {words['title'].format(place=title)}", "", words["made"], ""]
    lines += [f"{source.issuer_zh if zh else source.issuer_en}, {day}. " + words["counts"].format(all=len(rows), computed=sum(row.computed for row in rows))]
    address = ""
    for row in rows:
        if row.clause.address != address:
            address = row.clause.address
            lines += ["", f"## {address}"]
        lines += ["", f"### {row.clause.id.partition('/')[2]}", "", row.clause.zh if zh else row.clause.en, ""]
        lines += _clause(row, book, language, examples.get(row.clause.id))
    return "\n".join(lines) + "\n"


def _clause(row: ClauseRow, book: Rulebook, language: str, example: Example | None) -> Iterator[str]:
    words, zh, program = _WORDS[language], language == "zh", book.parts.program
    colon = words["colon"]
    if row.outputs:
        named = [f"`{name}` ({program.outputs[name].zh if zh else program.outputs[name].en})" for name in row.outputs]
        yield f"- {words['outputs']}{colon}{', '.join(named)}"
    for name in dict.fromkeys([*row.rules, *(name for output in row.outputs for name in program.outputs[output].rules())]):
        rule = program.rules[name]
        title, formula = rule.zh if zh else rule.en.rstrip("."), node_words(rule.body, program, language)
        if formula != title:
            yield f"- {words['rule']}{colon}{title} ⟸ {formula}"
    for name in row.choices:
        yield f"- {words['choice']}{colon}{program.choices[name].zh if zh else program.choices[name].en} (`{name}`)"
    for name in row.interactions:
        yield f"- {words['tie']}{colon}{program.interactions[name].zh if zh else program.interactions[name].en}"
    for figure in row.figures:
        spec = program.standards[figure.path]
        key = "" if spec.by is None else f"[{_key(figure.key, program, spec.by.of, zh)}]"
        since = words["from"].format(day=figure.start) if figure.start else words["always"]
        unit = _UNITS.get(figure.unit, "") if zh else figure.unit
        yield f"- {words['figure']}{colon}{spec.zh if zh else spec.en}{key} = {' '.join(part for part in (figure.text, unit) if part)} ({since})"
    if row.clause.units_zh:
        lead = f" ({row.clause.lead} {words['lead']})" if row.clause.lead else ""
        yield f"- {words['units']}{colon}{', '.join(row.clause.units_zh if zh else row.clause.units_en)}{lead}"
    if not row.computed:
        yield f"- {words['why_not']}{colon}{(row.clause.why_not_zh if zh else row.clause.why_not_en) or words['no']}"
    for reading in row.readings:
        yield from _reading(reading, language)
    if example is not None:
        facts = "; ".join(fact_lines(example.case, program, language))
        outcome = f"{example.item.zh if zh else example.item.en}{colon}{outcome_words(example.item, language)}"
        yield f"- {words['case']}{colon}{facts} → {outcome}" + ("" if zh else f". {example.why}")


def _reading(reading: Reading, language: str) -> Iterator[str]:
    words, zh = _WORDS[language], language == "zh"
    printed = f" ({words['printed']}: {reading.printed_zh})" if zh else ""
    yield f"- {words['reading']} `{reading.id}`{words['colon']}{reading.words(language)}{printed}"
    for other in reading.alternatives:
        yield f"  - {words['other']} `{other.id}`{words['colon']}{other.zh if zh else other.en}"


def _key(key: str, program: Program, terms: str, zh: bool) -> str:
    return next((term_zh if zh else value.replace("_", " ") for value, term_zh in program.terms[terms].members if value == key), key)


def fact_lines(subject: Facts, program: Program, language: str, where: str = "") -> Iterator[str]:
    """What is known of a subject and of all it contains, in words."""
    spec, zh = program.models[model_name(type(subject))], language == "zh"
    for fact in spec.facts:
        value = getattr(subject, fact.name)
        if value is not None:
            yield f"{where}{fact.zh if zh else fact.en} = {value_words(encode(value), fact.kind, program, language)}"
    for relation in spec.relations:
        for part in getattr(subject, relation.name) or ():
            yield from fact_lines(part, program, language, f"{getattr(part, 'id', '') or relation.name} ")
