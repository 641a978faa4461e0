"""What an auditor asks: the months of a case as they were paid and as they were due, and what is to be settled between them."""
