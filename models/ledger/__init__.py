"""The ledger: accounts, balanced transfers between them, statements, and the audit of all of it."""
