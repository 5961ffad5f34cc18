"""The domain: tables, rules and refusals; knows no GraphQL and no HTTP."""
