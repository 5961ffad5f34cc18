"""Payments: money that comes in, is refunded and is paid out, by a provider outside."""
