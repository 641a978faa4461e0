"""One case: the interpreter (the meaning), the compiled reader, reasons, what is missing, the Decision."""
