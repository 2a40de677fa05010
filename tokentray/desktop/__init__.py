"""What people see: tray, menu, window, clipboard, notifications."""
