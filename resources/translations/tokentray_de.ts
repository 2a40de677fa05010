<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AddDialog</name>
    <message>
        <source>New tokens</source>
        <translation>Neue Tokens</translation>
    </message>
    <message>
        <source>Add a profile</source>
        <translation>Profil hinzufügen</translation>
    </message>
    <message>
        <source>Register &amp;only</source>
        <translation>Nur re&amp;gistrieren</translation>
    </message>
    <message>
        <source>Add &amp;only</source>
        <translation>Nur &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Register and sign in…</source>
        <translation>&amp;Registrieren und anmelden…</translation>
    </message>
    <message>
        <source>&amp;Add and sign in…</source>
        <translation>Hinzufügen und &amp;anmelden…</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>Wird hinzugefügt…</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Where do its tokens come from?</source>
        <translation>Woher kommen seine Tokens?</translation>
    </message>
    <message>
        <source>A server to &amp;sign in at</source>
        <translation>Ein &amp;Server zum Anmelden</translation>
    </message>
    <message>
        <source>The address of an identity server or of an API: all else is found out.</source>
        <translation>Die Adresse eines Identitätsservers oder einer API: Alles andere wird ermittelt.</translation>
    </message>
    <message>
        <source>A &amp;token that you have</source>
        <translation>Ein vorhandenes &amp;Token</translation>
    </message>
    <message>
        <source>A token response or a JWT: paste it, drop it here, or open a file.</source>
        <translation>Eine Token-Antwort oder ein JWT: einfügen, hier ablegen oder eine Datei öffnen.</translation>
    </message>
    <message>
        <source>A &amp;description</source>
        <translation>Eine &amp;Beschreibung</translation>
    </message>
    <message>
        <source>TOML that says who to ask, and how tokens are renewed.</source>
        <translation>TOML, das sagt, wer zu fragen ist und wie Tokens erneuert werden.</translation>
    </message>
    <message>
        <source>A description</source>
        <translation>Eine Beschreibung</translation>
    </message>
    <message>
        <source>&amp;Look at it</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Looking at it…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Add {name}?</source>
        <translation>{name} hinzufügen?</translation>
    </message>
    <message>
        <source>&amp;Who to ask, and how (TOML)</source>
        <translation>&amp;Wer zu fragen ist, und wie (TOML)</translation>
    </message>
    <message>
        <source>A token response, or a JWT</source>
        <translation>Eine Token-Antwort oder ein JWT</translation>
    </message>
    <message>
        <source>Import {name}?</source>
        <translation>{name} importieren?</translation>
    </message>
    <message>
        <source>&amp;What the token endpoint answered</source>
        <translation>&amp;Antwort des Token-Endpunkts</translation>
    </message>
    <message>
        <source>W&amp;hat expires_in means</source>
        <translation>&amp;Was expires_in bedeutet</translation>
    </message>
    <message>
        <source>Replaces the tokens of {name}.</source>
        <translation>Ersetzt die Tokens von {name}.</translation>
    </message>
    <message>
        <source>Find out from the token</source>
        <translation>Am Token erkennen</translation>
    </message>
    <message>
        <source>A lifetime in seconds</source>
        <translation>Eine Lebensdauer in Sekunden</translation>
    </message>
    <message>
        <source>A Unix timestamp</source>
        <translation>Ein Unix-Zeitstempel</translation>
    </message>
    <message>
        <source>A Unix timestamp in milliseconds</source>
        <translation>Ein Unix-Zeitstempel in Millisekunden</translation>
    </message>
    <message>
        <source>A server to sign in at</source>
        <translation>Ein Server zum Anmelden</translation>
    </message>
    <message>
        <source>&amp;Find out</source>
        <translation>&amp;Ermitteln</translation>
    </message>
    <message>
        <source>Finding out…</source>
        <translation>Wird ermittelt…</translation>
    </message>
    <message>
        <source>The identity server (issuer)</source>
        <translation>Der Identitätsserver (Aussteller)</translation>
    </message>
    <message>
        <source>The API</source>
        <translation>Die API</translation>
    </message>
    <message>
        <source>Empty: the server is asked to register one</source>
        <translation>Leer: Der Server wird um eine Registrierung gebeten</translation>
    </message>
    <message>
        <source>Only for clients that have one</source>
        <translation>Nur für Clients, die eines haben</translation>
    </message>
    <message>
        <source>&amp;What you know the address of</source>
        <translation>&amp;Wovon die Adresse bekannt ist</translation>
    </message>
    <message>
        <source>&amp;Its address</source>
        <translation>A&amp;dresse</translation>
    </message>
    <message>
        <source>&amp;Client id</source>
        <translation>&amp;Client-ID</translation>
    </message>
    <message>
        <source>Client &amp;secret</source>
        <translation>Client-&amp;Geheimnis</translation>
    </message>
    <message>
        <source>Sc&amp;opes</source>
        <translation>Sc&amp;opes</translation>
    </message>
    <message>
        <source>A name of your choice, such as orders</source>
        <translation>Ein Name nach Wahl, etwa bestellungen</translation>
    </message>
    <message>
        <source>&amp;Name of the profile</source>
        <translation>&amp;Name des Profils</translation>
    </message>
    <message>
        <source>From the cli&amp;pboard</source>
        <translation>Aus der Zwischenab&amp;lage</translation>
    </message>
    <message>
        <source>Op&amp;en a file…</source>
        <translation>Datei ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Datei öffnen</translation>
    </message>
</context>
<context>
    <name>AgreementsDialog</name>
    <message>
        <source>Programs that may have {name}</source>
        <translation>Programme, die {name} erhalten dürfen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>No program yet. Allow one for an hour, or always, when it asks.</source>
        <translation>Noch kein Programm. Eines für eine Stunde oder immer erlauben, wenn es fragt.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take back from {program}</source>
        <translation>Von {program} zurücknehmen</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>process {pid}, until {time}</source>
        <translation>Prozess {pid}, bis {time}</translation>
    </message>
    <message>
        <source>May have {name} without asking</source>
        <translation>Erhalten {name} ohne Rückfrage</translation>
    </message>
</context>
<context>
    <name>Claims</name>
    <message>
        <source>Who the token is about</source>
        <translation>Um wen es im Token geht</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Voller Name</translation>
    </message>
    <message>
        <source>Name to show</source>
        <translation>Anzeigename</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Vorname</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Nachname</translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation>Zweiter Vorname</translation>
    </message>
    <message>
        <source>Nickname</source>
        <translation>Spitzname</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>Benutzer-ID</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>E-mail address checked</source>
        <translation>E-Mail-Adresse geprüft</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>Phone number checked</source>
        <translation>Telefonnummer geprüft</translation>
    </message>
    <message>
        <source>Profile page</source>
        <translation>Profilseite</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Website</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Organization id</source>
        <translation>Organisations-ID</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Tenant id</source>
        <translation>Mandanten-ID</translation>
    </message>
    <message>
        <source>Who acts for the subject</source>
        <translation>Wer für das Subjekt handelt</translation>
    </message>
    <message>
        <source>Who may act for the subject</source>
        <translation>Wer für das Subjekt handeln darf</translation>
    </message>
    <message>
        <source>What the token allows</source>
        <translation>Was das Token erlaubt</translation>
    </message>
    <message>
        <source>Scopes that were granted</source>
        <translation>Gewährte Scopes</translation>
    </message>
    <message>
        <source>What was granted in detail</source>
        <translation>Was im Einzelnen gewährt wurde</translation>
    </message>
    <message>
        <source>Roles of the account</source>
        <translation>Rollen des Kontos</translation>
    </message>
    <message>
        <source>Role of the account</source>
        <translation>Rolle des Kontos</translation>
    </message>
    <message>
        <source>Groups of the account</source>
        <translation>Gruppen des Kontos</translation>
    </message>
    <message>
        <source>Roles in the realm</source>
        <translation>Rollen im Realm</translation>
    </message>
    <message>
        <source>Roles by client</source>
        <translation>Rollen je Client</translation>
    </message>
    <message>
        <source>Directory roles</source>
        <translation>Verzeichnisrollen</translation>
    </message>
    <message>
        <source>Subscription plan</source>
        <translation>Abonnement</translation>
    </message>
    <message>
        <source>Subscription plans</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Abonnement</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>License</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Licenses</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Location of the account</source>
        <translation>Ort des Kontos</translation>
    </message>
    <message>
        <source>Where the request came from</source>
        <translation>Woher die Anfrage kam</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Stadt</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Anschrift</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Language and region</source>
        <translation>Sprache und Region</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>Breitengrad</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Längengrad</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Postleitzahl</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Ausgestellt</translation>
    </message>
    <message>
        <source>Not valid before</source>
        <translation>Nicht gültig vor</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Profile updated</source>
        <translation>Profil aktualisiert</translation>
    </message>
    <message>
        <source>Who issued it</source>
        <translation>Wer es ausgestellt hat</translation>
    </message>
    <message>
        <source>Who it is meant for</source>
        <translation>Für wen es bestimmt ist</translation>
    </message>
    <message>
        <source>Client it was issued to</source>
        <translation>Client, für den es ausgestellt wurde</translation>
    </message>
    <message>
        <source>Id of this token</source>
        <translation>ID dieses Tokens</translation>
    </message>
    <message>
        <source>Session id</source>
        <translation>Sitzungs-ID</translation>
    </message>
    <message>
        <source>Nonce of the sign-in</source>
        <translation>Nonce der Anmeldung</translation>
    </message>
    <message>
        <source>How sure the sign-in was</source>
        <translation>Wie sicher die Anmeldung war</translation>
    </message>
    <message>
        <source>How the person signed in</source>
        <translation>Wie sich die Person angemeldet hat</translation>
    </message>
    <message>
        <source>Key that the sender must hold</source>
        <translation>Schlüssel, den der Absender haben muss</translation>
    </message>
    <message>
        <source>Type of the token</source>
        <translation>Art des Tokens</translation>
    </message>
    <message>
        <source>Hash of the access token</source>
        <translation>Hash des Zugriffstokens</translation>
    </message>
    <message>
        <source>Hash of the code</source>
        <translation>Hash des Codes</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>When it came</source>
        <translation>Wann es kam</translation>
    </message>
    <message>
        <source>Until when it can be renewed</source>
        <translation>Bis wann es erneuert werden kann</translation>
    </message>
    <message>
        <source>Until when the sign-in lasts</source>
        <translation>Bis wann die Anmeldung gilt</translation>
    </message>
    <message>
        <source>How it is sent</source>
        <translation>Wie es gesendet wird</translation>
    </message>
    <message>
        <source>How it was obtained</source>
        <translation>Wie es erhalten wurde</translation>
    </message>
    <message>
        <source>Characters of the token</source>
        <translation>Zeichen des Tokens</translation>
    </message>
</context>
<context>
    <name>ClaimsView</name>
    <message numerus="yes">
        <source>%n more: a search finds them</source>
        <translation>
            <numerusform>%n weiterer: Eine Suche findet ihn</numerusform>
            <numerusform>%n weitere: Eine Suche findet sie</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n Tag</numerusform>
            <numerusform>in %n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation>in {span}</translation>
    </message>
    <message>
        <source>{span} ago</source>
        <translation>vor {span}</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Permissions and scopes</source>
        <translation>Berechtigungen und Scopes</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Technical</source>
        <translation>Technisches</translation>
    </message>
    <message>
        <source>Search the claims</source>
        <translation>Claims durchsuchen</translation>
    </message>
    <message>
        <source>Co&amp;mpare…</source>
        <translation>&amp;Vergleichen…</translation>
    </message>
    <message>
        <source>No claim has “{words}” in it.</source>
        <translation>Kein Claim enthält „{words}“.</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Only its server can read this token: it is opaque. This came with it:</source>
        <translation>Nur sein Server kann dieses Token lesen: Es ist undurchsichtig. Das kam mit ihm:</translation>
    </message>
    <message>
        <source>The token is opaque. Its server says this of the account (userinfo):</source>
        <translation>Das Token ist undurchsichtig. Sein Server sagt das über das Konto (userinfo):</translation>
    </message>
    <message>
        <source>The token is opaque. Its server says this of it (introspection):</source>
        <translation>Das Token ist undurchsichtig. Sein Server sagt das darüber (Introspektion):</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>Claims</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare tokens of {name}</source>
        <translation>Tokens von {name} vergleichen</translation>
    </message>
    <message>
        <source>With the token &amp;before it</source>
        <translation>Mit dem Token &amp;davor</translation>
    </message>
    <message>
        <source>With a &amp;pasted token</source>
        <translation>Mit einem &amp;eingefügten Token</translation>
    </message>
    <message>
        <source>With the token before it: none was seen since the start</source>
        <translation>Mit dem Token davor: seit dem Start wurde keines gesehen</translation>
    </message>
    <message>
        <source>Before, {moment}</source>
        <translation>Vorher, {moment}</translation>
    </message>
    <message>
        <source>It is decoded only: its signature is not checked, and nothing is kept.</source>
        <translation>Es wird nur gelesen: Seine Signatur wird nicht geprüft, und nichts wird behalten.</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>Eingefügt</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Claim</translation>
    </message>
    <message>
        <source>This token</source>
        <translation>Dieses Token</translation>
    </message>
    <message>
        <source>They say the same.</source>
        <translation>Sie besagen dasselbe.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Compare the token of {name}</source>
        <translation>Das Token von {name} vergleichen</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Different ({count})</source>
        <translation>Verschieden ({count})</translation>
    </message>
    <message>
        <source>Not in this token ({count})</source>
        <translation>Nicht in diesem Token ({count})</translation>
    </message>
    <message>
        <source>Only in this token ({count})</source>
        <translation>Nur in diesem Token ({count})</translation>
    </message>
    <message>
        <source>Same ({count})</source>
        <translation>Gleich ({count})</translation>
    </message>
    <message>
        <source>The other token</source>
        <translation>Das andere Token</translation>
    </message>
    <message>
        <source>A JWT, or the response of a token endpoint</source>
        <translation>Ein JWT oder die Antwort eines Token-Endpunkts</translation>
    </message>
    <message>
        <source>What the two tokens say</source>
        <translation>Was die beiden Tokens besagen</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>{program} asks for {profile}</source>
        <translation>{program} fragt nach {profile}</translation>
    </message>
    <message>
        <source>Time to answer</source>
        <translation>Zeit zum Antworten</translation>
    </message>
    <message>
        <source>Denied by itself in {seconds} s.</source>
        <translation>Wird in {seconds} s von selbst abgelehnt.</translation>
    </message>
    <message>
        <source>Hand out the token of {profile}?</source>
        <translation>Token von {profile} herausgeben?</translation>
    </message>
    <message>
        <source>&amp;Deny</source>
        <translation>&amp;Ablehnen</translation>
    </message>
    <message>
        <source>Allow &amp;once</source>
        <translation>&amp;Einmal erlauben</translation>
    </message>
    <message>
        <source>For an &amp;hour</source>
        <translation>Für eine &amp;Stunde</translation>
    </message>
    <message>
        <source>&amp;Always</source>
        <translation>&amp;Immer</translation>
    </message>
    <message>
        <source>Any program of yours can pretend to be another one, so allow only what you started yourself.</source>
        <translation>Jedes eigene Programm kann sich als ein anderes ausgeben. Nur erlauben, was selbst gestartet wurde.</translation>
    </message>
    <message>
        <source>An hour is for this one process.</source>
        <translation>Die Stunde gilt nur für diesen einen Prozess.</translation>
    </message>
    <message>
        <source>Always is for this program, whenever it asks.</source>
        <translation>Immer gilt für dieses Programm, sooft es fragt.</translation>
    </message>
    <message>
        <source>"{program}" wants it on the clipboard.</source>
        <translation>„{program}“ möchte es in der Zwischenablage haben.</translation>
    </message>
    <message>
        <source>"{program}" asks for it in the format {form}.</source>
        <translation>„{program}“ fragt danach im Format {form}.</translation>
    </message>
    <message>
        <source>{pid}, started {time}</source>
        <translation>{pid}, gestartet {time}</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>hidden by the system</source>
        <translation>vom System verborgen</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Raw token</source>
        <translation>Nur das Token</translation>
    </message>
    <message>
        <source>Authorization header</source>
        <translation>Authorization-Header</translation>
    </message>
    <message>
        <source>curl configuration</source>
        <translation>curl-Konfiguration</translation>
    </message>
    <message>
        <source>Environment variable</source>
        <translation>Umgebungsvariable</translation>
    </message>
    <message>
        <source>&amp;Copy bearer</source>
        <translation>Bearer &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>&amp;Refresh now</source>
        <translation>&amp;Jetzt erneuern</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>Neu anmelden…</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>Abmelden…</translation>
    </message>
    <message>
        <source>Pause refreshing</source>
        <translation>Erneuern anhalten</translation>
    </message>
    <message>
        <source>Programs that may have it…</source>
        <translation>Programme, die es erhalten dürfen…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>Claims</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Paste a token response…</source>
        <translation>Token-Antwort einfügen…</translation>
    </message>
    <message>
        <source>Remove this profile…</source>
        <translation>Dieses Profil entfernen…</translation>
    </message>
    <message>
        <source>Account and issuer</source>
        <translation>Konto und Aussteller</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>This token has expired and cannot be refreshed.</source>
        <translation>Dieses Token ist abgelaufen und kann nicht erneuert werden.</translation>
    </message>
    <message>
        <source>Show what changed</source>
        <translation>Änderungen zeigen</translation>
    </message>
    <message>
        <source>&amp;Sign in…</source>
        <translation>&amp;Anmelden…</translation>
    </message>
    <message>
        <source>This token cannot be refreshed. Sign in again before it ends.</source>
        <translation>Dieses Token kann nicht erneuert werden. Vor dem Ablauf neu anmelden.</translation>
    </message>
    <message>
        <source>This token cannot be refreshed. Paste a new response before it ends.</source>
        <translation>Dieses Token kann nicht erneuert werden. Vor dem Ablauf eine neue Antwort einfügen.</translation>
    </message>
    <message>
        <source>This token is bound to a key (DPoP): as a plain bearer every server refuses it, so it is not copied.</source>
        <translation>Dieses Token ist an einen Schlüssel gebunden (DPoP): Als einfachen Bearer lehnt jeder Server es ab, daher wird es nicht kopiert.</translation>
    </message>
    <message>
        <source>This computer's clock is {span} behind the server's; the times here are corrected.</source>
        <translation>Die Uhr dieses Computers geht gegenüber dem Server {span} nach; die Zeiten hier sind berichtigt.</translation>
    </message>
    <message>
        <source>This computer's clock is {span} ahead of the server's; the times are corrected.</source>
        <translation>Die Uhr dieses Computers geht gegenüber dem Server {span} vor; die Zeiten hier sind berichtigt.</translation>
    </message>
    <message>
        <source>{problem} The token still works, but it cannot be refreshed.</source>
        <translation>{problem} Das Token funktioniert noch, kann aber nicht erneuert werden.</translation>
    </message>
    <message>
        <source>{problem} This token has expired and cannot be refreshed.</source>
        <translation>{problem} Dieses Token ist abgelaufen und kann nicht erneuert werden.</translation>
    </message>
    <message>
        <source>Unlock keyring…</source>
        <translation>Schlüsselbund entsperren…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>A new sign-in is needed: {reason}.</source>
        <translation>Eine neue Anmeldung ist nötig: {reason}.</translation>
    </message>
    <message>
        <source>A new sign-in is probably needed: {reason}.</source>
        <translation>Eine neue Anmeldung ist wahrscheinlich nötig: {reason}.</translation>
    </message>
    <message>
        <source>This token has expired.</source>
        <translation>Dieses Token ist abgelaufen.</translation>
    </message>
    <message>
        <source>Next try {moment}.</source>
        <translation>Nächster Versuch {moment}.</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>refreshing</source>
        <translation>wird erneuert</translation>
    </message>
    <message>
        <source>ends soon</source>
        <translation>läuft bald ab</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>Time left: {time}</source>
        <translation>Restzeit: {time}</translation>
    </message>
    <message>
        <source>no token yet</source>
        <translation>noch kein Token</translation>
    </message>
    <message>
        <source>expiry unknown, refreshes {moment}</source>
        <translation>Ablauf unbekannt, wird {moment} erneuert</translation>
    </message>
    <message>
        <source>expiry unknown</source>
        <translation>Ablauf unbekannt</translation>
    </message>
    <message>
        <source>since {moment}</source>
        <translation>seit {moment}</translation>
    </message>
    <message>
        <source>left, until {moment}</source>
        <translation>übrig, bis {moment}</translation>
    </message>
