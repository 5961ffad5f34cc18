"""Imports: a template made of an uploaded DOCX, in a process that can be killed."""
