"""What a rule rests on: sources, clauses and readings."""
