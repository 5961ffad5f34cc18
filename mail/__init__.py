"""Letters: how mails are worded and laid out, and how they get to their recipients."""
