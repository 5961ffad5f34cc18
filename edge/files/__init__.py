"""The bytes of files: received in parts, kept once under their hash, sent by links, and tidied up."""
