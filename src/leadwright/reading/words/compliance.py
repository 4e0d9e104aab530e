"""Words that bind us by law or by decency: complaint, request for data, opt-out, and never again."""

from leadwright.reading.lexicon import any_of

COMPLAINT = any_of(
    r"formal(?:ly)? (?:complaint|complain)|information commissioner|(?:offen[cs]e|unlawful|illegal|prohibited|"
    r"breach) (?:under|of|according)|(?:flagged|reported|reporting) (?:you|this|it|your|as)\b|(?:will be|am|i'm|"
    r"are) reporting|"
    r"\bi(?:'ll| will| am going to| shall) report|nachspiel|signal\w+ (?:vous|comme|votre)",
    r"\b(?:police|polizei|policía|polizia|policja)\b|going (?:on|to) (?:linkedin|twitter|reddit|facebook|social)|"
    r"so (?:everybody|everyone) (?:knows|can see)|spam[^\n]{0,30}gemeldet|gemeldet[^\n]{0,30}spam|"
    r"(?:habe|hab) (?:sie|euch|dich|das|diese)[^.\n]{0,20}gemeldet|полици\w",
    r"report(?:ed|ing)? (?:\w+ ){0,4}(?:as |for )(?:spam|junk|phishing|abuse)|(?:report|reported|reporting|"
    r"complain|complained|complaint|forward(?:ed|ing)?) (?:\w+ ){0,6}(?:to|with) (?:\w+ ){0,4}(?:ico|ftc|"
    r"authorit\w+|regulator|data protection|"
    r"spamcop|spamhaus|abuse|(?:your |the )?(?:hosting|host|provider|esp|isp|registrar|domain)|cnil|aepd|garante|"
    r"uodo|google|microsoft)",
    r"marked (?:\w+ ){0,3}(?:as )?(?:spam|junk)|(?:file|filed|filing|lodge|lodged|lodging|make|making|"
    r"submit\w*) (?:\w+ ){0,3}complaint|complaint (?:has been |was )?(?:filed|lodged|submitted)|abuse (?:report|"
    r"desk|complaint|team|department)|abuse@",
    r"(?:my|our) (?:lawyers?|attorneys?|solicitors?|legal (?:team|department|counsel))(?! said| told| says|"
    r" thinks)|legal (?:action|proceedings|steps)|cease and desist|take (?:you|this) to court|see you in court|"
    r"\bsue\b|lawsuit|invoice you|"
    r"(?:can-?spam|pecr|gdpr|casl|uwg)[^.\n]{0,40}(?:violat|breach|fine|illegal)|(?:violat|"
    r"breach)\w*[^.\n]{0,40}(?:can-?spam|pecr|gdpr|casl|law|regulation)|(?:this|that|it) is illegal|(?:ico|ftc|"
    r"cnil|aepd)\b[^.\n]{0,30}(?:complaint|report|hear)|"
    r"(?:post(?:ed|ing)?|put|share[ds]?|publish\w*|screenshot\w*)[^.\n]{0,40}(?:on (?:linkedin|twitter|x\b|"
    r"reddit|mastodon|facebook)|wall of shame|publicly)|name and shame|feedback loop|spam complaint|"
    r"abuse complaint",
    r"abmahnung|mahne ich|anwalt|anwält|rechtliche schritte|unterlassung|strafanzeige|anzeige (?:erstatten|bei)|"
    r"(?:datenschutz|aufsichts)behörde|landesdatenschutz|verbraucherzentrale|wettbewerbszentrale|"
    r"bundesnetzagentur|beschwerde (?:bei|ein|gegen)|beschwere mich bei|als spam (?:gemeldet|markiert)|"
    r"spam gemeldet",
    r"(?:porte|dépose|porter|déposer) plainte|plainte (?:auprès|à)|signal(?:e|é|er|ons)[^.\n]{0,20}(?:spam|cnil|"
    r"abus)|signal spam|\bcnil\b|mise en demeure|avocat|poursuites|denunci(?:a|ar|aré|o)|"
    r"agencia (?:española )?de protección|\baepd\b|mis abogados|mi abogado|acciones legales|reporta(?:do|"
    r"r)[^.\n]{0,20}spam|marcado como spam",
    r"segnal(?:o|ato|erò|azione)[^.\n]{0,30}(?:garante|spam|autorità)|\bgarante\b|avvocat|vie legali|denuncia|"
    r"querela|diffid|(?:reclama[çc]ão|queixa|denúncia)|\banpd\b|\bcnpd\b|advogad|procon|medidas legais|"
    r"klacht (?:in|bij)|autoriteit persoonsgegevens|advocaat|spamklacht|aangifte|juridische stappen|"
    r"als spam gemeld",
    r"(?:zgłosz[ęe]|zgłaszam|zgłosiłem|zgłosiłam)[^.\n]{0,30}(?:uodo|spam|urz|uokik)|skarg[ęai]|\buodo\b|prawnik|"
    r"kroki prawne|anmäl[^.\n]{0,30}(?:spam|imy|integritets|konsument)|advokat|datatilsynet|integritetsskydds|"
    r"forbrugerombud|анти?монопол|\bфас\b|роскомнадзор|жалоб[уыа]|пожалуюсь|в суд|юрист|"
    r"спам(?:[^.\n]{0,20}(?:пожал|отмет|отправ))|пометил[аи]? как спам|stížnost|právník|trestní",
)
SOURCE = any_of(
    r"where'?d you (?:get|find)|how come you (?:know|have|got)|(?:quelle|herkunft|ursprung) (?:meiner|der|"
    r"dieser) (?:daten|adresse)|source (?:de|of|des) (?:mes|my|these|ces) d",
    r"how did (?:my|our) (?:\w+ )?(?:address|e-?mail|details|name|data)|dove avete|na jakiej podstawie|"
    r"skąd (?:dane|adres|mój|macie)|know who (?:sold|gave)|permission to (?:e-?mail|contact|write)",
    r"(?:where|how)(?: (?:on earth|the hell|exactly))? (?:did|do|have|has|had) (?:you|u|y'all|"
    r"your \w+)[^.?\n]{0,40}(?:get|got|find|found|obtain\w*|have|come by|acquire\w*|"
    r"source\w*)[^.?\n]{0,40}(?:e-?mail|address|contact|details|data|info|name|number|me\b|my)|"
    r"how come you have my|where(?:'s| is) my (?:e-?mail|address|data) from",
    r"where (?:did|does|do)[^.?\n]{0,20}(?:this|my|our)[^.?\n]{0,20}(?:address|data|e-?mail|"
    r"details)[^.?\n]{0,12} (?:come|from)|who (?:gave|sold|passed)[^.?\n]{0,20}(?:my|our|me|this)|(?:sell|sold|"
    r"scrap\w+|harvest\w*|bought?|buy)[^.?\n]{0,30}(?:my|our)[^.?\n]{0,12}(?:info|data|e-?mail|address|details)|"
    r"source of (?:my|the|our|your)[^.?\n]{0,20}(?:data|address|e-?mail|information|contact)|(?:what|"
    r"which)[^.?\n]{0,40}(?:data|information)[^.?\n]{0,40}(?:you|about me|on me|hold|store|collected|have)|"
    r"(?:data )?subject access|\bd?sar\b|lawful basis|legal basis|art(?:icle|\.)? ?(?:13|14|15|17|21)\b|"
    r"privacy (?:policy|notice)\?|"
    r"what (?:personal )?(?:data|information)|copy of (?:my|all|the) (?:personal )?data|(?:gdpr|ccpa|cpra|"
    r"data protection)[^.\n]{0,30}request|who is (?:the|your) (?:data )?controller|right (?:of|to) access",
    r"woher (?:haben|hast|habt|stammen|stammt|kommen|kommt)|wo(?:her)? (?:sie|du|ihr) (?:meine|unsere|"
    r"die)[^.?\n]{0,30}(?:adresse|daten|mail)|auskunft|datenauskunft|herkunft (?:meiner|der|dieser)|welche daten|"
    r"rechtsgrundlage|dsgvo|\bds-gvo\b|"
    r"(?:d'où|comment|où) (?:avez|as|tenez|sort|vient|vous êtes|vous avez|tu as)[^.?\n]{0,50}(?:adresse|mail|"
    r"e-?mail|coordonnées|données|contact|nom)|origine de (?:mes|ces|vos)|\brgpd\b|droit d'accès|quelles données|"
    r"(?:de dónde|dónde|cómo) (?:han|has|ha|habéis|saca\w*|obtuv\w*|consigu\w*|tiene\w*)[^.?\n]{0,40}(?:correo|"
    r"mail|dirección|datos|contacto)|origen de (?:mis|los)|qué datos|derecho de acceso",
    r"(?:dove|come) (?:avete|ha|hai|avevate)[^.?\n]{0,30}(?:preso|trovato|avuto|ottenuto|recuperato)|provenienza|"
    r"origine dei (?:miei )?dati|quali dati|\bgdpr\b(?=[^.\n]{0,60}(?:chied|richied|dati))|(?:onde|"
    r"como) (?:conseguiu|conseguiram|obteve|obtiveram|arranjou|arranjaram|pegou|encontr\w+)|\blgpd\b|quais dados|"
    r"origem dos (?:meus )?dados",
    r"(?:hoe|waar) (?:kom\w*|heb\w*|haal\w*|ben)[^.?\n]{0,50}(?:mailadres|adres|e-?mail|gegevens|mail)|"
    r"welke gegevens|\bavg\b|inzage|sk[ąa]d (?:ma\w*|pan|pań|wzi|pochodz|posiada)[^.?\n]{0,40}(?:adres|mail|dane|"
    r"kontakt)|\brodo\b|źródł[oau]|jakie dane|откуда (?:у вас|вы|взял\w*|мой)|где вы (?:взяли|нашли|достали)|"
    r"какие данные|источник|персональн\w+ данн|var (?:fick|har) (?:du|ni)[^.?\n]{0,20}(?:min|adress)|hvor (?:har|"
    r"fik|fikk) (?:du|i|dere)[^.?\n]{0,20}(?:min|adresse)|mistä (?:sait|saitte)|odkud (?:máte|jste)",
)
ERASE = any_of(
    r"(?:delete|erase|remove|destroy|wipe|purge)[^.\n]{0,30}(?:data|information|record|details|it\b|everything|"
    r"me\b|my|us\b)|erasure|right to be forgotten|(?:i|we|hereby) object\b|objection to|stop processing|"
    r"do not (?:sell|process|use) my|lösch\w*|löschung|widerspr\w+|"
    r"(?:supprim|effac)\w+|(?:je )?m'oppose|opposition|supresi[oó]n|(?:elimin|borr|"
    r"suprim)\w+[^.\n]{0,30}(?:datos|correo|dirección|todo|los|mi)|(?:cancell|elimin|"
    r"rimuov)\w+[^.\n]{0,30}(?:dati|indirizzo|tutto|miei|mio)|cancellazione|(?:apag|elimin|exclu|"
    r"remov)\w+[^.\n]{0,30}(?:dados|meus|tudo|e-?mail)|"
    r"verwijder\w*|usun\w+|usuni\w+|sprzeciw|удалит\w+|radera|\bslet\w*|poista|smaž\w+|vymaž\w+"
)
OPT_OUT = any_of(
    r"\bun-?sub(?:s?cri\w+)?\b|opt(?:ing)?[ -]?(?:me )?out|\bremove\b (?:me\b|us\b|my |our |this (?:e-?mail|"
    r"address|contact)|the (?:e-?mail|address))|(?:please|kindly|pls) remove\b|"
    r"take (?:\W{0,4})?(?:me|us|my|this|our)[^.\n]{0,40}\boff\b|off (?:the|your|this|ur) (?:\w+ )?(?:list|system|"
    r"database)|(?:take (?=(?:me|us) (?:off|out|from)|my|our|this)|strike |drop |scrub |delete |cross |lose )(?:me|"
    r"us|my (?:e-?mail|address|name|number)|"
    r"our (?:e-?mail|address)|this (?:e-?mail|address))|"
    r"\b(?:stop|quit|cease|no more)\b[^.?\n]{0,24}(?:e-?mail|mail|messag|writ|contact|send|spam|pitch|"
    r"follow|sequence|newsletter)|\b(?:stop|quit|cease) (?:this|these|it)\b|enough (?:e-?mails|is enough|"
    r"already)|leave (?:me|us) alone|(?:don't|do not|dont|never|pls no|"
    r"please no)\b[^.\n]{0,16}(?:e-?mail|mail|write|contact|message|send|spam|reach out|follow up|bother|"
    r"pitch)[^.\n]{0,20}|"
    r"no (?:more|further) (?:e-?mails?|mails?|contact|messages?|communications?|of these|follow-?ups)|(?:lose|"
    r"forget|block) (?:my|this|our) (?:e-?mail|address|number|contact)|last (?:mail|e-?mail) was the last|"
    r"off the list",
    r"abmelden|abbestell\w*|austragen|(?:aus|von) (?:dem|ihrem|eurem|deinem|der|ihrer|eurer|deiner) (?:verteiler|"
    r"liste|datenbank|mailingliste)|verteiler|(?:keine|kein|nicht mehr|nie wieder|nie mehr)[^.\n]{0,30}(?:mails?|"
    r"e-?mails?|nachrichten?|werbung|kontakt\w*|anschreiben|schreiben|post|zusend\w*|newsletter)|"
    r"streich\w* (?:sie )?mich|nehm\w* (?:sie )?(?:mich|uns|meine)[^.\n]{0,30}(?:raus|heraus|aus|liste)|aufhören|"
    r"lassen sie (?:mich|uns) in ruhe|lass(?:t)? mich in ruhe",
    r"désabonn\w*|désinscri\w*|(?:ne )?(?:plus|pas)[^.\n]{0,30}(?:m'écri\w+|nous écri\w+|me contact\w+|"
    r"nous contact\w+|recevoir|d'e-?mails?|de mails?|m'envoy\w+|me sollicit\w+|de messages?|solliciter)|(?:retir|"
    r"enlev|supprim|ray|radi)\w+[^.\n]{0,30}(?:liste|fichier|base|adresse|contacts|mon|moi|nous)|arrêtez|cessez|"
    r"laissez[ -](?:moi|nous) tranquille",
    r"dar(?:me|nos|se)? de baja|(?:dame|deme|denme|quiero la|solicito la|la) baja|\bbaja\b|"
    r"borr[aeo]\w*[^.\n]{0,20}(?:lista|correo|me\b|dirección)|elim[ií]n\w+[^.\n]{0,20}(?:lista|correo|me\b|"
    r"dirección)|quit[aeá]\w*(?! es )[^.\n]{0,20}(?:lista|correo|base)|b[oó]rr[ae]me|elim[ií]n[ae]me|no (?:me|nos|"
    r"vuelv\w+|quiero|deseo|queremos)[^.\n]{0,30}(?:escrib\w+|mand\w+|enví\w+|envi\w+|contact\w+|más (?:correos|"
    r"mails|mensajes)|recibir)|deje\w* de (?:escrib|enviar|mandar|molest)|d[eé]jen?me en paz|remover",
    r"disiscri\w*|cancell\w+[^.\n]{0,30}(?:lista|iscrizione|indirizzo|mailing|mi\b|dalla)|toglie\w*mi|(?:togli|"
    r"tolga|rimuov)\w*[^.\n]{0,30}(?:lista|indirizzo|elenco|mi\b|mailing)|non (?:mi |ci )?(?:scriv\w+|contatt\w+|"
    r"mandat\w+|inviat\w+|voglio (?:più )?ricever\w*|desidero (?:più )?ricever\w*)|basta (?:mail|e-?mail|così|"
    r"messaggi|scriv)|smett\w+",
    r"descadastr\w*|cancelar (?:a )?(?:inscrição|subscrição)|(?:remov|retir|tir|exclu|"
    r"apag)\w+[^.\n]{0,30}(?:lista|e-?mail|contat|contact|cadastro|base|me\b)|não (?:me |nos )?(?:envie|mande|"
    r"escreva|contacte|contate|quero (?:mais )?receber|mandem|enviem)|par(?:e|em|a) de (?:enviar|mandar|escrever|"
    r"me)|não quero (?:mais )?(?:e-?mails|receber)|chega de",
    r"uitschrijven|afmelden|schrijf (?:me|mij|ons) uit|(?:haal|verwijder|schrap|gooi)[^.\n]{0,30}(?:lijst|adres|"
    r"bestand|gegevens|me|mij|mailing)|(?:geen|niet meer|nooit meer)[^.\n]{0,20}(?:mails?|e-?mails?|mailen|"
    r"berichten|benaderen|contact|schrijven)|stop met (?:mailen|het)|laat (?:me|mij|ons) met rust",
    r"wypis\w+|wypisz\w*|(?:usun|usuń|usuni|skreśl)\w*[^.\n]{0,40}(?:listy|adres|bazy|mnie|nas|kontakt|mail)|"
    r"(?:nie|więcej|już) (?:proszę )?(?:więcej |już )?(?:nie )?(?:pisa\w*|wysyła\w*|kontaktowa\w*|przysyła\w*|"
    r"piszcie|"
    r"przesyła\w*)|rezygnuj|zrezygnować z subskrypcji|nie życzę sobie|avregistrera|avprenumerera|ta bort (?:mig|"
    r"oss|min)|(?:inga|ej) (?:fler|mer)[^.\n]{0,20}mail|sluta (?:mejla|maila|skicka)|avmeld|afmeld|meld (?:mig|"
    r"meg) (?:av|fra)|fjern (?:mig|meg|oss|min)|stopp med|ikke (?:skriv|send|kontakt)|peru(?:uta|kaa) tilaus|"
    r"poistakaa|älkää|lopettakaa",
    r"отпи(?:шите|сать|ска|саться)\w*|(?:удалите|уберите|исключите|вычеркните)[^.\n]{0,40}(?:меня|нас|адрес|базы|"
    r"рассылк|списк|почт|контакт)|(?:не|перестаньте|прекратите|хватит)(?: мне| нам| больше| надо| нужно|"
    r" сюда){0,3} (?:пишите|писать|"
    r"присылайте|присылать|слать|шлите|отправля\w+|беспоко\w+|спамить)|отстаньте|odhlásit|odhlas|nepište|"
    r"neposílejte|leiratkoz|配信停止|購読解除|送らないで|退订|取消订阅",
)
OUT_ASKED = any_of(
    r"(?:kontaktier|schreib|meld|mail|ruf|belästig)\w*[^.!?\n]{0,25}\b(?:nicht mehr|nie wieder|nie mehr)|"
    r"\bne (?:m'|me |nous )\w+ plus\b|(?:mail|schrijf|benader|bel|contacteer)\w* (?:mij|me|ons) (?:niet|"
    r"nooit)|"
    r"(?:don't|do not|dont) use (?:it|this)[^.\n]{0,20} for|let's (?:both )?stop\b|(?:^|[.!?] )(?:please |pls |"
    r"now |just )?(?:remove|unsubscribe|stop)[.!]{0,3}$|not? (?:wish|want|like) to (?:receive|get|"
    r"be (?:e-?mailed|contacted))|"
    r"(?:don't|do not|didn't) (?:want|wish)[^.\n]{0,20}(?:e-?mails|mails|messages|from you)|(?:inga|ikke flere|"
    r"ei enää)[^.\n]{0,12}(?:mail|viest)",
    r"(?:get|take|be|come) (?:me |us )?off (?:this|the|your) (?:\w+ )?list|how (?:do|can) (?:i|"
    r"we) (?:unsubscribe|opt out|stop|get off)|make (?:them|it|this) stop|(?:please|pls|plz)\W{1,3}no more|"
    r"\bcease\b[^.\n]{0,20}(?:communicat|contact|correspond)|unsubscribe (?:me|us)|qu[ií]t\w+ de (?:su|la|tu|"
    r"vuestra) lista|(?:dej|par)\w+ de (?:me )?(?:mand|envi|escrib|escrev)\w+",
)
STOP_WORD = any_of(
    r"^\W{0,6}(?:please |pls |plz |just )?stop(?:[\s!.,]{1,4}(?:stop|please|pls|plz|now|it|this|thanks|thank you|"
    r"already)){0,8}[^\w]{0,12}$",
    r"^\W{0,6}(?:stop+|unsubscribe|unsubscribe me|remove|remove me|opt[ -]?out|cancel|end|quit|stopp?|abmelden|"
    r"austragen|abbestellen|désabonner|désinscription|désinscrire|stop svp|baja|remover|cancella|cancellami|"
    r"cancelar|sair|parar|uitschrijven|afmelden|wypisz|rezygnuję|"
    r"avregistrera|afmeld|avmeld|отписаться|отписка|стоп|stop please|please stop|stop pls|just stop|stop it|"
    r"stop this|unsub|take me off)\W{0,8}$",
)
NEVER = any_of(
    r"(?:don't|do not|dont|never|please don't)\b[^.\n]{0,14}(?:e-?mail|mail|write|contact|message|send|bother|"
    r"reach out|follow up|spam|pitch)[^.\n]{0,25}(?:again|anymore|any more|me|us|here)?|never again|(?:stop|"
    r"quit) (?:writing|e-?mailing|contacting|mailing|messaging|sending|spamming|bothering|following up)|"
    r"no (?:more|further) (?:e-?mails?|mails?|contact|follow)|"
    r"leave (?:me|us) alone|not (?:to )?(?:be )?contacted again|last time you|schreiben sie (?:mir|uns) nicht|"
    r"nicht (?:mehr|wieder|noch einmal)[^.\n]{0,14}(?:schreiben|melden|anschreiben|kontakt)|nie (?:wieder|mehr)|"
    r"keine weiteren?|ne m'écri\w+ plus|ne me (?:re)?contact\w+ plus|ne nous [^.\n]{0,12}plus|plus (?:jamais|"
    r"de relance)|(?:no|nunca) (?:me |nos )?(?:vuelv\w+|escrib\w+ más|contact\w+ más)|"
    r"non (?:mi |ci )?(?:scriv\w+|contatt\w+)[^.\n]{0,6}(?:più|mai)|não (?:me )?(?:escreva|contacte|contate|"
    r"mande|envie)[^.\n]{0,10} mais|niet (?:meer|nog een keer)[^.\n]{0,14}(?:mailen|schrijven|benaderen)|"
    r"(?:proszę )?(?:już |więcej )?nie pis\w+|(?:больше|пожалуйста,?) не (?:пишите|беспокойте|присылайте)|"
    r"не надо (?:мне )?(?:больше )?писать"
)
DEAD = any_of(
    r"\bdied\b|passed away|\bdeceased\b|verstorben|gestorben|décéd|falleci|è mancat[oa]|morto|faleceu|overleden|"
    r"zmarł|умер|скончал"
)
ABUSE = any_of(
    r"\bf+u+c+k+|\bfck|\bf\*+|\bpiss off|\bsod off|\bget lost|\bscrew you|\bgo (?:to hell|away|f)\b|\bshove it|"
    r"\basshole|\bidiots?\b|\bmoron|\bscum|\bscammers?\b|\bspammers?\b|\bparasites?\b|\bbastard|\bdirtbag|"
    r"verpiss|arschloch|leck mich|idioten?\b|spammer|connard|va te faire|dégage|foutez|gilipollas|vete a la|"
    r"que te (?:den|jodan)|hijo de|vaffanculo|stronz|rompere|vai (?:se|te|à) (?:foder|ferrar|merda)|merda|"
    r"rot op|donder op|klootzak|flikker op|spierdalaj|spadaj|wypierdal|отвали|иди(?:те)? (?:на|в|к)|"
    r"пош[её]л(?:и)? (?:ты|вы|на)|задолбал|достали|dra åt helvete|haista|dick\b"
)
