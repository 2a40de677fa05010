"""The wire, by RFC: the only code that decodes JWTs and speaks HTTP."""