</context>
<context>
    <name>DiagnosisView</name>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>Problem</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Remove profile</source>
        <translation>Profil entfernen</translation>
    </message>
    <message>
        <source>Remove {name} and its tokens?</source>
        <translation>{name} und seine Tokens entfernen?</translation>
    </message>
    <message>
        <source>They are deleted here. The server is not told; the token lives on there.</source>
        <translation>Sie werden hier gelöscht. Der Server erfährt es nicht; dort bleibt das Token gültig.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign out of {name}?</source>
        <translation>Von {name} abmelden?</translation>
    </message>
    <message>
        <source>The server is told to end its tokens, and they are forgotten here. The profile stays.</source>
        <translation>Der Server wird aufgefordert, die Tokens zu beenden, und hier werden sie vergessen. Das Profil bleibt.</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Angemeldet bleiben</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>No token yet</source>
        <translation>Noch kein Token</translation>
    </message>
    <message>
        <source>Sign in to an API, or paste the answer of its token endpoint. TokenTray keeps the token in the keyring, shows how long it lives, and renews it where the API allows that.</source>
        <translation>Bei einer API anmelden oder die Antwort ihres Token-Endpunkts einfügen. TokenTray bewahrt das Token im Schlüsselbund auf, zeigt, wie lange es gilt, und erneuert es, wo die API das erlaubt.</translation>
    </message>
    <message>
        <source>Add a profile…</source>
        <translation>Profil hinzufügen…</translation>
    </message>
    <message>
        <source>Paste a token response…</source>
        <translation>Token-Antwort einfügen…</translation>
    </message>
    <message>
        <source>No profile yet</source>
        <translation>Noch kein Profil</translation>
    </message>
    <message>
        <source>Each profile has settings of its own: when it is refreshed, and when you are warned.</source>
        <translation>Jedes Profil hat eigene Einstellungen: wann es erneuert und wann gewarnt wird.</translation>
    </message>
    <message>
        <source>{name} holds no token</source>
        <translation>{name} hat kein Token</translation>
    </message>
    <message>
        <source>Paste a token response to begin, here or in a terminal:</source>
        <translation>Zum Beginn eine Token-Antwort einfügen, hier oder im Terminal:</translation>
    </message>
    <message>
        <source>Sign in to get one, here or in a terminal:</source>
        <translation>Anmelden, um eines zu erhalten, hier oder im Terminal:</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Reading the keyring…</source>
        <translation>Schlüsselbund wird gelesen…</translation>
    </message>
    <message>
        <source>Your tokens are safe in the keyring; this page goes when the file is corrected.</source>
        <translation>Die Tokens sind sicher im Schlüsselbund; diese Seite verschwindet, sobald die Datei berichtigt ist.</translation>
    </message>
    <message>
        <source>The profiles file cannot be read</source>
        <translation>Die Profildatei kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>The keyring is locked</source>
        <translation>Der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>Your tokens are safe in it. Unlock it to see and use them; TokenTray never asks by itself.</source>
        <translation>Die Tokens sind sicher darin. Entsperren, um sie zu sehen und zu verwenden; TokenTray fragt nie von selbst.</translation>
    </message>
    <message>
        <source>Unlock keyring…</source>
        <translation>Schlüsselbund entsperren…</translation>
    </message>
    <message>
        <source>TokenTray is locked</source>
        <translation>TokenTray ist gesperrt</translation>
    </message>
    <message>
        <source>It hands out no token and shows nothing of what is in one. Your tokens are kept fresh all the same. In a terminal:</source>
        <translation>Es gibt kein Token heraus und zeigt nichts von deren Inhalt. Die Tokens werden trotzdem erneuert. Im Terminal:</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>No keyring was found</source>
        <translation>Kein Schlüsselbund gefunden</translation>
    </message>
    <message>
        <source>Tokens are kept in the desktop's keyring, never in a plain file. Start a keyring service (GNOME Keyring, KWallet or KeePassXC) and try again, or keep tokens in memory only until you quit:</source>
        <translation>Tokens liegen im Schlüsselbund der Arbeitsumgebung, nie in einer Klartextdatei. Einen Schlüsselbunddienst starten (GNOME Keyring, KWallet oder KeePassXC) und erneut versuchen, oder die Tokens bis zum Beenden nur im Speicher halten:</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>sign-in ended</source>
        <translation>Anmeldung beendet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>claims changed</source>
        <translation>Claims geändert</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>abgemeldet</translation>
    </message>
    <message>
        <source>token refused</source>
        <translation>Token abgelehnt</translation>
    </message>
    <message>
        <source>signed in</source>
        <translation>angemeldet</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>Benachrichtigung</translation>
    </message>
    <message>
        <source>refreshed</source>
        <translation>erneuert</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Look at the week</source>
        <translation>Die Woche ansehen</translation>
    </message>
    <message>
        <source>Nothing has happened here yet</source>
        <translation>Hier ist noch nichts geschehen</translation>
    </message>
    <message>
        <source>Sign-ins, refreshes, failures and changes of what the token allows appear here.</source>
        <translation>Anmeldungen, Erneuerungen, Fehlschläge und Änderungen dessen, was das Token erlaubt, erscheinen hier.</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>The arrow keys go from mark to mark.</source>
        <translation>Die Pfeiltasten führen von Zeichen zu Zeichen.</translation>
    </message>
    <message>
        <source>{profile}: {what}</source>
        <translation>{profile}: {what}</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>All profiles</source>
        <translation>Alle Profile</translation>
    </message>
    <message>
        <source>Another program is using the history. It is read again in a moment.</source>
        <translation>Ein anderes Programm benutzt den Verlauf. Gleich wird er wieder gelesen.</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Durch Kommas getrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Save what is shown here as a file</source>
        <translation>Was hier zu sehen ist, als Datei speichern</translation>
    </message>
    <message>
        <source>As comma-separated values…</source>
        <translation>Als Tabelle (CSV)…</translation>
    </message>
    <message>
        <source>As a picture…</source>
        <translation>Als Bild…</translation>
    </message>
    <message>
        <source>Nothing happened in this time.</source>
        <translation>In dieser Zeit ist nichts geschehen.</translation>
    </message>
    <message>
        <source>{profile}: the last hour</source>
        <translation>{profile}: die letzte Stunde</translation>
    </message>
    <message>
        <source>{profile}: the last day</source>
        <translation>{profile}: der letzte Tag</translation>
    </message>
    <message>
        <source>{profile}: the last week</source>
        <translation>{profile}: die letzte Woche</translation>
    </message>
    <message>
        <source>Save the history</source>
        <translation>Verlauf speichern</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Gespeichert als {path}</translation>
    </message>
    <message>
        <source>There was more than fits here: the oldest part is left out.</source>
        <translation>Es war mehr, als hier Platz hat: Das Älteste fehlt.</translation>
    </message>
    <message numerus="yes">
        <source>%n more profiles.</source>
        <translation>
            <numerusform>%n weiteres Profil.</numerusform>
            <numerusform>%n weitere Profile.</numerusform>
        </translation>
    </message>
    <message>
        <source>no network</source>
        <translation>kein Netzwerk</translation>
    </message>
    <message>
        <source>the server's name was not found</source>
        <translation>der Name des Servers wurde nicht gefunden</translation>
    </message>
    <message>
        <source>the server did not answer in time</source>
        <translation>der Server antwortete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>the answer was lost</source>
        <translation>die Antwort ging verloren</translation>
    </message>
    <message>
        <source>trouble with the proxy</source>
        <translation>Schwierigkeiten mit dem Proxy</translation>
    </message>
    <message>
        <source>the proxy cannot be reached</source>
        <translation>der Proxy ist nicht erreichbar</translation>
    </message>
    <message>
        <source>the server's certificate is not trusted</source>
        <translation>dem Zertifikat des Servers wird nicht vertraut</translation>
    </message>
    <message>
        <source>no secure connection</source>
        <translation>keine sichere Verbindung</translation>
    </message>
    <message>
        <source>the server sent elsewhere</source>
        <translation>der Server verwies anderswohin</translation>
    </message>
    <message>
        <source>the answer was no JSON</source>
        <translation>die Antwort war kein JSON</translation>
    </message>
    <message>
        <source>the answer cannot be used</source>
        <translation>die Antwort ist unbrauchbar</translation>
    </message>
    <message>
        <source>the server has trouble</source>
        <translation>der Server hat Schwierigkeiten</translation>
    </message>
    <message>
        <source>the server refused</source>
        <translation>der Server lehnte ab</translation>
    </message>
    <message>
        <source>the server calls the profile wrong</source>
        <translation>der Server nennt das Profil falsch</translation>
    </message>
    <message>
        <source>the server's metadata was not found</source>
        <translation>die Metadaten des Servers wurden nicht gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n more changed</source>
        <translation>
            <numerusform>%n weiterer geändert</numerusform>
            <numerusform>%n weitere geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>{moment}  {what}</source>
        <translation>{moment}  {what}</translation>
    </message>
    <message>
        <source>{moment}  {count}</source>
        <translation>{moment}  {count}</translation>
    </message>
    <message>
        <source>{begin} to {end}  {count}</source>
        <translation>{begin} bis {end}  {count}</translation>
    </message>
    <message>
        <source>{what}: {count}</source>
        <translation>{what}: {count}</translation>
    </message>
    <message>
        <source>{weekday} {day}</source>
        <translation>{weekday} {day}.</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Refreshed</source>
        <translation>Erneuert</translation>
    </message>
    <message>
        <source>Refresh failed</source>
        <translation>Erneuern gescheitert</translation>
    </message>
    <message>
        <source>Sign-in ended</source>
        <translation>Anmeldung beendet</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Notice shown</source>
        <translation>Benachrichtigung gezeigt</translation>
    </message>
    <message>
        <source>Token refused</source>
        <translation>Token abgelehnt</translation>
    </message>
    <message>
        <source>another account</source>
        <translation>ein anderes Konto</translation>
    </message>
    <message numerus="yes">
        <source>%n more of {claim}</source>
        <translation>
            <numerusform>%n weiterer Wert von {claim}</numerusform>
            <numerusform>%n weitere Werte von {claim}</numerusform>
        </translation>
    </message>
    <message>
        <source>{claim} changed</source>
        <translation>{claim} geändert</translation>
    </message>
    <message>
        <source>scope {member} gone</source>
        <translation>Scope {member} entfallen</translation>
    </message>
    <message>
        <source>scope {member} new</source>
        <translation>Scope {member} neu</translation>
    </message>
    <message>
        <source>role {member} gone</source>
        <translation>Rolle {member} entfallen</translation>
    </message>
    <message>
        <source>role {member} new</source>
        <translation>Rolle {member} neu</translation>
    </message>
    <message>
        <source>plan {member} gone</source>
        <translation>Abonnement {member} entfallen</translation>
    </message>
    <message>
        <source>plan {member} new</source>
        <translation>Abonnement {member} neu</translation>
    </message>
    <message>
        <source>permission {member} gone</source>
        <translation>Berechtigung {member} entfallen</translation>
    </message>
    <message>
        <source>permission {member} new</source>
        <translation>Berechtigung {member} neu</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LifetimeBar</name>
    <message>
        <source>Lifetime left</source>
        <translation>Verbleibende Lebensdauer</translation>
    </message>
    <message>
        <source>expired {moment}</source>
        <translation>abgelaufen {moment}</translation>
    </message>
    <message>
        <source>expires {moment}</source>
        <translation>läuft ab {moment}</translation>
    </message>
    <message>
        <source>issued {moment}</source>
        <translation>ausgestellt {moment}</translation>
    </message>
    <message>
        <source>refreshes {moment}</source>
        <translation>wird erneuert {moment}</translation>
    </message>
    <message>
        <source>warns {moment}</source>
        <translation>warnt {moment}</translation>
    </message>
    <message>
        <source>can be renewed until {moment}</source>
        <translation>erneuerbar bis {moment}</translation>
    </message>
    <message>
        <source>the sign-in ends {moment}</source>
        <translation>die Anmeldung endet {moment}</translation>
    </message>
    <message>
        <source>the sign-in ended {moment}</source>
        <translation>die Anmeldung endete {moment}</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>permissions changed</source>
        <translation>Berechtigungen geändert</translation>
    </message>
    <message>
        <source>roles changed</source>
        <translation>Rollen geändert</translation>
    </message>
    <message>
        <source>plans changed</source>
        <translation>Abonnements geändert</translation>
    </message>
    <message>
        <source>Permissions changed {moment}.</source>
        <translation>Berechtigungen geändert {moment}.</translation>
    </message>
    <message>
        <source>Roles changed {moment}.</source>
        <translation>Rollen geändert {moment}.</translation>
    </message>
    <message>
        <source>Plans changed {moment}.</source>
        <translation>Abonnements geändert {moment}.</translation>
    </message>
    <message>
        <source>Permissions of {name} changed</source>
        <translation>Berechtigungen von {name} geändert</translation>
    </message>
    <message>
        <source>Roles of {name} changed</source>
        <translation>Rollen von {name} geändert</translation>
    </message>
    <message>
        <source>Plans of {name} changed</source>
        <translation>Abonnements von {name} geändert</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>{name} expired</source>
        <translation>{name} ist abgelaufen</translation>
    </message>
    <message>
        <source>{name} expired at {moment}</source>
        <translation>{name} ist abgelaufen: {moment}</translation>
    </message>
    <message>
        <source>A refresh may help.</source>
        <translation>Erneuern könnte helfen.</translation>
    </message>
    <message>
        <source>{name} ends soon</source>
        <translation>{name} läuft bald ab</translation>
    </message>
    <message>
        <source>{name} ends at {moment}</source>
        <translation>{name} läuft ab: {moment}</translation>
    </message>
    <message>
        <source>It cannot be refreshed. Copy it while it lives, or import a new token.</source>
        <translation>Es kann nicht erneuert werden. Kopieren, solange es gilt, oder ein neues Token importieren.</translation>
    </message>
    <message>
        <source>It cannot be refreshed any more.</source>
        <translation>Es kann nicht mehr erneuert werden.</translation>
    </message>
    <message>
        <source>It cannot be refreshed any more. The token lives until {moment}.</source>
        <translation>Es kann nicht mehr erneuert werden. Das Token gilt bis {moment}.</translation>
    </message>
    <message>
        <source>{name} needs a new sign-in</source>
        <translation>{name} braucht eine neue Anmeldung</translation>
    </message>
    <message>
        <source>Its history says what came and went.</source>
        <translation>Der Verlauf sagt, was dazukam und entfiel.</translation>
    </message>
    <message>
        <source>Sign-in of {name} ends soon</source>
        <translation>Die Anmeldung von {name} endet bald</translation>
    </message>
    <message>
        <source>Sign-in of {name} ends at {moment}</source>
        <translation>Die Anmeldung von {name} endet: {moment}</translation>
    </message>
    <message>
        <source>Refreshing does not prolong it. Import a new token response in time.</source>
        <translation>Erneuern verlängert sie nicht. Rechtzeitig eine neue Token-Antwort importieren.</translation>
    </message>
    <message>
        <source>Refreshing does not prolong it. Sign in again when it suits you.</source>
        <translation>Erneuern verlängert sie nicht. Neu anmelden, wann es passt.</translation>
    </message>
    <message>
        <source>Sign in to go on.</source>
        <translation>Zum Fortfahren anmelden.</translation>
    </message>
    <message>
        <source>Import a new token to go on.</source>
        <translation>Zum Fortfahren ein neues Token importieren.</translation>
    </message>
    <message numerus="yes">
        <source>%n tokens expired</source>
        <translation>
            <numerusform>%n Token ist abgelaufen</numerusform>
            <numerusform>%n Tokens sind abgelaufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tokens end soon and cannot be refreshed</source>
        <translation>
            <numerusform>%n Token läuft bald ab und kann nicht erneuert werden</numerusform>
            <numerusform>%n Tokens laufen bald ab und können nicht erneuert werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n profiles need a new sign-in</source>
        <translation>
            <numerusform>%n Profil braucht eine neue Anmeldung</numerusform>
            <numerusform>%n Profile brauchen eine neue Anmeldung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Permissions of %n profiles changed</source>
        <translation>
            <numerusform>Berechtigungen von %n Profil geändert</numerusform>
            <numerusform>Berechtigungen von %n Profilen geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sign-ins end soon</source>
        <translation>
            <numerusform>%n Anmeldung endet bald</numerusform>
            <numerusform>%n Anmeldungen enden bald</numerusform>
        </translation>
    </message>
    <message>
        <source>No other program can see it on the clipboard. In a terminal: tokentray token {name}</source>
        <translation>Kein anderes Programm sieht es in der Zwischenablage. Im Terminal: tokentray token {name}</translation>
    </message>
    <message>
        <source>Clears in {clears}.</source>
        <translation>Wird in {clears} gelöscht.</translation>
    </message>
    <message>
        <source>Lives {life}, clears in {clears}.</source>
        <translation>Gilt noch {life}, wird in {clears} gelöscht.</translation>
    </message>
    <message>
        <source>{copied} Nothing here could check it.</source>
        <translation>{copied} Hier konnte nichts das prüfen.</translation>
    </message>
    <message>
        <source>{name} copied</source>
        <translation>{name} kopiert</translation>
    </message>
    <message>
        <source>{name} was not copied</source>
        <translation>{name} wurde nicht kopiert</translation>
    </message>
    <message>
        <source>TokenTray goes on</source>
        <translation>TokenTray läuft weiter</translation>
    </message>
    <message>
        <source>No panel here shows its icon, so the window was minimised. Quit is in the window.</source>
        <translation>Keine Leiste zeigt hier sein Symbol, darum wurde das Fenster minimiert. Beenden geht im Fenster.</translation>
    </message>
    <message>
        <source>A clipboard manager brought the token back</source>
        <translation>Eine Zwischenablagenverwaltung hat das Token zurückgebracht</translation>
    </message>
    <message>
        <source>It was replaced once. The manager's history may still hold it.</source>
        <translation>Es wurde einmal ersetzt. In ihrem Verlauf kann es noch stehen.</translation>
    </message>
    <message>
        <source>It is bound to a key (DPoP): as a plain bearer every server refuses it.</source>
        <translation>Es ist an einen Schlüssel gebunden (DPoP): Als einfachen Bearer lehnt jeder Server es ab.</translation>
    </message>
    <message>
        <source>It needs a new sign-in or import.</source>
        <translation>Eine neue Anmeldung oder ein Import ist nötig.</translation>
    </message>
    <message>
        <source>The server cannot be reached for now. Try again.</source>
        <translation>Der Server ist zurzeit nicht erreichbar. Erneut versuchen.</translation>
    </message>
    <message>
        <source>The server calls the profile wrong. The window says more.</source>
        <translation>Der Server nennt das Profil falsch. Das Fenster sagt mehr.</translation>
    </message>
    <message>
        <source>The window says more.</source>
        <translation>Das Fenster sagt mehr.</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Jetzt erneuern</translation>
    </message>
    <message>
        <source>Copy bearer</source>
        <translation>Bearer kopieren</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Snooze 1 h</source>
        <translation>In 1 h erinnern</translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} und %n weiteres</numerusform>
            <numerusform>{names} und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation>{names} und {last}</translation>
    </message>
    <message>
        <source>Copied, clears in {clears}</source>
        <translation>Kopiert, wird in {clears} gelöscht</translation>
    </message>
    <message>
        <source>{name} was not refreshed</source>
        <translation>{name} wurde nicht erneuert</translation>
    </message>
    <message>
        <source>TokenTray stays locked</source>
        <translation>TokenTray bleibt gesperrt</translation>
    </message>
    <message>
        <source>Locked until the next start only</source>
        <translation>Nur bis zum nächsten Start gesperrt</translation>
    </message>
    <message>
        <source>The keyring stays locked</source>
        <translation>Der Schlüsselbund bleibt gesperrt</translation>
    </message>
    <message>
        <source>settings.toml cannot be read: see the settings</source>
        <translation>settings.toml kann nicht gelesen werden: siehe Einstellungen</translation>
    </message>
    <message>
        <source>Something unexpected happened</source>
        <translation>Etwas Unerwartetes ist geschehen</translation>
    </message>
    <message>
        <source>The log file holds the details.</source>
        <translation>Einzelheiten stehen in der Protokolldatei.</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>TokenTray: no token yet</source>
        <translation>TokenTray: noch kein Token</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>expired {moment}</source>
        <translation>abgelaufen {moment}</translation>
    </message>
    <message>
        <source>until {moment}</source>
        <translation>bis {moment}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>keyring locked</source>
        <translation>Schlüsselbund gesperrt</translation>
    </message>
    <message>
        <source>no token yet</source>
        <translation>noch kein Token</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>then it ends</source>
        <translation>dann läuft es ab</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>expiry unknown</source>
        <translation>Ablauf unbekannt</translation>
    </message>
    <message>
        <source>{life}, {trouble}</source>
        <translation>{life}, {trouble}</translation>
    </message>
    <message>
        <source>a far day</source>
        <translation>in ferner Zukunft</translation>
    </message>
    <message>
        <source>{weekday} {time}</source>
        <translation>{weekday} {time}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day}. {month} {year}</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} d {hours} h</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>ProfileList</name>
    <message>
        <source>Find a profile</source>
        <translation>Profil suchen</translation>
    </message>
    <message>
        <source>Order of the profiles</source>
        <translation>Reihenfolge der Profile</translation>
    </message>
    <message>
        <source>Order by</source>
        <translation>Ordnen nach</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Expiry</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Not found in any name or issuer.</source>
        <translation>In keinem Namen oder Aussteller gefunden.</translation>
    </message>
    <message>
        <source>&amp;Add a profile…</source>
        <translation>Profil &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Paste a token response…</source>
        <translation>Token-Antwort &amp;einfügen…</translation>
    </message>
    <message>
        <source>Settin&amp;gs…</source>
        <translation>Einstellun&amp;gen…</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
</context>
<context>
    <name>ProfileMenu</name>
    <message>
        <source>Paste a token response…</source>
        <translation>Token-Antwort einfügen…</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>Abmelden…</translation>
    </message>
    <message>
        <source>Remove this profile…</source>
        <translation>Dieses Profil entfernen…</translation>
    </message>
    <message>
        <source>Copy bearer</source>
        <translation>Bearer kopieren</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Jetzt erneuern</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin to the top</source>
        <translation>Oben anheften</translation>
    </message>
    <message>
        <source>Pause refreshing</source>
        <translation>Erneuern anhalten</translation>
    </message>
    <message>
        <source>Raw token</source>
        <translation>Nur das Token</translation>
    </message>
    <message>
        <source>Authorization header</source>
        <translation>Authorization-Header</translation>
    </message>
    <message>
        <source>curl configuration</source>
        <translation>curl-Konfiguration</translation>
    </message>
    <message>
        <source>Environment variable</source>
        <translation>Umgebungsvariable</translation>
    </message>
</context>
<context>
    <name>QrPicture</name>
    <message>
        <source>QR code of the address</source>
        <translation>QR-Code der Adresse</translation>
    </message>
