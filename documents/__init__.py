"""Documents: canonical data, templates and their fields, the press that makes PDFs, and the import of DOCX files."""
