"""Invoices as documents: one frozen value, EN 16931 XML for machines, and PDF/A-3 for people with that XML inside."""
