"""How news are called: what a refresh changed and nobody has looked at yet."""

from __future__ import annotations

from collections.abc import Sequence

from tokentray.core.plain import plain
from tokentray.core.view import News
from tokentray.desktop.overview import moment
from tokentray.desktop.words import Words

_tr = Words("News")


def news_word(news: News) -> str:
    """Say in a word or two what nobody has looked at yet."""
    return _by_group(
        news.groups,
        _tr("permissions changed"),
        _tr("roles changed"),
        _tr("plans changed"),
    )


def news_sentence(news: News, now: float) -> str:
    """Say what a refresh changed, and when."""
    text = _by_group(
        news.groups,
        _tr("Permissions changed {moment}."),
        _tr("Roles changed {moment}."),
        _tr("Plans changed {moment}."),
    )
    return text.format(moment=moment(news.at, now))


def news_summary(news: News | None, name: str) -> str:
    """Say the same of a profile by its name, for a notification."""
    groups = () if news is None else news.groups
    text = _by_group(
        groups,
        _tr("Permissions of {name} changed"),
        _tr("Roles of {name} changed"),
        _tr("Plans of {name} changed"),
    )
    return text.format(name=plain(name, 64))


def _by_group(groups: Sequence[str], permissions: str, roles: str, plans: str) -> str:
    """Choose the words of the one group; those of permissions stand for several."""
    if tuple(groups) == ("roles",):
        return roles
    return plans if tuple(groups) == ("plans",) else permissions
