"""What the tests share: ways to the API, people and things of the market, and faults."""
