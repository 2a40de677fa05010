"""TokenService behind pipes: the short-lived process for keyring and network."""
