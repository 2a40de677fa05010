"""The language that the desktop speaks, and how that writes numbers and days."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from tokentray.core.settings import LanguageChoice
from tokentray.desktop.resource import resource

_OURS = tuple(one for one in LanguageChoice if one is not LanguageChoice.SYSTEM)


class Language(QObject):
    """Installs the translations of one language at a time, ours and those of Qt's own words.

    English has some too: the forms of what is counted.
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self._spoken: LanguageChoice | None = None
        self._words: list[QTranslator] = []
        self._data = b""

    def speak(self, choice: LanguageChoice) -> bool:
        """Speak a language from now on; tell whether it is another one than before."""
        language = meant(choice, QLocale.system())
        if language is self._spoken:
            return False
        for words in self._words:
            self._application.removeTranslator(words)
            words.deleteLater()
        # Qt reads it where it lies, as long as the translator lives.
        self._data = _compiled(language)
        ours, of_qt = QTranslator(self), QTranslator(self)
        ours.load(self._data)
        of_qt.load(
            QLocale(language.value),
            "qtbase",
            "_",
            QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        )
        self._words = [of_qt, ours]
        for words in self._words:
            self._application.installTranslator(words)
        QLocale.setDefault(locale_of(language, QLocale.system()))
        self._spoken = language
        return True


def meant(choice: LanguageChoice, system: QLocale) -> LanguageChoice:
    """Return the language of a choice: the first of the system's that there is, else English."""
    if choice is not LanguageChoice.SYSTEM:
        return choice
    wanted = (name.partition("-")[0] for name in system.uiLanguages())
    found = (one for name in wanted for one in _OURS if one.value == name)
    return next(found, LanguageChoice.ENGLISH)


def locale_of(language: LanguageChoice, system: QLocale) -> QLocale:
    """Return how to write numbers and days: as the system does where it speaks the same."""
    plain = QLocale(language.value)
    return system if system.language() == plain.language() else plain


def _compiled(language: LanguageChoice) -> bytes:
    return resource(f"translations/tokentray_{language.value}.qm").read_bytes()
