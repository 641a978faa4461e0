"""How rules are written: ``rule``, ``standard``, the words, the outputs, ``programme``."""

from aidrules.lang.outputs import benefit, check, programme, standard
from aidrules.lang.rule import Rule, rule
from aidrules.lang.words import (
    all_of,
    any_of,
    between,
    completed_years,
    count,
    days_between,
    divided,
    greatest,
    is_,
    least,
    month_of,
    month_plus,
    months_after,
    months_between,
    none_of,
    one_of,
    the_day,
    times,
    total,
    when,
)

__all__ = [
    "Rule", "all_of", "any_of", "benefit", "between", "check", "completed_years", "count", "days_between", "divided",
    "greatest", "is_", "least", "month_of", "month_plus", "months_after", "months_between", "none_of", "one_of",
    "programme", "rule", "standard", "the_day", "times", "total", "when",
]  # fmt: skip
