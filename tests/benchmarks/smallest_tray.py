"""The smallest PySide6 program that shows a tray icon: what the program is measured against."""

from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

application = QApplication([])
pixmap = QPixmap(22, 22)
pixmap.fill("green")
icon = QSystemTrayIcon(QIcon(pixmap))
icon.show()
application.exec()
