"""Outside parties, one file each."""
