"""Mail: how letters are worded and laid out, and how they are sent."""
