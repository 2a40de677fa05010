"""`credential kubectl`, started by the real kubectl for a real server, and by hand."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.cli.home import COMMAND, Done, Home, in_shell, jwt
from tests.cli.processes import arguments
from tests.cli.protected import Protected, serving
from tests.identity.authority import Authority
from tokentray.cli.handing import Given

GROUP = "client.authentication.k8s.io"
WORDS = ("credential", "kubectl", "api")


@pytest.fixture
def cluster(tmp_path: Path, memory_home: Home) -> Iterator[Protected]:
    """A server over TLS that takes the token of `api`, and a kubeconfig's CA file beside it."""
    authority = Authority()
    certified = authority.certify("cluster")
    (tmp_path / "ca.pem").write_text(authority.certificate)
    (tmp_path / "server.pem").write_text(certified.both)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    token = jwt(jti=uuid4().hex)
    memory_home.take("api", token)
    with serving(Protected(token), context) as cluster:
        yield cluster


def kubeconfig(folder: Path, server: str, version: str, mode: str) -> Path:
    """Write what a person has in ~/.kube/config."""
    path = folder / "kubeconfig"
    plugin = {
        "apiVersion": version,
        "command": str(COMMAND),
        "args": list(WORDS),
        "interactiveMode": mode,
        "provideClusterInfo": True,
    }
    config: dict[str, Any] = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "it",
        "contexts": [{"name": "it", "context": {"cluster": "it", "user": "me"}}],
        "users": [{"name": "me", "user": {"exec": plugin}}],
        "clusters": [
            {
                "name": "it",
                "cluster": {"server": server, "certificate-authority": str(folder / "ca.pem")},
            }
        ],
    }
    path.write_text(json.dumps(config))
    return path


