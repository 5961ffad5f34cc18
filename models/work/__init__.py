"""Work of the staff: one queue for everything that waits for somebody, and who has taken what of it."""
