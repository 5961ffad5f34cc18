"""One function an operation: who asks, may they, one verb or one query, a model."""
