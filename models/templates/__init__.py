"""Templates of contracts: the platform's library, what parties have made for them, and the desk that makes them."""
