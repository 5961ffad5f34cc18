"""Messages between two sides, in one conversation for each application and each contract."""
