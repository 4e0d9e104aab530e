"""How fields of forms are called, and what stands beside them, in many languages: a role and its words, in order.

``BY_NAME`` are parts of names and ids, as programs write them; ``BY_WORDS`` are labels, as people read them. All are
compared in lower case.
"""

BY_NAME: tuple[tuple[str, str], ...] = (
    (
        "captcha",
        (
            r"captcha|verif(?:y|ication)?[_-]?(?:code|img)|security[_-]?code|secure?code|image_?code|antispam|"
            r"anti-?robot|turing|valid(?:ation)?[_-]?code|quiz|recaptcha|areyouhuman|keystring|^vcode|"
            r"code_?image|confirm(?:ation)?_?code|userconfirm"
        ),
    ),
    ("honeypot", r"honey|_gotcha|^b_[0-9a-f]{6,}|bot-?field|leave.?(?:this|blank)|trap"),
    ("password", r"passw|(?:^|[^a-z])pw[d]?(?:$|[^a-z])|^pass$|passwort|senha|contrasena|parola|haslo|mdp$"),
    (
        "remember",
        (
            r"remember|auto-?login|keep.?(?:me|signed|logged)|stay.?(?:signed|logged)|rememberme|merken|"
            r"persist|savelogin|cookieuser|set_?cookie|(?:perm|soft)_?login"
        ),
    ),
    (
        "first-name",
        (
            r"first.?_?name|^f_?name|fname\b|given.?name|vorname|prenom|voornaam|fornamn|fornavn|etunimi|imie|"
            r"_fname|firstname"
        ),
    ),
    (
        "last-name",
        (
            r"last.?_?name|^l_?name|lname\b|sur_?name|family.?name|nachname|apellido|cognome|achternaam|"
            r"efternamn|efternavn|sukunimi|nazwisko|sobrenome|lastname|nom_?famille"
        ),
    ),
    (
        "username",
        (
            r"user_?.?(?:name|login|id)|^user$|^log$|login_?name|login$|benutzer|usuario|utente|pseudo|"
            r"identifiant|nick|screen_?name|vb_login_username|member.?(?:id|name)|login(?:id|_id)|\[login\]|"
            r"signin_email|openid"
        ),
    ),
    (
        "email",
        (r"e[-_. ]?mail|^mail|mail$|_mail|correo|courriel|posta(?!l)|sahkoposti|mail_?addr|メール"),
    ),
    (
        "phone",
        (
            r"phone|(?:^|[^a-z])tel(?:e|$|[^a-z])|telefo|mobil|(?:^|[^a-z])fax|cellulare|handy|puhelin|"
            r"telefoon|gsm|whatsapp|телефон|電話|^tel|celular"
        ),
    ),
    (
        "company",
        (
            r"compan|organi[sz]ation|business.?name|(?:^|[^a-z])firma|(?:^|[^a-z])soci(?:e|été|dad)|"
            r"entreprise|empresa|azienda|bedrijf|foretag|yritys|organi[sz]a"
        ),
    ),
    (
        "postcode",
        (
            r"zip|post_?al|post_?code|(?:^|[^a-z])plz|codigo_?postal|code_?postal|cap$|postnummer|postinumero|"
            r"kod_?pocztowy|cep$|index$|psc$"
        ),
    ),
    (
        "country",
        (
            r"country|(?:^|[^a-z])land(?:$|[^a-z])|(?<!bil)pays$|(?:^|[^a-z])pais(?:$|[^a-z])|paese|nazione|"
            r"nation|страна"
        ),
    ),
    (
        "region",
        (
            r"(?:^|[^a-z])state(?:$|[^a-z])|province|provinc|region|county|bundesland|estado|departement|"
            r"kanton|prefecture"
        ),
    ),
    (
        "city",
        (
            r"city|(?:^|[^a-z])town|(?:^|[^a-z])ort(?:$|[^a-z])|stadt|ville|ciudad|citta|cidade|(?:^|"
            r"[^a-z])stad$|kaupunki|miasto|woonplaats|localidad|localita|город"
        ),
    ),
    (
        "street",
        (
            r"street|addr(?!.{0,3}mail)|strasse|straße|(?:^|[^a-z])rue(?:$|[^a-z])|calle|direccion|indirizzo|"
            r"endereco|adres+e?(?!.{0,3}mail)|(?:^|[^a-z])via$|ulica|utca"
        ),
    ),
    ("quantity", r"qty|quant|menge|anzahl|aantal|cantidad|qte|antal|stück|ilosc|kolicina|количеств|item_count"),
    (
        "subject",
        (
            r"subject|betreff|sujet|objet|asunto|oggetto|onderwerp|(?:^|[^a-z])amne|emne|aihe|temat|tema$|"
            r"topic|assunto|title|titel|titre|theme|тема|headline"
        ),
    ),
    (
        "message",
        (
            r"message|nachricht|comment|enquir|inquir|mensaje|messaggio|bericht|question|body|viesti|melding|"
            r"meddel|mensagem|wiadomo|zprava|üzenet|uzenet|сообщ|вопрос|отзыв|detail|description|remark|"
            r"bemerk|anmerk|komment|text$|feedback|review|note|mitteilung|anfrage|お問い合わせ|内容|msg|content|reply|"
            r"opinion|testo|demande"
        ),
    ),
    (
        "search",
        (
            r"search|such|recherch|buscar|busca|cerca|zoek|(?:^|[^a-z])s[oö]k|haku|hled|szuka|keres|query|"
            r"keyword|(?:^|[^a-z])(?:q|s|k|query|find|term|request|kw)$|поиск|検索|motscle|palabra|words?$"
        ),
    ),
    ("website", r"(?:^|[^a-z])url|web_?site|homepage|web_?page|webseite|blog"),
    (
        "consent",
        (
            r"consent|agree|accept|gdpr|privacy|terms|(?:^|[^a-z])tos(?:$|[^a-z])|optin|opt-?in|subscri|"
            r"newsletter|datenschutz|agb|mailing|notify|cgu|cgv|send_?copy|cc_?me|copy"
        ),
    ),
    (
        "name",
        (
            r"name|author|naam|navn|namn|nimi|(?:^|[^a-z])nom(?:$|[^a-z])|nombre|nome|jmeno|imię|имя|お名前|氏名|"
            r"fio$|contact_?person|nev$"
        ),
    ),
)
BY_WORDS: tuple[tuple[str, str], ...] = (
    (
        "name",
        (
            r"full name|first and last|vor-? ?und (?:nach|zu)name|nom et prénom|prénom et nom|nome e cognome|"
            r"cognome e nome|nombre y apellido|nome completo|imię i nazwisko|jméno a příjmení|фамилия,? имя|"
            r"имя и фамилия|ф\.? ?и\.? ?о\.?(?!\w)"
        ),
    ),
    (
        "captcha",
        (
            r"captcha|(?:enter|type) the (?:code|characters|letters|text)|security code|verification|"
            r"anti-?spam|\d ?[+x] ?\d ?=|sicherheitscode|c[oó]digo de seguridad|код с картинки|введите код|"
            r"human\?|画像|are you human"
        ),
    ),
    (
        "honeypot",
        (
            r"leave (?:this )?(?:field )?(?:blank|empty)|do not fill|don't fill|if you are human|laissez vide|"
            r"nicht ausfüllen|frei lassen"
        ),
    ),
    (
        "remember",
        (
            r"remember|keep me|stay (?:signed|logged)|eingeloggt bleiben|angemeldet bleiben|se souvenir|"
            r"recordar|ricordami|запомнить"
        ),
    ),
    ("password", r"password|passwort|mot de passe|contraseña|senha|wachtwoord|lösenord|hasło|heslo|пароль"),
    ("first-name", r"first name|given name|vorname|prénom|voornaam|förnamn|fornavn|etunimi|imię"),
    (
        "last-name",
        (
            r"last name|surname|family name|nachname|nom de famille|apellidos?|cognome|achternaam|efternamn|"
            r"efternavn|sukunimi|nazwisko|sobrenome|фамилия|姓"
        ),
    ),
    (
        "username",
        (
            r"user ?name|user ?id|benutzername|nom d'utilisateur|usuario|nome utente|login|nick|"
            r"имя пользователя|gebruikersnaam"
        ),
    ),
    ("email", r"e-?mail|courriel|correo|sähköposti|メール|эл\.? ?почт|电子邮件|이메일|posta elettronica|@"),
    (
        "phone",
        (
            r"phone|telefon|teléfono|téléphone|telefono|telefoon|puhelin|mobile|\btel\b|\bfax\b|\bcell\b|"
            r"телефон|電話|whatsapp"
        ),
    ),
    (
        "company",
        (
            r"company|organi[sz]ation|business name|firma|société|entreprise|empresa|azienda|bedrijf|företag|"
            r"yritys|会社|компания|org\."
        ),
    ),
    (
        "postcode",
        (
            r"zip|post ?code|postal|\bplz\b|postleitzahl|code postal|código postal|\bcap\b|postnummer|"
            r"postinumero|郵便|индекс"
        ),
    ),
    ("country", r"country|\bland\b|\bpays\b|\bpaís\b|\bpaese\b|nazione|страна|国"),
    ("region", r"\bstate\b|province|region\b|county|bundesland|estado|provincia|prefecture|都道府県|область"),
    (
        "city",
        (
            r"\bcity\b|\btown\b|\bort\b|\bstadt\b|\bville\b|ciudad|città|cidade|woonplaats|\bstad\b|kaupunki|"
            r"miasto|город|市"
        ),
    ),
    (
        "street",
        (
            r"street|address|straße|strasse|adresse|dirección|indirizzo|endereço|\badres\b|adress|ulica|住所|"
            r"адрес"
        ),
    ),
    ("quantity", r"qty|quantity|menge|anzahl|quantité|cantidad|quantità|aantal|antal|ilość|кол-во|количество|数量"),
    (
        "subject",
        (
            r"subject|betreff|sujet|objet|asunto|oggetto|onderwerp|ämne|\bemne\b|\baihe\b|temat|assunto|title|"
            r"тема|件名|topic|motif|motivo|anliegen|předmět|konu\b|제목|主题|主題"
        ),
    ),
    (
        "message",
        (
            r"message|nachricht|comment|enquiry|inquiry|mensaje|messaggio|bericht|question|viesti|melding|"
            r"mensagem|wiadomość|zpráva|üzenet|сообщени|вопрос|комментар|отзыв|feedback|details|"
            r"how can we help|mitteilung|kommentar|お問い合わせ|内容|メッセージ|review"
        ),
    ),
    (
        "search",
        (r"search|suche|recherche|buscar|cerca|zoeken|\bsök|\bhaku|hledat|szukaj|keresés|поиск|検索|keywords?"),
    ),
    ("website", r"web ?site|homepage|\burl\b|webseite|site web|сайт"),
    (
        "consent",
        (
            r"agree|consent|terms|privacy|newsletter|subscribe|einverstanden|akzeptier|datenschutz|j'accepte|"
            r"acepto|accetto|privacidad|godkänner|send me|notify me|copy (?:of|to)|согласен|kopie|同意"
        ),
    ),
    (
        "name",
        (
            r"\bname\b|\bnom\b|nombre|\bnome\b|\bnaam\b|\bnamn\b|\bnavn\b|\bnimi\b|jméno|имя|\bnév\b|お名前|氏名|"
            r"фио"
        ),
    ),
)
