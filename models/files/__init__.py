"""Files: uploads, stored content, attaching, links, and cleaning up."""