def kubectl(home: Home, config: Path, *words: str, stdin: bytes = b"") -> Done:
    """Run the machine's kubectl."""
    program = shutil.which("kubectl")
    if program is None:
        pytest.skip("there is no kubectl on this machine")
    done = subprocess.run(
        [program, f"--kubeconfig={config}", f"--cache-dir={home.folder}", *words],
        env=home.environ,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def spoken() -> tuple[str, ...]:
    """Return what this machine's kubectl speaks, the newest first."""
    program = shutil.which("kubectl")
    if program is None:
        pytest.skip("there is no kubectl on this machine")
    words = [program, "version", "--client", "--output=json"]
    told = subprocess.run(words, capture_output=True, check=True, timeout=60).stdout
    minor = json.loads(told)["clientVersion"]["minor"]
    both = (f"{GROUP}/v1", f"{GROUP}/v1beta1")
    return both if int(minor.rstrip("+")) >= 22 else both[1:]


def asked(home: Home, info: str) -> Any:
    """Ask as kubectl does; return the answer."""
    done = home.run(*WORDS, KUBERNETES_EXEC_INFO=info)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def exec_info(version: str, *, interactive: bool = False) -> str:
    """Write what kubectl says to a plugin."""
    spec = {"interactive": interactive}
    return json.dumps({"kind": "ExecCredential", "apiVersion": version, "spec": spec})


@pytest.mark.parametrize("mode", ["Never", "IfAvailable"])
@pytest.mark.parametrize("version", [f"{GROUP}/v1", f"{GROUP}/v1beta1"])
def test_kubectl_is_let_in(
    memory_home: Home, cluster: Protected, tmp_path: Path, version: str, mode: str
) -> None:
    """In both versions and whoever owns stdin; the token is in nobody's arguments."""
    if version not in spoken():
        pytest.skip("this kubectl is too old for v1")
    shown: list[str] = []

    def look() -> None:
        shown.extend(who for who, text in arguments() if cluster.token.encode() in text)

    cluster.while_asking = look
    config = kubeconfig(tmp_path, cluster.url, version, mode)
    done = kubectl(memory_home, config, "get", "--raw", "/api/v1/namespaces", stdin=b"its own")
    assert (done.code, done.out, done.err) == (0, '{"kind":"Answer"}\n', "")
    # It may ask for the server's version too.
    assert set(cluster.seen) == {f"Bearer {cluster.token}"}
    assert shown == []


def test_the_help_tells_kubectl_how(memory_home: Home, cluster: Protected, tmp_path: Path) -> None:
    """Its example makes a user for whom the token is got, changed for an old one as it says."""
    shown = memory_home.run("credential", "--help").out
    setting = shown[shown.index("  kubectl config") :]
    words = ("--exec-command=true", f"--exec-api-version={GROUP}/v1beta1")
    tried = kubectl(memory_home, tmp_path / "tried", "config", "set-credentials", "me", *words)
    if tried.code != 0 and "panic:" in tried.err:
        pytest.skip("this kubectl crashes where it writes a plugin down (Debian's 1.20)")
    if spoken()[0] != f"{GROUP}/v1":
        assert "before 1.22 v1beta1 stands for v1, and the last line is left out" in " ".join(
            shown.split()
        )
        setting = setting.partition(" \\\n      --exec-interactive")[0].replace("/v1", "/v1beta1")
    server = f"--server={cluster.url} --certificate-authority={tmp_path}/ca.pem"
    lines = (
        f"export KUBECONFIG={tmp_path}/new",
        setting,
        f"kubectl {server} --user=me --cache-dir={tmp_path} get --raw /api",
    )
    done = in_shell(memory_home, "\n".join(lines))
    assert (done.code, done.err) == (0, "")
    assert done.out == 'User "me" set.\n{"kind":"Answer"}\n'


def test_kubectl_shows_why_there_is_no_token(
    memory_home: Home, cluster: Protected, tmp_path: Path
) -> None:
    """Our one line comes through, and it asks the server without a token for nothing."""
    memory_home.run("remove", "api", "--yes")
    config = kubeconfig(tmp_path, cluster.url, spoken()[0], "Never")
    done = kubectl(memory_home, config, "get", "--raw", "/api/v1/namespaces")
    assert done.code != 0
    assert 'tokentray: There is no profile "api".' in done.err
    assert cluster.seen == []


@pytest.mark.parametrize("interactive", [True, False])
@pytest.mark.parametrize("version", [f"{GROUP}/v1", f"{GROUP}/v1beta1"])
def test_the_answer_is_an_exec_credential(
    memory_home: Home, version: str, interactive: bool
) -> None:
    """Kind, the version that was asked for, the token, its expiry as RFC 3339; nothing else."""
    exp = int(time.time()) + 900
    memory_home.take("api", token := jwt(exp=exp))
    answer = asked(memory_home, exec_info(version, interactive=interactive))
    ends_at = answer["status"].pop("expirationTimestamp")
    expected = {"apiVersion": version, "kind": "ExecCredential", "status": {"token": token}}
    assert answer == expected
    assert ends_at.endswith("Z")
    assert datetime.fromisoformat(ends_at).timestamp() == exp


def test_without_kubectl_it_is_the_newer_version(keyring_home: Home) -> None:
    """And needs no running program."""
    keyring_home.take("api", token := jwt())
    answer = asked(keyring_home, "")
    assert (answer["apiVersion"], answer["status"]["token"]) == (f"{GROUP}/v1", token)


def test_an_unknown_expiry_is_not_told(memory_home: Home) -> None:
    """Kubectl then keeps the token until a server refuses it."""
    memory_home.take("api", {"access_token": "opaque-token"})
    assert asked(memory_home, "")["status"] == {"token": "opaque-token"}


def test_an_expiry_that_is_over_by_our_clock_is_not_told() -> None:
    """What is handed out lives by the server's clock: ours is ahead, and kubectl goes by it."""
    now = time.time()
    assert Given("token", expires_at=now - 1).ends_at() is None
    assert Given("token", expires_at=now + 60.5).ends_at() == int(now + 60.5)


@pytest.mark.parametrize(
    ("info", "said"),
    [
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "it names no apiVersion"),
        ("{}", "it names no apiVersion"),
        ('{"apiVersion": 1}', "it names no apiVersion"),
        (exec_info(f"{GROUP}/v1alpha1"), "v1alpha1"),
        (exec_info("a\x1b[31m\nb"), "which is not known"),
    ],
)
def test_what_it_does_not_understand_is_code_9(memory_home: Home, info: str, said: str) -> None:
    """Before any token is asked for; in one line without control characters."""
    done = memory_home.fails(*WORDS, KUBERNETES_EXEC_INFO=info)
    assert (done.code, said in done.line) == (9, True)
    assert "\x1b" not in done.line


def test_failures_are_those_of_token(memory_home: Home) -> None:
    """Nothing on stdout, one line, the code."""
    assert memory_home.fails(*WORDS).code == 4
    memory_home.add("api", 'grant = "import"')
    assert memory_home.fails(*WORDS).code == 5
    memory_home.take("api", jwt(exp=int(time.time()) - 60))
    assert memory_home.fails(*WORDS).code == 5
    assert memory_home.fails(*WORDS, "get").code == 2
