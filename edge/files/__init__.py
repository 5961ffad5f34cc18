"""The bytes of files: received in parts, stored once under their hash, served by links, and cleaned up."""
