"""Files: who may read them, and their ids and links in the API."""