</context>
<context>
    <name>Said</name>
    <message>
        <source>it is longer than {limit} bytes</source>
        <translation>sie ist länger als {limit} Bytes</translation>
    </message>
    <message>
        <source>force is neither true nor false</source>
        <translation>force ist weder true noch false</translation>
    </message>
    <message>
        <source>token_set is not an object</source>
        <translation>token_set ist kein Objekt</translation>
    </message>
    <message>
        <source>profile is not a name</source>
        <translation>profile ist kein Name</translation>
    </message>
    <message>
        <source>min_valid is not a number of seconds</source>
        <translation>min_valid ist keine Zahl von Sekunden</translation>
    </message>
    <message>
        <source>TokenTray {version} runs (pid {pid}).</source>
        <translation>TokenTray {version} läuft (PID {pid}).</translation>
    </message>
    <message>
        <source>TokenTray does not run: commands do the work themselves, nothing is renewed ahead.</source>
        <translation>TokenTray läuft nicht: Befehle arbeiten selbst, nichts wird im Voraus erneuert.</translation>
    </message>
    <message>
        <source>Start it with `tokentray`.</source>
        <translation>Starten mit `tokentray`.</translation>
    </message>
    <message>
        <source>The running program is {version}, this command is {own}.</source>
        <translation>Das laufende Programm ist {version}, dieser Befehl ist {own}.</translation>
    </message>
    <message>
        <source>Restart it: `tokentray quit; tokentray`.</source>
        <translation>Neu starten: `tokentray quit; tokentray`.</translation>
    </message>
    <message>
        <source>Refreshing is paused.</source>
        <translation>Das Erneuern ist angehalten.</translation>
    </message>
    <message>
        <source>`tokentray resume` goes on.</source>
        <translation>`tokentray resume` setzt es fort.</translation>
    </message>
    <message>
        <source>TokenTray is locked: it hands nothing out.</source>
        <translation>TokenTray ist gesperrt: Es gibt nichts heraus.</translation>
    </message>
    <message>
        <source>`tokentray unlock` opens it.</source>
        <translation>`tokentray unlock` öffnet es.</translation>
    </message>
    <message>
        <source>TokenTray is locked: it hands nothing out, though it does not run.</source>
        <translation>TokenTray ist gesperrt: Es gibt nichts heraus, obwohl es nicht läuft.</translation>
    </message>
    <message>
        <source>Start it with `tokentray`; then `tokentray unlock` opens it.</source>
        <translation>Starten mit `tokentray`; dann öffnet es `tokentray unlock`.</translation>
    </message>
    <message>
        <source>TokenTray {version} on Python {python}, {system}.</source>
        <translation>TokenTray {version} mit Python {python}, {system}.</translation>
    </message>
    <message>
        <source>The socket's folder {path} is private.</source>
        <translation>Der Ordner {path} des Sockets ist privat.</translation>
    </message>
    <message>
        <source>The pipe {path} is for this user alone.</source>
        <translation>Die Pipe {path} ist nur für diesen Benutzer.</translation>
    </message>
    <message>
        <source>The socket's folder {path} is made when the program starts.</source>
        <translation>Der Ordner {path} des Sockets wird beim Start des Programms angelegt.</translation>
    </message>
    <message>
        <source>Others may enter the socket's folder {path}, so it is not trusted.</source>
        <translation>Andere können den Ordner {path} des Sockets betreten, daher wird ihm nicht vertraut.</translation>
    </message>
    <message>
        <source>Run `chmod 700 {path}`.</source>
        <translation>`chmod 700 {path}` ausführen.</translation>
    </message>
    <message>
        <source>The socket's folder {path} belongs to somebody else, so it is not trusted.</source>
        <translation>Der Ordner {path} des Sockets gehört jemand anderem, daher wird ihm nicht vertraut.</translation>
    </message>
    <message>
        <source>Set XDG_RUNTIME_DIR to a folder of yours with mode 0700.</source>
        <translation>XDG_RUNTIME_DIR auf einen eigenen Ordner mit Modus 0700 setzen.</translation>
    </message>
    <message>
        <source>Tokens are kept in the keyring ({kind}), which is unlocked.</source>
        <translation>Tokens liegen im Schlüsselbund ({kind}), der entsperrt ist.</translation>
    </message>
    <message>
        <source>Tokens are kept in the running program's memory, until it ends.</source>
        <translation>Tokens liegen im Speicher des laufenden Programms, bis es endet.</translation>
    </message>
    <message>
        <source>A panel shows the tray icon.</source>
        <translation>Eine Leiste zeigt das Symbol.</translation>
    </message>
    <message>
        <source>No panel shows the tray icon.</source>
        <translation>Keine Leiste zeigt das Symbol.</translation>
    </message>
    <message>
        <source>`tokentray` opens the window; a panel with a tray (StatusNotifierItem) shows the icon.</source>
        <translation>`tokentray` öffnet das Fenster; eine Leiste mit Infobereich (StatusNotifierItem) zeigt das Symbol.</translation>
    </message>
    <message>
        <source>The running program has no screen, and so no tray icon.</source>
        <translation>Das laufende Programm hat keinen Bildschirm und daher kein Symbol.</translation>
    </message>
    <message>
        <source>Notices are shown by {server}.</source>
        <translation>Benachrichtigungen zeigt {server}.</translation>
    </message>
    <message>
        <source>No program shows notifications.</source>
        <translation>Kein Programm zeigt Benachrichtigungen.</translation>
    </message>
    <message>
        <source>Start a notification service (dunst, or the desktop's own).</source>
        <translation>Einen Benachrichtigungsdienst starten (dunst oder den der Arbeitsumgebung).</translation>
    </message>
    <message>
        <source>{server} shows notices without buttons.</source>
        <translation>{server} zeigt Benachrichtigungen ohne Schaltflächen.</translation>
    </message>
    <message>
        <source>Open the window where a notice names something to do.</source>
        <translation>Das Fenster öffnen, wo eine Benachrichtigung etwas zu tun nennt.</translation>
    </message>
    <message>
        <source>There is no D-Bus session bus: no keyring and no notices can be reached.</source>
        <translation>Es gibt keinen D-Bus-Sitzungsbus: Schlüsselbund und Benachrichtigungen sind nicht erreichbar.</translation>
    </message>
    <message>
        <source>Start it from a desktop session, or use `tokentray run --headless --store memory`.</source>
        <translation>Aus einer grafischen Sitzung starten oder `tokentray run --headless --store memory` verwenden.</translation>
    </message>
    <message>
        <source>The running program has a screen, and so a clipboard; each copy is checked from outside.</source>
        <translation>Das laufende Programm hat einen Bildschirm und damit eine Zwischenablage; jede Kopie wird von außen geprüft.</translation>
    </message>
    <message>
        <source>The running program has no screen, and so no clipboard: `tokentray token` prints instead.</source>
        <translation>Das laufende Programm hat keinen Bildschirm und daher keine Zwischenablage: `tokentray token` gibt stattdessen aus.</translation>
    </message>
    <message>
        <source>TokenTray starts with the desktop session.</source>
        <translation>TokenTray startet mit der grafischen Sitzung.</translation>
    </message>
    <message>
        <source>TokenTray does not start with the desktop session.</source>
        <translation>TokenTray startet nicht mit der grafischen Sitzung.</translation>
    </message>
    <message>
        <source>The autostart entry names {command}, which is not there.</source>
        <translation>Der Autostart-Eintrag nennt {command}, das es nicht gibt.</translation>
    </message>
    <message>
        <source>Correct or remove {path}.</source>
        <translation>{path} berichtigen oder entfernen.</translation>
    </message>
    <message>
        <source>{path} is private.</source>
        <translation>{path} ist privat.</translation>
    </message>
    <message>
        <source>{path} is made at first use.</source>
        <translation>{path} wird bei der ersten Verwendung angelegt.</translation>
    </message>
    <message>
        <source>Others may read {path} (mode {mode}).</source>
        <translation>Andere können {path} lesen (Modus {mode}).</translation>
    </message>
    <message>
        <source>Run `chmod {wanted} {path}`.</source>
        <translation>`chmod {wanted} {path}` ausführen.</translation>
    </message>
    <message>
        <source>{path} belongs to another user.</source>
        <translation>{path} gehört einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>Give it back: `chown -R $USER {path}`.</source>
        <translation>Zurückgeben: `chown -R $USER {path}`.</translation>
    </message>
    <message>
        <source>The disk of {path} takes what is written ({free} MB free).</source>
        <translation>Der Datenträger von {path} nimmt Geschriebenes an ({free} MB frei).</translation>
    </message>
    <message>
        <source>The disk of {path} has {free} MB left.</source>
        <translation>Der Datenträger von {path} hat noch {free} MB frei.</translation>
    </message>
    <message>
        <source>Make room on it.</source>
        <translation>Platz darauf schaffen.</translation>
    </message>
    <message>
        <source>Nothing can be written into {path}: {what}.</source>
        <translation>In {path} kann nichts geschrieben werden: {what}.</translation>
    </message>
    <message>
        <source>Check the disk and the permissions.</source>
        <translation>Datenträger und Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>profiles.toml holds no mistake (profiles: {count}).</source>
        <translation>profiles.toml enthält keinen Fehler (Profile: {count}).</translation>
    </message>
    <message>
        <source>{path} cannot be read ({what}): the defaults hold.</source>
        <translation>{path} kann nicht gelesen werden ({what}): Es gelten die Voreinstellungen.</translation>
    </message>
    <message>
        <source>Correct the file, or remove it.</source>
        <translation>Die Datei berichtigen oder entfernen.</translation>
    </message>
    <message>
        <source>No proxy is set.</source>
        <translation>Kein Proxy ist eingestellt.</translation>
    </message>
    <message>
        <source>Requests go through the proxy {proxies}.</source>
        <translation>Anfragen gehen über den Proxy {proxies}.</translation>
    </message>
    <message>
        <source>{host} answers.</source>
        <translation>{host} antwortet.</translation>
    </message>
    <message>
        <source>{issuer} answers, and its metadata names it to the letter.</source>
        <translation>{issuer} antwortet, und seine Metadaten nennen ihn buchstabengetreu.</translation>
    </message>
    <message>
        <source>The profile names no server, so none was asked.</source>
        <translation>Das Profil nennt keinen Server, daher wurde keiner gefragt.</translation>
    </message>
    <message>
        <source>The certificate of {host} is trusted by {store}.</source>
        <translation>Dem Zertifikat von {host} vertraut {store}.</translation>
    </message>
    <message>
        <source>{host} is this computer, reached without encryption.</source>
        <translation>{host} ist dieser Computer, ohne Verschlüsselung erreicht.</translation>
    </message>
    <message>
        <source>This computer's clock agrees with that of {host} to a minute.</source>
        <translation>Die Uhr dieses Computers stimmt mit der von {host} auf eine Minute überein.</translation>
    </message>
    <message>
        <source>This computer's clock is {seconds} s {way} that of {host}.</source>
        <translation>Die Uhr dieses Computers geht gegenüber {host} {seconds} s {way}.</translation>
    </message>
    <message>
        <source>Set the clock (`timedatectl set-ntp true`); TokenTray counts with the server's meanwhile.</source>
        <translation>Die Uhr stellen (`timedatectl set-ntp true`); TokenTray rechnet solange mit der des Servers.</translation>
    </message>
    <message>
        <source>{host} does not tell its clock (no Date in its answer).</source>
        <translation>{host} verrät seine Uhrzeit nicht (kein Date in der Antwort).</translation>
    </message>
    <message>
        <source>These endpoints are known, each by https or on this computer: {names}.</source>
        <translation>Diese Endpunkte sind bekannt, jeder mit https oder auf diesem Computer: {names}.</translation>
    </message>
    <message>
        <source>No token endpoint is known, so nothing can be renewed.</source>
        <translation>Kein Token-Endpunkt ist bekannt, daher kann nichts erneuert werden.</translation>
    </message>
    <message>
        <source>Give the profile an `issuer`, `endpoints.token` or a `[refresh]` table.</source>
        <translation>Dem Profil einen `issuer`, `endpoints.token` oder eine Tabelle `[refresh]` geben.</translation>
    </message>
    <message>
        <source>The profile's own secrets are there: {names}.</source>
        <translation>Die eigenen Geheimnisse des Profils sind da: {names}.</translation>
    </message>
    <message>
        <source>The profile needs no secret of its own.</source>
        <translation>Das Profil braucht kein eigenes Geheimnis.</translation>
    </message>
    <message>
        <source>This was not looked at: {why}</source>
        <translation>Das wurde nicht geprüft: {why}</translation>
    </message>
    <message>
        <source>Mend that first.</source>
        <translation>Zuerst das beheben.</translation>
    </message>
    <message>
        <source>This did not answer within {seconds} s.</source>
        <translation>Keine Antwort innerhalb von {seconds} s.</translation>
    </message>
    <message>
        <source>Try again; restart what does not answer.</source>
        <translation>Erneut versuchen; neu starten, was nicht antwortet.</translation>
    </message>
    <message>
        <source>This could not be looked at ({what}).</source>
        <translation>Das konnte nicht geprüft werden ({what}).</translation>
    </message>
    <message>
        <source>Please report it; no secret is in these words.</source>
        <translation>Bitte melden; in diesen Worten steckt kein Geheimnis.</translation>
    </message>
    <message>
        <source>The token is renewed by itself.</source>
        <translation>Das Token wird von selbst erneuert.</translation>
    </message>
    <message>
        <source>It could not be renewed the last {count} times: {what}</source>
        <translation>Die letzten {count} Versuche zu erneuern sind gescheitert: {what}</translation>
    </message>
    <message>
        <source>The server keeps refusing to renew it, without saying that the grant ended.</source>
        <translation>Der Server lehnt das Erneuern immer wieder ab, ohne die Freigabe für beendet zu erklären.</translation>
    </message>
    <message>
        <source>If it goes on, sign in: `tokentray sign-in {name}`.</source>
        <translation>Wenn es so weitergeht, anmelden: `tokentray sign-in {name}`.</translation>
    </message>
    <message>
        <source>The grant has ended: {reason}.</source>
        <translation>Die Freigabe ist beendet: {reason}.</translation>
    </message>
    <message>
        <source>The token cannot be renewed: {reason}</source>
        <translation>Das Token kann nicht erneuert werden: {reason}</translation>
    </message>
    <message>
        <source>There is no token yet.</source>
        <translation>Es gibt noch kein Token.</translation>
    </message>
    <message>
        <source>The tokens lie in a locked keyring.</source>
        <translation>Die Tokens liegen in einem gesperrten Schlüsselbund.</translation>
    </message>
    <message>
        <source>Unlock it on the desktop, then try again.</source>
        <translation>In der grafischen Sitzung entsperren, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>It lives until {moment}, by this computer's clock and the server's.</source>
        <translation>Es gilt bis {moment}, nach der Uhr dieses Computers und der des Servers.</translation>
    </message>
    <message>
        <source>It lives until {moment}.</source>
        <translation>Es gilt bis {moment}.</translation>
    </message>
    <message>
        <source>It expired at {moment}.</source>
        <translation>Es ist abgelaufen: {moment}.</translation>
    </message>
    <message>
        <source>It has expired by the server's clock, though not by this computer's.</source>
        <translation>Nach der Uhr des Servers ist es abgelaufen, nach der dieses Computers nicht.</translation>
    </message>
    <message>
        <source>It lives by the server's clock, though not by this computer's: {moment} here.</source>
        <translation>Nach der Uhr des Servers gilt es noch, nach der dieses Computers nicht: hier {moment}.</translation>
    </message>
    <message>
        <source>Set the clock: other programs on this computer take the token for expired.</source>
        <translation>Die Uhr stellen: Andere Programme auf diesem Computer halten das Token für abgelaufen.</translation>
    </message>
    <message>
        <source>It ends within seconds.</source>
        <translation>Es läuft in Sekunden ab.</translation>
    </message>
    <message>
        <source>Nothing tells when it expires.</source>
        <translation>Nichts verrät, wann es abläuft.</translation>
    </message>
    <message>
        <source>If the server refuses it: {how}</source>
        <translation>Wenn der Server es ablehnt: {how}</translation>
    </message>
    <message>
        <source>Its exp claim is no time, so servers refuse it.</source>
        <translation>Sein Claim exp ist keine Zeit, daher lehnen Server es ab.</translation>
    </message>
    <message>
        <source>The issuer has to correct that.</source>
        <translation>Das muss der Aussteller berichtigen.</translation>
    </message>
    <message>
        <source>It is valid since {moment} (nbf).</source>
        <translation>Es gilt seit {moment} (nbf).</translation>
    </message>
    <message>
        <source>It is not valid before {moment} (nbf), and by the server's clock that is to come.</source>
        <translation>Es gilt nicht vor {moment} (nbf), und das liegt nach der Uhr des Servers in der Zukunft.</translation>
    </message>
    <message>
        <source>Wait until then; if it comes each time, the issuer's clock is ahead of the API's.</source>
        <translation>Bis dahin warten; kommt es jedes Mal, geht die Uhr des Ausstellers gegenüber der API vor.</translation>
    </message>
    <message>
        <source>It is valid from {moment} on (nbf), seconds from now: a strict server refuses it still.</source>
        <translation>Es gilt ab {moment} (nbf), in Sekunden: Ein strenger Server lehnt es noch ab.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>In einer Minute erneut versuchen.</translation>
    </message>
    <message>
        <source>It was issued at {moment} (iat).</source>
        <translation>Es wurde ausgestellt: {moment} (iat).</translation>
    </message>
    <message>
        <source>It was issued in the future ({moment}, iat): servers may refuse it.</source>
        <translation>Es wurde in der Zukunft ausgestellt ({moment}, iat): Server können es ablehnen.</translation>
    </message>
    <message>
        <source>The issuer's clock is ahead; set it, or wait.</source>
        <translation>Die Uhr des Ausstellers geht vor; stellen oder warten.</translation>
    </message>
    <message>
        <source>It names "{found}" as its issuer, as expected.</source>
        <translation>Es nennt „{found}“ als Aussteller, wie erwartet.</translation>
    </message>
    <message>
        <source>It names "{found}" as its issuer; expected is "{expected}".</source>
        <translation>Es nennt „{found}“ als Aussteller; erwartet wird „{expected}“.</translation>
    </message>
    <message>
        <source>Check `issuer` and `expect.issuer` of the profile, and which issuer the API trusts.</source>
        <translation>`issuer` und `expect.issuer` des Profils prüfen, und welchem Aussteller die API vertraut.</translation>
    </message>
    <message>
        <source>It names "{found}" as its issuer, which differs from "{expected}" in its spelling alone.</source>
        <translation>Es nennt „{found}“ als Aussteller, der sich von „{expected}“ nur in der Schreibweise unterscheidet.</translation>
    </message>
    <message>
        <source>Issuers are compared to the letter: correct the profile, or the API's settings.</source>
        <translation>Aussteller werden buchstäblich verglichen: das Profil oder die Einstellungen der API berichtigen.</translation>
    </message>
    <message>
        <source>It names no issuer; expected is "{expected}".</source>
        <translation>Es nennt keinen Aussteller; erwartet wird „{expected}“.</translation>
    </message>
    <message>
        <source>Check whether this is an access token.</source>
        <translation>Prüfen, ob dies ein Zugriffstoken ist.</translation>
    </message>
    <message>
        <source>It names "{found}" as its issuer; the profile expects none.</source>
        <translation>Es nennt „{found}“ als Aussteller; das Profil erwartet keinen.</translation>
    </message>
    <message>
        <source>It is for "{found}", as expected.</source>
        <translation>Es ist für „{found}“, wie erwartet.</translation>
    </message>
    <message>
        <source>It is for "{found}"; expected is "{expected}".</source>
        <translation>Es ist für „{found}“; erwartet wird „{expected}“.</translation>
    </message>
    <message>
        <source>Ask for the right one (`audience` or `resources` of the profile) and sign in again, or correct `expect.audience`.</source>
        <translation>Das richtige anfordern (`audience` oder `resources` des Profils) und neu anmelden, oder `expect.audience` berichtigen.</translation>
    </message>
    <message>
        <source>It names no audience; expected is "{expected}".</source>
        <translation>Es nennt keine Zielgruppe; erwartet wird „{expected}“.</translation>
    </message>
    <message>
        <source>Ask for it: `audience` or `resources` of the profile, then sign in again.</source>
        <translation>Anfordern: `audience` oder `resources` des Profils, dann neu anmelden.</translation>
    </message>
    <message>
        <source>It is for "{found}"; whether the API is that, the profile does not say (expect.audience).</source>
        <translation>Es ist für „{found}“; ob das die API ist, sagt das Profil nicht (expect.audience).</translation>
    </message>
    <message>
        <source>It has the scopes that are expected: {scopes}.</source>
        <translation>Es hat die erwarteten Scopes: {scopes}.</translation>
    </message>
    <message>
        <source>It lacks the scopes {missing}; it has {found}.</source>
        <translation>Ihm fehlen die Scopes {missing}; es hat {found}.</translation>
    </message>
    <message>
        <source>Add them to `scopes` of the profile and sign in again, or ask for the right to them.</source>
        <translation>Zu `scopes` des Profils hinzufügen und neu anmelden, oder das Recht darauf erbitten.</translation>
    </message>
    <message>
        <source>The server did not grant the scopes {missing} that were asked for.</source>
        <translation>Der Server hat die angeforderten Scopes {missing} nicht gewährt.</translation>
    </message>
    <message>
        <source>If the API needs them, ask whoever runs it for the right to them.</source>
        <translation>Wenn die API sie braucht, beim Betreiber das Recht darauf erbitten.</translation>
    </message>
    <message>
        <source>The server said nothing of scopes: then they are as asked for.</source>
        <translation>Der Server hat zu Scopes nichts gesagt: Dann sind sie wie angefordert.</translation>
    </message>
    <message>
        <source>Nothing tells its scopes, though {missing} are expected.</source>
        <translation>Nichts verrät seine Scopes, obwohl {missing} erwartet werden.</translation>
    </message>
    <message>
        <source>If the API answers 403 or insufficient_scope, ask for them and sign in again.</source>
        <translation>Wenn die API 403 oder insufficient_scope antwortet, anfordern und neu anmelden.</translation>
    </message>
    <message>
        <source>No scopes are expected.</source>
        <translation>Es werden keine Scopes erwartet.</translation>
    </message>
    <message>
        <source>Its signature is right: {reason}.</source>
        <translation>Die Signatur stimmt: {reason}.</translation>
    </message>
    <message>
        <source>it was made with a key of its issuer</source>
        <translation>sie stammt von einem Schlüssel des Ausstellers</translation>
    </message>
    <message>
        <source>Its signature is wrong: {reason}.</source>
        <translation>Die Signatur ist falsch: {reason}.</translation>
    </message>
    <message>
        <source>Get it from its issuer anew; if it comes again, `issuer` of the profile is another's.</source>
        <translation>Vom Aussteller neu holen; kommt es wieder, gehört `issuer` des Profils zu einem anderen.</translation>
    </message>
    <message>
        <source>Its signature could not be checked: {reason}.</source>
        <translation>Die Signatur konnte nicht geprüft werden: {reason}.</translation>
    </message>
    <message>
        <source>Its signature is not for us to check: {reason}.</source>
        <translation>Die Signatur ist nicht von uns zu prüfen: {reason}.</translation>
    </message>
    <message>
        <source>It is a bearer token.</source>
        <translation>Es ist ein Bearer-Token.</translation>
    </message>
    <message>
        <source>It is bound to a key (DPoP): as a plain bearer every server refuses it.</source>
        <translation>Es ist an einen Schlüssel gebunden (DPoP): Als einfachen Bearer lehnt jeder Server es ab.</translation>
    </message>
    <message>
        <source>Set `dpop = false` in the profile and sign in again, where the server allows that.</source>
        <translation>`dpop = false` im Profil setzen und neu anmelden, wo der Server das erlaubt.</translation>
    </message>
    <message>
        <source>It is bound to a client certificate: without that in the TLS connection it is refused.</source>
        <translation>Es ist an ein Client-Zertifikat gebunden: Ohne dieses in der TLS-Verbindung wird es abgelehnt.</translation>
    </message>
    <message>
        <source>Give your program the certificate that signed in (RFC 8705).</source>
        <translation>Dem Programm das Zertifikat geben, mit dem angemeldet wurde (RFC 8705).</translation>
    </message>
    <message>
        <source>Its type is "{found}", not Bearer.</source>
        <translation>Seine Art ist „{found}“, nicht Bearer.</translation>
    </message>
    <message>
        <source>Check how the API wants it; curl sends bearers.</source>
        <translation>Prüfen, wie die API es erwartet; curl sendet Bearer.</translation>
    </message>
    <message>
        <source>It looks like an ID token, which tells the client who signed in; APIs refuse it.</source>
        <translation>Es sieht wie ein ID-Token aus, das dem Client sagt, wer sich angemeldet hat; APIs lehnen es ab.</translation>
    </message>
    <message>
        <source>Import the access_token of the answer, or ask for the API's audience or scope.</source>
        <translation>Das access_token der Antwort importieren, oder Zielgruppe oder Scope der API anfordern.</translation>
    </message>
    <message>
        <source>It looks like a refresh token, which only the token endpoint takes.</source>
        <translation>Es sieht wie ein Refresh-Token aus, das nur der Token-Endpunkt annimmt.</translation>
    </message>
    <message>
        <source>Import the access_token of the answer.</source>
        <translation>Das access_token der Antwort importieren.</translation>
    </message>
    <message>
        <source>It is unsigned (alg none): no server should take it.</source>
        <translation>Es ist nicht signiert (alg none): Kein Server sollte es annehmen.</translation>
    </message>
    <message>
        <source>Get it from its issuer anew.</source>
        <translation>Vom Aussteller neu holen.</translation>
    </message>
    <message>
        <source>It looks like a JWT but cannot be decoded: {what}.</source>
        <translation>Es sieht wie ein JWT aus, kann aber nicht dekodiert werden: {what}.</translation>
    </message>
    <message>
        <source>If it was copied by hand, copy the whole token and import it again.</source>
        <translation>Wenn es von Hand kopiert wurde, das ganze Token kopieren und neu importieren.</translation>
    </message>
    <message>
        <source>The server says that it is not active any more.</source>
        <translation>Der Server sagt, dass es nicht mehr aktiv ist.</translation>
    </message>
    <message>
        <source>A header can carry all of its characters.</source>
        <translation>Ein Header kann alle seine Zeichen tragen.</translation>
    </message>
    <message>
        <source>It is short enough for a header ({length} characters).</source>
        <translation>Es ist kurz genug für einen Header ({length} Zeichen).</translation>
    </message>
    <message>
        <source>It has {length} characters: many servers take headers of 8 kB at most (400, 413, 431).</source>
        <translation>Es hat {length} Zeichen: Viele Server nehmen Header bis höchstens 8 kB an (400, 413, 431).</translation>
    </message>
    <message>
        <source>Ask for fewer scopes or groups in it, or raise the server's limit.</source>
        <translation>Weniger Scopes oder Gruppen anfordern, oder die Grenze des Servers anheben.</translation>
    </message>
    <message>
        <source>Renew it: `tokentray refresh {name} --force`.</source>
        <translation>Erneuern: `tokentray refresh {name} --force`.</translation>
    </message>
    <message>
        <source>Sign in: `tokentray sign-in {name}`.</source>
        <translation>Anmelden: `tokentray sign-in {name}`.</translation>
    </message>
    <message>
        <source>Import a new one: `tokentray import {name} response.json`.</source>
        <translation>Ein neues importieren: `tokentray import {name} response.json`.</translation>
    </message>
    <message>
        <source>`tokentray show {name}` asks for the keys again.</source>
        <translation>`tokentray show {name}` fragt erneut nach den Schlüsseln.</translation>
    </message>
    <message>
        <source>there is no refresh token.</source>
        <translation>es gibt kein Refresh-Token.</translation>
    </message>
    <message>
        <source>the profile has no rule to refresh by.</source>
        <translation>das Profil hat keine Regel zum Erneuern.</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>{count} fields</source>
        <translation>{count} Felder</translation>
    </message>
    <message>
        <source>1 field</source>
        <translation>1 Feld</translation>
    </message>
    <message>
        <source>{count} items</source>
        <translation>{count} Einträge</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>unlesbar</translation>
    </message>
    <message>
        <source>beyond the year 9999</source>
        <translation>nach dem Jahr 9999</translation>
    </message>
    <message>
        <source>text that is not a number</source>
        <translation>Text, der keine Zahl ist</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>keine Zahl</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>nicht endlich</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>negativ</translation>
    </message>
    <message>
        <source>authorization code</source>
        <translation>Autorisierungscode</translation>
    </message>
    <message>
        <source>device code</source>
        <translation>Gerätecode</translation>
    </message>
    <message>
        <source>client credentials</source>
        <translation>Client-Anmeldedaten</translation>
    </message>
    <message>
        <source>not by {grant}: {why}</source>
        <translation>nicht mit {grant}: {why}</translation>
    </message>
    <message>
        <source>Signed in by {grant}.</source>
        <translation>Angemeldet mit {grant}.</translation>
    </message>
    <message>
        <source>Signed in by {grant} ({others}).</source>
        <translation>Angemeldet mit {grant} ({others}).</translation>
    </message>
    <message>
        <source>You are signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>TokenTray has the tokens. You can close this page.</source>
        <translation>TokenTray hat die Tokens. Diese Seite kann geschlossen werden.</translation>
    </message>
    <message>
        <source>The sign-in did not work</source>
        <translation>Die Anmeldung hat nicht geklappt</translation>
    </message>
    <message>
        <source>TokenTray says why, and nothing was changed. You can close this page.</source>
        <translation>TokenTray sagt, warum; nichts wurde geändert. Diese Seite kann geschlossen werden.</translation>
    </message>
    <message>
        <source>The sign-in was refused</source>
        <translation>Die Anmeldung wurde abgelehnt</translation>
    </message>
    <message>
        <source>Nothing was changed. You can close this page.</source>
        <translation>Nichts wurde geändert. Diese Seite kann geschlossen werden.</translation>
    </message>
    <message>
        <source>This is not the page that was expected</source>
        <translation>Das ist nicht die erwartete Seite</translation>
    </message>
    <message>
        <source>TokenTray is waiting for another answer. Go back to the sign-in, or begin it again.</source>
        <translation>TokenTray wartet auf eine andere Antwort. Zur Anmeldung zurückgehen oder sie neu beginnen.</translation>
    </message>
    <message>
        <source>There is nothing here</source>
        <translation>Hier ist nichts</translation>
    </message>
    <message>
        <source>This address is for a sign-in only.</source>
        <translation>Diese Adresse dient nur der Anmeldung.</translation>
    </message>
    <message>
        <source>Not ahead of time</source>
        <translation>Nicht im Voraus</translation>
    </message>
    <message>
        <source>Open this page to come back from a sign-in.</source>
        <translation>Auf diese Seite führt eine Anmeldung zurück; dann wird sie geöffnet.</translation>
    </message>
    <message>
        <source>Not in this way</source>
        <translation>Nicht auf diese Weise</translation>
    </message>
    <message>
        <source>This address can only be opened.</source>
        <translation>Diese Adresse kann nur geöffnet werden.</translation>
    </message>
    <message>
        <source>Not this way</source>
        <translation>Nicht so</translation>
    </message>
    <message>
        <source>Something went wrong ({code}).</source>
        <translation>Etwas ist schiefgegangen ({code}).</translation>
    </message>
    <message>
        <source>Something unexpected happened: {what}.</source>
        <translation>Etwas Unerwartetes ist geschehen: {what}.</translation>
    </message>
    <message>
        <source>The log file holds the details.</source>
        <translation>Einzelheiten stehen in der Protokolldatei.</translation>
    </message>
    <message>
        <source>{path} cannot be used: {what}.</source>
        <translation>{path} kann nicht verwendet werden: {what}.</translation>
    </message>
    <message>
        <source>Check the path, the disk and the permissions.</source>
        <translation>Pfad, Datenträger und Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>The system refused: {what}.</source>
        <translation>Das System hat abgelehnt: {what}.</translation>
    </message>
    <message>
        <source>Check the disk and try again.</source>
        <translation>Den Datenträger prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The helper process ended before it was done.</source>
        <translation>Der Hilfsprozess endete, bevor er fertig war.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Erneut versuchen.</translation>
    </message>
    <message>
        <source>Something unexpected happened ({what} at {place}).</source>
        <translation>Etwas Unerwartetes ist geschehen ({what} bei {place}).</translation>
    </message>
    <message>
        <source>The name "{name}" cannot be used for a profile.</source>
        <translation>Der Name „{name}“ kann nicht für ein Profil verwendet werden.</translation>
    </message>
    <message>
        <source>Use 1 to 64 letters, digits, dots, underscores and hyphens, a letter or digit first.</source>
        <translation>1 bis 64 Buchstaben, Ziffern, Punkte, Unter- und Bindestriche verwenden, zuerst einen Buchstaben oder eine Ziffer.</translation>
    </message>
    <message>
        <source>The profile needs a name.</source>
        <translation>Das Profil braucht einen Namen.</translation>
    </message>
    <message>
        <source>A profile "{name}" exists already.</source>
        <translation>Ein Profil „{name}“ gibt es schon.</translation>
    </message>
    <message>
        <source>Choose another name, or add --replace, which keeps its tokens.</source>
        <translation>Einen anderen Namen wählen, oder --replace hinzufügen, was die Tokens behält.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>See `tokentray {command} --help`.</source>
        <translation>Siehe `tokentray {command} --help`.</translation>
    </message>
    <message>
        <source>The format "{format}" is not known.</source>
        <translation>Das Format „{format}“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Use raw, bearer, header, headers-json, curl, env or json.</source>
        <translation>raw, bearer, header, headers-json, curl, env oder json verwenden.</translation>
    </message>
    <message>
        <source>There is no command to run.</source>
        <translation>Es gibt keinen Befehl zum Ausführen.</translation>
    </message>
    <message>
        <source>Put it after two hyphens: `tokentray exec {name} -- CMD`.</source>
        <translation>Hinter zwei Bindestriche setzen: `tokentray exec {name} -- CMD`.</translation>
    </message>
    <message>
        <source>"{variable}" cannot be the name of an environment variable.</source>
        <translation>„{variable}“ kann kein Name einer Umgebungsvariablen sein.</translation>
    </message>
    <message>
        <source>Use letters, digits and underscores, no digit first.</source>
        <translation>Buchstaben, Ziffern und Unterstriche verwenden, keine Ziffer zuerst.</translation>
    </message>
    <message>
        <source>"{command}" was not found.</source>
        <translation>„{command}“ wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>Check its name, the PATH, and a script's first line.</source>
        <translation>Den Namen, den PATH und die erste Zeile eines Skripts prüfen.</translation>
    </message>
    <message>
        <source>"{command}" cannot be run: {what}.</source>
        <translation>„{command}“ kann nicht ausgeführt werden: {what}.</translation>
    </message>
    <message>
        <source>Check its permissions, and a script's first line.</source>
        <translation>Die Zugriffsrechte und die erste Zeile eines Skripts prüfen.</translation>
    </message>
    <message>
        <source>KUBERNETES_EXEC_INFO cannot be read: {what}.</source>
        <translation>KUBERNETES_EXEC_INFO kann nicht gelesen werden: {what}.</translation>
    </message>
    <message>
        <source>kubectl sets it; unset it elsewhere.</source>
        <translation>kubectl setzt es; anderswo nicht setzen.</translation>
    </message>
    <message>
        <source>kubectl asked for "{version}", which is not known.</source>
        <translation>kubectl hat nach „{version}“ gefragt, was nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Write client.authentication.k8s.io/v1 (or v1beta1) into the kubeconfig.</source>
        <translation>client.authentication.k8s.io/v1 (oder v1beta1) in die kubeconfig schreiben.</translation>
    </message>
    <message>
        <source>{text} is not a number of seconds.</source>
        <translation>{text} ist keine Zahl von Sekunden.</translation>
    </message>
    <message>
        <source>Give a whole number, 0 or more.</source>
        <translation>Eine ganze Zahl ab 0 angeben.</translation>
    </message>
    <message>
        <source>expires_in cannot be read as {text}.</source>
        <translation>expires_in kann nicht als {text} gelesen werden.</translation>
    </message>
    <message>
        <source>Use lifetime, timestamp or timestamp-ms.</source>
        <translation>lifetime, timestamp oder timestamp-ms verwenden.</translation>
    </message>
    <message>
        <source>{name} is written in profiles.toml in a way that is not changed from here.</source>
        <translation>{name} steht so in profiles.toml, dass es von hier aus nicht geändert wird.</translation>
    </message>
    <message>
        <source>Rename it there with an editor; its tokens stay, as long as its id does.</source>
        <translation>Dort mit einem Editor umbenennen; die Tokens bleiben, solange die id bleibt.</translation>
    </message>
    <message>
        <source>There is no command "{word}".</source>
        <translation>Es gibt keinen Befehl „{word}“.</translation>
    </message>
    <message>
        <source>`tokentray --help` shows what there is.</source>
        <translation>`tokentray --help` zeigt, was es gibt.</translation>
    </message>
    <message>
        <source>Did you mean `tokentray {nearest}`?</source>
        <translation>Gemeint ist `tokentray {nearest}`?</translation>
    </message>
    <message>
        <source>There is no option {option}.</source>
        <translation>Es gibt keine Option {option}.</translation>
    </message>
    <message>
        <source>There is nothing to read.</source>
        <translation>Es gibt nichts zu lesen.</translation>
    </message>
    <message>
        <source>Name a file, or - and a pipe; see `tokentray {command} --help`.</source>
        <translation>Eine Datei nennen, oder - und eine Pipe; siehe `tokentray {command} --help`.</translation>
    </message>
    <message>
        <source>There is no display to show a window on.</source>
        <translation>Es gibt keine Anzeige für ein Fenster.</translation>
    </message>
    <message>
        <source>Use `tokentray run --headless`.</source>
        <translation>`tokentray run --headless` verwenden.</translation>
    </message>
    <message>
        <source>The demo shows a tray and a window, and there is no display.</source>
        <translation>Die Demo zeigt ein Symbol und ein Fenster, und es gibt keine Anzeige.</translation>
    </message>
    <message>
        <source>`bash packaging/demo.sh` of the sources brings up a virtual one.</source>
        <translation>`bash packaging/demo.sh` aus den Quellen startet eine virtuelle.</translation>
    </message>
    <message>
        <source>The demo's identity server did not start.</source>
        <translation>Der Identitätsserver der Demo ist nicht gestartet.</translation>
    </message>
    <message>
        <source>The demo's tokens of {name} were not taken.</source>
        <translation>Die Tokens der Demo von {name} wurden nicht angenommen.</translation>
    </message>
    <message>
        <source>This needs a yes, and there is no terminal to ask on.</source>
        <translation>Das braucht ein Ja, und es gibt kein Terminal zum Fragen.</translation>
    </message>
    <message>
        <source>Add --yes to go on.</source>
        <translation>--yes hinzufügen, um fortzufahren.</translation>
    </message>
    <message>
        <source>The request "{op}" is not known.</source>
        <translation>Die Anfrage „{op}“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The field "{field}" is not known in "{op}".</source>
        <translation>Das Feld „{field}“ ist in „{op}“ nicht bekannt.</translation>
    </message>
    <message>
        <source>TokenTray is not running.</source>
        <translation>TokenTray läuft nicht.</translation>
    </message>
    <message>
        <source>The running program does not answer.</source>
        <translation>Das laufende Programm antwortet nicht.</translation>
    </message>
    <message>
        <source>The running program is {age} than this command.</source>
        <translation>Das laufende Programm ist {age} als dieser Befehl.</translation>
    </message>
    <message>
        <source>The socket {path} belongs to somebody else.</source>
        <translation>Der Socket {path} gehört jemand anderem.</translation>
    </message>
    <message>
        <source>Check the owner of that folder.</source>
        <translation>Den Besitzer dieses Ordners prüfen.</translation>
    </message>
    <message>
        <source>Another program holds the pipe {path}.</source>
        <translation>Ein anderes Programm hält die Pipe {path}.</translation>
    </message>
    <message>
        <source>End that program, then start TokenTray again.</source>
        <translation>Dieses Programm beenden, dann TokenTray erneut starten.</translation>
    </message>
    <message>
        <source>There is no private runtime folder, so no program can be asked.</source>
        <translation>Es gibt keinen privaten Laufzeitordner, daher kann kein Programm gefragt werden.</translation>
    </message>
    <message>
        <source>The socket path {path} is longer than the system allows.</source>
        <translation>Der Socket-Pfad {path} ist länger, als das System erlaubt.</translation>
    </message>
    <message>
        <source>Shorten XDG_RUNTIME_DIR.</source>
        <translation>XDG_RUNTIME_DIR kürzen.</translation>
    </message>
    <message>
        <source>The running program has no screen, and so no clipboard.</source>
        <translation>Das laufende Programm hat keinen Bildschirm und daher keine Zwischenablage.</translation>
    </message>
    <message>
        <source>Use `tokentray token` there.</source>
        <translation>Dort `tokentray token` verwenden.</translation>
    </message>
    <message>
        <source>The running program has no screen to show a window on.</source>
        <translation>Das laufende Programm hat keinen Bildschirm für ein Fenster.</translation>
    </message>
    <message>
        <source>`tokentray list` shows its profiles.</source>
        <translation>`tokentray list` zeigt seine Profile.</translation>
    </message>
    <message>
        <source>{name} is handed to no program before a person agreed, and TokenTray does not run.</source>
        <translation>{name} erhält kein Programm, bevor jemand zustimmt, und TokenTray läuft nicht.</translation>
    </message>
    <message>
        <source>Start it on the desktop with `tokentray`, then try again.</source>
        <translation>In der grafischen Sitzung mit `tokentray` starten, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>{name} is handed to no program before a person agreed, and there is no screen to ask on.</source>
        <translation>{name} erhält kein Programm, bevor jemand zustimmt, und es gibt keinen Bildschirm zum Fragen.</translation>
    </message>
    <message>
        <source>Where nobody can be asked, its profile has to say `confirm = "never"`.</source>
        <translation>Wo niemand gefragt werden kann, muss im Profil `confirm = "never"` stehen.</translation>
    </message>
    <message>
        <source>{name} is handed to no program that cannot be named, and this system does not tell.</source>
        <translation>{name} erhält kein Programm, das sich nicht benennen lässt, und dieses System verrät es nicht.</translation>
    </message>
    <message>
        <source>Copy it in the window.</source>
        <translation>Im Fenster kopieren.</translation>
    </message>
    <message>
        <source>A person did not agree to hand out {name}.</source>
        <translation>Der Herausgabe von {name} wurde nicht zugestimmt.</translation>
    </message>
    <message>
        <source>Nobody agreed to hand out {name} in time.</source>
        <translation>Niemand hat der Herausgabe von {name} rechtzeitig zugestimmt.</translation>
    </message>
    <message>
        <source>Try again, and answer TokenTray's question.</source>
        <translation>Erneut versuchen und die Frage von TokenTray beantworten.</translation>
    </message>
    <message>
        <source>The running program keeps tokens in the keyring, not in memory.</source>
        <translation>Das laufende Programm bewahrt Tokens im Schlüsselbund auf, nicht im Speicher.</translation>
    </message>
    <message>
        <source>Import without it: `tokentray import` writes the keyring itself.</source>
        <translation>Ohne es importieren: `tokentray import` schreibt selbst in den Schlüsselbund.</translation>
    </message>
    <message>
        <source>The helper process cannot be started.</source>
        <translation>Der Hilfsprozess kann nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Install TokenTray again.</source>
        <translation>TokenTray neu installieren.</translation>
    </message>
    <message>
        <source>The request cannot be read: {what}.</source>
        <translation>Die Anfrage kann nicht gelesen werden: {what}.</translation>
    </message>
    <message>
        <source>TokenTray runs already without a screen (pid {pid}).</source>
        <translation>TokenTray läuft schon ohne Bildschirm (PID {pid}).</translation>
    </message>
    <message>
        <source>TokenTray runs already on {display} (pid {pid}).</source>
        <translation>TokenTray läuft schon auf {display} (PID {pid}).</translation>
    </message>
    <message>
        <source>It keeps tokens in the keyring.</source>
        <translation>Es bewahrt Tokens im Schlüsselbund auf.</translation>
    </message>
    <message>
        <source>For memory only: `tokentray quit`, then `tokentray run --store memory`.</source>
        <translation>Nur im Speicher: `tokentray quit`, dann `tokentray run --store memory`.</translation>
    </message>
    <message>
        <source>TokenTray ended at once.</source>
        <translation>TokenTray endete sofort.</translation>
    </message>
    <message>
        <source>`tokentray run` shows why, or the log: {path}.</source>
        <translation>`tokentray run` zeigt, warum, oder das Protokoll: {path}.</translation>
    </message>
    <message>
        <source>TokenTray was started and does not answer yet.</source>
        <translation>TokenTray wurde gestartet und antwortet noch nicht.</translation>
    </message>
    <message>
        <source>The log may say why: {path}.</source>
        <translation>Das Protokoll sagt vielleicht, warum: {path}.</translation>
    </message>
    <message>
        <source>TokenTray (pid {pid}) still saves what a server answered.</source>
        <translation>TokenTray (PID {pid}) speichert noch, was ein Server geantwortet hat.</translation>
    </message>
    <message>
        <source>It ends when that is done.</source>
        <translation>Es endet, wenn das getan ist.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>That was not a yes.</source>
        <translation>Das war kein Ja.</translation>
    </message>
    <message>
        <source>There is no profile "{name}".</source>
        <translation>Es gibt kein Profil „{name}“.</translation>
    </message>
    <message>
        <source>`tokentray list` shows what there is.</source>
        <translation>`tokentray list` zeigt, was es gibt.</translation>
    </message>
    <message>
        <source>Profile {name}, line {line}: {field} {what}.</source>
        <translation>Profil {name}, Zeile {line}: {field} {what}.</translation>
    </message>
    <message>
        <source>Correct {path} and try again.</source>
        <translation>{path} berichtigen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Profile {name}, line {line}: {field} is not a key; did you mean {nearest}?</source>
        <translation>Profil {name}, Zeile {line}: {field} ist kein Schlüssel; gemeint ist {nearest}?</translation>
    </message>
    <message>
        <source>{path} is not TOML: {what}.</source>
        <translation>{path} ist kein TOML: {what}.</translation>
    </message>
    <message>
        <source>Correct it; nothing writes to it until then.</source>
        <translation>Berichtigen; bis dahin schreibt nichts hinein.</translation>
    </message>
    <message>
        <source>{path} was written by a newer version.</source>
        <translation>{path} wurde von einer neueren Version geschrieben.</translation>
    </message>
    <message>
        <source>Update TokenTray to change it.</source>
        <translation>TokenTray aktualisieren, um es zu ändern.</translation>
    </message>
    <message>
        <source>Correct that line; until then nothing is written to it.</source>
        <translation>Diese Zeile berichtigen; bis dahin wird nichts hineingeschrieben.</translation>
    </message>
    <message>
        <source>{place} cannot be changed: {what}.</source>
        <translation>{place} kann nicht geändert werden: {what}.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {what}.</source>
        <translation>{path} kann nicht geschrieben werden: {what}.</translation>
    </message>
    <message>
        <source>The secret "{key}" of {name} is not in the keyring.</source>
        <translation>Das Geheimnis „{key}“ von {name} ist nicht im Schlüsselbund.</translation>
    </message>
    <message>
        <source>Set it with `tokentray secret set {name} {key}`.</source>
        <translation>Setzen mit `tokentray secret set {name} {key}`.</translation>
    </message>
    <message>
        <source>The name "{key}" cannot be used for a secret.</source>
        <translation>Der Name „{key}“ kann nicht für ein Geheimnis verwendet werden.</translation>
    </message>
    <message>
        <source>Use 1 to 64 letters, digits, dots, underscores and hyphens.</source>
        <translation>1 bis 64 Buchstaben, Ziffern, Punkte, Unter- und Bindestriche verwenden.</translation>
    </message>
    <message>
        <source>The secret is empty.</source>
        <translation>Das Geheimnis ist leer.</translation>
    </message>
    <message>
        <source>Give it on standard input.</source>
        <translation>Über die Standardeingabe angeben.</translation>
    </message>
    <message>
        <source>The secret is longer than {limit} bytes.</source>
        <translation>Das Geheimnis ist länger als {limit} Bytes.</translation>
    </message>
    <message>
        <source>Give the secret alone.</source>
        <translation>Nur das Geheimnis angeben.</translation>
    </message>
    <message>
        <source>The secret is not UTF-8.</source>
        <translation>Das Geheimnis ist nicht UTF-8.</translation>
    </message>
    <message>
        <source>Give it as text.</source>
        <translation>Als Text angeben.</translation>
    </message>
    <message>
        <source>The secret "{key}" of {name} belongs to {old}, and the profile now names {new}.</source>
        <translation>Das Geheimnis „{key}“ von {name} gehört zu {old}, und das Profil nennt jetzt {new}.</translation>
    </message>
    <message>
        <source>If that is meant, set it again: `tokentray secret set {name} {key}`.</source>
        <translation>Wenn das so gewollt ist, neu setzen: `tokentray secret set {name} {key}`.</translation>
    </message>
    <message>
        <source>The refresh request needs {{{placeholder}}}, which this profile does not have.</source>
        <translation>Die Anfrage zum Erneuern braucht {{{placeholder}}}, was dieses Profil nicht hat.</translation>
    </message>
    <message>
        <source>Correct the [refresh] table of the profile.</source>
        <translation>Die Tabelle [refresh] des Profils berichtigen.</translation>
    </message>
    <message>
        <source>The header {header} of the refresh request has characters that no header may carry.</source>
        <translation>Der Header {header} der Anfrage zum Erneuern hat Zeichen, die kein Header tragen darf.</translation>
    </message>
    <message>
        <source>Correct the [refresh.headers] table or the secret in it.</source>
        <translation>Die Tabelle [refresh.headers] oder das Geheimnis darin berichtigen.</translation>
    </message>
    <message>
        <source>{name} has no rule to refresh by.</source>
        <translation>{name} hat keine Regel zum Erneuern.</translation>
    </message>
    <message>
        <source>Import a new token, or give the profile a token endpoint or a [refresh] table.</source>
        <translation>Ein neues Token importieren, oder dem Profil einen Token-Endpunkt oder eine Tabelle [refresh] geben.</translation>
    </message>
    <message>
        <source>{name} holds no refresh token.</source>
        <translation>{name} hat kein Refresh-Token.</translation>
    </message>
    <message>
        <source>Sign in: `tokentray sign-in {name}`; or import: `tokentray import {name} response.json`.</source>
        <translation>Anmelden: `tokentray sign-in {name}`; oder importieren: `tokentray import {name} response.json`.</translation>
    </message>
    <message>
        <source>The tokens of {name} came without the key that DPoP needs.</source>
        <translation>Die Tokens von {name} kamen ohne den Schlüssel, den DPoP braucht.</translation>
    </message>
    <message>
        <source>The token of {name} is bound to a key (DPoP): as a plain bearer every server refuses it.</source>
        <translation>Das Token von {name} ist an einen Schlüssel gebunden (DPoP): Als einfachen Bearer lehnt jeder Server es ab.</translation>
    </message>
    <message>
        <source>{name} holds no token yet.</source>
        <translation>{name} hat noch kein Token.</translation>
    </message>
    <message>
        <source>The token of {name} has expired and cannot be refreshed.</source>
        <translation>Das Token von {name} ist abgelaufen und kann nicht erneuert werden.</translation>
    </message>
    <message>
        <source>{name} needs a sign-in: {reason}.</source>
        <translation>{name} braucht eine Anmeldung: {reason}.</translation>
    </message>
    <message>
        <source>The server gives tokens of {lifetime} s, too short for {wanted} s.</source>
        <translation>Der Server gibt Tokens für {lifetime} s, zu kurz für {wanted} s.</translation>
    </message>
    <message>
        <source>Ask for less with --min-valid.</source>
        <translation>Mit --min-valid weniger verlangen.</translation>
    </message>
    <message>
        <source>The token of {name} has {left} s left, less than the {wanted} s asked for.</source>
        <translation>Das Token von {name} gilt noch {left} s, weniger als die verlangten {wanted} s.</translation>
    </message>
    <message>
        <source>Ask for less with --min-valid, or try again.</source>
        <translation>Mit --min-valid weniger verlangen, oder erneut versuchen.</translation>
    </message>
    <message>
        <source>Open it with: tokentray unlock</source>
        <translation>Öffnen mit: tokentray unlock</translation>
    </message>
    <message>
        <source>Locked, but a restart would open it: {path} cannot be written: {what}.</source>
        <translation>Gesperrt, aber ein Neustart würde es öffnen: {path} kann nicht geschrieben werden: {what}.</translation>
    </message>
    <message>
        <source>Make it writable, then: tokentray lock</source>
        <translation>Beschreibbar machen, dann: tokentray lock</translation>
    </message>
    <message>
        <source>Still locked: {path} cannot be removed: {what}.</source>
        <translation>Noch gesperrt: {path} kann nicht entfernt werden: {what}.</translation>
    </message>
    <message>
        <source>Make its folder writable, then: tokentray unlock</source>
        <translation>Den Ordner beschreibbar machen, dann: tokentray unlock</translation>
    </message>
    <message>
        <source>The running program has ended.</source>
        <translation>Das laufende Programm ist beendet.</translation>
    </message>
    <message>
        <source>Start it with: tokentray run</source>
        <translation>Starten mit: tokentray run</translation>
    </message>
    <message>
        <source>{count} programs watch already.</source>
        <translation>{count} Programme schauen schon zu.</translation>
    </message>
    <message>
        <source>End one of them, or ask with: tokentray list --json</source>
        <translation>Eines davon beenden, oder fragen mit: tokentray list --json</translation>
    </message>
    <message>
        <source>Refreshing is paused, and the token of {name} has too little left.</source>
        <translation>Das Erneuern ist angehalten, und dem Token von {name} bleibt zu wenig Zeit.</translation>
    </message>
    <message>
        <source>Resume with `tokentray resume`.</source>
        <translation>Fortsetzen mit `tokentray resume`.</translation>
    </message>
    <message>
        <source>The access token of {name} has characters that no header may carry.</source>
        <translation>Das Zugriffstoken von {name} hat Zeichen, die kein Header tragen darf.</translation>
    </message>
    <message>
        <source>Import a correct token.</source>
        <translation>Ein richtiges Token importieren.</translation>
    </message>
    <message>
        <source>The token of {name} did not reach the clipboard: no other program can see it.</source>
        <translation>Das Token von {name} ist nicht in der Zwischenablage angekommen: Kein anderes Programm sieht es.</translation>
    </message>
    <message>
        <source>Use `tokentray token {name}` instead.</source>
        <translation>Stattdessen `tokentray token {name}` verwenden.</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>There is no keyring that can be trusted: {what}.</source>
        <translation>Es gibt keinen vertrauenswürdigen Schlüsselbund: {what}.</translation>
    </message>
    <message>
        <source>Start a keyring service, or keep tokens in memory only: `tokentray run --store memory`.</source>
        <translation>Einen Schlüsselbunddienst starten, oder Tokens nur im Speicher halten: `tokentray run --store memory`.</translation>
    </message>
    <message>
        <source>The keyring does not answer.</source>
        <translation>Der Schlüsselbund antwortet nicht.</translation>
    </message>
    <message>
        <source>Try again, or restart it.</source>
        <translation>Erneut versuchen, oder neu starten.</translation>
    </message>
    <message>
        <source>The keyring did not keep what was written.</source>
        <translation>Der Schlüsselbund hat nicht behalten, was geschrieben wurde.</translation>
    </message>
    <message>
        <source>Check the keyring program.</source>
        <translation>Das Schlüsselbundprogramm prüfen.</translation>
    </message>
    <message>
        <source>The keyring entry of this profile cannot be read: {what}.</source>
        <translation>Der Eintrag dieses Profils im Schlüsselbund kann nicht gelesen werden: {what}.</translation>
    </message>
    <message>
        <source>Import or sign in again; set its own secrets again.</source>
        <translation>Neu importieren oder anmelden; eigene Geheimnisse neu setzen.</translation>
    </message>
    <message>
        <source>Another process changed these tokens in the same moment.</source>
        <translation>Ein anderer Prozess hat diese Tokens im selben Moment geändert.</translation>
    </message>
    <message>
        <source>The keyring entry was written by a newer version.</source>
        <translation>Der Eintrag im Schlüsselbund wurde von einer neueren Version geschrieben.</translation>
    </message>
    <message>
        <source>Update TokenTray.</source>
        <translation>TokenTray aktualisieren.</translation>
    </message>
    <message>
        <source>The token set is too long for this keyring ({length} of {limit}).</source>
        <translation>Die Tokens sind zu lang für diesen Schlüsselbund ({length} von {limit}).</translation>
    </message>
    <message>
        <source>Ask the server for fewer scopes.</source>
        <translation>Beim Server weniger Scopes anfordern.</translation>
    </message>
    <message>
        <source>Tokens are kept in memory only, and TokenTray is not running.</source>
        <translation>Tokens liegen nur im Speicher, und TokenTray läuft nicht.</translation>
    </message>
    <message>
        <source>Start it with `tokentray run --store memory`.</source>
        <translation>Starten mit `tokentray run --store memory`.</translation>
    </message>
    <message>
        <source>The running program keeps tokens in its memory only, where this command cannot reach.</source>
        <translation>Das laufende Programm hält Tokens nur in seinem Speicher, den dieser Befehl nicht erreicht.</translation>
    </message>
    <message>
        <source>Start it without `--store memory` for that.</source>
        <translation>Dafür ohne `--store memory` starten.</translation>
    </message>
    <message>
        <source>Another process (pid {pid}) is working on this profile.</source>
        <translation>Ein anderer Prozess (PID {pid}) arbeitet an diesem Profil.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Gleich erneut versuchen.</translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation>{host} ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Check the network and try again.</source>
        <translation>Das Netzwerk prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The name {host} cannot be found.</source>
        <translation>Der Name {host} wird nicht gefunden.</translation>
    </message>
    <message>
        <source>{host} did not answer within {seconds} s.</source>
        <translation>{host} hat nicht innerhalb von {seconds} s geantwortet.</translation>
    </message>
    <message>
        <source>The connection to {host} broke before its answer was whole.</source>
        <translation>Die Verbindung zu {host} brach ab, bevor die Antwort vollständig war.</translation>
    </message>
    <message>
        <source>The certificate of {host} cannot be verified: {what}.</source>
        <translation>Das Zertifikat von {host} kann nicht geprüft werden: {what}.</translation>
    </message>
    <message>
        <source>Check the clock and the certificate authority.</source>
        <translation>Die Uhr und die Zertifizierungsstelle prüfen.</translation>
    </message>
    <message>
        <source>No secure connection to {host}: {what}.</source>
        <translation>Keine sichere Verbindung zu {host}: {what}.</translation>
    </message>
    <message>
        <source>Check the address, what lies between, and the client certificate if the server wants one.</source>
        <translation>Die Adresse prüfen, was dazwischen liegt, und das Client-Zertifikat, wenn der Server eines will.</translation>
    </message>
    <message>
        <source>The proxy refused the way to {host}: {what}.</source>
        <translation>Der Proxy hat den Weg zu {host} abgelehnt: {what}.</translation>
    </message>
    <message>
        <source>Check the proxy settings.</source>
        <translation>Die Proxy-Einstellungen prüfen.</translation>
    </message>
    <message>
        <source>The proxy {proxy} on the way to {host} cannot be reached.</source>
        <translation>Der Proxy {proxy} auf dem Weg zu {host} ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>{host} answered with a redirect, which is never followed with a token.</source>
        <translation>{host} hat mit einer Weiterleitung geantwortet, der mit einem Token nie gefolgt wird.</translation>
    </message>
    <message>
        <source>Put the final address into the profile.</source>
        <translation>Die endgültige Adresse ins Profil setzen.</translation>
    </message>
    <message>
        <source>{host} answered {status} with something that is not JSON.</source>
        <translation>{host} hat {status} geantwortet, mit etwas, das kein JSON ist.</translation>
    </message>
    <message>
        <source>A captive portal or proxy may be in the way; try again.</source>
        <translation>Eine Anmeldeseite des Netzes oder ein Proxy kann im Weg sein; erneut versuchen.</translation>
    </message>
    <message>
        <source>The answer of {host} cannot be used: {what}.</source>
        <translation>Die Antwort von {host} kann nicht verwendet werden: {what}.</translation>
    </message>
    <message>
        <source>The answer of {host} is longer than {limit} bytes.</source>
        <translation>Die Antwort von {host} ist länger als {limit} Bytes.</translation>
    </message>
    <message>
        <source>{host} answered {status}.</source>
        <translation>{host} hat {status} geantwortet.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Später erneut versuchen.</translation>
    </message>
    <message>
        <source>{host} refused the refresh ({status}), without saying that the grant ended.</source>
        <translation>{host} hat das Erneuern abgelehnt ({status}), ohne die Freigabe für beendet zu erklären.</translation>
    </message>
    <message>
        <source>If it goes on, sign in or import again.</source>
        <translation>Wenn es so weitergeht, neu anmelden oder importieren.</translation>
    </message>
    <message>
        <source>{host} answered "{error}".</source>
        <translation>{host} hat „{error}“ geantwortet.</translation>
    </message>
    <message>
        <source>Check the profile, or try again.</source>
        <translation>Das Profil prüfen, oder erneut versuchen.</translation>
    </message>
    <message>
        <source>The server ended the grant of {name}.</source>
        <translation>Der Server hat die Freigabe von {name} beendet.</translation>
    </message>
    <message>
        <source>The server calls the profile {name} wrong ("{error}").</source>
        <translation>Der Server nennt das Profil {name} falsch („{error}“).</translation>
    </message>
    <message>
        <source>Check client_id, scopes and the token endpoint in the profile.</source>
        <translation>client_id, Scopes und den Token-Endpunkt im Profil prüfen.</translation>
    </message>
    <message>
        <source>{name} was refused a moment ago; the next try is in {seconds} s.</source>
        <translation>{name} wurde gerade abgelehnt; der nächste Versuch ist in {seconds} s.</translation>
    </message>
    <message>
        <source>Use --force to try now.</source>
        <translation>Mit --force jetzt versuchen.</translation>
    </message>
    <message>
        <source>The metadata of {issuer} is about {found}.</source>
        <translation>Die Metadaten von {issuer} handeln von {found}.</translation>
    </message>
    <message>
        <source>Name the issuer exactly as the server does, to the last slash.</source>
        <translation>Den Aussteller genau so nennen, wie der Server es tut, bis zum letzten Schrägstrich.</translation>
    </message>
    <message>
        <source>The metadata of {issuer} cannot be used: {field} {what}.</source>
        <translation>Die Metadaten von {issuer} können nicht verwendet werden: {field} {what}.</translation>
    </message>
    <message>
        <source>Tell the people who run that server, or name the endpoints in the profile.</source>
        <translation>Den Betreibern dieses Servers sagen, oder die Endpunkte im Profil nennen.</translation>
    </message>
    <message>
        <source>{issuer} has no metadata (OpenID Connect Discovery or RFC 8414).</source>
        <translation>{issuer} hat keine Metadaten (OpenID Connect Discovery oder RFC 8414).</translation>
    </message>
    <message>
        <source>Check the address, or name the endpoints in the profile.</source>
        <translation>Die Adresse prüfen, oder die Endpunkte im Profil nennen.</translation>
    </message>
    <message>
        <source>The server of {issuer} calls itself {found}.</source>
        <translation>Der Server von {issuer} nennt sich {found}.</translation>
    </message>
    <message>
        <source>Give it exactly so: --issuer {found}</source>
        <translation>Genau so angeben: --issuer {found}</translation>
    </message>
    <message>
        <source>The metadata of {name} names no token endpoint.</source>
        <translation>Die Metadaten von {name} nennen keinen Token-Endpunkt.</translation>
    </message>
    <message>
        <source>Name it in the profile: [endpoints] token.</source>
        <translation>Im Profil nennen: [endpoints] token.</translation>
    </message>
    <message>
        <source>The {option} {url} {what}.</source>
        <translation>{option} {url} {what}.</translation>
    </message>
    <message>
        <source>Give a whole address that begins with https://.</source>
        <translation>Eine ganze Adresse angeben, die mit https:// beginnt.</translation>
    </message>
    <message>
        <source>{text} is not {form}.</source>
        <translation>{text} ist nicht {form}.</translation>
    </message>
    <message>
        <source>See `tokentray add --help`.</source>
        <translation>Siehe `tokentray add --help`.</translation>
    </message>
    <message>
        <source>The metadata of {api} cannot be used: {field} {what}.</source>
        <translation>Die Metadaten von {api} können nicht verwendet werden: {field} {what}.</translation>
    </message>
    <message>
        <source>Tell the people who run that API, or name the issuer yourself with --issuer only.</source>
        <translation>Den Betreibern dieser API sagen, oder den Aussteller selbst nennen, nur mit --issuer.</translation>
    </message>
    <message>
        <source>The metadata of {api} is about {found}.</source>
        <translation>Die Metadaten von {api} handeln von {found}.</translation>
    </message>
    <message>
        <source>If that is the API that you mean: --api {found}</source>
        <translation>Wenn das die gemeinte API ist: --api {found}</translation>
    </message>
    <message>
        <source>The metadata of {api} is about {found}, which is somewhere else.</source>
        <translation>Die Metadaten von {api} handeln von {found}, und das ist woanders.</translation>
    </message>
    <message>
        <source>Nothing was written; check the address of the API.</source>
        <translation>Nichts wurde geschrieben; die Adresse der API prüfen.</translation>
    </message>
    <message>
        <source>{api} does not say where its tokens come from (RFC 9728; nothing at {place}).</source>
        <translation>{api} sagt nicht, woher seine Tokens kommen (RFC 9728; nichts unter {place}).</translation>
    </message>
    <message>
        <source>Name the issuer instead: `tokentray add NAME --issuer URL --resource {api}`.</source>
        <translation>Stattdessen den Aussteller nennen: `tokentray add NAME --issuer URL --resource {api}`.</translation>
    </message>
    <message>
        <source>The metadata of {api} names no authorization server.</source>
        <translation>Die Metadaten von {api} nennen keinen Autorisierungsserver.</translation>
    </message>
    <message>
        <source>Name it: add --issuer URL.</source>
        <translation>Nennen: --issuer URL hinzufügen.</translation>
    </message>
    <message>
        <source>{api} does not name {issuer} as its authorization server.</source>
        <translation>{api} nennt {issuer} nicht als seinen Autorisierungsserver.</translation>
    </message>
    <message>
        <source>Choose one of: {others}</source>
        <translation>Einen davon wählen: {others}</translation>
    </message>
    <message>
        <source>{host} leads into a private network, where a public API has no business.</source>
        <translation>{host} führt in ein privates Netz, wo eine öffentliche API nichts zu suchen hat.</translation>
    </message>
    <message>
        <source>Tell the people who run that API.</source>
        <translation>Den Betreibern dieser API sagen.</translation>
    </message>
    <message>
        <source>The server takes no client secret, only {methods}.</source>
        <translation>Der Server nimmt kein Client-Geheimnis, nur {methods}.</translation>
    </message>
    <message>
        <source>Leave the secret out, or describe the client in a file: `tokentray add NAME --from FILE`.</source>
        <translation>Das Geheimnis weglassen, oder den Client in einer Datei beschreiben: `tokentray add NAME --from FILE`.</translation>
    </message>
    <message>
        <source>{name} has no client_id for the server of {api}.</source>
        <translation>{name} hat keine client_id für den Server von {api}.</translation>
    </message>
    <message>
        <source>Write it into the profile, or have one registered: `tokentray add {name} --api {api} --replace`.</source>
        <translation>Ins Profil schreiben, oder eine registrieren lassen: `tokentray add {name} --api {api} --replace`.</translation>
    </message>
    <message>
        <source>{issuer} registers no clients by itself.</source>
        <translation>{issuer} registriert Clients nicht von selbst.</translation>
    </message>
    <message>
        <source>Register one there by hand and add --client-id ID.</source>
        <translation>Dort von Hand einen registrieren und --client-id ID hinzufügen.</translation>
    </message>
    <message>
        <source>{host} refused to register a client ("{error}").</source>
        <translation>{host} hat die Registrierung eines Clients abgelehnt („{error}“).</translation>
    </message>
    <message>
        <source>{host} refused to register a client ("{error}": {what}).</source>
        <translation>{host} hat die Registrierung eines Clients abgelehnt („{error}“: {what}).</translation>
    </message>
    <message>
        <source>{host} registers clients of its own people only ({status}).</source>
        <translation>{host} registriert nur Clients der eigenen Leute ({status}).</translation>
    </message>
    <message>
        <source>{host} registered a client that TokenTray cannot be ({method}).</source>
        <translation>{host} hat einen Client registriert, der TokenTray nicht sein kann ({method}).</translation>
    </message>
    <message>
        <source>{host} registered a client without the redirect address that was asked for.</source>
        <translation>{host} hat einen Client ohne die verlangte Rückkehradresse registriert.</translation>
    </message>
    <message>
        <source>No port of this computer is free for the sign-in.</source>
        <translation>Kein Port dieses Computers ist für die Anmeldung frei.</translation>
    </message>
    <message>
        <source>Name one: --redirect-port N.</source>
        <translation>Einen nennen: --redirect-port N.</translation>
    </message>
    <message>
        <source>The API is {resource}.</source>
        <translation>Die API ist {resource}.</translation>
    </message>
    <message>
        <source>The API is {resource} ({named}).</source>
        <translation>Die API ist {resource} ({named}).</translation>
    </message>
    <message>
        <source>Its tokens come from {issuer}.</source>
        <translation>Die Tokens kommen von {issuer}.</translation>
    </message>
    <message>
        <source>The API names {count} of them; {issuer} is the first that works.</source>
        <translation>Die API nennt {count} davon; {issuer} ist der erste, der funktioniert.</translation>
    </message>
    <message>
        <source>--issuer chooses another.</source>
        <translation>--issuer wählt einen anderen.</translation>
    </message>
    <message>
        <source>{issuer} was passed over: {why}.</source>
        <translation>{issuer} wurde übergangen: {why}.</translation>
    </message>
    <message>
        <source>At {origin}: {words}.</source>
        <translation>Bei {origin}: {words}.</translation>
    </message>
    <message>
        <source>Sign-in by {grant}.</source>
        <translation>Anmeldung mit {grant}.</translation>
    </message>
    <message>
        <source>Not by {grant}: {why}.</source>
        <translation>Nicht mit {grant}: {why}.</translation>
    </message>
    <message>
        <source>Scopes: {scopes}.</source>
        <translation>Scopes: {scopes}.</translation>
    </message>
    <message>
        <source>No scopes are asked for: the server suggests none.</source>
        <translation>Es werden keine Scopes angefordert: Der Server schlägt keine vor.</translation>
    </message>
    <message>
        <source>The API wants tokens that are bound to a key (DPoP).</source>
        <translation>Die API will Tokens, die an einen Schlüssel gebunden sind (DPoP).</translation>
    </message>
    <message>
        <source>The client secret is sent as {method}, and kept in the keyring.</source>
        <translation>Das Client-Geheimnis wird als {method} gesendet und im Schlüsselbund aufbewahrt.</translation>
    </message>
    <message>
        <source>The server names no clients without a secret ({methods}).</source>
        <translation>Der Server nennt keine Clients ohne Geheimnis ({methods}).</translation>
    </message>
    <message>
        <source>Where it refuses, add --client-secret-stdin.</source>
        <translation>Wenn er ablehnt, --client-secret-stdin hinzufügen.</translation>
    </message>
    <message>
        <source>It stays the client {client}, whose tokens it holds.</source>
        <translation>Es bleibt der Client {client}, dessen Tokens es hat.</translation>
    </message>
    <message>
        <source>TokenTray has to be registered as a client at {origin}, with the redirect address {uri}.</source>
        <translation>TokenTray muss bei {origin} als Client registriert werden, mit der Rückkehradresse {uri}.</translation>
    </message>
    <message>
        <source>TokenTray has to be registered as a client at {origin}.</source>
        <translation>TokenTray muss bei {origin} als Client registriert werden.</translation>
    </message>
    <message>
        <source>Registered there as the client {client}.</source>
        <translation>Dort registriert als Client {client}.</translation>
    </message>
    <message>
        <source>The server lets it ask for fewer scopes: {scopes}.</source>
        <translation>Der Server erlaubt ihm weniger Scopes: {scopes}.</translation>
    </message>
    <message>
        <source>The server lets the client secret end in {days} days.</source>
        <translation>Der Server lässt das Client-Geheimnis in {days} Tagen enden.</translation>
    </message>
    <message>
        <source>Add the profile again with --replace then.</source>
        <translation>Das Profil dann mit --replace neu hinzufügen.</translation>
    </message>
    <message>
        <source>Tokens or secrets may go to {host}.</source>
        <translation>Tokens oder Geheimnisse können an {host} gehen.</translation>
    </message>
    <message>
        <source>Nothing will be sent anywhere: its tokens are not renewed.</source>
        <translation>Nirgendwohin wird etwas gesendet: Seine Tokens werden nicht erneuert.</translation>
    </message>
    <message>
        <source>It needs a secret: tokentray secret set {name} {key}</source>
        <translation>Es braucht ein Geheimnis: tokentray secret set {name} {key}</translation>
    </message>
    <message>
        <source>{name} has nothing to sign in with: its tokens are imported.</source>
        <translation>{name} hat nichts zum Anmelden: Seine Tokens werden importiert.</translation>
    </message>
    <message>
        <source>Give the profile an issuer and a client_id, or `tokentray import {name} response.json`.</source>
        <translation>Dem Profil einen issuer und eine client_id geben, oder `tokentray import {name} response.json`.</translation>
    </message>
    <message>
        <source>{name} cannot sign in by {grant}: {why}.</source>
        <translation>{name} kann nicht mit {grant} anmelden: {why}.</translation>
    </message>
    <message>
        <source>Choose another `grant` in the profile, or name the endpoint there.</source>
        <translation>Einen anderen `grant` im Profil wählen, oder dort den Endpunkt nennen.</translation>
    </message>
    <message>
        <source>{name} cannot sign in ({why}).</source>
        <translation>{name} kann nicht anmelden ({why}).</translation>
    </message>
    <message>
        <source>Complete the profile, or ask who runs that server.</source>
        <translation>Das Profil vervollständigen, oder die Betreiber des Servers fragen.</translation>
    </message>
    <message>
        <source>The profile {name} sets {parameter}, which only TokenTray may.</source>
        <translation>Das Profil {name} setzt {parameter}, was nur TokenTray darf.</translation>
    </message>
    <message>
        <source>Remove it from the [parameters] table.</source>
        <translation>Aus der Tabelle [parameters] entfernen.</translation>
    </message>
    <message>
        <source>The {endpoint} endpoint {what}.</source>
        <translation>Der Endpunkt {endpoint} {what}.</translation>
    </message>
    <message>
        <source>Correct it in the [endpoints] table of the profile.</source>
        <translation>In der Tabelle [endpoints] des Profils berichtigen.</translation>
    </message>
    <message>
        <source>Port {port} of this computer, which the browser has to come back to, is in use: {what}.</source>
        <translation>Port {port} dieses Computers, zu dem der Browser zurückkehren muss, ist belegt: {what}.</translation>
    </message>
    <message>
        <source>End the program that has it, or set another `redirect_port` that the server knows too.</source>
        <translation>Das Programm beenden, das ihn hat, oder einen anderen `redirect_port` setzen, den auch der Server kennt.</translation>
    </message>
    <message>
        <source>Nothing can listen on this computer for the browser: {what}.</source>
        <translation>Auf diesem Computer kann nichts auf den Browser warten: {what}.</translation>
    </message>
    <message>
        <source>Sign in on another device: `tokentray sign-in NAME --device`.</source>
        <translation>Auf einem anderen Gerät anmelden: `tokentray sign-in NAME --device`.</translation>
    </message>
    <message>
        <source>The sign-in was cancelled; nothing was changed.</source>
        <translation>Die Anmeldung wurde abgebrochen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Try again when you like.</source>
        <translation>Bei Gelegenheit erneut versuchen.</translation>
    </message>
    <message>
        <source>The sign-in was refused at {host}{told}.</source>
        <translation>Die Anmeldung wurde bei {host} abgelehnt{told}.</translation>
    </message>
    <message>
        <source>Nothing was changed; try again when you like.</source>
        <translation>Nichts wurde geändert; bei Gelegenheit erneut versuchen.</translation>
    </message>
    <message>
        <source>Nobody came back from the browser within {minutes} minutes.</source>
        <translation>Niemand kam innerhalb von {minutes} Minuten aus dem Browser zurück.</translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation>Neu anmelden.</translation>
    </message>
    <message>
        <source>{host} answered the sign-in with "{error}"{told}.</source>
        <translation>{host} hat die Anmeldung mit „{error}“ beantwortet{told}.</translation>
    </message>
    <message>
        <source>{host} calls the profile wrong: "{error}"{told}.</source>
        <translation>{host} nennt das Profil falsch: „{error}“{told}.</translation>
    </message>
    <message>
        <source>Check client_id, scopes, resources and the redirect address that the server knows.</source>
        <translation>client_id, Scopes, resources und die Rückkehradresse prüfen, die der Server kennt.</translation>
    </message>
    <message>
        <source>What came back from {host} by the browser cannot be used: {what}.</source>
        <translation>Was von {host} über den Browser zurückkam, kann nicht verwendet werden: {what}.</translation>
    </message>
    <message>
        <source>The answer is from {found}, and not from {issuer}; it was not used.</source>
        <translation>Die Antwort ist von {found} und nicht von {issuer}; sie wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>Sign in again, and check the issuer in the profile.</source>
        <translation>Neu anmelden und den Aussteller im Profil prüfen.</translation>
    </message>
    <message>
        <source>{host} did not take the code that it had given a moment ago.</source>
        <translation>{host} hat den Code nicht angenommen, den er gerade ausgegeben hatte.</translation>
    </message>
    <message>
        <source>{host} refused to give tokens ({status}).</source>
        <translation>{host} hat keine Tokens gegeben ({status}).</translation>
    </message>
    <message>
        <source>Check the profile, and sign in again.</source>
        <translation>Das Profil prüfen und neu anmelden.</translation>
    </message>
    <message>
        <source>The ID token of {host} is not an answer to this sign-in: {what}.</source>
        <translation>Das ID-Token von {host} ist keine Antwort auf diese Anmeldung: {what}.</translation>
    </message>
    <message>
        <source>Nothing was stored; sign in again, and check issuer and client_id.</source>
        <translation>Nichts wurde gespeichert; neu anmelden, issuer und client_id prüfen.</translation>
    </message>
    <message>
        <source>The code of {host} has expired.</source>
        <translation>Der Code von {host} ist abgelaufen.</translation>
    </message>
    <message>
        <source>Sign in again for a new one.</source>
        <translation>Für einen neuen neu anmelden.</translation>
    </message>
    <message>
        <source>That is not the address of this sign-in.</source>
        <translation>Das ist nicht die Adresse dieser Anmeldung.</translation>
    </message>
    <message>
        <source>Copy the whole address of the last page, which begins with {uri}.</source>
        <translation>Die ganze Adresse der letzten Seite kopieren, die mit {uri} beginnt.</translation>
    </message>
    <message>
        <source>{grant} comes first</source>
        <translation>{grant} geht vor</translation>
    </message>
    <message>
        <source>{grant} was asked for</source>
        <translation>{grant} wurde verlangt</translation>
    </message>
    <message>
        <source>the server does not offer it</source>
        <translation>der Server bietet es nicht an</translation>
    </message>
    <message>
        <source>the server does not know PKCE with S256</source>
        <translation>der Server kennt PKCE mit S256 nicht</translation>
    </message>
    <message>
        <source>no {endpoint} endpoint is known</source>
        <translation>kein Endpunkt {endpoint} ist bekannt</translation>
    </message>
    <message>
        <source>there is no client_id</source>
        <translation>es gibt keine client_id</translation>
    </message>
    <message>
        <source>the client has nothing to show who it is</source>
        <translation>der Client hat nichts, womit er sich ausweist</translation>
    </message>
    <message>
        <source>The private_key of {name} cannot be used to sign.</source>
        <translation>Mit dem private_key von {name} kann nicht signiert werden.</translation>
    </message>
    <message>
        <source>Set it again as PEM without a password, or as a private JWK: `tokentray secret set {name} private_key`.</source>
        <translation>Neu setzen als PEM ohne Passwort oder als privater JWK: `tokentray secret set {name} private_key`.</translation>
    </message>
    <message>
        <source>The private_key of the profile is not a certificate with the key that belongs to it.</source>
        <translation>Der private_key des Profils ist kein Zertifikat mit dem zugehörigen Schlüssel.</translation>
    </message>
    <message>
        <source>Set it again as PEM, certificate and key together: `tokentray secret set`.</source>
        <translation>Neu setzen als PEM, Zertifikat und Schlüssel zusammen: `tokentray secret set`.</translation>
    </message>
    <message>
        <source>the server ended the grant</source>
        <translation>der Server hat die Freigabe beendet</translation>
    </message>
    <message>
        <source>the server answered {status}</source>
        <translation>der Server hat {status} geantwortet</translation>
    </message>
    <message>
        <source>the token endpoint changed from {old} to {new}</source>
        <translation>der Token-Endpunkt hat von {old} zu {new} gewechselt</translation>
    </message>
    <message>
        <source>the issuer changed from {old} to {new}</source>
        <translation>der Aussteller hat von {old} zu {new} gewechselt</translation>
    </message>
    <message>
        <source>the server answered with another account</source>
        <translation>der Server hat mit einem anderen Konto geantwortet</translation>
    </message>
    <message>
        <source>these tokens belong to another computer</source>
        <translation>diese Tokens gehören zu einem anderen Computer</translation>
    </message>
    <message>
        <source>the server keeps refusing without saying why</source>
        <translation>der Server lehnt immer wieder ab, ohne zu sagen, warum</translation>
    </message>
    <message>
        <source>the last refresh was cut off and its answer is lost</source>
        <translation>das letzte Erneuern wurde unterbrochen, und seine Antwort ist verloren</translation>
    </message>
    <message>
        <source>there is no token</source>
        <translation>es gibt kein Token</translation>
    </message>
    <message>
        <source>the keys of the issuer were not asked yet</source>
        <translation>die Schlüssel des Ausstellers wurden noch nicht abgefragt</translation>
    </message>
    <message>
        <source>the keys of the issuer could not be asked: {what}</source>
        <translation>die Schlüssel des Ausstellers konnten nicht abgefragt werden: {what}</translation>
    </message>
    <message>
        <source>the profile names no issuer whose keys could tell</source>
        <translation>das Profil nennt keinen Aussteller, dessen Schlüssel es zeigen könnten</translation>
    </message>
    <message>
        <source>{issuer} names no keys</source>
        <translation>{issuer} nennt keine Schlüssel</translation>
    </message>
    <message>
        <source>an opaque token has none that could be checked here</source>
        <translation>ein undurchsichtiges Token hat keine, die hier geprüft werden könnte</translation>
    </message>
    <message>
        <source>the token is encrypted for somebody else</source>
        <translation>das Token ist für jemand anderen verschlüsselt</translation>
    </message>
    <message>
        <source>the token is too large to check ({length} characters)</source>
        <translation>das Token ist zu groß zum Prüfen ({length} Zeichen)</translation>
    </message>
    <message>
        <source>the token cannot be decoded: {what}</source>
        <translation>das Token kann nicht dekodiert werden: {what}</translation>
    </message>
    <message>
        <source>the token is unsigned (alg none)</source>
        <translation>das Token ist nicht signiert (alg none)</translation>
    </message>
    <message>
        <source>{algorithm} is made with a shared secret, not with a key</source>
        <translation>{algorithm} entsteht mit einem gemeinsamen Geheimnis, nicht mit einem Schlüssel</translation>
    </message>
    <message>
        <source>the algorithm {algorithm} is not checked here</source>
        <translation>der Algorithmus {algorithm} wird hier nicht geprüft</translation>
    </message>
    <message>
        <source>the token demands an extension that is not known (crit)</source>
        <translation>das Token verlangt eine Erweiterung, die nicht bekannt ist (crit)</translation>
    </message>
    <message>
        <source>the issuer does not name the key that signed it</source>
        <translation>der Aussteller nennt den Schlüssel nicht, der es signiert hat</translation>
    </message>
    <message>
        <source>the key of the issuer is not for {algorithm}</source>
        <translation>der Schlüssel des Ausstellers ist nicht für {algorithm}</translation>
    </message>
    <message>
        <source>it was not made with the keys of {keys_of}</source>
        <translation>sie stammt nicht von den Schlüsseln von {keys_of}</translation>
    </message>
    <message>
        <source>the token names {found} as its issuer, not {expected}</source>
        <translation>das Token nennt {found} als Aussteller, nicht {expected}</translation>
    </message>
    <message>
        <source>the token is for {found}, not for {expected}</source>
        <translation>das Token ist für {found}, nicht für {expected}</translation>
    </message>
    <message>
        <source>the exp claim cannot be read</source>
        <translation>der Claim exp kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>the token has expired</source>
        <translation>das Token ist abgelaufen</translation>
    </message>
    <message>
        <source>the token is not valid yet</source>
        <translation>das Token ist noch nicht gültig</translation>
    </message>
    <message>
        <source>it was made with a key of {keys_of}</source>
        <translation>sie stammt von einem Schlüssel von {keys_of}</translation>
    </message>
    <message>
        <source>last verified by the keys of {keys_of} as of {at}</source>
        <translation>zuletzt geprüft mit den Schlüsseln von {keys_of} vom {at}</translation>
    </message>
    <message>
        <source>{name} holds no tokens.</source>
        <translation>{name} hat keine Tokens.</translation>
    </message>
    <message>
        <source>{name} is signed out here; its keyring entry could not be read, so the server can't be told; nothing tells how long the access token lives.</source>
        <translation>{name} ist hier abgemeldet; der Eintrag im Schlüsselbund konnte nicht gelesen werden, daher kann es dem Server nicht gesagt werden; nichts verrät, wie lange das Zugriffstoken gilt.</translation>
    </message>
    <message>
        <source>{name} is signed out; the server revoked its tokens.</source>
        <translation>{name} ist abgemeldet; der Server hat die Tokens widerrufen.</translation>
    </message>
    <message>
        <source>{name} is signed out; the server revoked the refresh token. For the access token the server can't be told; {life}.</source>
        <translation>{name} ist abgemeldet; der Server hat das Refresh-Token widerrufen. Zum Zugriffstoken kann es dem Server nicht gesagt werden; {life}.</translation>
    </message>
    <message>
        <source>{name} is signed out; the server revoked the access token. For the refresh token the server can't be told; nothing here holds it any more.</source>
        <translation>{name} ist abgemeldet; der Server hat das Zugriffstoken widerrufen. Zum Refresh-Token kann es dem Server nicht gesagt werden; hier hat es nichts mehr.</translation>
    </message>
    <message>
        <source>{name} is signed out here; the server can't be told; {life}.</source>
        <translation>{name} ist hier abgemeldet; dem Server kann es nicht gesagt werden; {life}.</translation>
    </message>
    <message>
        <source>{what} Its own pages may let you end the session there.</source>
        <translation>{what} Auf seinen eigenen Seiten lässt sich die Sitzung vielleicht beenden.</translation>
    </message>
    <message>
        <source>the access token lives until {moment}</source>
        <translation>das Zugriffstoken gilt bis {moment}</translation>
    </message>
    <message>
        <source>the access token has expired</source>
        <translation>das Zugriffstoken ist abgelaufen</translation>
    </message>
    <message>
        <source>nothing tells how long the access token lives</source>
        <translation>nichts verrät, wie lange das Zugriffstoken gilt</translation>
    </message>
    <message>
        <source>there was no access token</source>
        <translation>es gab kein Zugriffstoken</translation>
    </message>
    <message>
        <source>The file is {encoding}, not UTF-8.</source>
        <translation>Die Datei ist {encoding}, nicht UTF-8.</translation>
    </message>
    <message>
        <source>Save it as UTF-8 and try again.</source>
        <translation>Als UTF-8 speichern und erneut versuchen.</translation>
    </message>
    <message>
        <source>The file is not UTF-8.</source>
        <translation>Die Datei ist nicht UTF-8.</translation>
    </message>
    <message>
        <source>The input is longer than 1 MiB.</source>
        <translation>Die Eingabe ist länger als 1 MiB.</translation>
    </message>
    <message>
        <source>Give the token response only.</source>
        <translation>Nur die Token-Antwort angeben.</translation>
    </message>
    <message>
        <source>The input is empty.</source>
        <translation>Die Eingabe ist leer.</translation>
    </message>
    <message>
        <source>Give a token response (JSON) or a JWT.</source>
        <translation>Eine Token-Antwort (JSON) oder ein JWT angeben.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {what}.</source>
        <translation>{path} kann nicht gelesen werden: {what}.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Den Pfad prüfen.</translation>
    </message>
    <message>
        <source>This is neither a token response (JSON) nor a JWT.</source>
        <translation>Das ist weder eine Token-Antwort (JSON) noch ein JWT.</translation>
    </message>
    <message>
        <source>Copy the whole answer of the token endpoint.</source>
        <translation>Die ganze Antwort des Token-Endpunkts kopieren.</translation>
    </message>
    <message>
        <source>This is not valid JSON: {what} (line {line}, column {column}).</source>
        <translation>Das ist kein gültiges JSON: {what} (Zeile {line}, Spalte {column}).</translation>
    </message>
    <message>
        <source>Copy the whole answer.</source>
        <translation>Die ganze Antwort kopieren.</translation>
    </message>
    <message>
        <source>The field "{field}" stands there twice.</source>
        <translation>Das Feld „{field}“ steht zweimal da.</translation>
    </message>
    <message>
        <source>Copy the server's answer unchanged.</source>
        <translation>Die Antwort des Servers unverändert kopieren.</translation>
    </message>
    <message>
        <source>{number} is not a JSON number.</source>
        <translation>{number} ist keine JSON-Zahl.</translation>
    </message>
    <message>
        <source>The JSON is nested too deep.</source>
        <translation>Das JSON ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>This is JSON, but not an object.</source>
        <translation>Das ist JSON, aber kein Objekt.</translation>
    </message>
    <message>
        <source>Give the whole token response, `{{…}}`.</source>
        <translation>Die ganze Token-Antwort angeben, `{{…}}`.</translation>
    </message>
    <message>
        <source>There is no access_token in it.</source>
        <translation>Es ist kein access_token darin.</translation>
    </message>
    <message>
        <source>Give the whole token response.</source>
        <translation>Die ganze Token-Antwort angeben.</translation>
    </message>
    <message>
        <source>The {field} holds white space or control characters.</source>
        <translation>{field} enthält Leer- oder Steuerzeichen.</translation>
    </message>
    <message>
        <source>Copy it again in one piece.</source>
        <translation>In einem Stück neu kopieren.</translation>
    </message>
    <message>
        <source>The JWT is broken: {what}.</source>
        <translation>Das JWT ist beschädigt: {what}.</translation>
    </message>
    <message>
        <source>Copy the whole token.</source>
        <translation>Das ganze Token kopieren.</translation>
    </message>
    <message>
        <source>The token is opaque: it says nothing that could be shown.</source>
        <translation>Das Token ist undurchsichtig: Es besagt nichts, was sich zeigen ließe.</translation>
    </message>
    <message>
        <source>expires_in is {what}.</source>
        <translation>expires_in ist {what}.</translation>
    </message>
    <message>
        <source>Correct it, or leave it out to use the token's own exp.</source>
        <translation>Berichtigen, oder weglassen, um exp des Tokens zu verwenden.</translation>
    </message>
    <message>
        <source>expires_in came as text and was read as the number {value}.</source>
        <translation>expires_in kam als Text und wurde als die Zahl {value} gelesen.</translation>
    </message>
    <message>
        <source>expires_in looks like milliseconds and was not used.</source>
        <translation>expires_in sieht nach Millisekunden aus und wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>If it is, say so: --expires-in timestamp-ms.</source>
        <translation>Wenn es so ist, sagen: --expires-in timestamp-ms.</translation>
    </message>
    <message>
        <source>expires_in and exp disagree by {seconds} s; the earlier one counts.</source>
        <translation>expires_in und exp weichen um {seconds} s ab; das frühere zählt.</translation>
    </message>
    <message>
        <source>expires_in was read as a {reading} by its size alone.</source>
        <translation>expires_in wurde allein nach seiner Größe als {reading} gelesen.</translation>
    </message>
    <message>
        <source>Change it with --expires-in lifetime|timestamp|timestamp-ms.</source>
        <translation>Ändern mit --expires-in lifetime|timestamp|timestamp-ms.</translation>
    </message>
    <message>
        <source>The lifetime of this opaque token counts from now.</source>
        <translation>Die Lebensdauer dieses undurchsichtigen Tokens zählt ab jetzt.</translation>
    </message>
    <message>
        <source>The access token is opaque: it carries no claims to show.</source>
        <translation>Das Zugriffstoken ist undurchsichtig: Es enthält keine Claims zum Anzeigen.</translation>
    </message>
    <message>
        <source>The token is unsigned (alg none): anybody can write such a token.</source>
        <translation>Das Token ist nicht signiert (alg none): Jeder kann so ein Token schreiben.</translation>
    </message>
    <message>
        <source>The exp claim is text, not a number; it was read as {value}.</source>
        <translation>Der Claim exp ist Text, keine Zahl; er wurde als {value} gelesen.</translation>
    </message>
    <message>
        <source>The exp claim cannot be read as a time.</source>
        <translation>Der Claim exp kann nicht als Zeit gelesen werden.</translation>
    </message>
    <message>
        <source>The token carries no exp claim.</source>
        <translation>Das Token enthält keinen Claim exp.</translation>
    </message>
    <message>
        <source>Nothing tells when this token expires.</source>
        <translation>Nichts verrät, wann dieses Token abläuft.</translation>
    </message>
    <message>
        <source>expires_in was {what} and was not used.</source>
        <translation>expires_in war {what} und wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>The token has expired already.</source>
        <translation>Das Token ist schon abgelaufen.</translation>
    </message>
    <message>
        <source>This computer's clock differs from the server's by {seconds} s.</source>
        <translation>Die Uhr dieses Computers weicht von der des Servers um {seconds} s ab.</translation>
    </message>
    <message>
        <source>The server says that this token is not active any more.</source>
        <translation>Der Server sagt, dass dieses Token nicht mehr aktiv ist.</translation>
    </message>
    <message>
        <source>There is no refresh token: this token cannot be renewed.</source>
        <translation>Es gibt kein Refresh-Token: Dieses Token kann nicht erneuert werden.</translation>
    </message>
    <message>
        <source>The profile has no rule to refresh by, so the refresh token is kept but not used.</source>
        <translation>Das Profil hat keine Regel zum Erneuern, daher wird das Refresh-Token aufbewahrt, aber nicht verwendet.</translation>
    </message>
    <message>
        <source>Give it a token endpoint or a [refresh] table in profiles.toml.</source>
        <translation>Ihm in profiles.toml einen Token-Endpunkt oder eine Tabelle [refresh] geben.</translation>
    </message>
    <message>
        <source>The server gave a plain bearer token, though the profile asks for one bound to a key.</source>
        <translation>Der Server gab ein einfaches Bearer-Token, obwohl das Profil ein an einen Schlüssel gebundenes verlangt.</translation>
    </message>
    <message>
        <source>The server did not grant {missing}.</source>
        <translation>Der Server hat {missing} nicht gewährt.</translation>
    </message>
    <message>
        <source>The token's aud does not name {resource}, so it may be good at other places too.</source>
        <translation>aud des Tokens nennt {resource} nicht, daher kann es auch anderswo gelten.</translation>
    </message>
    <message>
        <source>This is another account than before.</source>
        <translation>Das ist ein anderes Konto als zuvor.</translation>
    </message>
    <message>
        <source>The token looks like a JWT but cannot be decoded: {what}.</source>
        <translation>Das Token sieht wie ein JWT aus, kann aber nicht dekodiert werden: {what}.</translation>
    </message>
    <message>
        <source>The token is too large to decode ({length} characters).</source>
        <translation>Das Token ist zu groß zum Dekodieren ({length} Zeichen).</translation>
    </message>
    <message>
        <source>{path}: {key} is not known and was not used.</source>
        <translation>{path}: {key} ist nicht bekannt und wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>{path} was written by a newer version: {key} is not known here.</source>
        <translation>{path} wurde von einer neueren Version geschrieben: {key} ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>it is not base64url</source>
        <translation>es ist kein base64url</translation>
    </message>
    <message>
        <source>refresh</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>revocation</source>
        <translation>Widerruf</translation>
    </message>
    <message>
        <source>introspection</source>
        <translation>Introspektion</translation>
    </message>
    <message>
        <source>user info</source>
        <translation>Benutzerangaben</translation>
    </message>
    <message>
        <source>device sign-in</source>
        <translation>Anmeldung per Gerät</translation>
    </message>
    <message>
        <source>registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>a lifetime in seconds</source>
        <translation>Lebensdauer in Sekunden</translation>
    </message>
    <message>
        <source>a Unix timestamp</source>
        <translation>Unix-Zeitstempel</translation>
    </message>
    <message>
        <source>a Unix timestamp in milliseconds</source>
        <translation>Unix-Zeitstempel in Millisekunden</translation>
    </message>
    <message>
        <source>signed in as "{account}", {life}</source>
        <translation>angemeldet als „{account}“, {life}</translation>
    </message>
    <message>
        <source>signed in, {life}</source>
        <translation>angemeldet, {life}</translation>
    </message>
    <message>
        <source>It is renewed by itself.</source>
        <translation>Es wird von selbst erneuert.</translation>
    </message>
    <message>
        <source>It is renewed by asking again with the client's own secret.</source>
        <translation>Es wird erneuert, indem mit dem Geheimnis des Clients neu gefragt wird.</translation>
    </message>
    <message>
        <source>expiry unknown</source>
        <translation>Ablauf unbekannt</translation>
    </message>
    <message>
        <source>expired {moment} ({how})</source>
        <translation>abgelaufen {moment} ({how})</translation>
    </message>
    <message>
        <source>expires {moment} ({how})</source>
        <translation>läuft ab {moment} ({how})</translation>
    </message>
    <message>
        <source>from exp</source>
        <translation>aus exp</translation>
    </message>
    <message>
        <source>read as {reading}, agrees with exp</source>
        <translation>gelesen als {reading}, stimmt mit exp überein</translation>
    </message>
    <message>
        <source>read as {reading}</source>
        <translation>gelesen als {reading}</translation>
    </message>
    <message>
        <source>read as {reading}, exp is earlier and counts</source>
        <translation>gelesen als {reading}, exp ist früher und zählt</translation>
    </message>
    <message>
        <source>read as {reading}, exp is later</source>
        <translation>gelesen als {reading}, exp ist später</translation>
    </message>
    <message>
        <source>has a single brace; write {{{{ or }}}} for a brace itself</source>
        <translation>enthält eine einzelne Klammer; {{{{ oder }}}} steht für eine Klammer selbst</translation>
    </message>
    <message>
        <source>names the unknown placeholder {{{name}}}</source>
        <translation>nennt den unbekannten Platzhalter {{{name}}}</translation>
    </message>
    <message>
        <source>mixes {{{name}}}, which is a number, with text</source>
        <translation>mischt {{{name}}}, eine Zahl, mit Text</translation>
    </message>
    <message>
        <source>holds characters that a URL must not</source>
        <translation>enthält Zeichen, die in einer URL nicht stehen dürfen</translation>
    </message>
    <message>
        <source>is not a URL</source>
        <translation>ist keine URL</translation>
    </message>
    <message>
        <source>is not a URL that begins with https://</source>
        <translation>ist keine URL, die mit https:// beginnt</translation>
    </message>
    <message>
        <source>holds a user name, which a URL must not</source>
        <translation>enthält einen Benutzernamen, was eine URL nicht darf</translation>
    </message>
    <message>
        <source>is http; only loopback addresses may be</source>
        <translation>ist http; das dürfen nur Loopback-Adressen sein</translation>
    </message>
    <message>
        <source>is on this computer, and the API is not</source>
        <translation>ist auf diesem Computer, und die API ist es nicht</translation>
    </message>
    <message>
        <source>leads into a private network, and the API is not there</source>
        <translation>führt in ein privates Netz, und die API ist nicht dort</translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation>es ist kein JSON</translation>
    </message>
    <message>
        <source>it is not an object</source>
        <translation>es ist kein Objekt</translation>
    </message>
    <message>
        <source>older</source>
        <translation>älter</translation>
    </message>
    <message>
        <source>newer</source>
        <translation>neuer</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>Unknown option {word}</source>
        <translation>Unbekannte Option {word}</translation>
    </message>
    <message>
        <source>{name} stands there twice</source>
        <translation>{name} steht zweimal da</translation>
    </message>
    <message>
        <source>it holds no code</source>
        <translation>sie enthält keinen Code</translation>
    </message>
    <message>
        <source>it does not say which server it is from (iss)</source>
        <translation>sie sagt nicht, von welchem Server sie ist (iss)</translation>
    </message>
    <message>
        <source>it holds no device_code</source>
        <translation>sie enthält keinen device_code</translation>
    </message>
    <message>
        <source>it holds no user_code</source>
        <translation>sie enthält keinen user_code</translation>
    </message>
    <message>
        <source>its user_code cannot be shown</source>
        <translation>ihr user_code kann nicht angezeigt werden</translation>
    </message>
    <message>
        <source>its verification_uri {problem}</source>
        <translation>ihre verification_uri {problem}</translation>
    </message>
    <message>
        <source>it holds no access_token</source>
        <translation>sie enthält kein access_token</translation>
    </message>
    <message>
        <source>its token_type is {type}</source>
        <translation>ihr token_type ist {type}</translation>
    </message>
    <message>
        <source>it cannot be decoded</source>
        <translation>es kann nicht dekodiert werden</translation>
    </message>
    <message>
        <source>it is another issuer's</source>
        <translation>es ist von einem anderen Aussteller</translation>
    </message>
    <message>
        <source>it is made for another client</source>
        <translation>es ist für einen anderen Client</translation>
    </message>
    <message>
        <source>its nonce is not that of this sign-in</source>
        <translation>seine Nonce ist nicht die dieser Anmeldung</translation>
    </message>
    <message>
        <source>it has no readable exp</source>
        <translation>es hat kein lesbares exp</translation>
    </message>
    <message>
        <source>it has expired</source>
        <translation>es ist abgelaufen</translation>
    </message>
    <message>
        <source>it names no subject</source>
        <translation>es nennt kein Subjekt</translation>
    </message>
    <message>
        <source>it does not tell `active`</source>
        <translation>sie sagt nichts zu `active`</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>its header cannot be decoded</source>
        <translation>sein Header kann nicht dekodiert werden</translation>
    </message>
    <message>
        <source>its payload cannot be decoded</source>
        <translation>seine Nutzdaten können nicht dekodiert werden</translation>
    </message>
    <message>
        <source>its signature cannot be decoded</source>
        <translation>seine Signatur kann nicht dekodiert werden</translation>
    </message>
    <message>
        <source>its algorithm cannot be decoded</source>
        <translation>sein Algorithmus kann nicht dekodiert werden</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>es ist zu groß</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>es ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation>es kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>is on this computer, and the issuer is not</source>
        <translation>ist auf diesem Computer, und der Aussteller ist es nicht</translation>
    </message>
    <message>
        <source>it names no client_id</source>
        <translation>sie nennt keine client_id</translation>
    </message>
    <message>
        <source>there is no object at {pointer}</source>
        <translation>unter {pointer} ist kein Objekt</translation>
    </message>
    <message>
        <source>only http and https proxies are supported</source>
        <translation>nur http- und https-Proxys werden unterstützt</translation>
    </message>
    <message>
        <source>it is compressed, which was not asked for</source>
        <translation>sie ist komprimiert, was nicht verlangt war</translation>
    </message>
    <message>
        <source>it refused the connection</source>
        <translation>er hat die Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>it is not trusted</source>
        <translation>ihm wird nicht vertraut</translation>
    </message>
    <message>
        <source>not a PEM file</source>
        <translation>keine PEM-Datei</translation>
    </message>
    <message>
        <source>it is about somebody else</source>
        <translation>sie handelt von jemand anderem</translation>
    </message>
    <message>
        <source>none answers</source>
        <translation>keiner antwortet</translation>
    </message>
    <message>
        <source>the system's store</source>
        <translation>der Speicher des Systems</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>ahead of</source>
        <translation>vor</translation>
    </message>
    <message>
        <source>this program keeps tokens in the keyring</source>
        <translation>dieses Programm bewahrt Tokens im Schlüsselbund auf</translation>
    </message>
    <message>
        <source>is not a URI without a fragment</source>
        <translation>ist keine URI ohne Fragment</translation>
    </message>
    <message>
        <source>Give --issuer, --api or --from</source>
        <translation>--issuer, --api oder --from angeben</translation>
    </message>
    <message>
        <source>it holds no keys</source>
        <translation>sie enthält keine Schlüssel</translation>
    </message>
    <message>
        <source>sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>sign-out</source>
        <translation>Abmeldung</translation>
    </message>
    <message>
        <source>signing keys</source>
        <translation>Signaturschlüssel</translation>
    </message>
    <message>
        <source>registration of clients</source>
        <translation>Registrierung von Clients</translation>
    </message>
    <message>
        <source>a service that starts when needed</source>
        <translation>ein Dienst, der bei Bedarf startet</translation>
    </message>
    <message>
        <source>a piece of it is missing</source>
        <translation>ein Stück davon fehlt</translation>
    </message>
    <message>
        <source>its manifest is damaged</source>
        <translation>sein Verzeichnis ist beschädigt</translation>
    </message>
    <message>
        <source>profiles is not a table</source>
        <translation>profiles ist keine Tabelle</translation>
    </message>
    <message>
        <source>is not a name for a profile</source>
        <translation>ist kein Name für ein Profil</translation>
    </message>
    <message>
        <source>differs from {other} only in case</source>
        <translation>unterscheidet sich von {other} nur in Groß- und Kleinschreibung</translation>
    </message>
    <message>
        <source>is not a table</source>
        <translation>ist keine Tabelle</translation>
    </message>
    <message>
        <source>is the id of {other} too</source>
        <translation>ist auch die id von {other}</translation>
    </message>
    <message>
        <source>is not an id (letters, digits, - and _)</source>
        <translation>ist keine id (Buchstaben, Ziffern, - und _)</translation>
    </message>
    <message>
        <source>is not a list of texts</source>
        <translation>ist keine Liste von Texten</translation>
    </message>
    <message>
        <source>holds a placeholder, which a URL must not</source>
        <translation>enthält einen Platzhalter, was eine URL nicht darf</translation>
    </message>
    <message>
        <source>holds something that is not a host</source>
        <translation>enthält etwas, das kein Host ist</translation>
    </message>
    <message>
        <source>is not a JSON pointer (RFC 6901)</source>
        <translation>ist kein JSON-Pointer (RFC 6901)</translation>
    </message>
    <message>
        <source>is not POST, PUT, PATCH or GET</source>
        <translation>ist nicht POST, PUT, PATCH oder GET</translation>
    </message>
    <message>
        <source>is not a list of statuses</source>
        <translation>ist keine Liste von Statuscodes</translation>
    </message>
    <message>
        <source>is not text</source>
        <translation>ist kein Text</translation>
    </message>
    <message>
        <source>is not a header name</source>
        <translation>ist kein Name eines Headers</translation>
    </message>
    <message>
        <source>holds control characters</source>
        <translation>enthält Steuerzeichen</translation>
    </message>
    <message>
        <source>is neither text nor a whole number, which a form needs</source>
        <translation>ist weder Text noch ganze Zahl, was ein Formular braucht</translation>
    </message>
    <message>
        <source>is a date, which JSON does not have</source>
        <translation>ist ein Datum, das es in JSON nicht gibt</translation>
    </message>
    <message>
        <source>is not a finite number, which JSON needs</source>
        <translation>ist keine endliche Zahl, die JSON braucht</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>version is not a whole number from 1</source>
        <translation>version ist keine ganze Zahl ab 1</translation>
    </message>
    <message>
        <source>it is not UTF-8</source>
        <translation>es ist nicht UTF-8</translation>
    </message>
    <message>
        <source>it</source>
        <translation>es</translation>
    </message>
    <message>
        <source>is not known</source>
        <translation>ist nicht bekannt</translation>
    </message>
    <message>
        <source>is not a span of hours like "22:00-07:00"</source>
        <translation>ist keine Zeitspanne wie „22:00-07:00“</translation>
    </message>
    <message>
        <source>the SecretStorage package is not installed</source>
        <translation>das Paket SecretStorage ist nicht installiert</translation>
    </message>
    <message>
        <source>it failed with {error}</source>
        <translation>er ist mit {error} gescheitert</translation>
    </message>
    <message>
        <source>the Secret Service has no default collection</source>
        <translation>der Secret Service hat keine Standardsammlung</translation>
    </message>
    <message>
        <source>no Secret Service on the session bus</source>
        <translation>kein Secret Service am Sitzungsbus</translation>
    </message>
    <message>
        <source>is neither true nor false</source>
        <translation>ist weder true noch false</translation>
    </message>
    <message>
        <source>is not a whole number</source>
        <translation>ist keine ganze Zahl</translation>
    </message>
    <message>
        <source>is not between {lowest} and {highest}</source>
        <translation>liegt nicht zwischen {lowest} und {highest}</translation>
    </message>
    <message>
        <source>is not one of {words}</source>
        <translation>ist keines von {words}</translation>
    </message>
    <message>
        <source>its fields are wrong</source>
        <translation>seine Felder sind falsch</translation>
    </message>
    <message>
        <source>{error} at {place}</source>
        <translation>{error} bei {place}</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} s</translation>
    </message>
    <message>
        <source>{number} min</source>
        <translation>{number} min</translation>
    </message>
    <message>
        <source>{number} h</source>
        <translation>{number} h</translation>
    </message>
    <message>
        <source>{number} d</source>
        <translation>{number} d</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe von</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Both are the same: no hour is quiet.</source>
        <translation>Beide sind gleich: Keine Stunde ist ruhig.</translation>
    </message>
    <message>
        <source>&amp;Start with the session</source>
        <translation>&amp;Mit der Sitzung starten</translation>
    </message>
    <message>
        <source>Start &amp;without the window</source>
        <translation>&amp;Ohne Fenster starten</translation>
    </message>
    <message>
        <source>Only the icon is shown. Where no panel shows icons the window opens all the same.</source>
        <translation>Nur das Symbol ist zu sehen. Wo keine Leiste Symbole zeigt, öffnet sich das Fenster trotzdem.</translation>
    </message>
    <message>
        <source>Lock with the sc&amp;reen</source>
        <translation>Mit dem Bildschirm s&amp;perren</translation>
    </message>
    <message>
        <source>While the screen is locked no program gets a token.</source>
        <translation>Solange der Bildschirm gesperrt ist, erhält kein Programm ein Token.</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Of menu, windows and notices. Commands speak English.</source>
        <translation>Von Menü, Fenstern und Benachrichtigungen. Befehle sprechen Englisch.</translation>
    </message>
    <message>
        <source>&amp;Middle click copies</source>
        <translation>&amp;Mittelklick kopiert</translation>
    </message>
    <message>
        <source>The first pinned profile</source>
        <translation>Das erste angeheftete Profil</translation>
    </message>
    <message>
        <source>A middle click on the icon in the panel.</source>
        <translation>Ein Mittelklick auf das Symbol in der Leiste.</translation>
    </message>
    <message>
        <source>Copied &amp;as</source>
        <translation>Kopiert &amp;als</translation>
    </message>
    <message>
        <source>By a middle click, and by the command tokentray copy. The menu offers each by its name.</source>
        <translation>Bei einem Mittelklick und beim Befehl tokentray copy. Das Menü bietet jede Form mit ihrem Namen an.</translation>
    </message>
    <message>
        <source>&amp;Clear after</source>
        <translation>&amp;Löschen nach</translation>
    </message>
    <message>
        <source>A copied token is taken back from the clipboard then, and never outlives itself.</source>
        <translation>Dann wird ein kopiertes Token aus der Zwischenablage genommen, nie später als sein Ablauf.</translation>
    </message>
    <message>
        <source>A new sign-in is &amp;needed</source>
        <translation>Eine &amp;neue Anmeldung ist nötig</translation>
    </message>
    <message>
        <source>At once, when the server has ended the old one.</source>
        <translation>Sofort, wenn der Server die alte beendet hat.</translation>
    </message>
    <message>
        <source>A &amp;sign-in ends soon</source>
        <translation>Eine &amp;Anmeldung endet bald</translation>
    </message>
    <message>
        <source>A tenth of its time ahead, a day at most; a quarter of an hour at least where refreshing does not prolong it.</source>
        <translation>Ein Zehntel ihrer Dauer vorher, höchstens einen Tag; mindestens eine Viertelstunde, wo Erneuern sie nicht verlängert.</translation>
    </message>
    <message>
        <source>A &amp;token ends and cannot be refreshed</source>
        <translation>Ein &amp;Token läuft ab und kann nicht erneuert werden</translation>
    </message>
    <message>
        <source>As long ahead as the profile says, at most a tenth of the token's life.</source>
        <translation>So lange vorher, wie das Profil sagt, höchstens ein Zehntel der Gültigkeit des Tokens.</translation>
    </message>
    <message>
        <source>A token has &amp;expired</source>
        <translation>Ein Token ist ab&amp;gelaufen</translation>
    </message>
    <message>
        <source>Where refreshing did not come in time.</source>
        <translation>Wo das Erneuern nicht rechtzeitig gelang.</translation>
    </message>
    <message>
        <source>&amp;Permissions or roles changed</source>
        <translation>&amp;Berechtigungen oder Rollen haben sich geändert</translation>
    </message>
    <message>
        <source>When a new token brings others than the one before.</source>
        <translation>Wenn ein neues Token andere bringt als das vorige.</translation>
    </message>
    <message>
        <source>&amp;Quiet from</source>
        <translation>&amp;Ruhe von</translation>
    </message>
    <message>
        <source>Notices wait until these hours are over.</source>
        <translation>Benachrichtigungen warten, bis diese Zeit vorbei ist.</translation>
    </message>
    <message>
        <source>Pro&amp;file</source>
        <translation>&amp;Profil</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Erneuern</translation>
    </message>
    <message>
        <source>Always, in the background</source>
        <translation>Immer, im Hintergrund</translation>
    </message>
    <message>
        <source>While it is used</source>
        <translation>Solange es benutzt wird</translation>
    </message>
    <message>
        <source>Only when asked for</source>
        <translation>Nur auf Anfrage</translation>
    </message>
    <message>
        <source>&amp;Warn ahead</source>
        <translation>Vorher &amp;warnen</translation>
    </message>
    <message>
        <source>Before a token ends that cannot be refreshed; at most a tenth of its life ahead.</source>
        <translation>Vor dem Ablauf eines Tokens, das nicht erneuert werden kann; höchstens ein Zehntel seiner Gültigkeit vorher.</translation>
    </message>
    <message>
        <source>&amp;Pinned</source>
        <translation>&amp;Angeheftet</translation>
    </message>
    <message>
        <source>First in the list and in the menu of the icon.</source>
        <translation>Zuerst in der Liste und im Menü des Symbols.</translation>
    </message>
    <message>
        <source>&amp;Tokens are kept</source>
        <translation>&amp;Tokens liegen</translation>
    </message>
    <message>
        <source>In the system's keyring</source>
        <translation>Im Schlüsselbund</translation>
    </message>
    <message>
        <source>In memory only</source>
        <translation>Nur im Speicher</translation>
    </message>
    <message>
        <source>&amp;History of</source>
        <translation>&amp;Verlauf von</translation>
    </message>
    <message>
        <source>What happened to each profile, without any token. 0 keeps none.</source>
        <translation>Was mit jedem Profil geschah, ohne jedes Token. 0 behält keinen.</translation>
    </message>
    <message>
        <source>&amp;Name permissions in the history</source>
        <translation>&amp;Berechtigungen im Verlauf nennen</translation>
    </message>
    <message>
        <source>Which permissions, roles, scopes and plans came or went.</source>
        <translation>Welche Berechtigungen, Rollen, Scopes und Abonnements kamen oder gingen.</translation>
    </message>
    <message>
        <source>Until 8 hours after it was last copied, handed out or looked at.</source>
        <translation>Bis 8 Stunden, nachdem es zuletzt kopiert, herausgegeben oder angesehen wurde.</translation>
    </message>
    <message>
        <source>Copying it, or a program that asks for it, refreshes it first.</source>
        <translation>Kopieren, oder ein Programm, das danach fragt, erneuert es zuerst.</translation>
    </message>
    <message>
        <source>It is fresh whenever it is asked for.</source>
        <translation>Es ist frisch, wann immer danach gefragt wird.</translation>
    </message>
    <message>
        <source>Encrypted by the desktop; it survives a restart.</source>
        <translation>Von der Arbeitsumgebung verschlüsselt; übersteht einen Neustart.</translation>
    </message>
    <message>
        <source>When TokenTray ends they are gone, and each profile needs a new sign-in.</source>
        <translation>Wenn TokenTray endet, sind sie weg, und jedes Profil braucht eine neue Anmeldung.</translation>
    </message>
    <message>
        <source>This counts from the next start on. Tokens are not moved: sign in again then. What the keyring holds stays in it until you sign out or remove the profile.</source>
        <translation>Das gilt ab dem nächsten Start. Tokens werden nicht verschoben: Dann neu anmelden. Was im Schlüsselbund liegt, bleibt dort bis zum Abmelden oder Entfernen des Profils.</translation>
    </message>
    <message>
        <source>Bearer and token</source>
        <translation>Bearer und Token</translation>
    </message>
    <message>
        <source>The token alone</source>
        <translation>Nur das Token</translation>
    </message>
    <message>
        <source>Authorization header</source>
        <translation>Authorization-Header</translation>
    </message>
    <message>
        <source>Line for curl -K</source>
        <translation>Zeile für curl -K</translation>
    </message>
    <message>
        <source>Environment variable</source>
        <translation>Umgebungsvariable</translation>
    </message>
    <message>
        <source>Headers as JSON</source>
        <translation>Header als JSON</translation>
    </message>
    <message>
        <source>Token and expiry as JSON</source>
        <translation>Token und Ablauf als JSON</translation>
    </message>
    <message>
        <source>Settings of TokenTray</source>
        <translation>Einstellungen von TokenTray</translation>
    </message>
    <message>
        <source>&amp;Open the file</source>
        <translation>&amp;Datei öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Kept in {folder}, as text that you may edit.</source>
        <translation>Liegt in {folder}, als Text, der sich bearbeiten lässt.</translation>
    </message>
    <message>
        <source>No program here opens it: {path}</source>
        <translation>Kein Programm hier öffnet sie: {path}</translation>
    </message>
    <message>
        <source>In the file it {what}. What is shown here holds.</source>
        <translation>In der Datei: Der Wert {what}. Es gilt, was hier steht.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Something else starts there now: {command} (in {place}). Switch it on to start this program.</source>
        <translation>Dort startet jetzt etwas anderes: {command} (in {place}). Einschalten, um dieses Programm zu starten.</translation>
    </message>
    <message>
        <source>It is switched off in {place}.</source>
        <translation>Es ist in {place} ausgeschaltet.</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Sign in to {name}</source>
        <translation>Bei {name} anmelden</translation>
    </message>
    <message>
        <source>The code is good for {left}.</source>
        <translation>Der Code gilt noch {left}.</translation>
    </message>
    <message>
        <source>Code to type: {code}</source>
        <translation>Einzutippender Code: {code}</translation>
    </message>
    <message>
        <source>It is found out how one signs in there. This takes a moment.</source>
        <translation>Es wird ermittelt, wie man sich dort anmeldet. Das dauert einen Moment.</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Go on in your browser</source>
        <translation>Im Browser fortfahren</translation>
    </message>
    <message>
        <source>Open this page in a browser</source>
        <translation>Diese Seite in einem Browser öffnen</translation>
    </message>
    <message>
        <source>A page was opened there. This goes on by itself when you are done with it.</source>
        <translation>Dort wurde eine Seite geöffnet. Hier geht es von selbst weiter, wenn sie erledigt ist.</translation>
    </message>
    <message>
        <source>No browser was found here. Copy the address, and open it on this computer.</source>
        <translation>Hier wurde kein Browser gefunden. Die Adresse kopieren und auf diesem Computer öffnen.</translation>
    </message>
    <message>
        <source>&amp;Open again</source>
        <translation>Erneut ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Copy the address</source>
        <translation>Adresse &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Use a code</source>
        <translation>&amp;Code verwenden</translation>
    </message>
    <message>
        <source>Type this code</source>
        <translation>Diesen Code eintippen</translation>
    </message>
    <message>
        <source>On any device, open the page or scan the picture, and type the code there.</source>
        <translation>Auf einem beliebigen Gerät die Seite öffnen oder das Bild scannen und den Code dort eintippen.</translation>
    </message>
    <message>
        <source>&amp;Open the page</source>
        <translation>Seite ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Copy the code</source>
        <translation>Code &amp;kopieren</translation>
    </message>
    <message>
        <source>Signing in was refused</source>
        <translation>Die Anmeldung wurde abgelehnt</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Signed in to {name}</source>
        <translation>Bei {name} angemeldet</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Fertig</translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>keyring locked</source>
        <translation>Schlüsselbund gesperrt</translation>
    </message>
    <message>
        <source>no token yet</source>
        <translation>noch kein Token</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>gültig</translation>
    </message>
    <message>
        <source>refreshing</source>
        <translation>wird erneuert</translation>
    </message>
    <message>
        <source>ends soon</source>
        <translation>läuft bald ab</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TokenView</name>
    <message>
        <source>Header and payload</source>
        <translation>Header und Nutzdaten</translation>
    </message>
    <message>
        <source>There is nothing in it to decode.
