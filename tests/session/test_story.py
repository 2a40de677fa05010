"""The whole main job in a real desktop: keyring, panel, clipboard, notifications, endpoint."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from tests.faults.answers import Answer
from tests.faults.endpoint import HostileEndpoint
from tests.session.conftest import NewDesktop
from tests.session.panel import Panel
from tests.session.story import User, files_with, listening, processes_with, secrets_of
from tokentray.demo.grants import GrantRules
from virtual_desktop import until


def test_one_token_from_import_to_the_end_of_its_grant(new_desktop: NewDesktop) -> None:
    """Imported, kept, shown, copied, cleared, refreshed, ended, announced; then nothing is left."""
    desktop = new_desktop(keyring="unlocked")
    user = User(desktop)
    with HostileEndpoint(rules=GrantRules(lifetime=25, grace=0)) as endpoint:
        said = user.does("import", "api", "-", stdin=endpoint.grant.response)
        assert "read as a lifetime in seconds, agrees with exp" in said
        refresh_token = endpoint.grant.current_refresh_token.encode()
        user.describe("api", endpoint)

        kept = secrets_of(desktop)
        assert len(kept) == 1
        assert refresh_token.decode() in next(iter(kept.values()))
        config, state = (Path(user.environ[f"XDG_{name}_HOME"]) for name in ("CONFIG", "STATE"))
        assert files_with(refresh_token, [config, state]) == []

        before = user.running()
        user.start()
        with closing(Panel(desktop)) as panel:
            panel.await_item()
            until(lambda: any("api   until" in label for label in panel.labels()), "a row", 10)

            panel.click("api")
            token = endpoint.grant.current_access_token
            until(lambda: desktop.read_clipboard() == f"Bearer {token}", "the copy", 10)
            assert "x-kde-passwordManagerHint" in desktop.clipboard_targets()

            first = _expires_at(user)
            until(lambda: len(endpoint.requests) == 1, "a refresh ahead of expiry", 30)
            until(
                lambda: user.json("list", "--json")["profiles"][0]["expires_at"] > first,
                "its result",
            )
            assert user.does("token", "api").strip() == endpoint.grant.current_access_token
            until(lambda: not desktop.read_clipboard(), "an empty clipboard", 40)

            with listening(desktop) as notices:
                endpoint.grant.end()
                assert user.run("refresh", "api", "--force").returncode == 5
                until(lambda: user.state() == "sign-in-needed", "the verdict")
                desktop.press_notification_button("Open")
                until(lambda: _windows(user) != [], "the window that the button opens")
            texts = [f"{one['summary']} {one['body']}" for one in notices]
            assert any("api needs a new sign-in" in text for text in texts), texts
            assert any("Open" in one["actions"] for one in notices)

        assert user.quit() == 0
        until(lambda: set(user.running()) <= set(before), "nothing that still runs")
        assert endpoint.grants.replays == 0


def _expires_at(user: User) -> int:
    return int(user.json("list", "--json")["profiles"][0]["expires_at"])


def _windows(user: User) -> list[str]:
    argv = ["xdotool", "search", "--onlyvisible", "--name", "^TokenTray$"]
    return user.desktop.run(argv, capture_output=True).stdout.split()


def test_a_marked_token_is_found_nowhere_else(new_desktop: NewDesktop) -> None:
    """At DEBUG, through import, refresh, failures, copy and crash of the grant.

    Looked for in files, logs, command lines, environments, notifications and the tooltip.
    """
    desktop = new_desktop(keyring="unlocked")
    user = User(desktop, TOKENTRAY_DEBUG="1")
    marks = ["canary-access-3c9f", "canary-refresh-77ab", "canary-secret-1d2e"]
    response = {"access_token": marks[0], "refresh_token": marks[1], "expires_in": 3600}
    with HostileEndpoint() as endpoint:
        user.does("import", "api", "-", stdin=json.dumps(response))
        user.describe("api", endpoint)
        user.does("secret", "set", "api", "client_secret", stdin=marks[2])
        with listening(desktop) as notices:
            user.start()
            with closing(Panel(desktop)) as panel:
                panel.await_item()
                until(lambda: user.state() == "valid", "the loaded token")
                assert user.does("token", "api").strip() == marks[0]
                user.does("copy", "api")
                endpoint.script(
                    Answer.empty(503),
                    Answer.html(200),
                    Answer.json({"error": "server_error", "error_description": marks[1]}, 500),
                    Answer.json({"access_token": marks[0], "refresh_token": marks[1]}),
                    Answer.error("invalid_grant", description=marks[1]),
                )
                for _ in range(5):
                    user.run("refresh", "api", "--force")
                    until(lambda: _is_idle(user), "the end of a refresh")
                tooltip = panel.tooltip()
                running = [processes_with(mark.encode()) for mark in marks]
            user.quit()
        folders = [desktop.folder, Path(user.environ["XDG_RUNTIME_DIR"])]
        keyrings = Path(user.environ["XDG_DATA_HOME"])
        for mark in marks:
            places = files_with(mark.encode(), folders)
            assert [path for path in places if keyrings not in path.parents] == []
        assert running == [[], [], []]
        shown = tooltip + json.dumps(notices)
        assert [mark for mark in marks if mark in shown] == []
        log = Path(user.environ["XDG_STATE_HOME"]) / "tokentray" / "tokentray.log"
        assert "DEBUG" in log.read_text()


def _is_idle(user: User) -> bool:
    return user.state() != "refreshing"


def test_a_locked_keyring_is_never_asked_by_itself(new_desktop: NewDesktop) -> None:
    """Locked at start: said so, code 6, no prompt; unlocked: it goes on without being told."""
    desktop = new_desktop(keyring="unlocked")
    user = User(desktop)
    user.does("import", "api", "-", stdin='{"access_token": "opaque", "expires_in": 3600}')
    desktop.lock_keyring()
    assert user.run("token", "api").returncode == 6
    user.start()
    assert user.run("token", "api").returncode == 6
    assert user.state() == "locked"
    desktop.unlock_keyring()
    until(lambda: user.state() == "valid", "the unlocked token", 10)
    assert user.does("token", "api") == "opaque\n"
    user.quit()


def test_no_keyring_is_said_and_memory_is_offered(new_desktop: NewDesktop) -> None:
    """Never plaintext: code 6, and the way to memory-only in the same line."""
    desktop = new_desktop(keyring="none")
    user = User(desktop)
    refused = user.run("import", "api", "-", stdin='{"access_token": "opaque"}')
    assert refused.returncode == 6
    assert "--store memory" in refused.stderr
    user.start()
    until(lambda: user.json("status", "--json")["store"]["state"] == "missing", "the word of it")
    user.quit()
    user.start("--store", "memory")
    user.does("import", "api", "-", stdin='{"access_token": "opaque"}')
    assert user.does("token", "api") == "opaque\n"
    config, state = (Path(user.environ[f"XDG_{name}_HOME"]) for name in ("CONFIG", "STATE"))
    assert files_with(b'"opaque"', [config, state]) == []
    user.quit()


def test_a_keyring_that_hangs_freezes_nothing(new_desktop: NewDesktop) -> None:
    """The program answers while the keyring does not, and recovers with it."""
    desktop = new_desktop(keyring="unlocked")
    user = User(desktop)
    with HostileEndpoint() as endpoint:
        user.does("import", "api", "-", stdin=endpoint.grant.response)
        user.describe("api", endpoint)
        user.start()
        until(lambda: user.state() == "valid", "the loaded token")
        desktop.freeze_keyring()
        hanging = user.run("refresh", "api", "--force")
        assert hanging.returncode == 6
        assert user.does("token", "api").strip() == endpoint.grant.current_access_token
        desktop.thaw_keyring()
        until(lambda: user.run("refresh", "api", "--force").returncode == 0, "recovery", 10)
        assert endpoint.grants.replays == 0
    user.quit()
