"""The pages that links in mails lead to, without a front end: served by this server, and usable without scripts."""
