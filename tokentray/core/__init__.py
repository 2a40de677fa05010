"""What a token is and when it must be renewed: pure values and functions, no I/O, no clock."""