What its server tells stands under Claims.</source>
        <translation>Darin gibt es nichts zu dekodieren.
Was sein Server sagt, steht unter Claims.</translation>
    </message>
    <message>
        <source>This token is too large to show whole here; the claims copy whole values.</source>
        <translation>Dieses Token ist zu groß, um es hier ganz zu zeigen; die Claims kopieren ganze Werte.</translation>
    </message>
    <message>
        <source>opaque</source>
        <translation>undurchsichtig</translation>
    </message>
    <message>
        <source>Signature ({algorithm}): {reason}</source>
        <translation>Signatur ({algorithm}): {reason}</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>check failed</source>
        <translation>Prüfung gescheitert</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>What the server says of it</source>
        <translation>Was der Server darüber sagt</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>The token is a reference that only its server can look up.</source>
        <translation>Das Token ist ein Verweis, den nur sein Server auflösen kann.</translation>
    </message>
    <message>
        <source>The token is opaque; its claims are what the server says of it (introspection).</source>
        <translation>Das Token ist undurchsichtig; seine Claims sind, was der Server darüber sagt (Introspektion).</translation>
    </message>
    <message>
        <source>The token is opaque; its claims are what the server says of the account (userinfo).</source>
        <translation>Das Token ist undurchsichtig; seine Claims sind, was der Server über das Konto sagt (userinfo).</translation>
    </message>
