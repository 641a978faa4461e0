"""Rules as data: kinds, nodes, specifications of models, rules and outputs. Knows no Python function, SQL or law."""
