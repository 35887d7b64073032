"""The pages: one module a part, each with its own addresses. A page makes one call to a use-case and translates."""
