"""Words of automatic answers: absence, acknowledgement, challenge, and a person who is gone for good."""

import re

from leadwright.reading.lexicon import any_of, whole

SUBJECT = any_of(
    r"^\W{0,3}(?:re: ?)?auto(?:matic|mated)?[ -:]?(?:re(?:ply|sponse|sponder)|message|answer|note)\b|"
    r"\bauto(?:matic|mated)? ?-?re(?:ply|sponse)\b|^auto:",
    r"\[?auto[ -]?generated\]?|out of (?:the )?office|\booo\b|away from (?:my|the) (?:desk|office|mail)|"
    r"^\W{0,2}(?:away|on (?:vacation|holiday|leave))\b|vacation (?:reply|notice|message)",
    r"automatische (?:antwort|nachricht)|automatisch antwoord|automatische beantwoording|autoantwort|abwesenheit|"
    r"nicht im (?:büro|haus)|im urlaub|\burlaub\b",
    r"réponse automatique|message d'absence|absence (?:du bureau|re:)|^absen(?:ce|t)|absent(?:e)? du bureau|"
    r"en congés?\b",
    r"respuesta automática|respuesta automatica|fuera de (?:la )?oficina|ausencia|risposta automatica|"
    r"fuori (?:sede|ufficio)|assenza",
    r"resposta automática|ausência|fora do escritório|afwezig|automatiskt? svar|autosvar|frånvaro|fravær|"
    r"ikke på kontoret|automaattinen vastaus|poissa",
    r"automatyczna odpowied|autoodpowied|nieobecno|poza biurem|automatická odpověď|nepřítomn|автоответ|"
    r"автоматический ответ|вне офиса|нет на месте|в отпуске",
    r"自動(?:返信|応答|回答)|不在|automatikus válasz|otomatik yanıt|"
    r"自动(?:回复|答复)|atvaļināj|automātisk|automatinis|αυτόματη",
)
AWAY = any_of(
    r"\b(?:on|taking) (?:\w+ ){0,3}leave\b(?! (?:it|me|us|you|the|a)\b)",
    r"out of (?:the |my )?office|away from (?:the|my) (?:office|desk|e-?mail|computer|keyboard)|on (?:my |a |an |"
    r"our )?(?:annual|maternity|paternity|parental|sick|medical|family|extended|long)?[ -]?"
    r"(?:leave|vacation|holidays?|sabbatical|honeymoon)\b|(?:currently|will be|am|i'm|we're|we are|are) (?:away|"
    r"travell?ing|off(?:line)? (?:until|till|from|work)|on the road)",
    r"(?:limited|no|sporadic|intermittent) access to (?:my )?e?-?mail|not (?:be )?(?:in|at) (?:the )?office|"
    r"(?:will|not) (?:be )?(?:return|back) (?:until|on|to the office)|closed (?:for|until|from|over)",
    r"off sick|recovering from|(?:i'll|i will) be back on|(?:check|read) (?:my )?(?:e-?)?mails? on|"
    r"back (?:in the office|at my desk|at work) on|this mailbox is not (?:monitored|read) (?:until|while)",
    r"nicht im (?:büro|haus|hause)|(?:bin|befinde mich|sind|ist)[^.\n]{0,30} (?:im |in )?(?:urlaub|elternzeit|"
    r"mutterschutz|krank|abwesend|außer haus|auf reisen|unterwegs)|betriebsferien|"
    r"elternzeit|mutterschutz|krankgeschrieben|abwesenheit|abwesend|nicht erreichbar|wieder (?:da|erreichbar|"
    r"im büro|für sie da|zurück|im haus)",
    r"absent(?:e)? (?:du|jusqu|de)|(?:en|de) cong(?:é|és|e|es)\b|en vacances|en déplacement|de retour (?:le|"
    r"au bureau)|congé (?:de )?maternité|arrêt maladie|fermeture (?:annuelle|estivale)|je suis absent|"
    r"fermés? jusqu",
    r"fuera de (?:la )?oficina|de vacaciones|(?:estoy|estaré|me encuentro|estamos) (?:ausente|fuera|de baja|"
    r"de viaje|de vacaciones)|baja (?:por )?(?:maternidad|paternidad|médica)|permiso de (?:maternidad|"
    r"paternidad)|cerrad[oa]s? (?:por|hasta)|vuelvo el|regreso el|ausente",
    r"fuori (?:sede|ufficio)|in ferie|in vacanza|(?:sono|sarò|saremo) (?:assente|in malattia|via|fuori)|congedo|"
    r"maternità|chius[oi] (?:per|fino)|rientro (?:il|previsto)|assente",
    r"fora do escritório|de férias|em férias|licença[- ](?:maternidade|paternidade|médica)|ausente|retorno (?:em|"
    r"no dia|dia)|volto (?:em|no dia|dia)|em viagem",
    r"niet op kantoor|afwezig|op vakantie|met (?:vakantie|verlof|zwangerschapsverlof|ouderschapsverlof)|"
    r"ik ben (?:er )?(?:weer )?terug op|vanaf .{3,30} weer (?:bereikbaar|aanwezig)|gesloten (?:tot|van|wegens)",
    r"inte på kontoret|på semester|föräldraledig|tjänstledig|sjukskriven|åter (?:den|på)|tillbaka (?:den|på|"
    r"igen)|på ferie|ikke på kontoret|barsel|foreldrepermisjon|tilbage (?:den|på|igen)|tilbake (?:den|på|igjen)|"
    r"ferielukket",
    r"poissa (?:toimistolta)?|lomalla|vanhempainvapaa|palaan|tavoitettavissa jälleen|poza biurem|na urlopie|"
    r"urlop\w*|nieobecn\w+|wracam|wrócę|zwolnieniu|jestem na (?:macierzyńskim|wyjeździe)|będę dostępn",
    r"mimo kancelář|dovolen|nepřítomen|nepřítomna|mateřsk|vrátím se|zpět v kanceláři|вне офиса|в отпуске|"
    r"отсутств\w+|на больничном|в командировке|декрет\w*|вернусь|буду на связи|буду доступ",
    r"不在|休暇|休業|夏季休業|年末年始|出張|育児休|産休|休みを|szabadság|távol|izinde|ofis dışında|休假|出差|"
    r"atvaļinājum|šķirsies no biroja",
)
AUTOMATED = any_of(
    r"(?:this is|this was|this e-?mail is|it is) an? (?:auto(?:mated|matic|matically[ -]generated|[ -]?reply|"
    r"[ -]?response|responder)|system[- ]generated)|automated (?:note|response|reply|message|e-?mail|acknowledg|"
    r"answer|confirmation)",
    r"(?:generated|created|sent) automatically|automatically (?:generated|created|sent)|auto[- ]?(?:reply|"
    r"response|responder)\b|do not reply to this (?:e-?mail|message|mail)|virtual (?:helper|assistant|agent)|🤖|"
    r"\bchat ?bot\b|\bi am a bot\b|\bi'm a bot\b",
    r"automatisch (?:generiert|erzeugt|erstellt|versendet|gegenereerd|verzonden|bericht)|automatische (?:antwort|"
    r"eingangsbestätigung|bestätigung|ontvangstbevestiging|e-?mail)|réponse automatique|message automatique|"
    r"généré automatiquement|"
    r"respuesta automática|mensaje automático|generado automáticamente|risposta automatica|messaggio automatico|"
    r"generat[ao] automaticamente|resposta automática|mensagem automática|gerad[ao] automaticamente",
    r"automatyczna odpowied|wiadomość (?:została )?wygenerowana automatycznie|wiadomość automatyczna|"
    r"автоматическ(?:ий|ое) (?:ответ|сообщение|уведомление)|автоответ|自動(?:返信|送信|応答)|automatiskt (?:svar|"
    r"genererat)|automatisk svar|automatická odpověď|自动回复",
)
ACK = any_of(
    r"(?:we|i) (?:have |'ve )?(?:received|got) your (?:e-?mail|message|enquiry|inquiry|request|mail|note)|"
    r"(?:your|a) (?:support )?(?:ticket|case|request|enquiry|inquiry|message|e-?mail)[^.\n]{0,40}(?:has been|was|"
    r"is) "
    r"(?:created|received|opened|logged|assigned|registered|queued|held|safely|in our queue)|ticket (?:received|"
    r"created|number|id)|case (?:number|id)|reference number|in our queue|acknowledge (?:that we have )?receipt",
    r"(?:will|would) (?:be in touch|get back to you|respond|reply|come back to you|answer|"
    r"contact you)[^.\n]{0,60}(?:shortly|soon|within|as soon|hours|days|working|business|possible)|(?:someone|"
    r"somebody|one of (?:us|our|the)|a member of|our team|the team|"
    r"a (?:support )?(?:representative|agent|human|colleague))[^.\n]{0,40}(?:will|be in touch)|thank(?:s|"
    r" you) for (?:contacting|reaching out to|your (?:enquiry|inquiry|e-?mail to|message to|interest)|"
    r"getting in touch|writing to|e-?mailing)|"
    r"response times?|opening hours|office hours|shared inbox|replies take|we (?:aim|try|"
    r"endeavou?r) to (?:respond|reply|answer)|currently (?:experiencing|receiving) (?:a )?(?:high|large)|faq",
    r"(?:ihre|deine) (?:anfrage|nachricht|e-?mail|mail)[^.\n]{0,40}(?:erhalten|eingegangen|ist bei uns)|"
    r"eingangsbestätigung|ticket(?:nummer)?|wir (?:melden uns|kümmern uns|"
    r"antworten)[^.\n]{0,50}(?:schnellstmöglich|in kürze|innerhalb|umgehend|bald)|vielen dank für (?:ihre|"
    r"deine) (?:anfrage|nachricht|e-?mail)",
    r"(?:avons|ai) bien (?:reçu|pris)|bien (?:été )?(?:reçu|enregistrée?)|accus(?:é|ons) (?:de )?réception|"
    r"dans les (?:plus brefs|meilleurs) délais|(?:hemos|he) recibido (?:su|tu)|acuse de recibo|(?:le|"
    r"te) (?:responderemos|contestaremos)|a la (?:mayor )?brevedad|"
    r"abbiamo ricevuto|presa? in carico|risponderemo|recebemos (?:o seu|a sua|seu|sua)|retornaremos|"
    r"responderemos|hebben (?:je|uw) (?:bericht|mail|vraag|e-?mail)[^.\n]{0,20}(?:ontvangen|goed)|"
    r"ontvangstbevestiging|zo snel mogelijk (?:contact|antwoord)",
    r"otrzymaliśmy (?:twoją|państwa|pana)|potwierdzamy (?:otrzymanie|odbiór)|odpowiemy|dziękujemy za (?:kontakt|"
    r"wiadomość|zgłoszenie)|получили ваш|ваш(?:е|а|) (?:обращение|заявка|письмо|сообщение)[^.\n]{0,30}(?:принят|"
    r"получен|зарегистр)|ответим|vi har mottagit|vi har modtaget|vi har mottatt|"
    r"お問い合わせ(?:いただき|ありがとう)|受け付け",
)
CHALLENGE = any_of(
    r"(?:confirm|verify) (?:your|that you|this|the) (?:message|e-?mail|address|identity|are|is)|"
    r"please confirm your|has not been (?:verified|approved)|(?:is|being) held (?:because|until|for|pending)|"
    r"awaits? (?:moderator|moderation)|challenge[- ]response|"
    r"prove (?:that )?you(?:'re| are) (?:human|not)|anti-?spam (?:system|check|verification)|whitelist|"
    r"release your message|approval of the (?:list )?moderator|click (?:the|this) link (?:below )?to (?:deliver|"
    r"confirm|release)|one[- ]time (?:confirmation|verification)|"
    r"bestätigen sie ihre (?:e-?mail|nachricht)|confirmez votre (?:message|adresse)|confirme su (?:mensaje|"
    r"dirección)|подтвердите"
)
LEFT = any_of(
    r"(?:no longer|not) (?:work(?:s|ing)?|employed|with|at|part of)\b(?: (?:for|with|at|by|here|the|our|us|"
    r"this)){0,3}[^.\n]{0,30}(?:company|team|us|here|firm|business|organi[sz]ation|employed|works|working|more|"
    r"longer|anymore)|no longer (?:with|at|works?|working|employed|part of|here|in (?:the|this) (?:role|company|"
    r"business))|"
    r"(?:has|have|had|i've|'s) (?:now |since |recently |sadly )?(?:left|retired|departed|moved on|passed away|"
    r"resigned|died|been let go)\b(?! (?:you|a (?:message|note|comment|voicemail)|it))|left (?:the company|"
    r"the business|the team|us|our (?:company|team|firm))|passed away|(?:was|is) my last day|"
    r"last (?:working )?day (?:at|with|was|in)|retired (?:in|from|last|this)|"
    r"(?:he|she|they|who|\b[A-Z]\w+) (?:left|retired|resigned|died)\b(?! (?:you|a |me |it))|(?:doesn't|"
    r"does not|don't|do not) work (?:here|for us|with us|at)|(?:is|are|isn't|aren't) (?:not )?with us any|"
    r"mailbox (?:is|"
    r"will be) (?:closed|no longer)|my employment|moved on (?:from|to)\b|this (?:person|"
    r"employee) (?:has|is no)",
    r"nicht mehr (?:bei|für|in (?:unserem|der)|im unternehmen|im hause|tätig|beschäftigt)|(?:hat|"
    r"habe) (?:das unternehmen|die firma|uns|unser)[^\n]{0,40}verlassen|ausgeschieden|in (?:rente|ruhestand|"
    r"pension)|im ruhestand|verstorben|letzter arbeitstag",
    r"ne (?:fait|travaille|fais) plus (?:partie|chez|pour|dans|ici)|a quitté|j'ai quitté|(?:parti|partie|"
    r"est) (?:à la|en) retraite|décédée?|ya no (?:trabaja|forma|está|trabajo)|ha dejado (?:la empresa|"
    r"de trabajar)|dejó (?:la empresa|de)|se (?:ha )?jubil|falleci",
    r"non (?:lavora|lavoro|fa|è) più|ha lasciato (?:l'azienda|la società|la ditta)|andat[oa] in pensione|"
    r"è mancat[oa]|deceduto|(?:não|nao) (?:trabalha|faz|está|trabalho) mais|deixou a empresa|saiu da empresa|"
    r"aposent|faleceu|já não trabalha",
    r"(?:werkt|werk|werkzaam) (?:hier )?niet (?:meer|langer)|niet (?:meer|langer) (?:werkzaam|in dienst|bij ons)|"
    r"uit dienst|met pensioen|overleden|(?:har|er) (?:slutat|sluttet|stoppet|gått i pension)|"
    r"jobbar inte (?:längre|kvar)|arbeider ikke lenger|arbejder ikke længere|ei (?:ole enää|työskentele enää)|"
    r"jäänyt eläkkeelle",
    r"(?:już )?nie (?:pracuje|pracuję)|nie jest już|odszedł|odeszła|na emerytur|zmarł|(?:už )?nepracuje|odešel|"
    r"больше не работа(?:ет|ю)|уволил\w+|на пенси|умер\w*|скончал\w+|не работает (?:больше|у нас|в)|退職|"
    r"在籍して(?:おりません|いません)|異動",
)
BACK = whole(
    r"back|return(?:ing|s)?|be (?:in|available)|resume|again from|expect (?:an )?answer|wieder|zurück|retour|"
    r"reviens|rentre|reprise|vuelvo|vuelta|regreso|reincorpor\w+|de vuelta|rientro|rientrerò|torno|tornerò|"
    r"ritorno|"
    r"volto|retorno|regresso|de volta|terug|weer|åter|tillbaka|tilbage|tilbake|igen|igjen|palaan|jälleen|wracam|"
    r"wrócę|powrót|powrotem|powrocie|będę (?:dostępn\w+|z powrotem)|vrátím|zpět|вернусь|возвращаюсь|выйду|выхожу|"
    r"буду(?: снова)? (?:на|в|доступ\w+)|снова|復帰|戻り|出社"
)
UNTIL = whole(
    r"until|till|til|thru|through|to|bis|jusqu'au|jusqu'à|au|hasta|al|fino al|fino a|sino al|até|ao|tot|t/m|tm|"
    r"t\.o\.m\.?|till och med|til og med|tot en met|do|do dnia|до|по|asti|saakka|まで|~|-|–"
)
INCLUSIVE = whole(
    r"inclusive|including|incl\.?|through|thru|einschließlich|einschl\.|inklusive|inkl\.?|inclus|inclu|compris|"
    r"inclusive|incluido|incluid[oa]s|compreso|incluso|t/m|tot en met|t\.o\.m\.?|till och med|til og med|"
    r"włącznie|včetně|включительно|по"
)
AGAIN = whole(
    r"(?:bin ich |sind wir |ist er |ist sie )?wieder|zurück|weer|igen|igjen|again|back|"
    r"terug|de nouveau|de vuelta|снова|z powrotem"
)
FROM = whole(
    r"from|starting|since|between|as of|vom|von|ab|seit|du|à partir du|del|desde el|desde|dal|de|van|vanaf|från|"
    r"fra|od|с|со"
)
THROUGH = re.compile(
    r"\s?(?:[(（]\w[)）])?(?:\s?まで|asti\b|saakka\b)"
)  # said behind the last day of an absence, which it includes
WORKS = any_of(
    r"\b(?:answer|repl(?:y|ied)|respond|look(?:ed)? (?:at|after|into)|process|deal(?:t)? with|handle|dispatch|ship|"
    r"sent|"
    r"open|available|reach)\w{0,3}\b|\b(?:beantwort|bearbeit|versend|erreichbar|geöffnet|geöffn)\w{0,4}\b",
    r"\b(?:répond|trait|expédi|ouvert|joignable)\w{0,5}|\b(?:atender|responder|contest|abiert)\w{0,4}|"
    r"\b(?:rispond|apert|evas|spedi)\w{0,5}|\b(?:beantwoord|verwerk|bereikbaar|geopend)\w{0,3}|\b(?:besvar|öppe[nt]|"
    r"åpe[nt])\w{0,3}",
)
IDLE = any_of(
    r"\b(?:not|un(?:able|available|reachable)|no|nicht|kein\w{0,2}|pas|ne|non|niet|geen|inte|ikke|ei|nie|не|closed|"
    r"away)\b"
)
STANDIN = any_of(
    r"contact|urgent|reach|write to|e-?mail|in my absence|instead|please (?:use|send|direct)|wende|kontakt|"
    r"dringend|vertret|contacte[rz]|urgence|absence|urgente|contatt|contact[ae]|dirig|spoed|brådskande|haste|"
    r"pilne|proszę|обращ|связ|срочн|picked up|took over|takes over|replac|forward|successor|nachfolg|übern"
)
