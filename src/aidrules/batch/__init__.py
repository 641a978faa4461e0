"""Many cases at once: tables in, columns of outcomes and amounts out, by the same graph."""
