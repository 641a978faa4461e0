"""What is known: facts, amounts, months, terms, and the people and stays they are about."""
