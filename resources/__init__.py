"""Files that are read or installed as they are: icons, styles, desktop and AppStream entries."""
