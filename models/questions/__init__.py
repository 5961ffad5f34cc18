"""Questions on demands, and their answers: everyone reads them, and only staff learns who asked."""
