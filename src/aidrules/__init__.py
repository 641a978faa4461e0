"""aidrules: the computable law of China's social assistance, as decisions that cite their clauses."""

from aidrules.decide.choices import Choice
from aidrules.decide.decision import Decision, Item
from aidrules.decide.evidence import Evidence
from aidrules.decide.outcome import Outcome
from aidrules.facts.model import Fact, Facts, fact, known, required
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.people import HospitalStay, Household, Person, StaySegment
from aidrules.facts.quantity import Quantity
from aidrules.rulebook.casefile import Case, read_case
from aidrules.rulebook.compose import compose
from aidrules.rulebook.law import Law
from aidrules.rulebook.rulebook import Rulebook

__all__ = [
    "Case", "Choice", "Decision", "Evidence", "Fact", "Facts", "HospitalStay", "Household", "Item", "Law", "Money", "Month", "Outcome", "Person",
    "Quantity", "Rulebook", "StaySegment", "compose", "fact", "known", "read_case", "required",
]  # fmt: skip
