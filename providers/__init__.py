"""External services, one file each."""
