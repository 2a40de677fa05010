"""What people see, tested with Qt and, in part, without a screen."""
