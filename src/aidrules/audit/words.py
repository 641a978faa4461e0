"""Ledgers and settlements as text and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from aidrules.audit.pays import Pays
from aidrules.decide.document import as_document
from aidrules.decide.outcome import outcome_text
from aidrules.errors import UnknownName

if TYPE_CHECKING:
    from aidrules.audit.ledger import Ledger, Line, MonthOfLedger
    from aidrules.audit.settle import Settled, Settlement

LEDGER_FORMAT: Final = "aidrules-ledger/1"
SETTLEMENT_FORMAT: Final = "aidrules-settlement/1"

_WORDS: Final = {
    "zh": {
        "ledger": "逐月台账 {first} 至 {last}",
        "place": "适用地：{place}",
        "known": {"all": "按全部已知情况", "month": "按各月当日已知情况", "day": "按 {day} 已知情况"},
        "month": "{month}（按 {day} 的情况）",
        "line": "  {title}{subject}：{words}",
        "since": "（自 {month}）",
        "aside": "  未采用的裁量“{path}”{subject}：{code}",
        "none": "  无应发或待定事项",
        "sum": "合计发放 {total} 元；另有 {open} 项尚未确定，不在合计内",
        "settlement": "补发与追回 {first} 至 {last}",
        "sums": "应发 {due} − 已发 {paid} = 补发 {arrears} − 应退 {recoverable} − 多发（无追回依据） {overpaid}",
        "open": "尚未确定，不在合计内：",
        "was": "已发 {paid}{outcome}",
        "ought": "，应发 {due}{outcome}",
        "unsure": "，应发金额尚未确定{outcome}",
        "because": "；{parts}",
        "part": "{title} {was} → {ought}{announced}",
        "announced": "（{day} 公布）",
        "joint": "、",
        "brackets": "（{}）",
        "ground": "；追回依据：{title}",
        "clauses": "    依据：{cited}",
        "end": "。",
    },
    "en": {
        "ledger": "Ledger {first} to {last}",
        "place": "Law of: {place}",
        "known": {"all": "with everything known", "month": "each month as known on its own day", "day": "as known on {day}"},
        "month": "{month} (decided for {day})",
        "line": "  {title}{subject}: {words}",
        "since": " (since {month})",
        "aside": "  choice set aside `{path}`{subject}: {code}",
        "none": "  nothing paid, nothing open",
        "sum": "In all {total} yuan; besides, {open} lines are open and in no sum",
        "settlement": "Arrears and recovery {first} to {last}",
        "sums": "due {due} − paid {paid} = arrears {arrears} − recoverable {recoverable} − overpaid without a ground {overpaid}",
        "open": "Open, and in no sum:",
        "was": "paid {paid}{outcome}",
        "ought": ", due {due}{outcome}",
        "unsure": ", what is due is open{outcome}",
        "because": "; {parts}",
        "part": "{title} {was} → {ought}{announced}",
        "announced": " (announced {day})",
        "joint": ", ",
        "brackets": " ({})",
        "ground": "; ground to recover: {title}",
        "clauses": "    Clauses: {cited}",
        "end": ".",
    },
}  # fmt: skip


def _words(language: str) -> Any:
    if language not in _WORDS:
        raise UnknownName('the language is "zh" or "en"', code="name.language")
    return _WORDS[language]


def ledger_text(made: Ledger, language: str) -> str:
    """A ledger to be read."""
    words = _words(language)
    known = words["known"]["all" if made.known_on is None else "month" if made.known_on == "month" else "day"].format(day=made.known_on)
    lines = [words["ledger"].format(first=made.first, last=made.last), *([words["place"].format(place=made.place)] if made.place else []), known, ""]
    for month in made.months:
        lines += [words["month"].format(month=month.month, day=month.on), *(list(_month_text(month, language)) or [words["none"]])]
    return "\n".join([*lines, "", words["sum"].format(total=made.total(), open=len(made.open()))]) + "\n"


def _month_text(month: MonthOfLedger, language: str) -> Iterator[str]:
    words = _words(language)
    for line in month.lines:
        if line.pays in _SHOWN:
            title = line.item.zh if language == "zh" else line.item.en
            yield words["line"].format(title=title, subject=_subject(line.subject), words=_line_words(line, language))
    for aside in month.set_aside:
        yield words["aside"].format(path=aside.path, subject=_subject(aside.subject), code=aside.code)


_SHOWN: Final = (Pays.PAYS, Pays.OPEN, Pays.RATE, Pays.USED_UP)


def _line_words(line: Line, language: str) -> str:
    text = str(line.payable) if line.pays is Pays.PAYS else _outcome(line, language)
    if line.pays is Pays.USED_UP:
        text = line.pays.zh if language == "zh" else "the law's limit is used up"
    return text + (_words(language)["since"].format(month=line.since) if line.since else "")


def _outcome(line: Line, language: str) -> str:
    return outcome_text(line.item.spec.sort, line.outcome, language)


def _subject(ids: tuple[str, ...]) -> str:
    return f" {'/'.join(ids)}" if ids else ""


def ledger_document(made: Ledger, *, reasons: bool) -> dict[str, Any]:
    """A ledger as plain data: each month's items as a decision writes them, with what they pay."""
    clauses: dict[str, Any] = {}
    readings: dict[str, Any] = {}
    months = []
    for month in made.months:
        document = as_document(month.decision, reasons=reasons)
        clauses |= document.get("clauses", {})
        readings |= document.get("readings", {})
        items = [
            {
                **item, "pays": line.pays.value, "payable": None if line.payable is None else str(line.payable),
                "since": None if line.since is None else str(line.since),
            }
            for item, line in zip(document["items"], month.lines, strict=True)
        ]  # fmt: skip
        aside = [{"path": each.path, "subject": list(each.subject), "code": each.code, "message": each.message} for each in month.set_aside]
        known = None if month.known_on is None else month.known_on.isoformat()
        months.append({"month": str(month.month), "on": month.on.isoformat(), "known_on": known, "items": items, "set_aside": aside})
    return {
        "format": LEDGER_FORMAT,
        "place": made.place,
        "subject": made.case,
        "first": str(made.first),
        "last": str(made.last),
        "known_on": None if made.known_on is None else str(made.known_on),
        "day": made.day,
        "before": made.before.document(),
        "after": made.after.document(),
        "months": months,
        "total": str(made.total()),
        "open": len(made.open()),
        "clauses": clauses,
        "readings": readings,
    }


