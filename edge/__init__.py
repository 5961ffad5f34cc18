"""The edge: protocols and bytes over HTTP, server-sent events and WebSocket; no business rules."""
