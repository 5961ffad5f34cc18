"""Who hears what, in which order, from which event; delivery and resumption."""
