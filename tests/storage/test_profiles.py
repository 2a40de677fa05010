"""profiles.toml: read, located, changed; a mistake costs one profile."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokentray.core.errors import InputError, NoSuchProfile, ProfileError, UsageError
from tokentray.core.expiry import Reading
from tokentray.core.profile import Body, Grant
from tokentray.demo.profiles import demo_profiles
from tokentray.storage.locate import line_of
from tokentray.storage.profiles import Profiles, parse_fragment, parse_profiles, read_profiles
from tokentray.storage.profiles_file import ProfilesFile

PATH = Path("profiles.toml")

WHOLE = """\
# mine
version = 1

[profiles.api]
id = "5f0c"
issuer = "https://id.example"
client_id = "tokentray"
scopes = ["openid"]
pinned = true   # the one I use

[profiles.api.endpoints]
token = "https://id.example/token"

[profiles."a.b"]
id = "77"
[profiles."a.b".refresh]
url = "http://127.0.0.1:8080/x"
body = "form"
dead_on = [401]
[profiles."a.b".refresh.fields]
refreshToken = "{refresh_token}"
count = 3
"""


def parse(text: str) -> Profiles:
    """Read a text."""
    return parse_profiles(text, PATH)


def test_what_people_write_is_read() -> None:
    """Dots in names, comments, tables in any form."""
    profiles = parse(WHOLE)
    api, dotted = profiles.profiles
    assert (api.name, api.id, api.pinned, api.grant) == ("api", "5f0c", True, Grant.AUTO)
    assert api.refresh_url == "https://id.example/token"
    assert api.binding.origin == "https://id.example:443"
    assert (dotted.name, dotted.grant) == ("a.b", Grant.IMPORT)
    assert dotted.refresh is not None
    assert (dotted.refresh.body, dotted.refresh.dead_on) == (Body.FORM, (401,))
    assert dotted.refresh.fields == {"refreshToken": "{refresh_token}", "count": 3}
    assert profiles.problems == {}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('scops = ["x"]', "scops is not a key; did you mean scopes?"),
        ("pinned = 1", "pinned is neither true nor false"),
        ("redirect_port = 70000", "redirect_port is not between 0 and 65535"),
        ("warn_before = true", "warn_before is not a whole number"),
        ('expires_in = "soon"', "expires_in is not one of lifetime, timestamp, timestamp-ms"),
        ('issuer = "http://id.example"', "issuer is http; only loopback"),
        ('issuer = "ftp://x"', "issuer is not a URL that begins with https://"),
        ('issuer = "https://u:p@x"', "issuer holds a user name"),
        ('issuer = "https://x/{now}"', "issuer holds a placeholder"),
        ("scopes = [1]", "scopes is not a list of texts"),
        ("endpoints = 5", "endpoints is not a table"),
        ('endpoints.tokn = "https://x"', "endpoints.tokn is not a key; did you mean token?"),
        ('refresh.method = "POST"', "refresh.url is missing"),
        ('refresh = {url = "https://x", response = "a"}', "refresh.response is not a JSON pointer"),
        ('refresh = {url = "https://x", dead_on = [200]}', "dead_on is not between 400 and 499"),
        (
            'refresh = {url = "https://x", fields = {a = "{refresh}"}}',
            "refresh.fields.a names the unknown placeholder {refresh}",
        ),
        (
            'refresh = {url = "https://x", body = "form", fields = {a = [1]}}',
            "refresh.fields.a is neither text nor a whole number",
        ),
        (
            'refresh = {url = "https://x", fields = {a = [inf]}}',
            "refresh.fields.a is not a finite number",
        ),
        ('refresh = {url = "https://x", headers = {"a b" = "c"}}', "is not a header name"),
        ('id = "a/b"', "id is not an id"),
    ],
)
def test_a_mistake_is_named_by_line_and_field(body: str, words: str) -> None:
    """The profile is out of use, code 9; the others work."""
    text = f'[profiles.good]\nid = "1"\n\n[profiles.bad]\n# a comment\n{body}\n'
    profiles = parse(text)
    assert [one.name for one in profiles.profiles] == ["good"]
    error = profiles.problems["bad"]
    assert error.exit_code == 9
    assert words in error.title
    assert "line 6" in error.title or "is missing" in words


def test_a_fragment_with_its_own_heading_is_named() -> None:
    """Whoever copies a whole profile out of the file is told which line is too much."""
    with pytest.raises(ProfileError, match="Profile api, line 2: profiles is not a key"):
        parse_fragment('# mine\n[profiles.api]\nclient_id = "x"\n', "api", PATH)


def test_names_are_unique_without_regard_to_case() -> None:
    """The second is out of use, and so is a doubled id."""
    profiles = parse('[profiles.Api]\nid="1"\n[profiles.api]\nid="2"\n[profiles.b]\nid="1"\n')
    assert [one.name for one in profiles.profiles] == ["Api"]
    assert set(profiles.problems) == {"api", "b"}
    assert profiles.find("API") is not None


@pytest.mark.parametrize("name", ["-x", "a b", "é", "x" * 65])
def test_an_impossible_name_is_a_mistake(name: str) -> None:
    """Of that profile."""
    assert parse(f'[profiles."{name}"]\nid = "1"\n').problems


@pytest.mark.parametrize("text", ["[", "a = ", "version = 'x'", "version = 0", "profiles = 3"])
def test_what_is_no_profiles_file_is_said_as_a_whole(text: str) -> None:
    """Code 9; a running program keeps its last good state."""
    with pytest.raises(ProfileError):
        parse(text)


def test_a_newer_version_turns_unknown_keys_into_warnings() -> None:
    """Its profiles still work here."""
    profiles = parse('version = 2\nnews = 1\n[profiles.a]\nid = "1"\nfuture = true\n')
    assert [one.name for one in profiles.profiles] == ["a"]
    assert {arguments["key"] for _, arguments in profiles.warnings} == {"news", "future"}


def test_the_demo_describes_itself_correctly() -> None:
    """By the same reader that people's files go through."""
    for profile in demo_profiles():
        parsed, _ = parse_fragment(profile.fragment("http://127.0.0.1:1"), profile.name, PATH)
        assert parsed.expires_in_stated


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("profiles", "api", "pinned"), 9),
        (("profiles", "api", "endpoints", "token"), 12),
        (("profiles", "a.b", "refresh", "fields", "count"), 22),
        (("profiles", "a.b", "refresh", "fields", "missing"), 20),
        (("profiles", "api", "missing"), 4),
        (("profiles",), 4),
        (("nothing",), 0),
    ],
)
def test_lines_are_found(path: tuple[str, ...], line: int) -> None:
    """Of the key, or where it begins, else of its nearest parent."""
    assert line_of(WHOLE, path) == line


