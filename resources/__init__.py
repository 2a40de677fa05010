"""Files the program reads or installs as they are: icons, translations, desktop and AppStream entries."""
