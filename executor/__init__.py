"""A compiled executor for GraphQL: knows graphql-core's and Strawberry's types, and nothing of this application."""
