"""One function per operation: take the viewer, check the permission, call one verb or run one query, return models."""
