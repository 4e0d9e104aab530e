"""Words of a talk under way: taking a time, wanting to go on, doing the work oneself, having been handed the letter."""

from leadwright.reading.lexicon import any_of

ACCEPTS = any_of(
    r"(?:first|second|third|last|early|earlier|later|other|either|that|this) (?:time|slot|one|option|date|day)"
    r"[^.?!\n]{0,20}(?:works|suits|fits|is (?:fine|good|great|perfect|ok))|(?:works|suits|fine) (?:for|with) (?:me|"
    r"us)\b|"
    r"(?:it's|that's|consider it|all) (?:a date|booked|noted|settled|arranged)|\bbooked\b[.!,]",
    r"(?:premi|deuxi|second|trois|derni)\w{1,5} (?:créneau|date|option|horaire|proposition)[^.?!\n]{0,20}"
    r"(?:convient|va|conviendra|parfait|idéal)|c'est (?:noté|parfait|entendu|bon pour)|(?:c'est )?entendu\b[.!,]",
    r"(?:erste|zweite|dritte|letzte)\w{0,2} (?:termin|vorschlag|zeit)[^.?!\n]{0,20}(?:passt|geht|ist)|"
    r"(?:ist |schon |fest )(?:notiert|eingetragen)|(?:bis dann|freue? mich (?:auf|drauf))",
    r"(?:prim|segund|tercer|últim)\w{1,3} (?:hora|horario|hueco|opción|opzione|orario|horário)[^.?!\n]{0,20}"
    r"(?:viene|va|sirve|bien|perfect|serve)|(?:primo|secondo|terzo) orario|(?:queda|quedamos|anotado|segnato|"
    r"marcado)\b",
    r"(?:eerste|tweede|derde|laatste) (?:tijd|moment|optie|voorstel)[^.?!\n]{0,20}(?:past|schikt|is)|staat genoteerd|"
    r"tot dan",
    r"(?:pierwsz|drug|trzec|ostatni)\w{1,3} termin[^.?!\n]{0,20}(?:odpowiada|pasuje)|do (?:usłyszenia|zobaczenia)",
    r"(?:första|andra|tredje|sista|første|andre|tredje|siste) (?:tiden?|förslaget|forslaget|tidspunktet?|alternativet)"
    r"[^.?!\n]{0,20}(?:passar|passer|funkar|fungerar|fungerer|går)|(?:passar|passer) (?:bra|fint|oss|mig|meg|utmärkt)|"
    r"(?:vi|så) (?:hörs|ses|snakkes|høres|bokar|tar)\b|(?:bokar|booker|avtalar) vi|\bavtalt\b",
    r"(?:ensimmäi|toi|kolma|viimei)\w{2,5} (?:aika|ehdotus|vaihtoehto)[^.?!\n]{0,20}(?:sopii|käy|passaa)|"
    r"(?:sopii|käy) (?:hyvin|meille|minulle|mainiosti)|\bsovi(?:taan|ttu)\b|(?:kuullaan|nähdään|"
    r"jutellaan) (?:silloin|sitten)",
    r"(?:最初|一つ目|二つ目|初め)の(?:日程|候補|時間)|(?:承知|了解)(?:いた)?しました|よろしくお願い(?:いた)?します",
)
WANTS = any_of(
    r"(?:send|share)[^.?!\n]{0,25}(?:overview|outline|summary|slots|times|dates|brochure|examples?|material)|"
    r"\bwe (?:do|could|would|really|certainly) (?:need|use|do with) (?:some |a |any )?(?:help|hand)|"
    r"tell (?:me|us) what (?:you|it)[^.?!\n]{0,20}(?:need|takes)",
    r"(?:montrez|expliquez|racontez|dites)[- ](?:nous|moi|m'en)|(?:partant|preneu[rs]|intéress)\w{0,3} (?:pour|par)",
    r"\b(?:jag|vi|jeg) är med\b|\bjeg er med\b|bra (?:tajming|timing|idé)|god (?:timing|idé)|"
    r"(?:skicka|sänd|send)\w{0,3} (?:mer|lite|gärna|gjerne|gerne|över|over|några|noen|en|et|ett)\b|"
    r"(?:när|når|hvornår) kan vi\b|(?:berätta|fortell|fortæl) mer|(?:precis|akkurat|netop|just) (?:mitt|vårt|"
    r"vårat) problem",
    r"(?:lähettä|lähet)\w{1,6} (?:lisää|meille|minulle|esi|tarkem|muutam)\w{0,10}|kuulostaa (?:hyvältä|"
    r"kiinnostavalta|lupaavalta)|"
    r"\bolen mukana\b|juuri (?:meidän|minun) ongelma",
    r"(?:試して|始めて|やって|見て|聞いて|話を伺)(?:み)?たい|(?:資料|詳細|候補日|見積)[^。\n]{0,20}(?:送って|いただけ|ください)|見せてください|"
    r"(?:どのように|いつから)始め",
    r"(?:to|dit) (?:jest )?(?:dokładnie|precies) (?:nasz|ons|mój|mijn) problem|(?:jestem|jesteśmy) za\b",
)
OURSELVES = any_of(
    r"(?:faisons|gérons|traitons|assurons)[^.?!\n]{0,20}(?:en interne|nous-mêmes)",
    r"(?:hacemos|gestionamos|llevamos)[^.?!\n]{0,20}(?:nosotros|internamente|por nuestra cuenta)|"
    r"(?:occupiamo|facciamo|gestiamo)[^.?!\n]{0,20}(?:da soli|da noi|noi stessi|internamente)",
    r"(?:sköter|gör|klarar|hanterar|gjør|klarer|ordner|laver)[^.?!\n]{0,20}(?:själva?|selv)\b|"
    r"(?:behöver|trenger|behøver)[^.?!\n]{0,10}(?:inte|inget|ej|ikke|ingen)\b",
    r"(?:hoida|teem|pärjää)\w{1,6}[^.?!\n]{0,20}\bitse\b|\bitse (?:hoida|teem)\w{1,5}|(?:liian pieni|"
    r"ei ole (?:meille|tarpeen))",
    r"見送|間に合って|自社で(?:対応|行)|お断り",
)
UNWANTED = any_of(
    r"(?:vill|ønsker|vil) (?:inte|ikke|ej) (?:ha|få|motta|modtage)[^.?!\n]{0,20}(?:mejl|mail|brev|e-?post|utskick)",
    r"nie chc\w{1,3} (?:otrzymywać|dostawać)|(?:en|emme) halua[^.?!\n]{0,20}(?:viestejä|postia|sähköpost)",
    r"(?:アドレス|リスト|宛先)[^。\n]{0,15}削除|(?:今後|もう)[^。\n]{0,12}送らないで|(?:配信|送信)(?:を)?停止",
)
RECEIVED = any_of(
    r"[^.?!\n]{0,80}\b(?:passed|forwarded|sent|handed|gave|showed)[^.?!\n]{0,40}\b(?:to |on to |over to )?(?:me|"
    r"us)\b[^.?!\n]{0,40}",
    r"[^.?!\n]{0,80}(?:m'a|m'ont|nous a|nous ont) (?:transmis|transféré|fait suivre|passé|envoyé)[^.?!\n]{0,60}",
    r"[^.?!\n]{0,80}\b(?:mir|uns)\b[^.?!\n]{0,50}(?:weitergeleitet|weitergegeben|geschickt|gegeben)[^.?!\n]{0,20}",
    r"[^.?!\n]{0,80}\b(?:me|nos) (?:ha|han) (?:pasado|reenviado|enviado)[^.?!\n]{0,60}|"
    r"[^.?!\n]{0,80}\b(?:mi|ci) (?:ha|hanno) (?:girato|inoltrato|passato|mandato)[^.?!\n]{0,60}",
    r"[^.?!\n]{0,80}\b(?:mij|me|ons) (?:doorgestuurd|doorgegeven)[^.?!\n]{0,40}|"
    r"[^.?!\n]{0,40}przekaza\w{1,3} mi\b[^.?!\n]{0,40}",
    r"[^.?!\n]{0,80}(?:till|til) (?:mig|meg|oss)\b[^.?!\n]{0,40}|[^.?!\n]{0,60}(?:minulle|meille) (?:viesti|"
    r"välit)\w{1,6}[^.?!\n]{0,20}",
    r"[^。\n]{0,40}(?:引き継ぎ|から転送され|を受け取り)[^。\n]{0,20}",
)
NUMBERED = any_of(r"(?:^|\s)1[.):] .{1,300}\s2[.):] ")
