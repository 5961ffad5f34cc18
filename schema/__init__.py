"""The contract with the world: types, enums, unions, and which resolver answers each field."""
