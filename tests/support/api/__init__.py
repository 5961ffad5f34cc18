"""Running servers and services, and clients that talk to them."""