def test_strings_and_arrays_over_lines_do_not_mislead() -> None:
    """What looks like a key inside of them is none."""
    text = '[a]\nx = """\ny = 1\n[b]\n"""\nz = [\n  "y = 2", # [\n]\ny = 3\n'
    assert line_of(text, ("a", "y")) == 9


@given(st.text(max_size=200))
def test_the_locator_never_raises(text: str) -> None:
    """Whatever the text."""
    assert line_of(text, ("profiles", "a", "b")) >= 0


class TestChanges:
    """What we write."""

    @pytest.fixture
    def file(self, tmp_path: Path) -> ProfilesFile:
        """A file with two profiles."""
        path = tmp_path / "config" / "profiles.toml"
        path.parent.mkdir()
        path.write_text(WHOLE)
        return ProfilesFile(path, tmp_path / "locks")

    def text(self, tmp_path: Path) -> str:
        """Return what is written."""
        return (tmp_path / "config" / "profiles.toml").read_text()

    def test_comments_and_order_survive(self, file: ProfilesFile, tmp_path: Path) -> None:
        """A change is a change of one line."""
        file.set("api", "expires_in", "timestamp")
        after = self.text(tmp_path)
        assert [line for line in after.splitlines() if line not in WHOLE.splitlines()] == [
            'expires_in = "timestamp"'
        ]
        assert "pinned = true   # the one I use" in after
        found = file.read().find("api")
        assert found is not None
        assert (found.expires_in, found.expires_in_stated) == (Reading.TIMESTAMP, True)

    def test_a_new_profile_gets_an_id(self, file: ProfilesFile, tmp_path: Path) -> None:
        """Opaque; the file is its owner's alone."""
        added = file.add("new", {"grant": "import", "refresh": {"url": "https://x/y"}})
        assert len(added.id) == 36
        assert file.read().find("new") == added
        mode = (tmp_path / "config" / "profiles.toml").stat().st_mode & 0o777
        assert mode == 0o600

    def test_a_taken_name_is_refused(self, file: ProfilesFile, tmp_path: Path) -> None:
        """Without regard to case; nothing is written."""
        with pytest.raises(UsageError):
            file.add("API", {})
        assert self.text(tmp_path) == WHOLE

    def test_a_wrong_value_is_not_written(self, file: ProfilesFile, tmp_path: Path) -> None:
        """The mistake is named instead."""
        with pytest.raises(ProfileError):
            file.set("api", "warn_before", "soon")
        assert self.text(tmp_path) == WHOLE

    def test_missing_ids_are_added(self, file: ProfilesFile, tmp_path: Path) -> None:
        """Once, at first use."""
        path = tmp_path / "config" / "profiles.toml"
        path.write_text(WHOLE + "\n[profiles.third]\nscopes = []\n")
        first = file.ensure_ids().find("third")
        second = file.ensure_ids().find("third")
        assert first == second
        assert first is not None
        assert first.id

    def test_replacing_keeps_the_id(self, file: ProfilesFile) -> None:
        """And with it the tokens."""
        text = '# anew\nclient_id = "other"\n[endpoints]\ntoken = "https://id.example/token"\n'
        changed = file.add_fragment("api", text, Path("f.toml"), replace=True)
        assert (changed.id, changed.client_id) == ("5f0c", "other")

    def test_replacing_keeps_the_id_of_one_that_is_out_of_use(
        self, file: ProfilesFile, tmp_path: Path
    ) -> None:
        """Its tokens would have no owner any more."""
        broken = WHOLE + '[profiles.Broken]\nid = "kept"\nclient_idd = "x"\n'
        (tmp_path / "config" / "profiles.toml").write_text(broken)
        assert file.add_fragment("broken", 'client_id = "x"', PATH, replace=True).id == "kept"
        assert [one.name for one in file.read().profiles] == ["api", "a.b", "broken"]
        assert file.read().problems == {}

    def test_an_id_of_another_profile_is_refused(self, file: ProfilesFile, tmp_path: Path) -> None:
        """By the fragment's own line, and nothing is written."""
        with pytest.raises(ProfileError, match="Profile two, line 2: id is the id of api too"):
            file.add_fragment("two", '# a copy\nid = "5f0c"', PATH)
        assert self.text(tmp_path) == WHOLE

    def test_removing(self, file: ProfilesFile, tmp_path: Path) -> None:
        """Also one that is out of use; the others stay as they are."""
        file.remove("API")
        assert 'client_id = "tokentray"' not in self.text(tmp_path)
        assert [one.name for one in file.read().profiles] == ["a.b"]
        with pytest.raises(NoSuchProfile):
            file.remove("api")

    def test_renaming_changes_the_name_and_nothing_else(
        self, file: ProfilesFile, tmp_path: Path
    ) -> None:
        """In every header of it; comments, order and the other profiles stay."""
        file.rename("API", "v2.api")
        assert self.text(tmp_path) == WHOLE.replace("[profiles.api", '[profiles."v2.api"')
        file.rename("a.b", "ab")
        assert "[profiles.ab.refresh]\nurl" in self.text(tmp_path)
        assert [one.name for one in file.read().profiles] == ["v2.api", "ab"]

    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ('[profiles]\napi.id = "1" # api\n', '[profiles]\nnew.id = "1" # api\n'),
            ('profiles.api.id = "1"\r\n', 'profiles.new.id = "1"\r\n'),
            ('profiles . "api" . id="1"', 'profiles . new . id="1"'),
            (
                '[profiles.api]\nid = "1"\nparameters = {api = "api"}\n[profiles.o.parameters]\n'
                'api = """\n[profiles.api]\n"""\n',
                '[profiles.new]\nid = "1"\nparameters = {api = "api"}\n[profiles.o.parameters]\n'
                'api = """\n[profiles.api]\n"""\n',
            ),
        ],
    )
    def test_however_a_profile_is_written_it_can_be_renamed(
        self, file: ProfilesFile, tmp_path: Path, text: str, after: str
    ) -> None:
        """By dotted keys too; what only looks like the name is left alone."""
        (tmp_path / "config" / "profiles.toml").write_bytes(text.encode())
        file.rename("api", "new")
        assert (tmp_path / "config" / "profiles.toml").read_bytes() == after.encode()

    def test_an_inline_table_is_left_to_its_author(
        self, file: ProfilesFile, tmp_path: Path
    ) -> None:
        """It says so, and nothing is written."""
        path = tmp_path / "config" / "profiles.toml"
        path.write_text('profiles = {api = {id = "1"}}\n')
        with pytest.raises(InputError, match="not changed from here"):
            file.rename("api", "new")
        assert path.read_text() == 'profiles = {api = {id = "1"}}\n'

    def test_a_taken_or_missing_name_is_no_rename(self, file: ProfilesFile, tmp_path: Path) -> None:
        """Another spelling of its own name is one, though."""
        for new in ("A.B", "api"):
            with pytest.raises(UsageError, match="exists already"):
                file.rename("api", new)
        with pytest.raises(NoSuchProfile):
            file.rename("nobody", "new")
        assert self.text(tmp_path) == WHOLE
        file.rename("api", "API")
        assert [one.name for one in file.read().profiles] == ["API", "a.b"]

    def test_a_broken_file_is_not_touched(self, file: ProfilesFile, tmp_path: Path) -> None:
        """Nobody writes to it until it is corrected."""
        path = tmp_path / "config" / "profiles.toml"
        path.write_text("[broken")
        for act in (lambda: file.add("x", {}), lambda: file.remove("api")):
            with pytest.raises(ProfileError):
                _do(act)
        assert path.read_text() == "[broken"

    def test_a_newer_file_is_not_touched(self, file: ProfilesFile, tmp_path: Path) -> None:
        """It is read only."""
        path = tmp_path / "config" / "profiles.toml"
        path.write_text("version = 2\n")
        with pytest.raises(ProfileError, match="newer"):
            file.add("x", {})

    def test_a_linked_file_stays_where_it_is(self, file: ProfilesFile, tmp_path: Path) -> None:
        """People keep such files in repositories of their own."""
        path, real = tmp_path / "config" / "profiles.toml", tmp_path / "real.toml"
        path.rename(real)
        path.symlink_to(real)
        file.set("api", "pinned", False)
        assert path.is_symlink()
        assert "pinned = false" in real.read_text()


def _do(act: Any) -> None:
    act()


def test_a_missing_file_holds_no_profile(tmp_path: Path) -> None:
    """First run."""
    assert read_profiles(tmp_path / "none.toml") == Profiles()


def test_a_thousand_profiles_are_read_quickly() -> None:
    """In well under the time of a start."""
    text = "".join(
        f'[profiles.p{n}]\nid = "{n}"\n[profiles.p{n}.endpoints]\ntoken = "https://x/{n}"\n'
        for n in range(1000)
    )
    started = time.process_time()
    assert len(parse(text).profiles) == 1000
    assert time.process_time() - started < 1.0
