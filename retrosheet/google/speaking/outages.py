"""What is said where no answer comes: no network, no way through, no token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from retrosheet.errors import NoAccess
from retrosheet.language import Text

if TYPE_CHECKING:
    from retrosheet.language import Lang

Kind = Literal["name", "closed", "silent", "timeout", "dropped", "proxy", "tls", "large"]
# Trouble that a second try may find gone.
PASSING: tuple[Kind, ...] = ("name", "closed", "silent", "timeout", "dropped")


class Lost(Exception):
    """A request without an answer; ``sent``: it may have been carried out all the same."""

    def __init__(self, kind: Kind, *, sent: bool) -> None:
        super().__init__(kind)
        self.kind = kind
        self.sent = sent


class NoToken(Exception):
    """Google gives no token; ``said`` is its reason, ``temporary`` whether it may yet."""

    def __init__(self, said: str, *, temporary: bool) -> None:
        super().__init__(said)
        self.said = said
        self.temporary = temporary


def no_answer(kind: Kind, lang: Lang) -> NoAccess:
    """The paragraph for a request that got no answer; nothing was written by it."""
    return NoAccess(_LOST[kind].to(lang))


def no_token(said: str, account: str, lang: Lang) -> NoAccess:
    """The paragraph for a refused token; ``account`` is a service account's address, or ""."""
    text = next(
        (text for words, text in _TOKENS if any(word in said.casefold() for word in words)), None
    )
    if text is None:
        text = _TOKEN_REFUSED
    elif text is _EXPIRED and account:
        text = _KEY
    return NoAccess(text.to(lang).format(said=plain(said), account=account or "?"))


def plain(said: str) -> str:
    """A foreign text fit for one line: no line breaks, no control signs, 200 letters at most."""
    words = "".join(letter if letter.isprintable() else " " for letter in said).split()
    text = " ".join(words)
    return text if len(text) <= 200 else f"{text[:199]}…"


