"""Many cases at once: tables, and the readers of the graph that run over them."""
