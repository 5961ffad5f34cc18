"""The public GraphQL contract: types, enums, unions, and which resolver answers each field."""
