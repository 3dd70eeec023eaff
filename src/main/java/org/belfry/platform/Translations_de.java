package org.belfry.platform;

/** In German. What comes after the name of a field begins with a small letter. */
public class Translations_de extends Translations {

    @Override
    protected Object[][] getContents() {
        return new Object[][] {
            {"A header of the request is malformed", "Ein Header der Anfrage ist fehlerhaft"},
            {"A value is too long or out of range", "Ein Wert ist zu lang oder außerhalb des Bereichs"},
            {
                "The connection broke before the request was answered",
                "Die Verbindung brach ab, bevor die Anfrage beantwortet war"
            },
            {"The form was not sent by a page of the console", "Das Formular kam von keiner Seite der Konsole"},
            {"The body must be %s, in UTF-8", "Der Inhalt muss %s sein, in UTF-8"},
            {"accounts", "Konten"},
            {"API keys", "API-Schlüsseln"},
            {"idempotency keys of one day", "Idempotenz-Schlüsseln eines Tages"},
            {"idempotency keys of one person and day", "Idempotenz-Schlüsseln einer Person und eines Tages"},
            {"preferences of one person", "Einstellungen einer Person"},
            {"recipients", "Empfängern"},
            {"schedules", "Terminen"},
            {"schedules of one person", "Terminen einer Person"},
            {"sessions of one account", "Sitzungen eines Kontos"},
            {"sources", "Quellen"},
            {"subscriptions of one person", "Abonnements einer Person"},
            {"thresholds", "Schwellen"},
            {
                "There is a recipient %s, whose name differs by blanks at its end alone",
                "Es gibt einen Empfänger %s, dessen Name sich nur durch Leerzeichen am Ende unterscheidet"
            },
            {"This form was sent by a page of another origin", "Dieses Formular kam von einer Seite anderer Herkunft"},
            {"topics", "Themen"},
            {"types", "Arten"},
            {"webhooks of one person", "Webhooks einer Person"},
            {"webhooks of the organization", "Webhooks der Organisation"},
            {
                "The quota of %s %s is used up; remove some first",
                "Das Kontingent von %s %s ist aufgebraucht; löschen Sie zuerst einige"
            },
            {
                "%1$s is a function: write {{#%1$s}}data.at{{/%1$s}}, or {{data.%1$s}} for a member of data",
                "%1$s ist eine Funktion: schreiben Sie {{#%1$s}}data.at{{/%1$s}}, oder {{data.%1$s}} für ein Feld der Daten"
            },
            {"%s and %s", "%s und %s"},
            {"%s closes a section that is not open", "%s schließt einen Abschnitt, der nicht offen ist"},
            {
                "%s closes another section than the one that is open, %s of line %s, column %s",
                "%s schließt einen anderen Abschnitt als den offenen, %s aus Zeile %s, Spalte %s"
            },
            {"%s has the role %s no more", "%s hat die Rolle %s nicht mehr"},
            {
                "%s is JSON beyond what can be read: nested too deeply, or a number too large",
                "%s lässt sich als JSON nicht lesen: zu tief verschachtelt, oder eine Zahl ist zu groß"
            },
            {"%s is not well-formed JSON", "%s ist kein wohlgeformtes JSON"},
            {"%s is not well-formed JSON (line %s, column %s)", "%s ist kein wohlgeformtes JSON (Zeile %s, Spalte %s)"},
            {"%s moments passed from %s on, until %s", "%s Zeitpunkte vergingen von %s an bis %s"},
            {"%s must be a JSON %s", "%s muss ein JSON-%s sein"},
            {"%s must be one JSON %s, with nothing after it", "%s muss genau ein JSON-%s sein, mit nichts dahinter"},
            {"%s or %s", "%s oder %s"},
            {"\"%s\" is no name of a variable", "„%s“ ist kein Name einer Variablen"},
            {"%s, and only the latest one fires: %s", "%s, und nur der letzte wird ausgeführt: %s"},
            {"%s, where %s s are allowed: %s", "%s, wo %s s erlaubt sind: %s"},
            {"A %s request must not have a body", "Eine Anfrage mit %s darf keinen Inhalt haben"},
            {
                "A change made with the session cookie needs the header %s with the token of GET /api/session",
                "Eine Änderung mit dem Cookie einer Sitzung braucht den Header %s mit dem Token von GET /api/session"
            },
            {"a JSON array", "ein JSON-Array"},
            {"a JSON object", "ein JSON-Objekt"},
            {"a link-local address", "eine Link-Local-Adresse"},
            {"a loopback address", "eine Loopback-Adresse"},
            {"a multicast address", "eine Multicast-Adresse"},
            {"a reserved address", "eine reservierte Adresse"},
            {
                "A request that offers HTTP/2 needs a Content-Length: send it, or use HTTP/1.1",
                "Eine Anfrage, die HTTP/2 anbietet, braucht eine Content-Length: senden Sie sie, oder verwenden Sie HTTP/1.1"
            },
            {
                "A run is under way; GET /api/retention shows how far it is",
                "Ein Lauf ist im Gange; GET /api/retention zeigt, wie weit er ist"
            },
            {"A schedule that is %s cannot be run", "Ein Termin, der %s, lässt sich nicht ausführen"},
            {"A threshold with this name exists already", "Eine Schwelle mit diesem Namen gibt es schon"},
            {
                "A token makes no tokens; this needs an API key or a session",
                "Ein Token macht keine Tokens; das geht nur mit einem API-Schlüssel oder einer Sitzung"
            },
            {"A type with this code exists already", "Eine Art mit diesem Code gibt es schon"},
            {"Account not found", "Dieses Konto gibt es nicht"},
            {"Agent not found", "Diesen Agenten gibt es nicht"},
            {"An account with this name exists already", "Ein Konto mit diesem Namen gibt es schon"},
            {"an address for examples", "eine Adresse für Beispiele"},
            {"An organization with this code exists already", "Eine Organisation mit diesem Code gibt es schon"},
            {"array", "Array"},
            {"at least %s", "mindestens %s"},
            {"Bad Request", "Ungültige Anfrage"},
            {"Belfry was busy", "Belfry war beschäftigt"},
            {"Belfry was down %s", "Belfry war außer Betrieb %s"},
            {"Belfry was down %s and later", "Belfry war außer Betrieb %s und später"},
            {"can only be %s for the resource type %s", "kann für die Ressourcenart %2$s nur %1$s sein"},
            {"cancelled", "abgesagt ist"},
            {"cancelled by %s", "abgesagt von %s"},
            {"cannot be changed: %s", "lässt sich nicht ändern: %s"},
            {"changed by %s", "geändert von %s"},
            {"Circuit not found", "Dort ist nichts angehalten"},
            {"comes after the end of the chain, which is %s", "kommt nach dem Ende der Kette, das %s ist"},
            {"Conflict", "Konflikt"},
            {"Content Too Large", "Inhalt zu groß"},
            {"Delivery not found", "Diese Zustellung gibt es nicht"},
            {"does not have the hash with which the chain ends", "hat nicht den Hash, mit dem die Kette endet"},
            {
                "Either ids, or recipient and markAllRead, is required",
                "Entweder ids oder recipient und markAllRead werden gebraucht"
            },
            {
                "Either ids, or recipient and olderThan, is required",
                "Entweder ids oder recipient und olderThan werden gebraucht"
            },
            {"Error", "Fehler"},
            {"Event not found", "Dieses Ereignis gibt es nicht"},
            {"failed", "fehlgeschlagen ist"},
            {"fired", "schon erledigt ist"},
            {"firing", "gerade läuft"},
            {"Forbidden", "Nicht erlaubt"},
            {"from %s to %s", "von %s bis %s"},
            {"given up after %s attempts; the last: %s", "nach %s Versuchen aufgegeben; der letzte: %s"},
            {"goes with cron only", "geht nur zusammen mit cron"},
            {"has a % without two hexadecimal digits", "hat ein % ohne zwei hexadezimale Ziffern"},
            {"has a double quote that is not closed", "hat ein Anführungszeichen, das nicht geschlossen ist"},
            {"has a number that another entry has too", "hat eine Nummer, die auch ein anderer Eintrag hat"},
            {"has a number that none has", "hat eine Nummer, die keiner haben kann"},
            {"has no valid value", "hat keinen gültigen Wert"},
            {"ids", "IDs"},
            {"in a network for measurements", "in einem Netz für Messungen"},
            {"in a private network", "in einem privaten Netz"},
            {"in a provider's own network", "im eigenen Netz eines Providers"},
            {"inheritance, {{<…}} and {{$…}}, is not supported", "Vererbung, {{<…}} und {{$…}}, wird nicht unterstützt"
            },
            {"Internal Server Error", "Interner Fehler"},
            {
                "is Belfry itself, or looks like it: choose another name",
                "ist Belfry selbst oder sieht so aus: wählen Sie einen anderen Namen"
            },
            {"is for a digest of every day", "ist nur für eine tägliche Sammelmail"},
            {"is missing", "fehlt"},
            {"is missing, although its hash was noted", "fehlt, obwohl sein Hash notiert wurde"},
            {"is missing, and all up to %s", "fehlt, und alle bis %s auch"},
            {
                "is needed once more, as you signed in some time ago",
                "wird noch einmal gebraucht, da Sie sich vor einiger Zeit angemeldet haben"
            },
            {"is no channel; those are in_app, email and webhook", "ist kein Kanal; es gibt in_app, email und webhook"},
            {"is no kind that there is", "gibt es nicht"},
            {"is no known type; the nearest known types are %s", "ist keine bekannte Art; am ähnlichsten sind %s"},
            {"is no template: %s", "ist keine Vorlage: %s"},
            {"is no type", "ist keine Art"},
            {"is no type here; the nearest known ones are %s", "ist hier keine Art; am ähnlichsten sind %s"},
            {
                "is none that there is, nor the beginning of some, such as key.",
                "gibt es nicht, auch nicht als Anfang von welchen wie key."
            },
            {"is none that was answered", "ist keiner, der eine Antwort war"},
            {"is not one that a list gave", "ist keiner, den eine Liste genannt hat"},
            {"is not one that there is", "gibt es nicht"},
            {
                "is not the entry whose hash was noted: the chain was written anew",
                "ist nicht der Eintrag, dessen Hash notiert wurde: die Kette wurde neu geschrieben"
            },
            {"is not the name of an attribute", "ist nicht der Name eines Attributs"},
            {
                "is not the name of an attribute, which has lower-case letters and digits only",
                "ist nicht der Name eines Attributs, der nur Kleinbuchstaben und Ziffern hat"
            },
            {
                "is too easy to guess: it is a common password, a pattern, or little more than a name",
                "ist zu leicht zu erraten: Es ist ein verbreitetes Passwort, ein Muster oder kaum mehr als ein Name"
            },
            {"is not the password of this account", "ist nicht das Passwort dieses Kontos"},
            {
                "is not what was sealed: it was changed, or put there",
                "ist nicht, was versiegelt wurde: er wurde geändert oder untergeschoben"
            },
            {"is percent-encoded, but not of valid UTF-8", "ist prozentkodiert, aber kein gültiges UTF-8"},
            {"is required", "wird gebraucht"},
            {
                "is required for a key that is not bound to a recipient",
                "wird bei einem Schlüssel gebraucht, der an keinen Empfänger gebunden ist"
            },
            {"is required with the other", "wird zusammen mit dem anderen gebraucht"},
            {"is required: %s", "wird gebraucht: %s"},
            {
                "is required: a number of days, or null for never",
                "wird gebraucht: eine Zahl von Tagen, oder null für nie"
            },
            {"is required: at least one name", "wird gebraucht: mindestens ein Name"},
            {"is required: at least one name, or topics", "wird gebraucht: mindestens ein Name, oder Themen"},
            {
                "is required: at least one name, or topics, or broadcast",
                "wird gebraucht: mindestens ein Name, oder Themen, oder alle"
            },
            {"is unknown: %s; the nearest known types are %s", "ist unbekannt: %s; am ähnlichsten sind %s"},
            {"it could not be tried again in time", "es konnte nicht rechtzeitig noch einmal versucht werden"},
            {
                "it could not be tried again in time; the last: %s",
                "es konnte nicht rechtzeitig noch einmal versucht werden; zuletzt: %s"
            },
            {"It is too late to cancel it: the schedule is %s", "Zum Absagen ist es zu spät: es ist ein Termin, der %s"
            },
            {
                "it was due at %s and first looked at at %s, %s s later",
                "fällig war er um %s, und angesehen wurde er erst um %s, %s s später"
            },
            {"its moment has come", "sein Zeitpunkt ist gekommen"},
            {"JSON is in UTF-8, whatever it is about", "JSON ist in UTF-8, worum auch immer es geht"},
            {"Key not found", "Diesen Schlüssel gibt es nicht"},
            {"line %s, column %s: %s", "Zeile %s, Spalte %s: %s"},
            {"Method Not Allowed", "Methode nicht erlaubt"},
            {"missed", "verpasst ist"},
            {
                "More than %s requests in %s seconds; try again later",
                "Mehr als %s Anfragen in %s Sekunden; versuchen Sie es später noch einmal"
            },
            {"must be %s", "muss %s sein"},
            {"must be a BCP 47 language tag", "muss ein Sprachkürzel wie de oder pt-BR sein (BCP 47)"},
            {
                "must be a cron expression of five fields: minute, hour, day of month, month, day of week",
                "muss ein Cron-Ausdruck mit fünf Feldern sein: Minute, Stunde, Tag, Monat, Wochentag"
            },
            {"must be a media type", "muss ein Medientyp sein"},
            {"must be a modseq, or absent", "muss eine modseq sein oder fehlen"},
            {"must be a string", "muss ein Text sein"},
            {"must be a string in Base64", "muss ein Text in Base64 sein"},
            {"must be a string or a whole number", "muss ein Text oder eine ganze Zahl sein"},
            {"must be a string, a boolean or an integer", "muss ein Text, ein Wahrheitswert oder eine ganze Zahl sein"},
            {"must be a string, as datacontenttype is not JSON", "muss ein Text sein, da datacontenttype nicht JSON ist"
            },
            {
                "must be a time as in RFC 3339, such as 2018-04-05T17:31:00Z",
                "muss eine Zeit nach RFC 3339 sein, wie 2018-04-05T17:31:00Z"
            },
            {"must be a time of day such as 22:00", "muss eine Uhrzeit wie 22:00 sein"},
            {"must be a URI reference", "muss eine URI-Referenz sein"},
            {"must be a URL such as https://example.org/hooks", "muss eine URL wie https://example.org/hooks sein"},
            {"must be a whole number", "muss eine ganze Zahl sein"},
            {"must be a whole number of 32 bits", "muss eine ganze Zahl mit 32 Bit sein"},
            {"must be after from", "muss nach dem Beginn (from) liegen"},
            {"must be an absolute URI", "muss eine absolute URI sein"},
            {"must be an array of %s", "muss ein Array sein und %s enthalten"},
            {"must be an object", "muss ein Objekt sein"},
            {"must be another type than the one that is counted", "muss eine andere Art sein als die, die gezählt wird"
            },
            {"must be at least %s", "muss mindestens %s sein"},
            {"must be between %s and %s", "muss zwischen %s und %s liegen"},
            {"must be delivered, read, read-all or ping", "muss delivered, read, read-all oder ping sein"},
            {"must be in the future", "muss in der Zukunft liegen"},
            {"must be less than amount", "muss weniger als amount sein"},
            {"must be mark-delivered", "muss mark-delivered sein"},
            {"must be of 64 characters, 0 to 9 and a to f", "muss aus 64 Zeichen bestehen, 0 bis 9 und a bis f"},
            {
                "must be of letters, digits, dots, hyphens and underscores, the first a letter or digit",
                "muss aus Buchstaben, Ziffern, Punkten, Bindestrichen und Unterstrichen bestehen und mit einem Buchstaben oder einer Ziffer beginnen"
            },
            {
                "must be of lower-case letters, digits, dots, hyphens and underscores",
                "muss aus Kleinbuchstaben, Ziffern, Punkten, Bindestrichen und Unterstrichen bestehen"
            },
            {
                "must be of printable US-ASCII, with all else percent-encoded",
                "muss druckbares US-ASCII sein, mit allem anderen prozentkodiert"
            },
            {"must be one e-mail address", "muss eine einzelne E-Mail-Adresse sein"},
            {
                "must be one key of 1 to %s visible ASCII characters",
                "muss ein Schlüssel aus 1 bis %s sichtbaren ASCII-Zeichen sein"
            },
            {"must be one of %s", "muss eines davon sein: %s"},
            {"must be the IANA name of a time zone", "muss der IANA-Name einer Zeitzone sein, wie Europe/Berlin"},
            {"must be there once only", "darf nur einmal da sein"},
            {"must be true or false", "muss true oder false sein"},
            {
                "must be true, or another channel: this type is mandatory",
                "muss an sein, oder ein anderer Kanal: diese Art ist verbindlich"
            },
            {"must be valid Unicode (unpaired surrogate)", "muss gültiges Unicode sein (einzelnes Surrogat)"},
            {
                "must be whsec_ and the Base64 of %s to %s bytes",
                "muss aus whsec_ und dem Base64 von %s bis %s Bytes bestehen"
            },
            {"must begin with https:// or http://", "muss mit https:// oder http:// beginnen"},
            {
                "must begin with https://; plain http is for the networks that the deployment allows",
                "muss mit https:// beginnen; einfaches http ist für die Netze, die beim Betrieb erlaubt wurden"
            },
            {"must differ from start", "muss sich vom Beginn unterscheiden"},
            {"must have %s to %s characters", "muss %s bis %s Zeichen haben"},
            {"must have 1 to %s characters, and no U+0000", "muss 1 bis %s Zeichen haben, und kein U+0000"},
            {"must have a port between 1 and %s", "muss einen Port zwischen 1 und %s haben"},
            {"must have at most %s characters", "darf höchstens %s Zeichen haben"},
            {
                "must have at most %s characters before its first slash, and %s behind it",
                "darf vor dem ersten Schrägstrich höchstens %s Zeichen haben, und dahinter %s"
            },
            {"must have at most %s characters, percent-encoded", "darf höchstens %s Zeichen haben, prozentkodiert"},
            {"must have at most %s members", "darf höchstens %s Einträge haben"},
            {
                "must have one that is true: a mandatory type tells somewhere",
                "muss mindestens einen haben: eine verbindliche Art wird irgendwo mitgeteilt"
            },
            {"must hold at most %s %s", "darf höchstens %s %s enthalten"},
            {"must hold at most %s names", "darf höchstens %s Namen enthalten"},
            {"must hold at most %s types", "darf höchstens %s Arten enthalten"},
            {
                "must hold channels only: in_app, email and webhook",
                "darf nur Kanäle enthalten: in_app, email und webhook"
            },
            {
                "must hold JSON in UTF-8, as datacontenttype says",
                "muss JSON in UTF-8 enthalten, wie datacontenttype sagt"
            },
            {"must hold names of at most %s characters", "darf nur Namen von höchstens %s Zeichen enthalten"},
            {"must hold positive whole numbers only", "darf nur positive ganze Zahlen enthalten"},
            {"must name a host", "muss einen Host nennen"},
            {
                "must name its host, or have its address in the usual form",
                "muss den Host beim Namen nennen oder seine Adresse in der üblichen Form haben"
            },
            {"must not be blank", "darf nicht leer sein"},
            {"must not be empty", "darf nicht leer sein"},
            {"must not be in the past", "darf nicht in der Vergangenheit liegen"},
            {"must not be the account's name", "darf nicht der Name des Kontos sein"},
            {"must not be there beside data", "darf neben data nicht da sein"},
            {"must not be there: Content-Type says it", "darf nicht da sein: Content-Type sagt es"},
            {
                "must not be true while the organization's channels of this type are all off",
                "kann nicht sein, solange alle Kanäle dieser Art in der Organisation aus sind"
            },
            {"must not go to %s, which is %s", "darf nicht zu %s führen: das ist %s"},
            {"must not hold %s, which is true", "darf %s nicht enthalten, das true ist"},
            {"must not hold a blank string", "darf keinen leeren Text enthalten"},
            {"must not hold a fragment (#)", "darf kein Fragment (#) enthalten"},
            {"must not hold a user's name or password", "darf weder Benutzernamen noch Passwort enthalten"},
            {"must not hold control characters", "darf keine Steuerzeichen enthalten"},
            {"must not hold noncharacters of Unicode", "darf keine Nichtzeichen von Unicode enthalten"},
            {
                "must not hold spaces, control characters or any of / \\ ? # % ;",
                "darf keine Leerzeichen, Steuerzeichen und keines von / \\ ? # % ; enthalten"
            },
            {"must not hold the character U+0000", "darf das Zeichen U+0000 nicht enthalten"},
            {"never happens", "geschieht nie"},
            {"no mail server configured", "kein Mailserver ist eingerichtet"},
            {"Nobody may call this", "Niemand darf das aufrufen"},
            {
                "None of the events was accepted; outcomes says why",
                "Keines der Ereignisse wurde angenommen; outcomes sagt, warum"
            },
            {"Not Acceptable", "Nicht annehmbar"},
            {"Not Found", "Nicht gefunden"},
            {"nothing is sent there until it works again: %s", "dorthin wird nichts gesendet, bis es wieder geht: %s"},
            {
                "nothing is sent there until somebody has mended it: %s",
                "dorthin wird nichts gesendet, bis jemand es in Ordnung gebracht hat: %s"
            },
            {"Nothing is served at this path", "Unter diesem Pfad gibt es nichts"},
            {
                "Nothing was changed: %s is mandatory, and would tell nobody anywhere. Leave it on on another channel first",
                "Nichts wurde geändert: %s ist verbindlich und erreichte niemanden mehr. Lassen Sie zuerst einen anderen Kanal an"
            },
            {"Notification not found", "Diese Benachrichtigung gibt es nicht"},
            {"object", "Objekt"},
            {"object or array", "Objekt oder Array"},
            {
                "Only GET /api/stream, without a body, can be upgraded, and only to a WebSocket",
                "Nur GET /api/stream lässt sich umstellen, ohne Inhalt und nur auf einen WebSocket"
            },
            {
                "Only a schedule that waits for its moment can be changed; this one is %s",
                "Nur ein Termin, der auf seinen Zeitpunkt wartet, lässt sich ändern; dies ist einer, der %s"
            },
            {
                "Only a session can be signed out; an API key is revoked, and a token expires",
                "Nur eine Sitzung lässt sich abmelden; ein API-Schlüssel wird widerrufen, und ein Token läuft ab"
            },
            {
                "Only a session can change the password of its account",
                "Nur eine Sitzung kann das Passwort ihres Kontos ändern"
            },
            {
                "Only sessions can confirm their password; API keys and tokens do not need to",
                "Nur Sitzungen können ihr Passwort bestätigen; API-Schlüssel und Tokens brauchen das nicht"
            },
            {
                "Only what is dead or uncertain can be tried again; this delivery is not, or is no longer",
                "Nur was aufgegeben oder ungewiss ist, lässt sich erneut versuchen; diese Zustellung ist es nicht oder nicht mehr"
            },
            {"or cron is required, and not both", "oder cron wird gebraucht, und nicht beides"},
            {"or cron is to be given, and not both", "oder cron ist anzugeben, und nicht beides"},
            {"Organization not found", "Diese Organisation gibt es nicht"},
            {"partials, {{>…}}, are not supported", "Partials, {{>…}}, werden nicht unterstützt"},
            {"Request Timeout", "Zeitüberschreitung"},
            {"Length Required", "Länge erforderlich"},
            {"Recipient is required", "Ein Empfänger wird gebraucht"},
            {"Recipient not found", "Diesen Empfänger gibt es nicht"},
            {"run by hand", "von Hand ausgeführt"},
            {"run by hand; there is nobody to call", "von Hand ausgeführt; es ist niemand aufzurufen"},
            {"Schedule not found", "Diesen Termin gibt es nicht"},
            {"scheduled", "noch wartet"},
            {"scheduled by %s", "geplant von %s"},
            {"sections are nested more than %s deep", "Abschnitte sind mehr als %s tief verschachtelt"},
            {"Service Unavailable", "Dienst nicht verfügbar"},
            {
                "Something went wrong on the server; it was logged under %s",
                "Auf dem Server ging etwas schief; es wurde festgehalten unter %s"
            },
            {"Source not found", "Diese Quelle gibt es nicht"},
            {"strings", "Texte"},
            {"the account %s", "das Konto %s"},
            {"the account %s is disabled", "das Konto %s ist gesperrt"},
            {"the account %s was removed", "das Konto %s wurde entfernt"},
            {"the account of %s is disabled", "das Konto von %s ist gesperrt"},
            {"The account or the password is wrong", "Das Konto oder das Passwort ist falsch"},
            {"the API key %s", "der API-Schlüssel %s"},
            {"the API key %s has expired", "der API-Schlüssel %s ist abgelaufen"},
            {"the API key %s was revoked", "der API-Schlüssel %s wurde widerrufen"},
            {"The body", "Der Inhalt der Anfrage"},
            {"The body ended before it was complete", "Der Inhalt der Anfrage endete, bevor er vollständig war"},
            {"The version of the WebSocket protocol must be %s", "Die Version des WebSocket-Protokolls muss %s sein"},
            {"The WebSocket handshake is incomplete", "Der Handshake des WebSockets ist nicht vollständig"},
            {"The body did not arrive in time", "Der Inhalt der Anfrage kam nicht rechtzeitig"},
            {"The body is empty; %s is required", "Der Inhalt der Anfrage ist leer; %s wird gebraucht"},
            {"The body is larger than %s bytes", "Der Inhalt der Anfrage ist größer als %s Bytes"},
            {"The body is not valid UTF-8", "Der Inhalt der Anfrage ist kein gültiges UTF-8"},
            {
                "The body must be %s, %s or %s, in UTF-8, or the data of a CloudEvent whose attributes are ce- headers; without a Content-Encoding",
                "Der Inhalt der Anfrage muss %s, %s oder %s sein, in UTF-8, oder die Daten eines CloudEvents, dessen Attribute ce-Header sind; ohne Content-Encoding"
            },
            {
                "The body must be application/json, in UTF-8 and without a Content-Encoding",
                "Der Inhalt der Anfrage muss application/json sein, in UTF-8 und ohne Content-Encoding"
            },
            {
                "The body must hold %s to %s events, and holds %s",
                "Der Inhalt der Anfrage muss %s bis %s Ereignisse enthalten und enthält %s"
            },
            {
                "the clock of the node %s is %s s ahead of the database's",
                "die Uhr des Knotens %s geht %s s vor der der Datenbank"
            },
            {
                "the clock of the node %s is %s s behind the database's",
                "die Uhr des Knotens %s geht %s s hinter der der Datenbank"
            },
            {
                "the clock of the node %s went from %s to %s in one step: it was set, or the machine slept",
                "die Uhr des Knotens %s sprang von %s auf %s: sie wurde gestellt, oder die Maschine schlief"
            },
            {"The console is for admins", "Die Konsole ist für Admins"},
            {"the delimiters cannot be changed", "die Begrenzer lassen sich nicht ändern"},
            {"The event must be a JSON object", "Das Ereignis muss ein JSON-Objekt sein"},
            {
                "the last run has been missed; it waits for its next moment",
                "der letzte Lauf wurde verpasst; er wartet auf seinen nächsten Zeitpunkt"
            },
            {
                "the last run has failed; it waits for its next moment",
                "der letzte Lauf ist fehlgeschlagen; er wartet auf seinen nächsten Zeitpunkt"
            },
            {
                "the last run has fired; it waits for its next moment",
                "der letzte Lauf ist erledigt; er wartet auf seinen nächsten Zeitpunkt"
            },
            {
                "the node %s began to call the target, and ended before it noted the answer: it is not known whether it was carried out, and too late to call again",
                "der Knoten %s begann, das Ziel aufzurufen, und endete, bevor er die Antwort festhielt: ob es ausgeführt wurde, ist nicht bekannt, und für einen weiteren Aufruf ist es zu spät"
            },
            {
                "The organization does not allow e-mail for this type.",
                "Die Organisation erlaubt für diese Art keine E-Mail."
            },
            {
                "The organization does not allow in-app notifications for this type.",
                "Die Organisation erlaubt für diese Art keine Benachrichtigungen im Posteingang."
            },
            {
                "The organization does not allow webhooks for this type.",
                "Die Organisation erlaubt für diese Art keine Webhooks."
            },
            {"The path or the query is not well encoded", "Der Pfad oder die Abfrage ist falsch kodiert"},
            {"the provider wants a pause: %s", "der Anbieter verlangt eine Pause: %s"},
            {"the recipient %s is disabled", "der Empfänger %s ist abgeschaltet"},
            {"the recipient %s was removed", "den Empfänger %s gibt es nicht mehr"},
            {"The request could not be understood", "Die Anfrage war nicht zu verstehen"},
            {
                "The request with this Idempotency-Key was carried out, but its response can no longer be read; look up"
                        + " what it created before you use another key",
                "Die Anfrage mit diesem Idempotency-Key wurde ausgeführt, aber ihre Antwort lässt sich nicht mehr lesen;"
                        + " sehen Sie nach, was sie angelegt hat, bevor Sie einen anderen Schlüssel verwenden"
            },
            {
                "The request with this Idempotency-Key is still being answered; try again",
                "Die Anfrage mit diesem Idempotency-Key wird noch beantwortet; versuchen Sie es noch einmal"
            },
            {
                "the row with the end of the chain is missing: entries after %s may be too",
                "die Zeile mit dem Ende der Kette fehlt: Einträge nach %s können auch fehlen"
            },
            {"the run before went on until %s", "der Lauf davor dauerte bis %s"},
            {"the section %s is not closed", "der Abschnitt %s ist nicht geschlossen"},
            {"the tag has a line break in it", "das Tag enthält einen Zeilenumbruch"},
            {"the tag is empty", "das Tag ist leer"},
            {"the tag is not closed", "das Tag ist nicht geschlossen"},
            {"the target %s", "das Ziel: %s"},
            {"the target answered %s", "das Ziel hat mit %s geantwortet"},
            {"the target was %s", "das Ziel: %s"},
            {
                "The type is mandatory: it cannot be switched off.",
                "Die Art ist verbindlich: sie lässt sich nicht abschalten."
            },
            {"there is nobody to call", "es ist niemand aufzurufen"},
            {"this", "dies"},
            {"This credential is bound to the recipient %s", "Diese Anmeldung ist an den Empfänger %s gebunden"},
            {
                "This credential is bound to the recipient %s, and is the producer of its events itself",
                "Diese Anmeldung ist an den Empfänger %s gebunden und ist selbst die Quelle ihrer Ereignisse"
            },
            {
                "This Idempotency-Key was used with another request",
                "Dieser Idempotency-Key wurde mit einer anderen Anfrage benutzt"
            },
            {"This is for the admins of the platform", "Das ist für die Admins der Plattform"},
            {
                "This is the last admin of the organization; make another one first",
                "Dies ist der letzte Admin der Organisation; machen Sie zuerst jemand anderen zum Admin"
            },
            {
                "This outlasts your credential: it needs a session, a token of your identity provider or an API key that is not"
                        + " bound to a recipient",
                "Das überdauert Ihre Zugangsdaten: Es braucht eine Sitzung, ein Token Ihres Identitätsanbieters oder einen"
                        + " API-Schlüssel, der an niemanden gebunden ist"
            },
            {"This needs the role %s", "Das braucht die Rolle %s"},
            {
                "Sign in again: this operation needs a password given within the last %s minutes",
                "Melden Sie sich noch einmal an: Dieser Vorgang braucht ein Passwort aus den letzten %s Minuten"
            },
            {"This page was not found", "Diese Seite gibt es nicht"},
            {"This path does not take that method", "Dieser Pfad nimmt diese Methode nicht"},
            {
                "This type ships with Belfry; of it the channels alone can be changed, by PUT /api/types/%s/channels",
                "Diese Art gehört zu Belfry; an ihr lassen sich nur die Kanäle ändern, mit PUT /api/types/%s/channels"
            },
            {"Threshold not found", "Diese Schwelle gibt es nicht"},
            {
                "Too many attempts with a wrong password; try again later",
                "Zu viele Versuche mit einem falschen Passwort; versuchen Sie es später noch einmal"
            },
            {"Too Many Requests", "Zu viele Anfragen"},
            {
                "Too many streams are open from your address; close one, or try again later",
                "Von Ihrer Adresse sind zu viele Streams offen; schließen Sie einen, oder versuchen Sie es später noch einmal"
            },
            {
                "Too many streams are open with this credential; close one, or try again later",
                "Mit diesen Zugangsdaten sind zu viele Streams offen; schließen Sie einen, oder versuchen Sie es später noch einmal"
            },
            {
                "Too many streams of this organization are open; try again later",
                "Von dieser Organisation sind zu viele Streams offen; versuchen Sie es später noch einmal"
            },
            {
                "Too many streams of this recipient are open; close one, or try again later",
                "Von diesem Empfänger sind zu viele Streams offen; schließen Sie einen, oder versuchen Sie es später noch einmal"
            },
            {
                "Too many requests from your address were unfinished, so this one was dropped; send it again",
                "Zu viele Anfragen von Ihrer Adresse waren unvollständig, daher wurde diese verworfen; senden Sie sie noch einmal"
            },
            {
                "Too many requests from your address had no valid credentials; try again later",
                "Zu viele Anfragen von Ihrer Adresse waren ohne gültige Anmeldung; versuchen Sie es später noch einmal"
            },
            {
                "Too many webhooks are being tested; try again later",
                "Zu viele Webhooks werden gerade ausprobiert; versuchen Sie es später noch einmal"
            },
            {"Only Belfry itself posts events of the type %s", "Ereignisse der Art %s meldet nur Belfry selbst"},
            {
                "looks like %s, a type of Belfry's own: choose another code",
                "sieht aus wie %s, eine Art von Belfry selbst: wählen Sie einen anderen Code"
            },
            {"must not be %s: only Belfry posts it", "darf nicht %s sein: das meldet nur Belfry"},
            {"Type not found", "Diese Art gibt es nicht"},
            {"Unauthorized", "Nicht angemeldet"},
            {"Unprocessable Content", "Nicht zu verarbeiten"},
            {"Upgrade Required", "Umstellung erforderlich"},
            {"Unsupported Media Type", "Medientyp wird nicht unterstützt"},
            {
                "Valid credentials are required: an API key, a bearer token or a session",
                "Eine gültige Anmeldung wird gebraucht: ein API-Schlüssel, ein Bearer-Token oder eine Sitzung"
            },
            {"it was accepted", "es wurde angenommen"},
            {"it was refused", "es wurde abgelehnt"},
            {"it could not be delivered in time", "es konnte nicht rechtzeitig zugestellt werden"},
            {"the connection broke while it was being sent", "die Verbindung brach beim Senden ab"},
            {"it was no longer wanted", "es war nicht mehr gewünscht"},
            {"nothing is sent there at present", "dorthin wird zurzeit nichts gesendet"},
            {"the last attempt failed", "der letzte Versuch schlug fehl"},
            {
                "must be a name, an e-mail address, or both as Name <address>",
                "muss ein Name, eine E-Mail-Adresse oder beides als Name <Adresse> sein"
            },
            {
                "must have a name of 1 to %s characters, without an address and without invisible characters",
                "muss einen Namen mit 1 bis %s Zeichen haben, ohne Adresse und ohne unsichtbare Zeichen"
            },
            {
                "must be a name alone: the deployment allows this organization no address of its own",
                "muss ein Name allein sein: die Installation erlaubt dieser Organisation keine eigene Adresse"
            },
            {
                "must have an address of a domain that the deployment allows: %s",
                "muss eine Adresse in einer Domain haben, die die Installation erlaubt: %s"
            },
            {"value", "Wert"},
            {
                "was the last entry when the row with the end of the chain had been removed: others may be missing after it",
                "war der letzte Eintrag, als die Zeile mit dem Ende der Kette entfernt war: danach können andere fehlen"
            },
            {"Webhook not found", "Diesen Webhook gibt es nicht"},
            {"when it is due cannot be said: %s", "wann er fällig ist, lässt sich nicht sagen: %s"},
            {"whoever scheduled it has no right to it any more: %s", "wer ihn geplant hat, hat kein Recht mehr dazu: %s"
            },
            {
                "{{#%1$s}} takes the name of one variable, such as {{#%1$s}}data.at{{/%1$s}}",
                "{{#%1$s}} nimmt den Namen einer Variablen, wie {{#%1$s}}data.at{{/%1$s}}"
            },
        };
    }
}