</context>
<context>
    <name>TrayAdvice</name>
    <message>
        <source>Add a system tray (StatusNotifierItem or XEmbed) to your panel.</source>
        <translation>Der Leiste einen Infobereich (StatusNotifierItem oder XEmbed) hinzufügen.</translation>
    </message>
    <message>
        <source>GNOME shows them with its extension “AppIndicator and KStatusNotifierItem Support”.</source>
        <translation>GNOME zeigt sie mit der Erweiterung „AppIndicator and KStatusNotifierItem Support“.</translation>
    </message>
    <message>
        <source>Switch the extension “Ubuntu AppIndicators” on in GNOME's Extensions.</source>
        <translation>In den GNOME-Erweiterungen „Ubuntu AppIndicators“ einschalten.</translation>
    </message>
    <message>
        <source>Add the widget “System Tray” to a panel.</source>
        <translation>Einer Leiste das Bedienelement „Systemabschnitt der Kontrollleiste“ hinzufügen.</translation>
    </message>
    <message>
        <source>Add the item “Status Tray Plugin” to the panel.</source>
        <translation>Der Leiste das Element „Statusbereich-Modul“ hinzufügen.</translation>
    </message>
    <message>
        <source>Add “Notification Area” to the panel.</source>
        <translation>Der Leiste den „Benachrichtigungsbereich“ hinzufügen.</translation>
    </message>
    <message>
        <source>Add the applet “XApp Status Applet” to the panel.</source>
        <translation>Der Leiste das Applet „XApp-Statusapplet“ hinzufügen.</translation>
    </message>
    <message>
        <source>Add the widget “Status Notifier” to the panel.</source>
        <translation>Der Leiste das Element „Statusbenachrichtigung“ hinzufügen.</translation>
    </message>
    <message>
        <source>Add the applet “System Tray” to the panel.</source>
        <translation>Der Leiste das Applet „Systemabschnitt“ hinzufügen.</translation>
    </message>
    <message>
        <source>Add the applet “Notification Tray” to the panel.</source>
        <translation>Der Leiste das Applet „Benachrichtigungsleiste“ hinzufügen.</translation>
    </message>
    <message>
        <source>Pantheon shows them with the indicator “wingpanel-indicator-ayatana”.</source>
        <translation>Pantheon zeigt sie mit dem Indikator „wingpanel-indicator-ayatana“.</translation>
    </message>
    <message>
        <source>Start a bar with a tray, such as Waybar with its module “tray”.</source>
        <translation>Eine Leiste mit Infobereich starten, etwa Waybar mit dem Modul „tray“.</translation>
    </message>
    <message>
        <source>Start a bar with a tray, such as i3bar, Polybar, tint2 or trayer.</source>
        <translation>Eine Leiste mit Infobereich starten, etwa i3bar, Polybar, tint2 oder trayer.</translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message>
        <source>Copy bearer</source>
        <translation>Bearer kopieren</translation>
    </message>
    <message>
        <source>Copy raw token</source>
        <translation>Nur das Token kopieren</translation>
    </message>
    <message>
        <source>Copy as header</source>
        <translation>Als Header kopieren</translation>
    </message>
    <message>
        <source>Copy as curl config</source>
        <translation>Als curl-Konfiguration kopieren</translation>
    </message>
    <message>
        <source>Copy as environment variable</source>
        <translation>Als Umgebungsvariable kopieren</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Jetzt erneuern</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Show claims</source>
        <translation>Claims anzeigen</translation>
    </message>
    <message>
        <source>Pause refreshing</source>
        <translation>Erneuern anhalten</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Open TokenTray</source>
        <translation>TokenTray öffnen</translation>
    </message>
    <message>
        <source>Find a profile… ({count} more)</source>
        <translation>Profil suchen… (+{count})</translation>
    </message>
    <message>
        <source>Paste a token response…</source>
        <translation>Token-Antwort einfügen…</translation>
    </message>
    <message>
        <source>Unlock keyring…</source>
        <translation>Schlüsselbund entsperren…</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Unlock TokenTray</source>
        <translation>TokenTray entsperren</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Quit TokenTray</source>
        <translation>TokenTray beenden</translation>
    </message>
    <message>
        <source>No token yet</source>
        <translation>Noch kein Token</translation>
    </message>
    <message>
        <source>Locked: unlock TokenTray to copy</source>
        <translation>Gesperrt: zum Kopieren TokenTray entsperren</translation>
    </message>
    <message>
        <source>Copy a bearer token</source>
        <translation>Bearer-Token kopieren</translation>
    </message>
    <message>
        <source>TokenTray is locked</source>
        <translation>TokenTray ist gesperrt</translation>
    </message>
    <message>
        <source>{name} is out of use: see the window</source>
        <translation>{name} ist außer Betrieb: siehe Fenster</translation>
    </message>
    <message numerus="yes">
        <source>%n profiles are out of use: see the window</source>
        <translation>
            <numerusform>%n Profil ist außer Betrieb: siehe Fenster</numerusform>
            <numerusform>%n Profile sind außer Betrieb: siehe Fenster</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>No panel here shows tray icons. {advice} Until then closing this window only minimises it.</source>
        <translation>Keine Leiste hier hat einen Infobereich für Symbole. {advice} Bis dahin wird dieses Fenster beim Schließen nur minimiert.</translation>
    </message>
    <message>
        <source>no keyring</source>
        <translation>kein Schlüsselbund</translation>
    </message>
    <message>
        <source>reading the keyring…</source>
        <translation>Schlüsselbund wird gelesen…</translation>
    </message>
    <message>
        <source>The keyring has not taken the new tokens of {names} yet. Trying again.</source>
        <translation>Der Schlüsselbund hat die neuen Tokens von {names} noch nicht angenommen. Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>Refreshing is paused: tokens end and are not renewed.</source>
        <translation>Das Erneuern ist angehalten: Tokens laufen ab und werden nicht erneuert.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Quit TokenTray</source>
        <translation>TokenTray &amp;beenden</translation>
    </message>
    <message>
        <source>No program here opens it: {path}</source>
        <translation>Kein Programm hier öffnet das: {path}</translation>
    </message>
    <message numerus="yes">
        <source>{problem} And %n more like it.</source>
        <translation>
            <numerusform>{problem} Und %n weiteres dieser Art.</numerusform>
            <numerusform>{problem} Und %n weitere dieser Art.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Datei öffnen</translation>
    </message>
</context>
</TS>
