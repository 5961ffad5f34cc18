"""Notifications: what a user is told of, where and when, and how far they have read."""
