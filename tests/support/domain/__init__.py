"""Users of the market, and the things that they create."""