def settled_reason(line: Settled, language: str) -> str:
    """Why a line of a settlement is there, in a sentence."""
    words = _words(language)

    def outcome(lines: tuple[Line, ...]) -> str:
        found = next((each for each in lines if each.pays is Pays.PAYS), lines[-1] if lines else None)
        return words["brackets"].format(_outcome(found, language)) if found else ""

    text: str = words["was"].format(paid=line.paid, outcome=outcome(line.was))
    text += words["unsure" if line.due is None else "ought"].format(due=line.due, outcome=outcome(line.ought))
    parts = []
    for part in line.differences:
        was, ought = part.values(language)
        announced = words["announced"].format(day=part.announced) if part.announced else ""
        parts.append(words["part"].format(title=part.title(language), was=was, ought=ought, announced=announced))
    if parts:
        text += words["because"].format(parts=words["joint"].join(parts))
    if line.ground is not None:
        text += words["ground"].format(title=line.ground.item.zh if language == "zh" else line.ground.item.en)
    return text + str(words["end"])


def settlement_text(made: Settlement, language: str) -> str:
    """A settlement to be read."""
    words = _words(language)
    lines = [words["settlement"].format(first=made.first, last=made.last)]
    lines += [text for line in made.lines for text in _settled_text(line, language)]
    if made.open:
        lines += [words["open"], *(text for line in made.open for text in _settled_text(line, language))]
    sums = {name: getattr(made, name) for name in ("due", "paid", "arrears", "recoverable", "overpaid")}
    return "\n".join([*lines, words["sums"].format(**sums)]) + "\n"


def _settled_text(line: Settled, language: str) -> Iterator[str]:
    kind = line.kind.zh if language == "zh" else line.kind.value
    amount = "" if line.amount is None else f" {line.amount}"
    colon = "：" if language == "zh" else ": "
    yield f"  {line.month} {_title(line, language)}{_subject(line.subject)} {kind}{amount}{colon}{settled_reason(line, language)}"
    cited = {clause.id: clause.citation for clause in (*line.paid_clauses, *line.due_clauses)}
    if cited:
        yield _words(language)["clauses"].format(cited=("；" if language == "zh" else "; ").join(cited.values()))


def _title(line: Settled, language: str) -> str:
    found = (*line.ought, *line.was)
    return (found[0].item.zh if language == "zh" else found[0].item.en) if found else line.output


def settlement_document(made: Settlement) -> dict[str, Any]:
    """A settlement as plain data."""
    return {
        "format": SETTLEMENT_FORMAT,
        "subject": made.case,
        "first": str(made.first),
        "last": str(made.last),
        **{name: str(getattr(made, name)) for name in ("due", "paid", "arrears", "recoverable", "overpaid")},
        "lines": [_settled_document(line) for line in made.lines],
        "open": [_settled_document(line) for line in made.open],
    }


def _settled_document(line: Settled) -> dict[str, Any]:
    parts = []
    for part in line.differences:
        (was_zh, ought_zh), (was_en, ought_en) = part.values("zh"), part.values("en")
        parts.append({
            "sort": part.sort, "path": part.path, "zh": part.title("zh"), "en": part.title("en"), "paid_zh": was_zh, "due_zh": ought_zh,
            "paid_en": was_en, "due_en": ought_en, "announced": part.announced or None,
        })  # fmt: skip
    return {
        "kind": line.kind.value,
        "month": str(line.month),
        "output": line.output,
        "subject": list(line.subject),
        "paid": str(line.paid),
        "due": None if line.due is None else str(line.due),
        "amount": None if line.amount is None else str(line.amount),
        "reason_zh": settled_reason(line, "zh"),
        "reason_en": settled_reason(line, "en"),
        "differences": parts,
        "paid_clauses": [clause.id for clause in line.paid_clauses],
        "due_clauses": [clause.id for clause in line.due_clauses],
        "ground": None if line.ground is None else {"output": line.ground.output, "month": str(line.ground.month)},
    }
