"""Tallies: how often something happened in this process since it began; edge/telemetry.py shows the numbers."""

from collections import Counter

# Refusals and errors that clients were told, by code.
refusals: Counter[str] = Counter()
# Events that were sent to subscribers, by the kind of place that they followed.
deliveries: Counter[str] = Counter()
