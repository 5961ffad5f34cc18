"""Notifications: what a user is told, where and when, and what they have read."""