_LOST: dict[Kind, Text] = {
    "name": Text(
        "Pas de connexion à Google : l’adresse de ses serveurs est introuvable. Vérifiez la "
        "connexion à Internet (ou le VPN), puis recommencez.",
        "No connection to Google: the address of its servers cannot be found. Check the internet "
        "connection (or the VPN), then try again.",
    ),
    "closed": Text(
        "Pas de connexion à Google : ses serveurs refusent la connexion, ou un pare-feu la coupe. "
        "Vérifiez la connexion à Internet et le pare-feu, puis recommencez.",
        "No connection to Google: its servers refuse the connection, or a firewall cuts it. Check "
        "the internet connection and the firewall, then try again.",
    ),
    "silent": Text(
        "Pas de connexion à Google en dix secondes. Vérifiez la connexion à Internet, le VPN ou le "
        "proxy (variable HTTPS_PROXY), puis recommencez.",
        "No connection to Google within ten seconds. Check the internet connection, the VPN or the "
        "proxy (variable HTTPS_PROXY), then try again.",
    ),
    "timeout": Text(
        "Google n’a pas répondu à temps. Recommencez dans quelques minutes.",
        "Google did not answer in time. Try again in a few minutes.",
    ),
    "dropped": Text(
        "La connexion à Google a été coupée avant la fin de la réponse, plusieurs fois de suite. "
        "Vérifiez le réseau, puis recommencez.",
        "The connection to Google was cut before the end of the answer, several times in a row. "
        "Check the network, then try again.",
    ),
    "proxy": Text(
        "Le proxy ne laisse pas passer vers Google. Vérifiez la variable HTTPS_PROXY (adresse, "
        "nom et mot de passe) ; si aucun proxy n’est nécessaire, retirez-la.",
        "The proxy does not let us through to Google. Check the variable HTTPS_PROXY (address, "
        "name and password); if no proxy is needed, remove it.",
    ),
    "tls": Text(
        "Le certificat présenté à la place de celui de Google n’est pas reconnu : un proxy ou un "
        "antivirus lit sans doute la connexion, ou l’horloge de cette machine est fausse. Mettez "
        "l’horloge à l’heure ; derrière un tel proxy, indiquez le certificat de l’entreprise dans "
        "la variable REQUESTS_CA_BUNDLE.",
        "The certificate shown in place of Google's is not trusted: a proxy or an antivirus is "
        "probably reading the connection, or the clock of this machine is wrong. Set the clock; "
        "behind such a proxy, name the company's certificate in the variable REQUESTS_CA_BUNDLE.",
    ),
    "large": Text(
        "La réponse de Google dépasse 200 Mo : cette feuille est trop grande. Supprimez les "
        "onglets et les lignes qui ne servent plus, puis recommencez.",
        "Google's answer is larger than 200 MB: this sheet is too large. Delete the tabs and rows "
        "that are no longer used, then try again.",
    ),
}
_CLOCK = Text(
    "Google refuse la connexion parce que l’horloge de cette machine est fausse de plusieurs "
    "minutes. Mettez-la à l’heure (réglage automatique), puis recommencez.",
    "Google refuses the sign-in because the clock of this machine is minutes off. Set it (to "
    "automatic), then try again.",
)
_KEY = Text(
    "Google n’accepte plus la clé du compte de service {account} : elle a été supprimée, "
    "désactivée ou abîmée. Créez-en une autre (https://console.cloud.google.com/iam-admin/"
    "serviceaccounts, le compte, Clés, Ajouter une clé, JSON) et mettez-la à la place de l’ancien "
    "fichier.",
    "Google no longer accepts the key of the service account {account}: it was deleted, disabled "
    "or damaged. Make another (https://console.cloud.google.com/iam-admin/serviceaccounts, the "
    "account, Keys, Add key, JSON) and put it in the place of the old file.",
)
_GONE = Text(
    "Le compte de service {account} n’existe plus chez Google. Créez-en un autre "
    "(https://console.cloud.google.com/iam-admin/serviceaccounts), téléchargez sa clé JSON, et "
    "partagez la feuille avec sa nouvelle adresse.",
    "The service account {account} no longer exists at Google. Make another "
    "(https://console.cloud.google.com/iam-admin/serviceaccounts), download its JSON key, and "
    "share the sheet with its new address.",
)
_EXPIRED = Text(
    "L’accès au compte Google a expiré ou a été retiré. Reconnectez-vous : retrosheet auth login. "
    "S’il expire tous les sept jours, l’écran de consentement du projet est resté en mode "
    "« Test » : publiez-le (https://console.cloud.google.com/auth/audience).",
    "The access to the Google account has expired or was withdrawn. Sign in again: retrosheet auth "
    "login. If it expires every seven days, the consent screen of the project is still in "
    '"Testing" mode: publish it (https://console.cloud.google.com/auth/audience).',
)
_SESSION = Text(
    "L’organisation demande de se reconnecter de temps en temps, et ce moment est venu. "
    "Reconnectez-vous : retrosheet auth login (ou gcloud auth application-default login, si la "
    "connexion vient de là). Pour un travail sans personne, prenez un compte de service.",
    "The organisation asks people to sign in again from time to time, and this is such a time. "
    "Sign in again: retrosheet auth login (or gcloud auth application-default login, if that is "
    "where the sign-in comes from). For unattended work take a service account.",
)
_CLIENT = Text(
    "Google ne connaît plus le client OAuth (identifiant ou secret) qui a servi à se connecter : "
    "il a été supprimé ou changé. Créez-en un autre (https://console.cloud.google.com/auth/"
    "clients, type « Application de bureau »), téléchargez son JSON tout de suite (le secret n’est "
    "montré qu’une fois), puis : retrosheet auth login FICHIER.json",
    "Google no longer knows the OAuth client (its ID or secret) that was used to sign in: it was "
    "deleted or changed. Create another (https://console.cloud.google.com/auth/clients, type "
    '"Desktop app"), download its JSON at once (the secret is shown only once), then: retrosheet '
    "auth login FILE.json",
)
_POLICY = Text(
    "L’administrateur de l’organisation n’autorise pas cette connexion ({said}). Demandez-lui "
    "d’autoriser le client OAuth ou le compte de service de retrosheet.",
    "The administrator of the organisation does not allow this sign-in ({said}). Ask them to allow "
    "the OAuth client or the service account of retrosheet.",
)
_SCOPE = Text(
    "Google n’accorde pas les droits demandés ({said}). Reconnectez-vous en laissant cochée la "
    "case des feuilles de calcul : retrosheet auth login",
    "Google does not grant what was asked for ({said}). Sign in again and leave the box for "
    "spreadsheets ticked: retrosheet auth login",
)
_UNREADABLE_KEY = Text(
    "La clé privée du fichier d’identification est illisible. Téléchargez le fichier JSON à "
    "nouveau (https://console.cloud.google.com/iam-admin/serviceaccounts, le compte, Clés) et ne "
    "le modifiez pas.",
    "The private key in the credentials file cannot be read. Download the JSON file again "
    "(https://console.cloud.google.com/iam-admin/serviceaccounts, the account, Keys) and do not "
    "edit it.",
)
_TOKEN_REFUSED = Text(
    "Google refuse la connexion ({said}). « retrosheet auth status » dit avec quoi elle se fait ; "
    "reconnectez-vous (retrosheet auth login) ou donnez un autre fichier d’identification.",
    "Google refuses the sign-in ({said}). 'retrosheet auth status' says what it is done with; sign "
    "in again (retrosheet auth login) or give another credentials file.",
)
# In this order: the first that has one of the words is meant.
_TOKENS: tuple[tuple[tuple[str, ...], Text], ...] = (
    (("short-lived token", "reasonable timeframe", "iat and exp"), _CLOCK),
    (("invalid jwt signature", "no key", "invalid_signature"), _KEY),
    (("private key cannot be read",), _UNREADABLE_KEY),
    (("account not found", "not a valid email"), _GONE),
    (("rapt", "reauth"), _SESSION),
    (("admin_policy", "org_internal", "disabled by the admin", "unauthorized_client"), _POLICY),
    (("deleted_client", "disabled_client", "invalid_client"), _CLIENT),
    (("invalid_scope",), _SCOPE),
    (("invalid_grant",), _EXPIRED),
)
