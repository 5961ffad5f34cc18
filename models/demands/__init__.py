"""What is asked for and who applied: demands, applicants with their bids, candidates, awards, and finding them."""
