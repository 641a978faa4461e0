"""aidrules: the computable law of China's social assistance, as decisions that cite their clauses."""

from typing import TYPE_CHECKING

from aidrules.facts.model import Fact, Facts, fact, known, required
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.people import Household, Person
from aidrules.facts.quantity import Quantity
from aidrules.facts.stays import HospitalStay, StaySegment

if TYPE_CHECKING:
    from aidrules.audit.compare import compare
    from aidrules.audit.replay import Replay, replay, replay_all
    from aidrules.decide.choices import Choice
    from aidrules.decide.decision import Decision
    from aidrules.decide.evidence import Evidence
    from aidrules.decide.item import Item
    from aidrules.decide.outcome import Outcome
    from aidrules.decide.record import Record
    from aidrules.rulebook.casefile import Case, read_case
    from aidrules.rulebook.compose import compose
    from aidrules.rulebook.law import Law
    from aidrules.rulebook.load import load_rulebook
    from aidrules.rulebook.rulebook import Rulebook
    from aidrules.rulebook.steps import Under, changelog, waterfall

__all__ = [
    "Case", "Choice", "Decision", "Evidence", "Fact", "Facts", "HospitalStay", "Household", "Item", "Law", "Money", "Month", "Outcome", "Person",
    "Quantity", "Record", "Replay", "Rulebook", "StaySegment", "Under", "changelog", "compare", "compose", "fact", "known", "load_rulebook", "read_case",
    "replay", "replay_all", "required", "waterfall",
]  # fmt: skip

if not TYPE_CHECKING:  # the rest is imported when it is first named: who only holds facts needs no rules; a test compares this with the names above
    _LATER = {
        "aidrules.audit.compare": ("compare",),
        "aidrules.audit.replay": ("Replay", "replay", "replay_all"),
        "aidrules.decide.choices": ("Choice",),
        "aidrules.decide.decision": ("Decision",),
        "aidrules.decide.item": ("Item",),
        "aidrules.decide.evidence": ("Evidence",),
        "aidrules.decide.outcome": ("Outcome",),
        "aidrules.decide.record": ("Record",),
        "aidrules.rulebook.casefile": ("Case", "read_case"),
        "aidrules.rulebook.compose": ("compose",),
        "aidrules.rulebook.load": ("load_rulebook",),
        "aidrules.rulebook.law": ("Law",),
        "aidrules.rulebook.rulebook": ("Rulebook",),
        "aidrules.rulebook.steps": ("Under", "changelog", "waterfall"),
    }

    def __getattr__(name: str) -> object:
        from importlib import import_module

        for module, names in _LATER.items():
            if name in names:
                return globals().setdefault(name, getattr(import_module(module), name))
        raise AttributeError(f"module 'aidrules' has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
