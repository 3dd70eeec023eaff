package org.belfry.platform;

/** In German. What comes after the name of a field begins with a small letter. */
public class Translations_de extends Translations {

    @Override
    protected Object[][] getContents() {
        return new Object[][] {
            {"A request header is malformed", "Ein Header der Anfrage ist fehlerhaft"},
            {"A value is too long or out of range", "Ein Wert ist zu lang oder außerhalb des Bereichs"},
            {
                "The connection broke before the response was sent",
                "Die Verbindung brach ab, bevor die Antwort gesendet wurde"
            },
            {
                "The form was not submitted from a console page",
                "Das Formular wurde nicht von einer Seite der Konsole gesendet"
            },
            {"The body must be %s, in UTF-8", "Der Inhalt muss %s sein, in UTF-8"},
            {"accounts", "Konten"},
            {"API keys", "API-Schlüsseln"},
            {"idempotency keys per day", "Idempotenz-Schlüsseln pro Tag"},
            {"idempotency keys per person and day", "Idempotenz-Schlüsseln pro Person und Tag"},
            {"preferences per person", "Einstellungen pro Person"},
            {"recipients", "Empfängern"},
            {"schedules", "Terminen"},
            {"schedules per person", "Terminen pro Person"},
            {"sessions per account", "Sitzungen pro Konto"},
            {"sources", "Quellen"},
            {"subscriptions per person", "Abonnements pro Person"},
            {"thresholds", "Schwellen"},
            {
                "The recipient %s already exists; the names differ only in trailing spaces",
                "Den Empfänger %s gibt es bereits; die Namen unterscheiden sich nur durch Leerzeichen am Ende"
            },
            {"This form was submitted from another origin", "Dieses Formular wurde von einer anderen Herkunft gesendet"
            },
            {"topics", "Themen"},
            {"types", "Arten"},
            {"webhooks per person", "Webhooks pro Person"},
            {"webhooks per organization", "Webhooks pro Organisation"},
            {
                "The quota of %s %s has been reached; delete some first",
                "Das Kontingent von %s %s ist erreicht; löschen Sie zuerst einige"
            },
            {
                "%1$s is a function: write {{#%1$s}}data.at{{/%1$s}}, or {{data.%1$s}} for a field of data",
                "%1$s ist eine Funktion: schreiben Sie {{#%1$s}}data.at{{/%1$s}}, oder {{data.%1$s}} für ein Feld der Daten"
            },
            {"%s and %s", "%s und %s"},
            {"%s closes a section that is not open", "%s schließt einen Abschnitt, der nicht offen ist"},
            {
                "%s does not match the open section, %s in line %s, column %s",
                "%s passt nicht zum offenen Abschnitt, %s in Zeile %s, Spalte %s"
            },
            {"%s no longer has the role %s", "%s hat die Rolle %s nicht mehr"},
            {
                "%s is JSON that cannot be read: it is nested too deeply, or a number is too large",
                "%s lässt sich als JSON nicht lesen: zu tief verschachtelt, oder eine Zahl ist zu groß"
            },
            {"%s is not well-formed JSON", "%s ist kein wohlgeformtes JSON"},
            {"%s is not well-formed JSON (line %s, column %s)", "%s ist kein wohlgeformtes JSON (Zeile %s, Spalte %s)"},
            {"%s scheduled times passed between %s and %s", "%s geplante Zeitpunkte verstrichen zwischen %s und %s"},
            {"%s must be a JSON %s", "%s muss ein JSON-%s sein"},
            {"%s must be one JSON %s, with nothing after it", "%s muss genau ein JSON-%s sein, mit nichts dahinter"},
            {"%s or %s", "%s oder %s"},
            {"\"%s\" is not a valid variable name", "„%s“ ist kein gültiger Variablenname"},
            {"%s, and only the latest one runs: %s", "%s, und nur der letzte wird ausgeführt: %s"},
            {"%s, although only %s s are allowed: %s", "%s, obwohl nur %s s erlaubt sind: %s"},
            {"A %s request must not have a body", "Eine Anfrage mit %s darf keinen Inhalt haben"},
            {
                "Changes made with a session cookie require the header %s with the token from GET /api/session",
                "Änderungen mit einem Sitzungs-Cookie erfordern den Header %s mit dem Token von GET /api/session"
            },
            {"a JSON array", "ein JSON-Array"},
            {"a JSON object", "ein JSON-Objekt"},
            {"a link-local address", "eine Link-Local-Adresse"},
            {"a loopback address", "eine Loopback-Adresse"},
            {"a multicast address", "eine Multicast-Adresse"},
            {"a reserved address", "eine reservierte Adresse"},
            {
                "A request that offers HTTP/2 must have a Content-Length; send it, or use HTTP/1.1",
                "Eine Anfrage, die HTTP/2 anbietet, muss eine Content-Length haben; senden Sie sie, oder verwenden Sie HTTP/1.1"
            },
            {
                "A cleanup is already running; GET /api/retention shows its progress",
                "Eine Aufräumung läuft bereits; GET /api/retention zeigt ihren Fortschritt"
            },
            {"A schedule that is %s cannot be run", "Ein Termin, der %s, lässt sich nicht ausführen"},
            {"A threshold with this name already exists", "Eine Schwelle mit diesem Namen gibt es bereits"},
            {
                "A token cannot create tokens; use an API key or a session",
                "Ein Token kann keine Tokens erstellen; verwenden Sie einen API-Schlüssel oder eine Sitzung"
            },
            {"A type with this code already exists", "Eine Art mit diesem Code gibt es bereits"},
            {"Account not found", "Konto nicht gefunden"},
            {"Agent not found", "Agent nicht gefunden"},
            {"An account with this name already exists", "Ein Konto mit diesem Namen gibt es bereits"},
            {"an address reserved for documentation", "eine für Dokumentation reservierte Adresse"},
            {"An organization with this code already exists", "Eine Organisation mit diesem Code gibt es bereits"},
            {"array", "Array"},
            {"at least %s", "mindestens %s"},
            {"Bad Request", "Ungültige Anfrage"},
            {"Belfry was busy", "Belfry war beschäftigt"},
            {"Belfry was down %s", "Belfry war außer Betrieb %s"},
            {"Belfry was down %s and later", "Belfry war außer Betrieb %s und später"},
            {"must be %s for the resource type %s", "muss für die Ressourcenart %2$s %1$s sein"},
            {"cancelled", "abgesagt ist"},
            {"cancelled by %s", "abgesagt von %s"},
            {"cannot be changed: %s", "lässt sich nicht ändern: %s"},
            {"changed by %s", "geändert von %s"},
            {"Circuit not found", "Angehaltenes Ziel nicht gefunden"},
            {"comes after the end of the chain, which is %s", "kommt nach dem Ende der Kette, das %s ist"},
            {"Conflict", "Konflikt"},
            {"Content Too Large", "Inhalt zu groß"},
            {"Delivery not found", "Zustellung nicht gefunden"},
            {"does not have the hash that ends the chain", "hat nicht den Hash, mit dem die Kette endet"},
            {
                "Either ids, or recipient and markAllRead, are required",
                "Entweder ids oder recipient und markAllRead sind erforderlich"
            },
            {
                "Either ids, or recipient and olderThan, are required",
                "Entweder ids oder recipient und olderThan sind erforderlich"
            },
            {"Error", "Fehler"},
            {"Event not found", "Ereignis nicht gefunden"},
            {"failed", "fehlgeschlagen ist"},
            {"fired", "schon erledigt ist"},
            {"firing", "gerade läuft"},
            {"Forbidden", "Nicht erlaubt"},
            {"from %s to %s", "von %s bis %s"},
            {"failed after %s attempts; last response: %s", "nach %s Versuchen fehlgeschlagen; letzte Antwort: %s"},
            {"is allowed only together with cron", "ist nur zusammen mit cron erlaubt"},
            {
                "has a % that is not followed by two hexadecimal digits",
                "hat ein %, dem keine zwei hexadezimalen Ziffern folgen"
            },
            {"has an unclosed double quote", "hat ein Anführungszeichen, das nicht geschlossen ist"},
            {"has the same number as another entry", "hat dieselbe Nummer wie ein anderer Eintrag"},
            {"has an invalid number", "hat eine ungültige Nummer"},
            {"has an invalid value", "hat keinen gültigen Wert"},
            {"ids", "IDs"},
            {"in a benchmarking network", "in einem Netz für Leistungsmessungen"},
            {"in a private network", "in einem privaten Netz"},
            {"in a provider's internal network", "im internen Netz eines Providers"},
            {"inheritance, {{<…}} and {{$…}}, is not supported", "Vererbung, {{<…}} und {{$…}}, wird nicht unterstützt"
            },
            {"Internal Server Error", "Interner Fehler"},
            {
                "is reserved for Belfry, or looks like it; choose another name",
                "ist für Belfry reserviert oder sieht so aus; wählen Sie einen anderen Namen"
            },
            {"is allowed only with a daily digest", "ist nur bei einer täglichen Sammelmail erlaubt"},
            {"is missing", "fehlt"},
            {"is missing, although its hash was recorded", "fehlt, obwohl sein Hash notiert wurde"},
            {"is missing, as are all entries up to %s", "fehlt, ebenso alle Einträge bis %s"},
            {
                "is required again because you signed in some time ago",
                "ist erneut erforderlich, weil Ihre Anmeldung einige Zeit zurückliegt"
            },
            {
                "is not a channel; use in_app, email or webhook",
                "ist kein Kanal; verwenden Sie in_app, email oder webhook"
            },
            {"is not a known kind of credential", "ist keine bekannte Art von Zugangsdaten"},
            {"is not a known type; the closest matches are %s", "ist keine bekannte Art; am ähnlichsten sind %s"},
            {"is not a valid template: %s", "ist keine gültige Vorlage: %s"},
            {"is not a type", "ist keine Art"},
            {
                "is not a type of this organization; the closest matches are %s",
                "ist keine Art dieser Organisation; am ähnlichsten sind %s"
            },
            {
                "is not a known action, nor the start of one, such as key.",
                "ist keine bekannte Aktion und auch nicht der Anfang einer Aktion wie key."
            },
            {"is not a cursor from an earlier response", "ist kein Cursor aus einer früheren Antwort"},
            {"is not a cursor from an earlier response", "ist kein Cursor aus einer früheren Antwort"},
            {"is not a known value", "ist kein bekannter Wert"},
            {
                "is not the entry whose hash was recorded: the chain was rewritten",
                "ist nicht der Eintrag, dessen Hash notiert wurde: die Kette wurde neu geschrieben"
            },
            {"is not a valid attribute name", "ist kein gültiger Attributname"},
            {
                "is not a valid attribute name; use only lower-case letters and digits",
                "ist kein gültiger Attributname; verwenden Sie nur Kleinbuchstaben und Ziffern"
            },
            {
                "is too easy to guess: it is a common password, a pattern, or little more than a name",
                "ist zu leicht zu erraten: Es ist ein verbreitetes Passwort, ein Muster oder kaum mehr als ein Name"
            },
            {"is not the password of this account", "ist nicht das Passwort dieses Kontos"},
            {
                "does not match its seal: it was changed or added later",
                "passt nicht zu seinem Siegel: Er wurde geändert oder nachträglich eingefügt"
            },
            {"is percent-encoded, but is not valid UTF-8", "ist prozentkodiert, aber kein gültiges UTF-8"},
            {"is required", "ist erforderlich"},
            {
                "is required for a key that is not bound to a recipient",
                "ist bei einem Schlüssel erforderlich, der an keinen Empfänger gebunden ist"
            },
            {"is required: send both seq and hash", "ist erforderlich: Senden Sie sowohl seq als auch hash"},
            {"is required: %s", "ist erforderlich: %s"},
            {
                "is required: a number of days, or null for never",
                "ist erforderlich: eine Zahl von Tagen, oder null für nie"
            },
            {"is required: at least one name", "ist erforderlich: mindestens ein Name"},
            {"is required: at least one name, or topics", "ist erforderlich: mindestens ein Name, oder Themen"},
            {
                "is required: at least one name, or topics, or broadcast",
                "ist erforderlich: mindestens ein Name, oder Themen, oder alle"
            },
            {"is unknown: %s; the closest matches are %s", "ist unbekannt: %s; am ähnlichsten sind %s"},
            {"it could not be retried in time", "es konnte nicht rechtzeitig noch einmal versucht werden"},
            {
                "it could not be retried in time; last response: %s",
                "es konnte nicht rechtzeitig noch einmal versucht werden; letzte Antwort: %s"
            },
            {"It is too late to cancel: the schedule is %s", "Zum Absagen ist es zu spät: es ist ein Termin, der %s"},
            {
                "it was due at %s but was not processed until %s, %s s later",
                "fällig war er um %s, verarbeitet wurde er aber erst um %s, %s s später"
            },
            {"it is due", "er ist fällig"},
            {"JSON must be in UTF-8", "JSON muss in UTF-8 sein"},
            {"Key not found", "Schlüssel nicht gefunden"},
            {"line %s, column %s: %s", "Zeile %s, Spalte %s: %s"},
            {"Method Not Allowed", "Methode nicht erlaubt"},
            {"missed", "verpasst ist"},
            {
                "More than %s requests in %s seconds; try again later",
                "Mehr als %s Anfragen in %s Sekunden; versuchen Sie es später noch einmal"
            },
            {"must be %s", "muss %s sein"},
            {
                "must be a BCP 47 language tag such as de or pt-BR",
                "muss ein Sprachkürzel wie de oder pt-BR sein (BCP 47)"
            },
            {
                "must be a cron expression of five fields: minute, hour, day of month, month, day of week",
                "muss ein Cron-Ausdruck mit fünf Feldern sein: Minute, Stunde, Tag, Monat, Wochentag"
            },
            {"must be a media type", "muss ein Medientyp sein"},
            {"must be a modseq or absent", "muss eine modseq sein oder fehlen"},
            {"must be a string", "muss ein Text sein"},
            {"must be a string in Base64", "muss ein Text in Base64 sein"},
            {"must be a string or a whole number", "muss ein Text oder eine ganze Zahl sein"},
            {"must be a string, a boolean or an integer", "muss ein Text, ein Wahrheitswert oder eine ganze Zahl sein"},
            {
                "must be a string because datacontenttype is not JSON",
                "muss ein Text sein, weil datacontenttype nicht JSON ist"
            },
            {
                "must be an RFC 3339 time such as 2018-04-05T17:31:00Z",
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
            {"must differ from the type that is counted", "muss sich von der Art unterscheiden, die gezählt wird"},
            {"must be at least %s", "muss mindestens %s sein"},
            {"must be between %s and %s", "muss zwischen %s und %s liegen"},
            {"must be delivered, read, read-all or ping", "muss delivered, read, read-all oder ping sein"},
            {"must be in the future", "muss in der Zukunft liegen"},
            {"must be less than amount", "muss weniger als amount sein"},
            {"must be mark-delivered", "muss mark-delivered sein"},
            {"must have 64 characters, each 0 to 9 or a to f", "muss aus 64 Zeichen bestehen, 0 bis 9 und a bis f"},
            {
                "must consist of letters, digits, dots, hyphens and underscores, and start with a letter or digit",
                "muss aus Buchstaben, Ziffern, Punkten, Bindestrichen und Unterstrichen bestehen und mit einem Buchstaben oder einer Ziffer beginnen"
            },
            {
                "must consist of lower-case letters, digits, dots, hyphens and underscores",
                "muss aus Kleinbuchstaben, Ziffern, Punkten, Bindestrichen und Unterstrichen bestehen"
            },
            {
                "must be printable US-ASCII; percent-encode all other characters",
                "muss druckbares US-ASCII sein; kodieren Sie alle anderen Zeichen mit Prozentzeichen"
            },
            {"must be a single e-mail address", "muss eine einzelne E-Mail-Adresse sein"},
            {
                "must be one key of 1 to %s visible ASCII characters",
                "muss ein Schlüssel aus 1 bis %s sichtbaren ASCII-Zeichen sein"
            },
            {"must be one of %s", "muss eines davon sein: %s"},
            {"must be an IANA time zone such as Europe/Berlin", "muss eine IANA-Zeitzone wie Europe/Berlin sein"},
            {"must occur only once", "darf nur einmal vorkommen"},
            {"must be true or false", "muss true oder false sein"},
            {
                "must be true unless another channel is: this type is mandatory",
                "muss an sein, wenn kein anderer Kanal es ist: Diese Art ist verpflichtend"
            },
            {"must be valid Unicode (unpaired surrogate)", "muss gültiges Unicode sein (einzelnes Surrogat)"},
            {
                "must be whsec_ and the Base64 of %s to %s bytes",
                "muss aus whsec_ und dem Base64 von %s bis %s Bytes bestehen"
            },
            {"must start with https:// or http://", "muss mit https:// oder http:// beginnen"},
            {
                "must start with https://; http:// is allowed only for networks that this installation allows",
                "muss mit https:// beginnen; http:// ist nur für Netze erlaubt, die diese Installation zulässt"
            },
            {"must differ from start", "muss sich vom Beginn unterscheiden"},
            {"must have %s to %s characters", "muss %s bis %s Zeichen haben"},
            {"must have 1 to %s characters, and no U+0000", "muss 1 bis %s Zeichen haben, und kein U+0000"},
            {"must have a port between 1 and %s", "muss einen Port zwischen 1 und %s haben"},
            {"must have at most %s characters", "darf höchstens %s Zeichen haben"},
            {
                "must have at most %s characters before its first slash, and %s after it",
                "darf vor dem ersten Schrägstrich höchstens %s Zeichen haben, und dahinter %s"
            },
            {"must have at most %s characters, percent-encoded", "darf höchstens %s Zeichen haben, prozentkodiert"},
            {"must have at most %s members", "darf höchstens %s Einträge haben"},
            {
                "must have at least one that is true: this type is mandatory",
                "muss mindestens einen Kanal haben, der an ist: Diese Art ist verpflichtend"
            },
            {"must contain at most %s %s", "darf höchstens %s %s enthalten"},
            {"must contain at most %s names", "darf höchstens %s Namen enthalten"},
            {"must contain at most %s types", "darf höchstens %s Arten enthalten"},
            {
                "must contain only channels: in_app, email and webhook",
                "darf nur Kanäle enthalten: in_app, email und webhook"
            },
            {
                "must contain JSON in UTF-8 because datacontenttype is JSON",
                "muss JSON in UTF-8 enthalten, weil datacontenttype JSON ist"
            },
            {"must contain only names of at most %s characters", "darf nur Namen von höchstens %s Zeichen enthalten"},
            {"must contain only positive whole numbers", "darf nur positive ganze Zahlen enthalten"},
            {"must contain a host", "muss einen Host enthalten"},
            {
                "must contain a host name, or an IP address in the usual notation",
                "muss einen Hostnamen oder eine IP-Adresse in der üblichen Schreibweise enthalten"
            },
            {"must not be blank", "darf nicht leer sein"},
            {"must not be empty", "darf nicht leer sein"},
            {"must not be in the past", "darf nicht in der Vergangenheit liegen"},
            {"must not be the account's name", "darf nicht der Name des Kontos sein"},
            {"must not be sent together with data", "darf nicht zusammen mit data gesendet werden"},
            {
                "must not be sent: use Content-Type instead",
                "darf nicht gesendet werden: Verwenden Sie stattdessen Content-Type"
            },
            {
                "must not be true while the organization's channels of this type are all off",
                "kann nicht sein, solange alle Kanäle dieser Art in der Organisation aus sind"
            },
            {"must not point to %s, which is %s", "darf nicht zu %s führen: das ist %s"},
            {"must not contain %s, which is true", "darf %s nicht enthalten, das true ist"},
            {"must not contain a blank string", "darf keinen leeren Text enthalten"},
            {"must not contain a fragment (#)", "darf kein Fragment (#) enthalten"},
            {"must not contain a user name or password", "darf weder Benutzernamen noch Passwort enthalten"},
            {"must not contain control characters", "darf keine Steuerzeichen enthalten"},
            {"must not contain Unicode noncharacters", "darf keine Nichtzeichen von Unicode enthalten"},
            {
                "must not contain spaces, control characters or any of / \\ ? # % ;",
                "darf keine Leerzeichen, Steuerzeichen und keines von / \\ ? # % ; enthalten"
            },
            {"must not contain the character U+0000", "darf das Zeichen U+0000 nicht enthalten"},
            {"never occurs", "tritt nie ein"},
            {"no mail server configured", "kein Mailserver ist eingerichtet"},
            {"This operation is not available", "Dieser Vorgang ist nicht verfügbar"},
            {
                "No events were accepted; outcomes has the reasons",
                "Keine Ereignisse wurden angenommen; outcomes nennt die Gründe"
            },
            {"Not Acceptable", "Nicht annehmbar"},
            {"Not Found", "Nicht gefunden"},
            {
                "sending is paused until the destination works again: %s",
                "der Versand ist angehalten, bis das Ziel wieder funktioniert: %s"
            },
            {
                "sending is paused until an administrator resumes it: %s",
                "der Versand ist angehalten, bis ein Administrator ihn fortsetzt: %s"
            },
            {"There is nothing at this path", "Unter diesem Pfad gibt es nichts"},
            {
                "Nothing was changed: %s is mandatory and needs at least one channel. Turn on another channel first",
                "Nichts wurde geändert: %s ist verpflichtend und braucht mindestens einen Kanal. Schalten Sie zuerst einen anderen Kanal ein"
            },
            {"Notification not found", "Benachrichtigung nicht gefunden"},
            {"object", "Objekt"},
            {"object or array", "Objekt oder Array"},
            {
                "Only GET /api/stream, without a body, can be upgraded, and only to a WebSocket",
                "Nur GET /api/stream lässt sich umstellen, ohne Inhalt und nur auf einen WebSocket"
            },
            {
                "Only a waiting schedule can be changed; this one is %s",
                "Nur ein wartender Termin lässt sich ändern; dies ist einer, der %s"
            },
            {
                "Only a session can be signed out; revoke an API key instead, or let a token expire",
                "Nur eine Sitzung lässt sich abmelden; widerrufen Sie einen API-Schlüssel, oder lassen Sie ein Token ablaufen"
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
                "Only dead or uncertain deliveries can be retried; this delivery is neither",
                "Nur fehlgeschlagene oder ungewisse Zustellungen lassen sich erneut versuchen; diese ist keines von beidem"
            },
            {"or cron is required, but not both", "oder cron ist erforderlich, aber nicht beides"},
            {"or cron must be sent, but not both", "oder cron muss gesendet werden, aber nicht beides"},
            {"Organization not found", "Organisation nicht gefunden"},
            {"partials, {{>…}}, are not supported", "Partials, {{>…}}, werden nicht unterstützt"},
            {"Request Timeout", "Zeitüberschreitung"},
            {"Length Required", "Länge erforderlich"},
            {"Recipient is required", "Ein Empfänger ist erforderlich"},
            {"Recipient not found", "Empfänger nicht gefunden"},
            {"run manually", "manuell ausgeführt"},
            {"run manually; there is no URL to call", "manuell ausgeführt; es gibt keine URL, die aufzurufen wäre"},
            {"Schedule not found", "Termin nicht gefunden"},
            {"scheduled", "noch wartet"},
            {"scheduled by %s", "geplant von %s"},
            {"sections are nested more than %s deep", "Abschnitte sind mehr als %s tief verschachtelt"},
            {"Service Unavailable", "Dienst nicht verfügbar"},
            {
                "An internal error occurred; it was logged under %s",
                "Ein interner Fehler ist aufgetreten; er wurde protokolliert unter %s"
            },
            {"Source not found", "Quelle nicht gefunden"},
            {"strings", "Texte"},
            {"the account %s", "das Konto %s"},
            {"the account %s is disabled", "das Konto %s ist gesperrt"},
            {"the account %s was removed", "das Konto %s wurde entfernt"},
            {"the account of %s is disabled", "das Konto von %s ist gesperrt"},
            {"The account name or password is wrong", "Der Kontoname oder das Passwort ist falsch"},
            {"the API key %s", "der API-Schlüssel %s"},
            {"the API key %s has expired", "der API-Schlüssel %s ist abgelaufen"},
            {"the API key %s was revoked", "der API-Schlüssel %s wurde widerrufen"},
            {"The body", "Der Inhalt der Anfrage"},
            {"The request body is incomplete", "Der Inhalt der Anfrage ist unvollständig"},
            {"The version of the WebSocket protocol must be %s", "Die Version des WebSocket-Protokolls muss %s sein"},
            {"The WebSocket handshake is incomplete", "Der Handshake des WebSockets ist nicht vollständig"},
            {"The request body did not arrive in time", "Der Inhalt der Anfrage kam nicht rechtzeitig"},
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
                "The body must contain %s to %s events, but contains %s",
                "Der Inhalt der Anfrage muss %s bis %s Ereignisse enthalten und enthält %s"
            },
            {
                "the clock of node %s is %s s ahead of the database clock",
                "die Uhr des Knotens %s geht gegenüber der Datenbank %s s vor"
            },
            {
                "the clock of node %s is %s s behind the database clock",
                "die Uhr des Knotens %s geht gegenüber der Datenbank %s s nach"
            },
            {
                "the clock of node %s jumped from %s to %s: it was set, or the machine was suspended",
                "die Uhr des Knotens %s sprang von %s auf %s: Sie wurde gestellt, oder die Maschine war im Ruhezustand"
            },
            {"The console is available only to admins", "Die Konsole ist nur für Admins zugänglich"},
            {"the delimiters cannot be changed", "die Begrenzer lassen sich nicht ändern"},
            {"The event must be a JSON object", "Das Ereignis muss ein JSON-Objekt sein"},
            {
                "the last run was missed; waiting for the next run",
                "der letzte Lauf wurde verpasst; wartet auf den nächsten Lauf"
            },
            {
                "the last run failed; waiting for the next run",
                "der letzte Lauf ist fehlgeschlagen; wartet auf den nächsten Lauf"
            },
            {
                "the last run completed; waiting for the next run",
                "der letzte Lauf ist abgeschlossen; wartet auf den nächsten Lauf"
            },
            {
                "node %s stopped before it recorded the response of the target: the call may or may not have succeeded, and it is too late to call again",
                "der Knoten %s hielt an, bevor er die Antwort des Ziels festhielt: Der Aufruf war vielleicht erfolgreich, vielleicht auch nicht, und für einen weiteren Aufruf ist es zu spät"
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
            {"The path or query is not correctly encoded", "Der Pfad oder die Abfrage ist falsch kodiert"},
            {"the provider requested a pause: %s", "der Anbieter verlangt eine Pause: %s"},
            {"the recipient %s is disabled", "der Empfänger %s ist abgeschaltet"},
            {"the recipient %s was removed", "den Empfänger %s gibt es nicht mehr"},
            {"The request could not be understood", "Die Anfrage war nicht zu verstehen"},
            {
                "The request with this Idempotency-Key was processed, but its response can no longer be read; check what it created before you use another key",
                "Die Anfrage mit diesem Idempotency-Key wurde verarbeitet, aber ihre Antwort lässt sich nicht mehr lesen; prüfen Sie, was sie angelegt hat, bevor Sie einen anderen Schlüssel verwenden"
            },
            {
                "The request with this Idempotency-Key is still being processed; try again",
                "Die Anfrage mit diesem Idempotency-Key wird noch verarbeitet; versuchen Sie es erneut"
            },
            {
                "the row with the end of the chain is missing: entries after %s may be missing too",
                "die Zeile mit dem Ende der Kette fehlt: Einträge nach %s fehlen möglicherweise auch"
            },
            {"the previous run lasted until %s", "der vorige Lauf dauerte bis %s"},
            {"the section %s is not closed", "der Abschnitt %s ist nicht geschlossen"},
            {"this tag contains a line break", "dieses Tag enthält einen Zeilenumbruch"},
            {"this tag is empty", "dieses Tag ist leer"},
            {"this tag is not closed", "dieses Tag ist nicht geschlossen"},
            {"the target %s", "das Ziel: %s"},
            {"the target answered %s", "das Ziel hat mit %s geantwortet"},
            {"the target was %s", "das Ziel: %s"},
            {
                "The type is mandatory and cannot be turned off.",
                "Die Art ist verpflichtend und lässt sich nicht ausschalten."
            },
            {"there is no URL to call", "es gibt keine URL, die aufzurufen wäre"},
            {"this", "dies"},
            {"This credential is bound to the recipient %s", "Diese Anmeldung ist an den Empfänger %s gebunden"},
            {
                "This credential is bound to the recipient %s and is always the producer of its events",
                "Diese Anmeldung ist an den Empfänger %s gebunden und ist immer die Quelle ihrer Ereignisse"
            },
            {
                "This Idempotency-Key was already used for another request",
                "Dieser Idempotency-Key wurde bereits für eine andere Anfrage verwendet"
            },
            {
                "This operation is available only to platform admins",
                "Dieser Vorgang ist nur für Admins der Plattform verfügbar"
            },
            {
                "This is the last admin of the organization; add another admin first",
                "Dies ist der letzte Admin der Organisation; fügen Sie zuerst einen weiteren hinzu"
            },
            {
                "This would outlive your credential; use a session, a token from your identity provider or an API key that is not bound to a recipient",
                "Das würde Ihre Zugangsdaten überdauern; verwenden Sie eine Sitzung, ein Token Ihres Identitätsanbieters oder einen API-Schlüssel, der an keinen Empfänger gebunden ist"
            },
            {"This operation requires the role %s", "Dieser Vorgang erfordert die Rolle %s"},
            {
                "Sign in again: this operation requires a password entered within the last %s minutes",
                "Melden Sie sich erneut an: Dieser Vorgang erfordert eine Passworteingabe in den letzten %s Minuten"
            },
            {"This page was not found", "Diese Seite gibt es nicht"},
            {"This path does not support this method", "Dieser Pfad unterstützt diese Methode nicht"},
            {
                "This type is built into Belfry; only its channels can be changed, with PUT /api/types/%s/channels",
                "Diese Art ist in Belfry eingebaut; nur ihre Kanäle lassen sich ändern, mit PUT /api/types/%s/channels"
            },
            {"Threshold not found", "Schwelle nicht gefunden"},
            {
                "Too many failed sign-in attempts; try again later",
                "Zu viele fehlgeschlagene Anmeldeversuche; versuchen Sie es später erneut"
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
                "Too many requests from your address are incomplete, so this one was dropped; send it again",
                "Zu viele Anfragen von Ihrer Adresse sind unvollständig, daher wurde diese verworfen; senden Sie sie erneut"
            },
            {
                "Too many requests from your address had no valid credentials; try again later",
                "Zu viele Anfragen von Ihrer Adresse waren ohne gültige Anmeldung; versuchen Sie es später noch einmal"
            },
            {
                "Too many webhooks are being tested; try again later",
                "Zu viele Webhooks werden gerade ausprobiert; versuchen Sie es später noch einmal"
            },
            {"Only Belfry itself can send events of the type %s", "Ereignisse der Art %s kann nur Belfry selbst senden"
            },
            {
                "looks like %s, a built-in type; choose another code",
                "sieht aus wie %s, eine eingebaute Art; wählen Sie einen anderen Code"
            },
            {"must not be %s: only Belfry can send it", "darf nicht %s sein: Das kann nur Belfry senden"},
            {"Type not found", "Art nicht gefunden"},
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
            {"sending is currently paused", "der Versand ist zurzeit angehalten"},
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
                "must be a name without an address: this organization may not use its own sender address",
                "muss ein Name ohne Adresse sein: Diese Organisation darf keine eigene Absenderadresse verwenden"
            },
            {"must have an address in an allowed domain: %s", "muss eine Adresse in einer erlaubten Domain haben: %s"},
            {"value", "Wert"},
            {
                "was the last entry when the row with the end of the chain was removed: later entries may be missing",
                "war der letzte Eintrag, als die Zeile mit dem Ende der Kette entfernt wurde: Spätere Einträge fehlen möglicherweise"
            },
            {"Webhook not found", "Webhook nicht gefunden"},
            {"its next run cannot be determined: %s", "der nächste Lauf lässt sich nicht bestimmen: %s"},
            {"the scheduler no longer has permission: %s", "der Planende hat keine Berechtigung mehr: %s"},
            {
                "{{#%1$s}} takes the name of one variable, such as {{#%1$s}}data.at{{/%1$s}}",
                "{{#%1$s}} nimmt den Namen einer Variablen, wie {{#%1$s}}data.at{{/%1$s}}"
            },
        };
    }
}
