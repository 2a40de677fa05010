"""Files that are read or installed as they are: icons, styles, translations, desktop entries."""
