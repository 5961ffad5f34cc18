"""Files: uploads, what is kept of them, and what they are attached to."""
