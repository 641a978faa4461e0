"""Rulebook and compose: the one place that ties rules, figures, clauses and the readers together."""
