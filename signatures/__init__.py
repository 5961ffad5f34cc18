"""Signatures: the authority, signing and checking of PDFs, evidence, and bundles that anybody can verify."""
