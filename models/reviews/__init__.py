"""Reviews: what the two sides of ended work say of each other, unseen until both have or their time is over."""
