"""Signing in: accounts, their keys, and the token endpoint, which checks what it is sent."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

SPREADSHEETS = "https://www.googleapis.com/auth/spreadsheets"
DRIVE = "https://www.googleapis.com/auth/drive"
DRIVE_FILE = "https://www.googleapis.com/auth/drive.file"
GOOGLE_TOKEN = "https://oauth2.googleapis.com/token"

SERVICE_ACCOUNT = "retro@retro-test.iam.gserviceaccount.com"
_CLIENT = "1234-retro.apps.googleusercontent.com"
_SECRET = "GOCSPX-not-a-secret"


class Token(NamedTuple):
    """Who holds it, and what for."""

    account: str
    scopes: frozenset[str]


class NoToken(Exception):
    """The token endpoint refuses: an error code and its description."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error
        self.description = description


@cache
def _key() -> rsa.RSAPrivateKey:
    """One key for all tests; short, as it guards nothing and each connection checks it anew."""
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)


@dataclass
class Tokens:
    """The tokens that were given out. They do not expire unless told to."""

    url: str = ""
    issued: dict[str, Token] = field(default_factory=dict)
    refresh: dict[str, Token] = field(default_factory=dict)
    codes: dict[str, Token] = field(default_factory=dict)

    def service_account(self, email: str, folder: Path) -> Path:
        """Write the file of a service account whose token endpoint is this one."""
        pem = _key().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        content = {
            "type": "service_account",
            "project_id": "retro-test",
            "private_key_id": "fake",
            "private_key": pem.decode("ascii"),
            "client_email": email,
            "client_id": "100000000000000000001",
            "token_uri": f"{self.url}/token",
        }
        return _written(folder / "service-account.json", content)

    def user(self, email: str, folder: Path, scopes: list[str]) -> Path:
        """Write the file of a person who signed in: a refresh token, as gcloud and gspread keep."""
        refresh = f"1//{secrets.token_hex(8)}"
        self.refresh[refresh] = Token(email, frozenset(scopes))
        content = {
            "type": "authorized_user",
            "client_id": _CLIENT,
            "client_secret": _SECRET,
            "refresh_token": refresh,
            "token_uri": f"{self.url}/token",
            "scopes": scopes,
        }
        return _written(folder / "authorized-user.json", content)

    def grant(self, form: dict[str, str], now: float) -> dict[str, Any]:
        """The answer to a request for a token; NoToken where it is not in order."""
        kind = form.get("grant_type")
        if kind == "urn:ietf:params:oauth:grant-type:jwt-bearer":
            token = self._from_assertion(form.get("assertion", ""), now)
        elif kind == "refresh_token":
            if (form.get("client_id"), form.get("client_secret")) != (_CLIENT, _SECRET):
                raise NoToken("invalid_client", "The OAuth client was not found.")
            found = self.refresh.get(form.get("refresh_token", ""))
            if found is None:
                raise NoToken("invalid_grant", "Token has been expired or revoked.")
            asked = frozenset(form["scope"].split()) if form.get("scope") else found.scopes
            if not asked <= found.scopes:
                raise NoToken("invalid_scope", "Bad Request")
            token = Token(found.account, asked)
        elif kind == "authorization_code":
            return self._from_consent(form.get("code", ""))
        else:
            raise NoToken("unsupported_grant_type", f"Invalid grant_type: {kind}")
        text = f"ya29.{secrets.token_hex(12)}"
        self.issued[text] = token
        return {
            "access_token": text,
            "expires_in": 3599,
            "scope": " ".join(sorted(token.scopes)),
            "token_type": "Bearer",
        }

    def consent(self, account: str, scopes: str) -> str:
        """The code that a browser brings back when somebody agrees to ``scopes``."""
        code = f"4/{secrets.token_hex(8)}"
        self.codes[code] = Token(account, frozenset(scopes.split()))
        return code

    def _from_consent(self, code: str) -> dict[str, Any]:
        token = self.codes.pop(code, None)
        if token is None:
            raise NoToken("invalid_grant", "Malformed auth code.")
        text, refresh = f"ya29.{secrets.token_hex(12)}", f"1//{secrets.token_hex(8)}"
        self.issued[text] = self.refresh[refresh] = token
        return {
            "access_token": text,
            "refresh_token": refresh,
            "expires_in": 3599,
            "scope": " ".join(sorted(token.scopes)),
            "token_type": "Bearer",
        }

    def _from_assertion(self, assertion: str, now: float) -> Token:
        try:
            signed, _, signature = assertion.rpartition(".")
            header, claims = (json.loads(_decoded(part)) for part in signed.split("."))
            _key().public_key().verify(
                _decoded(signature), signed.encode("ascii"), padding.PKCS1v15(), hashes.SHA256()
            )
        except (ValueError, binascii.Error, InvalidSignature) as problem:
            raise NoToken("invalid_grant", "Invalid JWT Signature.") from problem
        if header.get("alg") != "RS256":
            raise NoToken("invalid_grant", "Invalid JWT: alg must be RS256.")
        if claims.get("aud") not in {GOOGLE_TOKEN, f"{self.url}/token"}:
            raise NoToken("invalid_grant", "Invalid JWT: audience is not the token endpoint.")
        issued, expires = claims.get("iat", 0), claims.get("exp", 0)
        if not issued - 300 <= now < expires or expires - issued > 3600:
            raise NoToken(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
                "timeframe. Check your iat and exp values in the JWT claim.",
            )
        if not claims.get("scope"):
            raise NoToken("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        return Token(str(claims["iss"]), frozenset(str(claims["scope"]).split()))

    def holder(self, authorization: str | None) -> Token | None:
        """Who sends a request; None where nobody that may."""
        scheme, _, text = (authorization or "").partition(" ")
        return self.issued.get(text) if scheme == "Bearer" else None


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _written(path: Path, content: dict[str, Any]) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path
