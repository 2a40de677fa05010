"""TokenService, the one facade over core, oauth and storage: blocking and Qt-free."""
