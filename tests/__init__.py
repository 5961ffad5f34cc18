"""The tests, a module an area, and what they run against: services, servers and clients."""
