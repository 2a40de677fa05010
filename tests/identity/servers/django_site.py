"""PyPI's django-oauth-toolkit as an identity server for the tests.

    python django_site.py < settings.json

Runs in an environment of its own. Settings: folder (for its database), port (0: any), life
(seconds of an access token), grace (seconds in which a spent refresh token is answered again),
applications (the fields of the toolkit's model; `jwt` true: RS256 access tokens), people (names;
everybody's password is "password"). Prints its issuer when it listens.
"""

from __future__ import annotations

import json
import socketserver
import sys
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.conf import settings

PREFIX = "/o"
LOGIN = """<!doctype html><title>Sign in</title>
<form method="post">{% csrf_token %}{{ form.as_p }}<button type="submit">Sign in</button></form>"""


class Server(socketserver.ThreadingMixIn, WSGIServer):
    """A thread for each request, as any deployment has."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no line for a request."""

    def log_message(self, format: str, *args: Any) -> None: ...


def configure(given: dict[str, Any], issuer: str, key: str) -> None:
    """Set Django up; its tables are made anew."""
    templates = {"registration/login.html": LOGIN}
    settings.configure(
        SECRET_KEY="of the tests",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="django_parts",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        # Tables straight from the models: the migrations take seconds.
        MIGRATION_MODULES=dict.fromkeys(
            ("auth", "contenttypes", "sessions", "oauth2_provider"), None
        ),
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": Path(given["folder"]) / "site.sqlite3",
                "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
            }
        },
        # The safe ones take a tenth of a second for each sign-in.
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"],
                    "loaders": [
                        ("django.template.loaders.locmem.Loader", templates),
                        "django.template.loaders.app_directories.Loader",
                    ],
                },
            }
        ],
        LOGIN_URL="/login/",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_ISS_ENDPOINT": issuer,
            "OIDC_RSA_PRIVATE_KEY": key,
            "OAUTH2_VALIDATOR_CLASS": "django_parts.Validator",
            "ACCESS_TOKEN_GENERATOR": "django_parts.new_access_token",
            "ACCESS_TOKEN_EXPIRE_SECONDS": given["life"],
            "REFRESH_TOKEN_GRACE_PERIOD_SECONDS": given["grace"],
            "REFRESH_TOKEN_REUSE_PROTECTION": True,
            "OAUTH_DEVICE_VERIFICATION_URI": f"{issuer}/device/",
            "OAUTH_DEVICE_VERIFICATION_URI_COMPLETE": (
                lambda user_code: f"{issuer}/device/?user_code={user_code}"
            ),
            "DEVICE_FLOW_INTERVAL": 1,
            "ALLOWED_SCHEMES": ["http", "https"],
            "SCOPES": {
                "openid": "who you are",
                "offline_access": "renewal while you are away",
                "read": "reading",
                "write": "writing",
                "introspection": "looking at tokens",
            },
            "DEFAULT_SCOPES": ["read"],
        },
    )


def new_key() -> str:
    """Return a private RSA key as PEM."""
    from jwcrypto import jwk

    return str(jwk.JWK.generate(kty="RSA", size=2048).export_to_pem(True, None).decode())


def fill(given: dict[str, Any]) -> None:
    """Make the tables, the people and the applications."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import get_application_model

    call_command("migrate", run_syncdb=True, verbosity=0)
    for name in given["people"]:
        User.objects.create_user(name, password="password")
    application = get_application_model()
    for fields in given["applications"]:
        application.objects.create(**fields)


def serve(given: dict[str, Any]) -> None:
    """Serve until killed."""
    server = Server(("127.0.0.1", given.get("port", 0)), Quiet)
    issuer = f"http://127.0.0.1:{server.server_port}{PREFIX}"
    configure(given, issuer, new_key())
    import django
    from django.core.wsgi import get_wsgi_application

    django.setup()
    fill(given)
    server.set_app(get_wsgi_application())
    print(issuer, flush=True)  # noqa: T201  # how the tests learn it
    server.serve_forever()


if __name__ == "__main__":
    serve(json.load(sys.stdin))
