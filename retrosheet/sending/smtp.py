"""Mail through an SMTP server, with its certificate verified; what it answers, told apart.

A message that the server has taken is sent. 4xx answers pass by themselves, 5xx answers do not;
where the line goes dead after the message was handed over, nobody knows.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple, Self

from retrosheet.errors import NoAccess
from retrosheet.language import Text, one_line
from retrosheet.sending.outcome import SENT, Outcome

if TYPE_CHECKING:
    import smtplib
    from email.message import EmailMessage
    from types import TracebackType

    from retrosheet.language import Lang

IMPLICIT_TLS, SUBMISSION, RELAY = 465, 587, 25
_HERE = ("localhost", "127.0.0.1", "::1")
_LONGEST_REASON = 300

_UNREACHABLE = Text(
    "Le serveur de courrier {server} ne répond pas ({reason}). Vérifiez --server et le réseau ; "
    "les ports habituels sont 465 et 587.",
    "The mail server {server} does not answer ({reason}). Check --server and the network; the "
    "usual ports are 465 and 587.",
)
_CERTIFICATE = Text(
    "Le certificat de {server} n’est pas valable ({reason}) : rien ne lui a été dit. Écrivez le "
    "nom exact du serveur dans --server ; une autorité à vous se donne par SSL_CERT_FILE.",
    "The certificate of {server} is not valid ({reason}): nothing was said to it. Write the "
    "server's exact name in --server; an authority of your own goes into SSL_CERT_FILE.",
)
_NO_TLS = Text(
    "{server} ne propose pas de liaison chiffrée (STARTTLS) : rien n’a été envoyé. Essayez le port "
    "465 ou 587.",
    "{server} offers no encrypted line (STARTTLS): nothing was sent. Try port 465 or 587.",
)
NO_PASSWORD = Text(
    "Il manque le mot de passe de {user} : donnez-le dans RETROSHEET_SMTP_PASSWORD, ou au "
    "trousseau du système : keyring set retrosheet smtp:{user}@{host} (il faut pour cela : pip "
    'install "keyring>=25").',
    "The password of {user} is missing: set RETROSHEET_SMTP_PASSWORD, or keep it in the system's "
    'keyring: keyring set retrosheet smtp:{user}@{host} (that takes: pip install "keyring>=25").',
)
_WRONG_PASSWORD = Text(
    "{server} refuse le nom ou le mot de passe de {user} ({reason}).{hint}",
    "{server} refuses the name or the password of {user} ({reason}).{hint}",
)
_GMAIL = Text(
    " Gmail veut un mot de passe d’application : compte Google > Sécurité > Validation en deux "
    "étapes > Mots de passe d’application.",
    " Gmail wants an app password: Google account > Security > 2-Step Verification > App "
    "passwords.",
)
_NO_LOGIN = Text(
    "{server} ne connaît pas d’identification par mot de passe ({reason}) ; omettez --user, ou "
    "prenez le serveur d’envoi de votre fournisseur.",
    "{server} knows no sign-in by password ({reason}); leave out --user, or use your provider's "
    "server for sending.",
)
_MICROSOFT = Text(
    "Microsoft 365 n’accepte plus les mots de passe pour l’envoi de courrier ({reason}). Prenez "
    "--to drafts (des messages prêts, que vous envoyez d’Outlook), --to teams, ou le serveur d’un "
    "autre fournisseur : OVH, Gandi, Infomaniak, Gmail, Brevo, Mailjet. Un administrateur peut "
    "aussi rétablir SMTP AUTH pour un temps.",
    "Microsoft 365 no longer accepts passwords for sending mail ({reason}). Use --to drafts "
    "(ready messages that you send from Outlook), --to teams, or another provider's server: OVH, "
    "Gandi, Infomaniak, Gmail, Brevo, Mailjet. An administrator can also switch SMTP AUTH on "
    "again for a time.",
)
_LINE_DEAD = Text(
    "la liaison s’est rompue ({reason}) ; s’il est parti, le prochain envoi aura le même "
    "identifiant",
    "the line went dead ({reason}); if it did leave, the next one will have the same identifier",
)
_NO_COPY = Text(
    "La copie à {who} est refusée : {reason}.", "The copy to {who} is refused: {reason}."
)
_NO_BASIC = ("5.7.30", "5.7.139", "basic authentication")


class Server(NamedTuple):
    """Where mail is handed over, and as whom; without ``user`` nobody signs in."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    timeout: float = 30.0

    def __repr__(self) -> str:
        # what a traceback shows of a local value
        return f"Server({self.name!r}, {self.sender!r}, {self.user!r})"

    @property
    def name(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def keyring_name(self) -> str:
        return f"smtp:{self.user}@{self.host}"


class Mailer:
    """A connection to one server, opened again where it has gone; as a context manager.

    Entering signs in, and raises NoAccess in ``lang``, with nothing sent, where that fails.
    """

    def __init__(self, server: Server, lang: Lang) -> None:
        self.server, self.lang = server, lang
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        self._smtp = self._connected()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._hang_up()

    def _hang_up(self) -> None:
        import smtplib

        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self._smtp.close()
        self._smtp = None

    def send(self, message: EmailMessage, recipients: tuple[str, ...]) -> Outcome:
        """Hands one message over; the first of the ``recipients`` is whom it is for."""
        import smtplib

        if self._smtp is None:
            try:
                self._smtp = self._connected()
            except NoAccess as error:
                return Outcome("deferred", str(error), hopeless=True)
        try:
            refused = self._smtp.send_message(message, self.server.sender, list(recipients))
        except smtplib.SMTPRecipientsRefused as error:
            refused = error.recipients
        except smtplib.SMTPResponseException as error:
            return self._answered(error.smtp_code, error.smtp_error, everybody=True)
        except (OSError, smtplib.SMTPException) as error:
            # a server that is gone in the middle of a message may have taken it; it would not
            # hear a good-bye
            self._smtp.close()
            self._smtp = None
            return Outcome("unknown", _LINE_DEAD.to(self.lang).format(reason=_reason(error)))
        if recipients[0] in refused:
            return self._answered(*refused[recipients[0]], everybody=False)
        text = _NO_COPY.to(self.lang)
        copies = (
            text.format(who=who, reason=f"{code} {_decoded(words)}")
            for who, (code, words) in refused.items()
        )
        return SENT._replace(said=" ".join(copies))

    def _answered(self, code: int, words: bytes | str, *, everybody: bool) -> Outcome:
        said = f"{code} {_decoded(words)}"
        if code == 421:
            self._hang_up()
        if _no_basic(said):
            text = _MICROSOFT.to(self.lang).format(reason=said)
            return Outcome("refused", text, hopeless=True)
        return Outcome(
            "deferred" if 400 <= code < 500 else "refused",
            said,
            hopeless=everybody and code in (530, 535),
        )

    def _connected(self) -> smtplib.SMTP:
        import smtplib
        import ssl

        server = self.server
        context = ssl.create_default_context()
        try:
            smtp: smtplib.SMTP
            if server.port == IMPLICIT_TLS:
                smtp = smtplib.SMTP_SSL(
                    server.host, server.port, timeout=server.timeout, context=context
                )
            else:
                smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
            try:
                self._secured(smtp, context)
                self._signed_in(smtp)
            except BaseException:
                smtp.close()
                raise
        except ssl.SSLCertVerificationError as error:
            reason = error.verify_message
            raise self._refusal(_CERTIFICATE, reason) from None
        except (OSError, smtplib.SMTPException) as error:
            raise self._refusal(_UNREACHABLE, _reason(error)) from None
        return smtp

    def _refusal(self, text: Text, reason: str) -> NoAccess:
        return NoAccess(text.to(self.lang).format(server=self.server.name, reason=reason))

    def _secured(self, smtp: smtplib.SMTP, context: object) -> None:
        import ssl

        assert isinstance(context, ssl.SSLContext)
        if self.server.port == IMPLICIT_TLS:
            return
        smtp.ehlo()
        if smtp.has_extn("starttls"):
            smtp.starttls(context=context)
            smtp.ehlo()
        elif self.server.host not in _HERE or self.server.user:
            # in the clear only to a relay on this very machine, and never a password
            raise self._refusal(_NO_TLS, "")

    def _signed_in(self, smtp: smtplib.SMTP) -> None:
        import smtplib as library

        server, lang = self.server, self.lang
        if not server.user:
            return
        if not server.password:
            text = NO_PASSWORD.to(lang).format(user=server.user, host=server.host)
            raise NoAccess(text)
        try:
            smtp.login(server.user, server.password)
        except library.SMTPNotSupportedError as error:
            raise self._refusal(_NO_LOGIN, _reason(error)) from None
        except library.SMTPAuthenticationError as error:
            said = f"{error.smtp_code} {_decoded(error.smtp_error)}"
            if _no_basic(said):
                raise self._refusal(_MICROSOFT, said) from None
            google = server.host.endswith((".gmail.com", ".google.com"))
            hint = _GMAIL.to(lang) if google else ""
            text = _WRONG_PASSWORD.to(lang).format(
                server=server.name, user=server.user, reason=said, hint=hint
            )
            raise NoAccess(text) from None


def _no_basic(said: str) -> bool:
    """Whether this is Microsoft 365 saying that passwords are over."""
    return any(mark in said.casefold() for mark in _NO_BASIC)


def _decoded(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return one_line(text, _LONGEST_REASON)


def _reason(error: BaseException) -> str:
    words = getattr(error, "smtp_error", None)
    if isinstance(words, bytes):
        return _decoded(words)
    strerror = getattr(error, "strerror", None)
    return one_line(str(strerror or error) or type(error).__name__, _LONGEST_REASON)
