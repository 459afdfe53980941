"""What a person reads when Google refuses: one paragraph a case, in French and English.

Filled in: ``{account}`` the address to share with, ``{link}`` the sheet, ``{page}`` the page of the
console, ``{message}`` Google's own words, ``{status}`` the HTTP status.
"""

from __future__ import annotations

from retrosheet.language import Text

THE_SHEET = Text("la feuille", "the sheet")
THIS_ACCOUNT = Text("celui de cette connexion", "that of this sign-in")

SIGN_IN = Text(
    "Google n’accepte pas la connexion : l’accès a expiré ou a été retiré. « retrosheet auth "
    "status --check » dit avec quoi elle se fait ; reconnectez-vous : retrosheet auth login",
    "Google does not accept the sign-in: the access has expired or was withdrawn. 'retrosheet auth "
    "status --check' says what it is done with; sign in again: retrosheet auth login",
)
KEY = Text(
    "Google n’accepte pas la clé du compte de service {account} : l’accès a été retiré. Créez-en "
    "une autre (https://console.cloud.google.com/iam-admin/serviceaccounts, le compte, Clés) et "
    "mettez-la à la place de l’ancien fichier.",
    "Google does not accept the key of the service account {account}: the access was withdrawn. "
    "Make another (https://console.cloud.google.com/iam-admin/serviceaccounts, the account, Keys) "
    "and put it in the place of the old file.",
)
QUOTA = Text(
    "Google compte trop de demandes à la minute et n’accepte plus rien pour l’instant (plusieurs "
    "essais ont été faits). Attendez deux minutes, puis recommencez ; rien n’est perdu.",
    "Google counts too many requests a minute and takes no more for now (several attempts were "
    "made). Wait two minutes, then try again; nothing is lost.",
)
OUTAGE = Text(
    "Google est en panne pour l’instant (réponse {status} : {message}), malgré plusieurs essais. "
    "Recommencez plus tard ; l’état des services : https://www.google.com/appsstatus/dashboard/",
    "Google is out of order for now (answer {status}: {message}), after several attempts. Try "
    "again later; the state of its services: https://www.google.com/appsstatus/dashboard/",
)
DISABLED = Text(
    "L’API Google Sheets n’est pas activée dans le projet Google Cloud de cette connexion. Ouvrez "
    "{page}, cliquez sur « Activer », attendez deux minutes, puis recommencez.",
    "The Google Sheets API is not enabled in the Google Cloud project of this sign-in. Open "
    '{page}, click "Enable", wait two minutes, then try again.',
)
DRIVE_DISABLED = Text(
    "L’API Google Drive, nécessaire pour partager ou ranger la feuille, n’est pas activée dans le "
    "projet Google Cloud de cette connexion. Ouvrez {page}, cliquez sur « Activer », attendez deux "
    "minutes, puis recommencez.",
    "The Google Drive API, needed for sharing the sheet or placing it in a folder, is not enabled "
    'in the Google Cloud project of this sign-in. Open {page}, click "Enable", wait two minutes, '
    "then try again.",
)
NO_ROOM = Text(
    "Un compte de service n’a pas de Drive à lui et ne peut donc pas créer de feuille. Créez une "
    "feuille vide (https://sheets.new), partagez-la avec {account} comme éditeur, puis relancez la "
    "commande avec --into et l’adresse de cette feuille. Pour créer dans votre propre Drive, "
    "connectez-vous avec votre compte et retirez cette clé : docs/google-sign-in.md",
    "A service account has no Drive of its own and so cannot create a sheet. Make a blank sheet "
    "(https://sheets.new), share it with {account} as Editor, then run the command again with "
    "--into and the address of that sheet. To create in your own Drive, sign in with your account "
    "and take that key away: docs/google-sign-in.md",
)
DRIVE_FULL = Text(
    "Votre espace Google Drive est plein : la feuille ne peut pas être créée. Faites de la place "
    "(https://drive.google.com/drive/quota), puis recommencez.",
    "Your Google Drive is full: the sheet cannot be created. Make room "
    "(https://drive.google.com/drive/quota), then try again.",
)
SCOPES = Text(
    "Cette connexion ne donne pas accès aux feuilles de calcul. Reconnectez-vous en laissant "
    "cochée la case des feuilles : retrosheet auth login. Avec gcloud : gcloud auth "
    "application-default login --client-id-file=CLIENT.json "
    "--scopes=https://www.googleapis.com/auth/cloud-platform,"
    "https://www.googleapis.com/auth/spreadsheets",
    "This sign-in gives no access to spreadsheets. Sign in again and leave the box for "
    "spreadsheets ticked: retrosheet auth login. With gcloud: gcloud auth application-default "
    "login --client-id-file=CLIENT.json --scopes=https://www.googleapis.com/auth/cloud-platform,"
    "https://www.googleapis.com/auth/spreadsheets",
)
SCOPES_SHARE = Text(
    "Cette connexion ne permet pas de partager ni de ranger une feuille dans un dossier. "
    "Donnez-lui ce droit : retrosheet auth login --share ; ou partagez la feuille à la main : "
    "{link}",
    "This sign-in does not allow sharing a sheet or placing it in a folder. Give it that right: "
    "retrosheet auth login --share; or share the sheet by hand: {link}",
)
PROJECT = Text(
    "Google ne sait pas à quel projet compter cette demande, ou ce projet est suspendu "
    "({message}). Avec gcloud : gcloud auth application-default set-quota-project VOTRE-PROJET ; "
    "sinon choisissez un projet actif sur https://console.cloud.google.com/",
    "Google does not know which project to count this request against, or that project is "
    "suspended ({message}). With gcloud: gcloud auth application-default set-quota-project "
    "YOUR-PROJECT; otherwise choose an active project at https://console.cloud.google.com/",
)
SHARING = Text(
    "Google refuse ce partage ({message}). Vérifiez l’adresse et les règles de partage de "
    "l’organisation, ou partagez à la main : {link}",
    "Google refuses this sharing ({message}). Check the address and the organisation's rules for "
    "sharing, or share by hand: {link}",
)
POLICY = Text(
    "L’administrateur de l’organisation n’autorise pas cet accès ({message}). Demandez-lui "
    "d’autoriser retrosheet, ou prenez un compte d’une autre organisation.",
    "The administrator of the organisation does not allow this access ({message}). Ask them to "
    "allow retrosheet, or use an account of another organisation.",
)
MAY_NOT_CREATE = Text(
    "Ce compte Google n’a pas le droit de créer une feuille ({message}). Créez une feuille vide à "
    "la main (https://sheets.new), puis relancez la commande avec --into et son adresse.",
    "This Google account may not create a sheet ({message}). Make a blank sheet by hand "
    "(https://sheets.new), then run the command again with --into and its address.",
)
MAY_NOT_SHARE = Text(
    "Ce compte n’a pas le droit de partager cette feuille, ou d’écrire dans ce dossier. "
    "Demandez-le à qui en est propriétaire, ou partagez à la main : {link}",
    "This account may not share this sheet, or may not write into this folder. Ask its owner, or "
    "share by hand: {link}",
)
SHARE_IT = Text(
    "Le compte de service n’a pas accès à {link}. Ouvrez-la, cliquez sur « Partager », ajoutez "
    "{account} comme éditeur, puis recommencez.",
    'The service account has no access to {link}. Open it, click "Share", add {account} as Editor, '
    "then try again.",
)
ASK_OWNER = Text(
    "Votre compte Google n’a pas accès à {link}. Demandez à qui en est propriétaire de vous y "
    "ajouter comme éditeur, ou connectez-vous avec un autre compte : retrosheet auth login",
    "Your Google account has no access to {link}. Ask its owner to add you as Editor, or sign in "
    "with another account: retrosheet auth login",
)
SHARE_TO_WRITE = Text(
    "Le compte de service peut lire {link}, mais pas y écrire. Ouvrez-la, cliquez sur "
    "« Partager », faites de {account} un éditeur, puis recommencez.",
    'The service account may read {link}, but not write to it. Open it, click "Share", make '
    "{account} an Editor, then try again.",
)
MAY_ONLY_READ = Text(
    "Votre compte Google peut lire {link} (sync --dry-run n’en demande pas plus), mais pas la "
    "modifier : rien n’a été écrit. Demandez à qui en est propriétaire de faire de vous un "
    "éditeur, ou connectez-vous avec un autre compte : retrosheet auth login",
    "Your Google account may read {link} (sync --dry-run asks for no more), but not edit it: "
    "nothing was written. Ask its owner to make you an Editor, or sign in with another account: "
    "retrosheet auth login",
)
NO_FOLDER = Text(
    "Google ne trouve pas ce dossier ou cette feuille, ou ce compte n’y a pas accès. Vérifiez "
    "l’adresse ; sans dossier, la feuille est créée à la racine de Drive et se déplace à la main.",
    "Google finds no such folder or sheet, or this account has no access to it. Check the address; "
    "without a folder the sheet is made at the top of Drive and can be moved by hand.",
)
NOT_FOUND = Text(
    "Google ne trouve pas {link} : l’adresse est fausse, ou la feuille a été supprimée. "
    "Copiez-la à nouveau depuis la barre du navigateur.",
    "Google does not find {link}: the address is wrong, or the sheet was deleted. Copy it again "
    "from the browser.",
)
NOT_FOUND_SHARE = Text(
    "Google ne trouve pas {link} : l’adresse est fausse, ou la feuille a été supprimée ou n’est "
    "pas partagée. Copiez l’adresse à nouveau depuis le navigateur, et partagez la feuille avec "
    "{account} comme éditeur.",
    "Google does not find {link}: the address is wrong, or the sheet was deleted or is not shared. "
    "Copy the address again from the browser, and share the sheet with {account} as Editor.",
)
UPLOADED = Text(
    "{link} est un fichier Excel déposé dans Drive, pas une feuille Google. Ouvrez-le, puis "
    "Fichier > Enregistrer au format Google Sheets, et donnez l’adresse de la nouvelle feuille ; "
    "ou téléchargez-le, puis : retrosheet sync FICHIER.xlsx",
    "{link} is an Excel file uploaded to Drive, not a Google sheet. Open it, then File > Save as "
    "Google Sheets, and give the address of the new sheet; or download it, then: retrosheet sync "
    "FILE.xlsx",
)
PROTECTED = Text(
    "Une plage protégée de {link} empêche d’écrire dans l’onglet caché _sync. Dans Données > "
    "Protéger des feuilles et des plages, donnez-y accès au compte ({account}) ou retirez la "
    "protection, puis recommencez.",
    "A protected range of {link} prevents writing into the hidden tab _sync. In Data > Protect "
    "sheets and ranges, allow the account ({account}) or remove the protection, then try again.",
)
NAMES_MISSING = Text(
    "{link} n’a pas les plages nommées d’un rétroplanning ({message}) : elle n’a pas été faite par "
    "retrosheet, ou ces noms ont été supprimés. Rétablissez-la dans Fichier > Historique des "
    "versions, ou créez-en une : retrosheet new",
    "{link} lacks the named ranges of a retroplanning ({message}): retrosheet did not make it, or "
    "the names were deleted. Restore it in File > Version history, or make a new one: retrosheet "
    "new",
)
TAB_GONE = Text(
    "Dans {link}, l’onglet caché « _sync » a été supprimé pendant que retrosheet travaillait : "
    "rien n’a été écrit. Rétablissez-le dans Fichier > Historique des versions, puis recommencez.",
    'In {link} the hidden tab "_sync" was deleted while retrosheet worked: nothing was written. '
    "Restore it in File > Version history, then try again.",
)
SHRUNK = Text(
    "{link} a changé pendant la lecture : des lignes ou des colonnes ont disparu ({message}). Rien "
    "n’a été écrit ; recommencez.",
    "{link} changed while it was read: rows or columns have gone ({message}). Nothing was written; "
    "try again.",
)
FULL = Text(
    "{link} atteint la limite de Google, dix millions de cellules. Supprimez des onglets, des "
    "lignes et des colonnes vides, puis recommencez.",
    "{link} reaches Google's limit of ten million cells. Delete tabs and empty rows and columns, "
    "then try again.",
)
TOO_LARGE = Text(
    "Ce plan dépasse ce que Google accepte en une fois ({message}). Faites-en un fichier Excel "
    "(retrosheet new … -o plan.xlsx), ou partagez la campagne en deux.",
    "This plan is more than Google takes at once ({message}). Make it an Excel file (retrosheet "
    "new … -o plan.xlsx), or split the campaign in two.",
)
OUR_MISTAKE = Text(
    "Google n’a pas compris la demande de retrosheet et n’a rien fait : « {message} ». C’est une "
    "erreur de retrosheet ; mettez-le à jour et, si elle reste, signalez-la avec ce message.",
    'Google did not understand the request of retrosheet and did nothing: "{message}". This is a '
    "mistake of retrosheet; update it and, if it stays, report it with this message.",
)
UNKNOWN = Text(
    "Réponse inattendue de Google ({status} : {message}). Vérifiez qu’aucun proxy ni portail Wi-Fi "
    "ne répond à sa place, puis recommencez plus tard.",
    "Unexpected answer from Google ({status}: {message}). Check that no proxy or Wi-Fi portal "
    "answers in its place, then try again later.",
)
