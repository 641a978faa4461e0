"""A decision as text for a case worker, and as escaped HTML for a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Final

from aidrules.decide.missing import Missing
from aidrules.decide.outcome import Outcome, outcome_text
from aidrules.decide.reasons import Reason
from aidrules.errors import UnknownName

if TYPE_CHECKING:
    from aidrules.decide.choices import Discretion
    from aidrules.decide.decision import Decision
    from aidrules.decide.item import Item

_WORDS: Final = {
    "zh": {
        "decision": "核定日 {day}",
        "place": "适用地：{place}",
        "supposed": "（改革假设下的测算，并非现行规定）",
        "colon": "：",
        "comma": "，",
        "above": "（见上）",
        "discretion": "由经办机关决定",
        "open": "尚未决定",
        "chosen": "已定",
        "declined": "决定不给予",
        "yes": "给予",
        "outcome": "结论",
        "amount": "金额",
        "range": "金额范围",
        "range_if": "金额范围（如给予）",
        "between": "{low}元至{high}元",
        "least": "不低于{low}元",
        "most": "不超过{high}元",
        "yuan": "元",
        "payee": "付给",
        "step": "未完成的步骤",
        "reasons": "理由",
        "missing": "还需要",
        "clauses": "依据",
        "readings": "对条文的理解",
        "notices": "提示",
        "figure": "标准",
        "from": "{day}起施行",
        "supplied": "由使用者提供",
        "settles": {"entitlement": "影响资格", "amount": "影响金额"},
        "none": "没有可核定的事项。",
        "months": "所属月份",
        "for": "对象",
        "printed": "原文",
        "figures": "数字",
        "interactions": "与其他待遇的关系",
        "forgone": "因此少得",
        "units": "责任单位",
        "lead": "牵头",
        "not_in_force": "本地没有条文使其施行，或条文当日尚未施行。",
    },
    "en": {
        "decision": "Decided for {day}",
        "place": "Law of: {place}",
        "supposed": "(a what-if under a reform, not the law as it is)",
        "colon": ": ",
        "comma": ", ",
        "above": "(as above)",
        "discretion": "For the agency to decide",
        "open": "still open",
        "chosen": "chosen:",
        "declined": "declined",
        "yes": "yes",
        "outcome": "Outcome",
        "amount": "Amount",
        "range": "Amount",
        "range_if": "Amount, if granted",
        "between": "between {low} and {high} yuan",
        "least": "at least {low} yuan",
        "most": "at most {high} yuan",
        "yuan": " yuan",
        "payee": "to",
        "step": "Step not yet taken",
        "reasons": "Reasons",
        "missing": "Still needed",
        "clauses": "Clauses",
        "readings": "How the text was read",
        "notices": "Notices",
        "figure": "standard",
        "from": "in force from {day}",
        "supplied": "supplied by the user",
        "settles": {"entitlement": "settles the entitlement", "amount": "settles the amount"},
        "none": "There is nothing to decide.",
        "months": "For the month",
        "for": "For",
        "printed": "printed",
        "figures": "Figures",
        "interactions": "What other outputs do to it",
        "forgone": "forgone because of it:",
        "units": "Responsible",
        "lead": "leads",
        "not_in_force": "No clause puts it in force here, or its clause isn't in force on this day.",
    },
}
_MARKS: Final = {True: "✓", False: "✗", None: "?"}


def as_text(decision: Decision, language: str) -> str:
    """The whole decision, item by item."""
    words = _words(language)
    lines: list[str] = [words["decision"].format(day=decision.on) + (f" {words['place'].format(place=decision.place)}" if decision.place else "")]
    if any(clause.source.supposed for clause in decision._basis.clauses.values()):
        lines[0] += f" {words['supposed']}"
    for item in decision.items:
        lines += ["", *item_lines(item, language)]
    if not decision.items:
        lines.append(words["none"])
    return _joined(lines) + "\n"


def item_lines(item: Item, language: str) -> Iterator[str]:
    """One item: its head, what it comes to, why, what is missing, on which clauses."""
    words, zh = _words(language), language == "zh"
    yield f"【{item.zh}】 {'/'.join(item.subject)}" if zh else f"[{item.en}] {'/'.join(item.subject)}"
    yield f"  {words['outcome']}{words['colon']}{outcome_words(item, language)}"
    yield from _bounds_line(item, words)
    if item.outcome is Outcome.NOT_IN_FORCE:
        yield f"    {words['not_in_force']}"
        return
    if item.step:
        rule = item._basis.program.rules[item._settled.step]
        yield f"  {words['step']}{words['colon']}{rule.zh if zh else rule.en}"
    if item.first_month is not None:
        last = words["open"] if item.last_month is None else f"{item.last_month}"
        yield f"  {words['months']}{words['colon']}{item.first_month}" + (f" – {last}" if item.last_month != item.first_month else "")
    for left in item.discretion:
        if left.choice is not None or item.outcome not in (Outcome.REFUSED, Outcome.NOT_APPLICABLE):
            yield f"  {discretion_words(left, language)}"
    yield from _beside(item, words, zh)
    yield f"  {words['reasons']}{words['colon']}"
    said: set[int] = set()
    for child in item.reasons.children:
        yield from reason_lines(child, item, language, 2, said)
    for title, entries in (
        (words["missing"], [_missing_line(missing, language) for missing in item.missing]),
        (words["notices"], [notice.zh if zh else notice.en for notice in item.notices]),
        (words["clauses"], [f"{clause.citation}{words['colon']}{clause.zh if zh else clause.en}" for clause in item.clauses]),
        (words["readings"], [f"{reading.topic_zh if zh else reading.topic_en}{words['colon']}{reading.words(language)}" for reading in item.readings]),
    ):
        if entries:
            yield f"  {title}{words['colon']}"
            yield from (f"    - {entry}" for entry in entries)


def _beside(item: Item, words: dict[str, str], zh: bool) -> Iterator[str]:
    """What stands beside the outcome: figures, interactions, responsible units."""
    figures, interactions, units = item.figures, item.interactions, item.units
    if figures:
        yield f"  {words['figures']}{words['colon']}"
        for figure in figures:
            yield f"    - {figure.zh if zh else figure.en.rstrip('.')}{words['colon']}{figure.words_zh if zh else figure.words_en}"
    if interactions:
        yield f"  {words['interactions']}{words['colon']}"
        for each in interactions:
            amount = "" if each.amount is None else f" ({words['forgone']} {each.amount}{words['yuan']})"
            yield f"    - {each.zh if zh else each.en}{amount}"
    if units.zh:
        lead = f" ({units.lead} {words['lead']})" if units.lead else ""
        yield f"  {words['units']}{words['colon']}{'、'.join(units.zh) if zh else ', '.join(units.en)}{lead}"


def outcome_words(item: Item, language: str) -> str:
    """``给予 70.00元/每月，付给监护人(一卡通)``."""
    words, zh = _words(language), language == "zh"
    text = outcome_text(item._output.sort, item.outcome, language)
    if item.amount is not None:
        text += f" {item.amount}{words['yuan']}"
        text += f"/{item.per.zh if zh else item.per}" if item.per else ""
        if item.payee:
            text += f"，{words['payee']}{item.payee.zh}" if zh else f", {words['payee']} the {item.payee}"
        if item.channel:
            text += f"（{item.channel.zh}）" if zh else f" by {str(item.channel).replace('_', ' ')}"
    return text


def _bounds_line(item: Item, words: dict[str, str]) -> Iterator[str]:
    """``金额范围（如给予）：400.00元至800.00元``."""
    bounds = item.bounds
    if bounds is not None:
        low, high = bounds
        form = words["least"] if high is None else words["most"] if low is None else words["between"]
        yield f"  {words['range'] if item.entitled else words['range_if']}{words['colon']}{form.format(low=low, high=high)}"


def discretion_words(left: Discretion, language: str) -> str:
    """``由经办机关决定：渐退月数（1–6），已定 4``."""
    words, zh = _words(language), language == "zh"
    span = "" if left.words == "may" else f"（{left.low}–{left.high}）" if zh else f" ({left.low} to {left.high})"
    made = left.choice
    if made is None or made.declined:
        chosen = words["open"] if made is None else words["declined"]
    else:
        chosen = f"{words['chosen']} {words['yes'] if left.words == 'may' else made.value}"
    return f"{words['discretion']}{words['colon']}{left.zh if zh else left.en}{span}{words['comma']}{chosen}"


def reason_lines(reason: Reason, item: Item, language: str, depth: int, said: set[int]) -> Iterator[str]:
    """A step, indented below the step that it settles; what stands below a step is said once in an item."""
    words, zh = _words(language), language == "zh"
    pad = "  " * depth
    title = reason.zh if zh else reason.en.rstrip(".")
    value = reason.value_words(language)
    mark = _MARKS[reason.value] if reason.kind.name == "bool" else "="
    where = f" ({'/'.join(reason.subject)})" if reason.subject and reason.subject != item.subject else ""
    if reason.sort == "rule":
        yield f"{pad}{mark} {title}{where}{words['colon']}{reason.formula_zh if zh else reason.formula_en}{_addresses(reason, item)}"
    elif reason.sort == "figure":
        yield f"{pad}· {title} = {value}{_figures(reason, words)}{_addresses(reason, item)}"
    elif reason.sort in ("not", "any"):
        yield f"{pad}{mark} {title}{words['colon']}"
    else:
        yield f"{pad}· {title}{where} = {value}"
    if id(reason) in said and reason.children:
        yield f"{pad}  {words['above']}"
        return
    said.add(id(reason))
    for child in reason.children:
        yield from reason_lines(child, item, language, depth + 1, said)


def _addresses(reason: Reason, item: Item) -> str:
    cited = item._basis.cite(reason.clauses)
    return f" 〔{'; '.join(dict.fromkeys(clause.address for clause in cited))}〕" if cited else ""


def _figures(reason: Reason, words: dict[str, str]) -> str:
    days = []
    for figure in reason.figures:
        start = words["from"].format(day=figure.start) if figure.start else ""
        parts = [part for part in (figure.text if len(reason.figures) > 1 else "", start, words["supplied"] if figure.supplied else "") if part]
        days.append(" ".join(parts))
    text = "; ".join(day for day in days if day)
    return f" ({text})" if text else ""


def _missing_line(missing: Missing, language: str) -> str:
    settles = _WORDS[language]["settles"]
    assert isinstance(settles, dict)
    return f"{missing.question_zh if language == 'zh' else missing.question_en} [{missing.path}; {settles[missing.settles]}]"


def _joined(lines: Iterable[str]) -> str:
    """The lines as one text, without spaces at their ends."""
    return "\n".join(line.rstrip() for line in lines)


def _words(language: str) -> dict[str, str]:
    if language not in _WORDS:
        raise UnknownName('an explanation is in "zh" or "en"', code="name.language")
    return _WORDS[language]  # type: ignore[return-value]  # all but `settles` are texts


def as_html(decision: Decision) -> str:
    """A table of the items, each with its explanation to unfold; every text is escaped."""
    rows = []
    for item in decision.items:
        lines = escape(_joined(item_lines(item, "zh")))
        rows.append(
            f"<tr><td>{escape(item.zh)}</td><td>{escape('/'.join(item.subject))}</td><td>{escape(outcome_words(item, 'zh'))}</td>"
            f"<td><details><summary>{escape(_WORDS['zh']['reasons'])}</summary><pre>{lines}</pre></details></td></tr>"  # type: ignore[arg-type]
        )
    return f"<table><caption>{decision.on}</caption><tbody>{''.join(rows)}</tbody></table>"
