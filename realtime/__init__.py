"""Live delivery: who receives which events, in which order, and from which cursor on."""
