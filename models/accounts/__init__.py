"""Accounts: users and their sessions, parties and their members, and the viewer who makes a request."""
