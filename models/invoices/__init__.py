"""Invoices on what was released, credit notes, and the tax data that they rest on."""
