"""Questions on demands, and their answers: everyone can read them, but only staff can see who asked."""
