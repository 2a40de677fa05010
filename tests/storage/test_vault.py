"""The vault on every store: one contract, and no crash between two calls loses anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import secretstorage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jeepney.io.blocking import open_dbus_connection
from secretstorage.defines import SS_PATH, SS_PREFIX
from secretstorage.exceptions import LockedException
from secretstorage.util import DBusAddressWrapper, open_session

from tokentray.core.errors import (
    VaultConflict,
    VaultEntryBroken,
    VaultEntryNewer,
    VaultLocked,
    VaultUnavailable,
)
from tokentray.core.settings import Store
from tokentray.core.tokens import Binding, Intent, TokenSet, VaultEntry
from tokentray.storage.pieces import Pieces
from tokentray.storage.stores import open_store
from tokentray.storage.stores.base import SERVICE, SecretStore, StoreState
from tokentray.storage.stores.memory import MemoryStore
from tokentray.storage.stores.secret_service import SecretServiceStore, read_some
from tokentray.storage.vault import Vault
from virtual_desktop import VirtualDesktop

LONG = TokenSet("eyJ" + "a" * 6000, refresh_token="r" * 700, obtained_at=5)
SHORT = TokenSet("a", refresh_token="r", obtained_at=5)


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    """A session bus with an unlocked gnome-keyring."""
    with VirtualDesktop(tray="none", notifications="none", window_manager="none") as desktop:
        yield desktop


@pytest.fixture(params=["memory", "limited", "secret-service"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretStore]:
    """Each store; the limited one holds as little as Windows does."""
    if request.param == "secret-service":
        desktop: VirtualDesktop = request.getfixturevalue("desktop")
        address = desktop.environment["DBUS_SESSION_BUS_ADDRESS"]
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        real = SecretServiceStore()
        yield real
        real.close()
    else:
        yield MemoryStore(1280 if request.param == "limited" else None)


@pytest.fixture
def vault(store: SecretStore, tmp_path: Path) -> Vault:
    """A vault of this machine."""
    return Vault(store, tmp_path / "generation", "this-machine")


class TestContract:
    """What holds on every store."""

    def test_what_is_saved_is_loaded(self, vault: Vault) -> None:
        """With its intent, its machine and a generation that rises."""
        first = vault.save("contract-1", LONG, Intent("hash", 7))
        second = vault.save("contract-1", SHORT)
        assert (first.generation, second.generation) == (1, 2)
        assert vault.load("contract-1") == second
        assert (second.machine, second.intent) == ("this-machine", None)

    def test_nothing_is_held_at_first(self, vault: Vault) -> None:
        """And deleting nothing is fine."""
        assert vault.load("contract-2") is None
        vault.delete("contract-2")
        assert vault.state() is StoreState.READY

    def test_a_stale_writer_is_refused(self, vault: Vault) -> None:
        """Nothing newer is overwritten."""
        vault.save("contract-3", SHORT)
        vault.save("contract-3", LONG)
        with pytest.raises(VaultConflict):
            vault.save("contract-3", SHORT, expected_generation=1)
        entry = vault.load("contract-3")
        assert entry is not None
        assert entry.token_set == LONG

    def test_others_are_told_by_a_rising_number(self, vault: Vault, tmp_path: Path) -> None:
        """Also of a removal; never falling, whatever happened in between."""
        number = tmp_path / "generation" / "contract-4"
        numbers = []
        vault.save("contract-4", SHORT)
        numbers.append(int(number.read_text()))
        vault.delete("contract-4")
        numbers.append(int(number.read_text()))
        vault.save("contract-4", SHORT)
        numbers.append(int(number.read_text()))
        assert numbers == [1, 2, 3]

    def test_secrets_lie_beside_the_tokens(self, vault: Vault) -> None:
        """With where they may go; removed one by one, and all with the profile."""
        vault.set_secret("contract-5", "key", "väl\nue" * 400, Binding("i", "o"))
        vault.set_secret("contract-5", "other", "x", Binding())
        kept = vault.secrets("contract-5")
        assert (kept["key"].value, kept["key"].binding) == ("väl\nue" * 400, Binding("i", "o"))
        assert "väl" not in repr(kept)
        assert vault.remove_secret("contract-5", "key")
        assert not vault.remove_secret("contract-5", "key")
        vault.delete("contract-5")
        assert vault.secrets("contract-5") == {}

    def test_forgotten_tokens_leave_the_secrets(self, vault: Vault, tmp_path: Path) -> None:
        """The others are told, and who still writes what it read before is refused."""
        before = vault.save("contract-11", LONG)
        vault.set_secret("contract-11", "key", "kept", Binding())
        vault.forget("contract-11")
        assert vault.load("contract-11") is None
        assert vault.secrets("contract-11")["key"].value == "kept"
        number = int((tmp_path / "generation" / "contract-11").read_text())
        assert number > before.generation
        with pytest.raises(VaultConflict):
            vault.save("contract-11", SHORT, expected_generation=before.generation)
        assert vault.save("contract-11", SHORT).generation > number
        vault.delete("contract-11")

    def test_many_are_loaded_in_one_go(self, vault: Vault) -> None:
        """What is missing is None, what is broken is an error in its place."""
        vault.save("contract-6", LONG)
        vault.save("contract-7", SHORT)
        found = vault.load_many(["contract-6", "contract-7", "contract-8"])
        assert found["contract-6"] == vault.load("contract-6")
        assert found["contract-7"] == vault.load("contract-7")
        assert found["contract-8"] is None

    def test_every_text_in_the_store_is_one_line_of_ascii(
        self, vault: Vault, store: SecretStore
    ) -> None:
        """A raw line end in a secret has made whole keyrings unreadable."""
        vault.save("contract-9", TokenSet("a", subject="Zoë\n\x00", obtained_at=1))
        vault.set_secret("contract-9", "key", "line\nend\x07", Binding())
        texts = store.read_all()
        assert texts
        for text in texts.values():
            assert text.isascii()
            assert text.isprintable()

    def test_deleting_leaves_no_piece(self, vault: Vault, store: SecretStore) -> None:
        """Of any length."""
        vault.save("contract-10", LONG)
        vault.save("contract-10", LONG)
        vault.delete("contract-10")
        texts = store.read_all() or {}
        assert [user for user in texts if user.startswith("contract-10")] == []


class TestBrokenEntries:
    """What somebody else wrote, or half a write."""

    @pytest.mark.parametrize(
        "text",
        [
            "x",
            "[]",
            "{}",
            '{"version":1}',
            '{"version":1,"generation":"x"}',
            '{"version":1,"generation":1,"machine":"m","token_set":{"obtained_at":1e999}}',
            "[" * 9999,
        ],
    )
    def test_a_broken_entry_is_named_and_replaced(self, tmp_path: Path, text: str) -> None:
        """Loading says so; saving goes on."""
        store = MemoryStore()
        vault = Vault(store, tmp_path, "m")
        store.write("one", text)
        with pytest.raises(VaultEntryBroken):
            vault.load("one")
        vault.save("one", SHORT, expected_generation=0)
        assert vault.load("one") is not None

    def test_a_newer_format_is_left_alone(self, tmp_path: Path) -> None:
        """Not read, not written over."""
        store = MemoryStore()
        vault = Vault(store, tmp_path, "m")
        store.write("one", '{"version":2}')
        with pytest.raises(VaultEntryNewer, match="newer"):
            vault.load("one")
        with pytest.raises(VaultEntryNewer, match="newer"):
            vault.save("one", SHORT)
        assert store.read("one") == '{"version":2}'

    def test_a_newer_format_spoils_no_other(self, tmp_path: Path) -> None:
        """It is an error in its own place, by the contract bad input."""
        store = MemoryStore()
        vault = Vault(store, tmp_path, "m")
        vault.save("good", SHORT)
        store.write("new", '{"version":2}')
        loaded = vault.load_many(["good", "new"])
        assert isinstance(loaded["good"], VaultEntry)
        error = loaded["new"]
        assert isinstance(error, VaultEntryNewer)
        assert error.exit_code == 9

    def test_a_secret_is_set_over_secrets_that_cannot_be_read(self, tmp_path: Path) -> None:
        """Else nothing but removing the profile would mend it."""
        store = MemoryStore()
        vault = Vault(store, tmp_path, "m")
        store.write("one:secrets", "no JSON")
        vault.set_secret("one", "key", "value", Binding())
        assert vault.secrets("one")["key"].value == "value"

    def test_a_store_that_forgets_is_found_out(self, tmp_path: Path) -> None:
        """A null backend takes everything and keeps nothing."""

        class Forgetful(MemoryStore):
            def write(self, user: str, text: str) -> None:
                """Drop it."""

        with pytest.raises(VaultUnavailable, match="did not keep"):
            Vault(Forgetful(), tmp_path, "m").save("one", SHORT)


class Crash(Exception):
    """The process was killed here."""


class Mortal(MemoryStore):
    """A store whose process dies at the n-th call that changes something."""

    def __init__(self, limit: int, texts: Mapping[str, str], dies_at: int) -> None:
        super().__init__(limit)
        self._texts.update(texts)
        self._left = dies_at

    def write(self, user: str, text: str) -> None:
        """Write, or die before it."""
        self._live()
        super().write(user, text)

    def delete(self, user: str) -> None:
        """Delete, or die before it."""
        self._live()
        super().delete(user)

    def _live(self) -> None:
        if self._left == 0:
            raise Crash
        self._left -= 1


@pytest.mark.parametrize(("before", "after"), [(3000, 5000), (5000, 300), (300, 5000)])
def test_a_crash_between_any_two_calls_leaves_old_or_new(before: int, after: int) -> None:
    """Never a mixture: the manifest swings when the new pieces are there."""
    start = MemoryStore(400)
    Pieces(start).write("one", "o" * before)
    texts = dict(start.read_all() or {})
    outcomes = set()
    for dies_at in range(60):
        store = Mortal(400, texts, dies_at)
        try:
            Pieces(store).write("one", "n" * after)
        except Crash:
            finished = False
        else:
            finished = True
        whole = Pieces(MemoryStoreOf(store)).read("one")
        assert whole in ("o" * before, "n" * after)
        outcomes.add(whole)
        if finished:
            assert whole == "n" * after
            break
    assert len(outcomes) == 2


def MemoryStoreOf(store: MemoryStore) -> MemoryStore:
    """Return what the next process finds."""
    found = MemoryStore(store.limit)
    for user, text in (store.read_all() or {}).items():
        found.write(user, text)
    return found


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(length=st.integers(1, 10_000), limit=st.integers(120, 1280))
def test_texts_of_any_length_fit_a_small_store(length: int, limit: int) -> None:
    """Or are refused by a clear error before anything is written."""
    store = MemoryStore(limit)
    text = "x" * length
    refused = refusal_of(store, text)
    kept = store.read_all() or {}
    if refused:
        assert (refused, kept) == ("vault-too-long", {})
    else:
        assert Pieces(store).read("id") == text
        assert all(len(one) <= limit for one in kept.values())


def refusal_of(store: MemoryStore, text: str) -> str:
    """Return the code by which a text is refused, empty where it is kept."""
    try:
        Pieces(store).write("id", text)
    except VaultUnavailable as error:
        return error.code
    return ""


def descriptors() -> int:
    """Count the open file descriptors of this process."""
    return len(list(Path("/proc/self/fd").iterdir()))


class TestSecretService:
    """A keyring with a will of its own."""

    @pytest.fixture
    def own(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualDesktop]:
        """A desktop of this test alone."""
        with VirtualDesktop(tray="none", notifications="none", window_manager="none") as own:
            address = own.environment["DBUS_SESSION_BUS_ADDRESS"]
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
            yield own

    @pytest.fixture
    def real(self, own: VirtualDesktop) -> Iterator[SecretServiceStore]:
        """Its store."""
        del own
        store = SecretServiceStore()
        yield store
        store.close()

    @pytest.fixture
    def collection(self, real: SecretServiceStore) -> Iterator[secretstorage.Collection]:
        """What the store works on, over another connection."""
        del real
        with open_dbus_connection() as connection:
            collection = secretstorage.Collection(connection)
            collection.session = open_session(connection)
            yield collection

    def test_locked_is_an_error_and_never_a_prompt(
        self, own: VirtualDesktop, real: SecretServiceStore
    ) -> None:
        """Hundreds of reads open no descriptor and no dialog."""
        real.write("one", "text")
        own.lock_keyring()
        assert real.state() is StoreState.LOCKED
        before = descriptors()
        for _ in range(300):
            with pytest.raises(VaultLocked):
                real.read("one")
        assert descriptors() == before
        own.unlock_keyring()
        assert real.read("one") == "text"

    def test_many_are_read_in_a_few_questions(self, real: SecretServiceStore) -> None:
        """More than are asked for at once, and each text with its own user."""
        kept = {f"many-{number}": f"text {number} " + "x" * number for number in range(120)}
        for user, text in kept.items():
            real.write(user, text)
        assert real.read_all() == kept

    def test_an_item_that_went_meanwhile_is_left_out(
        self, real: SecretServiceStore, collection: secretstorage.Collection
    ) -> None:
        """It spoils none of those that are asked for with it."""
        for user in ("one", "two", "three"):
            real.write(user, f"text of {user}")
        paths = [item.item_path for item in collection.get_all_items()]
        real.delete("two")
        found = read_some(collection, paths)
        assert found == {"one": "text of one", "three": "text of three"}

    def test_items_that_were_locked_meanwhile_are_not_absent(
        self,
        own: VirtualDesktop,
        real: SecretServiceStore,
        collection: secretstorage.Collection,
    ) -> None:
        """A daemon leaves them out of its answer; nobody may take them for removed ones."""
        real.write("one", "text")
        paths = [item.item_path for item in collection.get_all_items()]
        own.lock_keyring()
        with pytest.raises(LockedException):
            read_some(collection, paths)
        with pytest.raises(VaultLocked):
            real.read_all()

    def test_a_session_without_encryption(
        self, real: SecretServiceStore, collection: secretstorage.Collection
    ) -> None:
        """Some daemons know no other; what they give is the text itself."""
        real.write("one", "text")
        service = DBusAddressWrapper(SS_PATH, SS_PREFIX + "Service", collection.connection)
        _, path = service.call("OpenSession", "sv", "plain", ("s", ""))
        assert collection.session is not None
        collection.session.encrypted, collection.session.object_path = False, path
        paths = [item.item_path for item in collection.get_all_items()]
        assert read_some(collection, paths) == {"one": "text"}

    def test_a_daemon_that_was_restarted_is_found_again(
        self, own: VirtualDesktop, real: SecretServiceStore
    ) -> None:
        """With what it kept."""
        real.write("one", "text")
        own.stop_keyring(kill=True)
        assert real.state() is StoreState.MISSING
        with pytest.raises(VaultUnavailable):
            real.read("one")
        own.start_keyring()
        assert real.read("one") == "text"

    def test_python_keyring_finds_our_items(
        self, own: VirtualDesktop, real: SecretServiceStore
    ) -> None:
        """They are ordinary ones, under the service that the documentation names."""
        real.write("profile-id", "text")
        argv = [sys.executable, "-m", "keyring", "get", SERVICE, "profile-id"]
        done = own.run(argv, capture_output=True)
        assert done.stdout.strip() == "text"

    def test_another_programs_secret_survives_what_we_save(
        self, own: VirtualDesktop, real: SecretServiceStore, tmp_path: Path
    ) -> None:
        """Two hundred odd token sets, then the daemon starts again and reads its file."""
        script = "import keyring; keyring.set_password('mail', 'me', 'foreign secret')"
        subprocess.run([sys.executable, "-c", script], env=own.environment, check=True)
        vault = Vault(real, tmp_path, "m")
        for number in range(200):
            odd = f"\n\r\t\x00\x1b[{number}]=\\" + chr(0x20 + number)
            vault.save(f"id-{number}", TokenSet("a", subject=odd, obtained_at=number))
        own.stop_keyring()
        own.start_keyring()
        argv = [sys.executable, "-m", "keyring", "get", "mail", "me"]
        assert own.run(argv, capture_output=True).stdout.strip() == "foreign secret"
        entry = vault.load("id-7")
        assert entry is not None
        assert entry.token_set.obtained_at == 7

    def test_metadata_tells_nothing(self, own: VirtualDesktop, tmp_path: Path) -> None:
        """Attributes and labels can be read while the keyring is locked."""
        store = SecretServiceStore()
        Vault(store, tmp_path, "m").save(
            "5f0c", TokenSet("a", subject="me@id.example", issuer="https://id.example")
        )
        store.close()
        own.lock_keyring()
        service, collection = "org.freedesktop.secrets", "/org/freedesktop/secrets/collection/login"
        argv = ["gdbus", "introspect", "--session", "--recurse", "-d", service, "-o", collection]
        listing = own.run(argv, capture_output=True).stdout
        assert "5f0c" in listing
        assert "example" not in listing


class TestChoice:
    """Which store is opened."""

    def test_no_bus_is_said_at_every_call(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """And no other backend takes its place, whatever the environment asks for."""
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        store = open_store(Store.KEYRING, {})
        assert store.state() is StoreState.MISSING
        with pytest.raises(VaultUnavailable, match="no Secret Service"):
            store.read("x")
        with pytest.raises(VaultUnavailable, match="no Secret Service"):
            store.write("x", "y")

    def test_a_planted_configuration_runs_no_code(self, tmp_path: Path) -> None:
        """python-keyring's own file may name a folder of modules: it is not read."""
        config = tmp_path / "python_keyring"
        config.mkdir()
        (tmp_path / "planted.py").write_text("raise SystemExit('planted code ran')")
        (config / "keyringrc.cfg").write_text(
            f"[backend]\ndefault-keyring=planted.Keyring\nkeyring-path={tmp_path}\n"
        )
        script = (
            "import os; from tokentray.core.settings import Store;"
            "from tokentray.storage.stores import open_store;"
            "print(open_store(Store.KEYRING, os.environ).state())"
        )
        done = subprocess.run(
            [sys.executable, "-c", script],
            env={
                "XDG_CONFIG_HOME": str(tmp_path),
                "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
                "PATH": os.environ["PATH"],
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout.strip()) == (0, "missing")

    def test_memory_is_chosen_by_name_only(self) -> None:
        """By the setting."""
        assert open_store(Store.MEMORY, {}).kind == "memory"


def test_json_of_an_entry_has_a_version(tmp_path: Path) -> None:
    """So that a later format can be told."""
    store = MemoryStore()
    Vault(store, tmp_path, "m").save("one", SHORT)
    text = store.read("one")
    assert text is not None
    assert json.loads(text)["version"] == 1
