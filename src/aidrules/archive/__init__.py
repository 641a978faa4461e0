"""The archive: rules, figures, clauses and the facts' schema as one canonical document, read again without any rule code."""
