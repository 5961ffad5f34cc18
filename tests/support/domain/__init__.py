"""People who use the market, and the things that they make there."""
