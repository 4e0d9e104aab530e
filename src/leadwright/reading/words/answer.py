"""Words of what a person answers: no, later, ask somebody else, yes, and what does it cost."""

from leadwright.reading.lexicon import any_of

NO = any_of(
    r"(?:don't|do not|never) (?:respond|reply|answer|react)|i (?:think i )?can manage|pas (?:de|"
    r"d'une) (?:boutique|site|besoin)|no (?:lo |la )?necesit|(?:haben|betreiben) keinen? (?:shop|online)|"
    r"(?:wrote|built|made|has) (?:us |me )?(?:a |our own )?(?:script|tool|system|solution)",
    r"(?:but|lol|haha|sorry|um|so|just|hm+|err?),? no(?=[.!,]|$)|\bno[.!]{0,3}$|can't (?:justify|afford)|(?:don't|"
    r"do not) have (?:that|the|any|this)[^.\n]{0,20}(?:money|budget)|"
    r"cup of tea|does the (?:trick|job)|(?:i'll|we'll|would) leave it|(?:went|go|going|gone) with (?:a|an|"
    r"another|someone|your) |decided (?:against|not to|to go with)|\bsorted\b|"
    r"(?:clearly|obviously) (?:haven't|have not|didn't|did not|never)|just what (?:i|we) needed|"
    r"what my day needs|(?:yet )?another (?:\w+ )?(?:tool|dashboard|app|saas|pitch|bot|subscription)\b|"
    r"bestens (?:versorgt|aufgestellt|bedient)|(?:da|dafür|schon|bereits) (?:schon |bereits )?(?:was|etwas|"
    r"jemanden|eine lösung)|machen wir (?:alles )?selbst|(?:doen|regelen|maken) (?:wij |we )?(?:dat|dit|het|"
    r"alles) (?:zelf|intern)|"
    r"n'est pas (?:notre|une|ma) priorité|nous ne concerne|faisons (?:tout )?nous-mêmes|(?:lo )?hacemos todo|"
    r"así seguirá|estamos (?:bien )?servidos|não é (?:pra|para) |facciamo (?:già )?tutto|robimy to sami|"
    r"справляемся|сами справ|делаем сами",
    r"(?:enjoy|like|prefer) (?:doing|to do) (?:it|this|that|them)|won't (?:change|need|be)|(?:don't|do not|"
    r"can't) (?:really )?see why|"
    r"(?:i'd|we'd|i'll|we'll) (?:stick|stay) (?:with|to)|stick(?:ing)? (?:with|to) (?:our|my|what|the)",
    r"\bno,? thank(?:s| you)|\bnot (?:really |at all |particularly |currently )?(?:interested|for (?:us|me)|"
    r"a (?:good )?fit|relevant|needed|necessary|our thing|my thing|something (?:we|i)|looking|in the market|"
    r"worth|buying|applicable|seeing)|\bno interest|(?:isn't|is not|aren't|am not|wasn't|won't be) (?:interested|"
    r"for (?:us|me)|a (?:good )?fit|relevant|of interest|something)|uninterested|"
    r"\b(?:we|i) (?:\w+ )?(?:pass\b|decline|'ll pass|will pass|shall pass)|(?:i'll|we'll|going to|gonna|have to|"
    r"hard|gotta|must) pass\b|\bit's a no\b|\ba no (?:from|for)|\b(?:still|that's|thats|so|it's|its|definitely|"
    r"big|firm|hard) (?:a )?no\b|^\W{0,3}(?:no|nope|nah|non|nein|nee|nie|não|nej|ei|нет|ne)\b(?!\s{0,2}(?:idea|"
    r"problem|worries|hay problem))\W|(?:^|[.!?,]\s{0,3})(?:no|nope|nah)[.!\s]{0,4}$",
    r"\bnah\b|\bnope\b|(?:i'm|im|we're|were|i am|we are) (?:all )?(?:good|set|fine|happy|sorted|covered|"
    r"ok)\b(?! (?:to|with (?:tuesday|a|the|your|that time)))|(?:don't|do not|dont|doesn't|didn't|no longer|"
    r"won't) (?:\w+ )?(?:need|want|require|care|see (?:the|a) (?:value|need|point)|do (?:this|that|e-?commerce|"
    r"online|cold)|buy|sell online|use|have (?:any )?(?:use|need|interest)|think (?:so|this|it|we))|no (?:need|"
    r"use|budget|value|point|appetite)\b|"
    r"(?:already|currently) (?:have|use|using|work with|got|do|covered|solved|built|handled|in place)|(?:have|"
    r"got|'ve) (?:this|that|it|everything|someone|somebody|a (?:tool|system|solution|guy|person|va|developer|dev|"
    r"team))[^.\n]{0,30}(?:covered|handled|already|in[- ]house|under control|sorted|for (?:this|that|it))|"
    r"happy with (?:it|what|our|my|the|them|how|\w+)|(?:handled|do (?:it|this|that|everything)|done|built|"
    r"build it|managed) (?:\w+ )?(?:in[- ]?house|internally|ourselves|myself|by hand and)|"
    r"wrong tree|waste of (?:my |your )?time|(?:would|'d) rather (?:\w+ ){1,12}than|(?:stopped|closing|closed|"
    r"close|winding|wind|shut|shutting|sold|selling)[^.\n]{0,20}(?:down|the (?:shop|store|business|company)|"
    r"selling|business)|out of business|(?:does|do|did) (?:this|that|it|all that) (?:for free|already|itself)|"
    r"for free\b(?!\?)|never (?:look|use|buy|need|do)|too (?:expensive|pricey|rich|small for|much (?:money|"
    r"for (?:us|me)))|not (?:going to|gonna) (?:happen|work|bite)|not (?:today|this time|convinced|keen|"
    r"impressed|sold)|thanks,? but|(?:no|not) (?:a )?(?:good )?match|good luck (?:with|elsewhere|though|finding)|"
    r"all the best with|best of luck",
    r"kein(?:e|en|er|erlei)? (?:interesse|bedarf|budget|zeit für|lust)|(?:nicht|gar nicht|leider nicht|nix|"
    r"nichts) (?:interessiert|interessant|relevant|für (?:uns|mich)|passend|in frage|nötig|gebraucht|an)|"
    r"(?:interessiert|brauchen?|benötigen?|passt|wollen|möchten|will|brauch)[^.\n]{0,30}(?:nicht|nix|nichts|"
    r"keine)|nein,? (?:danke|vielen|leider|wir)|danke,? (?:nein|aber|kein)|\bnee\b|lass(?:en)? (?:sie )?(?:mal|"
    r"es|gut)|lieber nicht|läuft (?:bei uns )?(?:alles|schon|bereits)|(?:schon|bereits) (?:einen|eine|gelöst|"
    r"versorgt|abgedeckt|im einsatz|vorhanden)|(?:sind|bin) (?:gut |bestens |schon )?(?:versorgt|zufrieden|"
    r"aufgestellt|bedient)|im griff|verzichten|absage|sehen wir ab|kommt (?:für uns )?nicht in",
    r"pas (?:du tout |vraiment )?(?:intéress\w+|besoin|pour (?:nous|moi)|concern\w+|d'intérêt|preneur\w*|"
    r"convaincu\w*)|non,? merci|merci,? (?:mais|non)|sans façon|(?:ça|cela) ne (?:nous|"
    r"m')[^.\n]{0,20}(?:intéresse|concerne|correspond)|nous (?:avons|disposons) déjà|déjà (?:équip\w+|"
    r"un (?:outil|prestataire|système))|ne donn\w+ pas suite|pas suite|aucun (?:besoin|intérêt)|"
    r"très bien comme ça",
    r"no (?:me |nos )?(?:interesa|interesados?|interesada|hace falta|necesit\w+|gracias|encaja|"
    r"estamos interesad\w+)|no,? (?:muchas )?gracias|gracias,? pero|sin interés|no (?:es|está) (?:para|en)|"
    r"ya (?:tenemos|tengo|contamos|usamos|lo (?:hacemos|tenemos))|no (?:lo )?(?:queremos|quiero|buscamos)|paso\b|"
    r"va a ser que no|de momento no nos interesa",
    r"non (?:siamo |sono |ci |mi )?(?:interess\w+|serve|serv\w+|fa (?:per|al)|abbiamo bisogno|ci serve)|"
    r"no,? grazie|grazie,? (?:ma|no)|nessun interesse|(?:abbiamo|ho) già|siamo (?:già )?(?:a posto|coperti)|"
    r"lasci(?:a|amo)? (?:perdere|stare)|declin|"
    r"(?:não|nao) (?:tenho|temos|estou|estamos|há|me|nos)?[^.\n]{0,12}(?:interess\w+|preciso|precisamos|"
    r"necess\w+)|não,? obrigad\w|obrigad[oa],? mas|sem interesse|já (?:temos|tenho|usamos|fazemos)|dispens\w+|"
    r"deixa (?:pra lá|quieto)",
    r"geen (?:interesse|behoefte|belangstelling|tijd voor|budget)|niet (?:geïnteresseerd|nodig|interessant|"
    r"voor (?:ons|mij)|van toepassing|relevant)|nee,? (?:dank|bedankt|hoor|hartelijk)|bedankt,? maar|(?:hebben|"
    r"heb|gebruiken) (?:we |wij |ik )?al|laat maar|hoeft niet|zit(?:ten)? (?:al )?goed|nie (?:jest\w* |"
    r"jesteśmy )?(?:zainteresowan\w+|potrzeb\w+|interesuje|skorzyst\w+|dziękuj\w+)|nie,? dziękuj\w+|"
    r"dziękuj\w+,? (?:ale|nie)|nie,? dzięki|(?:już )?mamy (?:już|swoj|własn)|brak zainteresowania|podziękuj",
    r"(?:inte|ej|ikke) (?:intresse\w+|interesse\w+|aktuellt|aktuelt|behov)|nej,? tack|nej,? tak|nei,? takk|"
    r"tack,? men|tak,? men|takk,? men|(?:har|hos oss) redan|har (?:vi )?allered|ingen? (?:interesse|intresse|"
    r"behov)|ei (?:kiinnosta|kiitos|tarvetta|ole tarvetta)|emme (?:tarvitse|ole kiinnost)|не (?:интересно|"
    r"интересует|интересуемся|актуально|нужно|нужен|нуждаемся|заинтересован\w+|подходит|надо)|нет,? спасибо|"
    r"спасибо,? (?:но|не)|неинтересно|не,? спасибо|(?:у нас )?уже (?:есть|используем|решен|настроен)|"
    r"обойд[её]мся|nemáme zájem|nezajímá|ne,? děkuj\w+|nepotřebuj\w+|興味(?:が|は)?(?:ありません|ない)|結構です|不要|"
    r"必要(?:ありません|"
    r"ない)|不需要|没有兴趣|nem érdekel|köszönöm,? nem|ilgilenmi",
)
LATER = any_of(
    r"(?:pick|take) (?:this|it) up (?:again )?(?:after|in|once|when|later)|(?:is|are) (?:gone|spent|used up|"
    r"exhausted) (?:for )?(?:this|the) (?:year|quarter)|budget[^.\n]{0,30}(?:gone|spent|used up|frozen)|"
    r"(?:fiscal|financial|budget) year starts",
    r"not (?:right )?now\b|not (?:at (?:this|the) (?:time|moment|stage|point)|just yet|yet\b|ready|this (?:month|"
    r"quarter|year|week|season)|until|before)|(?:nothing|no (?:changes|decisions|new (?:tools|projects))|"
    r"don't touch anything) (?:before|until|till|this)|(?:get|come|circle|check|try|write|reach out|ping|ask|"
    r"call|contact|remind|touch base|nudge|poke|talk|speak|e-?mail|follow up|reconnect|revisit|look at (?:this|"
    r"it)|knock|resend|hit me|find me)[^.!?\n]{0,30}(?:again|back|later|after\b|in (?:a |the |q[1-4]|\d|january|"
    r"february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|spring|"
    r"summer|autumn|fall|new|about|two|three|six|few|early|late)|next (?:year|month|quarter|spring|week|season)|"
    r"when|once|at that time|around|mid|come )|"
    r"(?:maybe|perhaps|possibly|try|ask|talk|revisit) (?:\w+ ){0,4}(?:later|next (?:year|month|quarter|season|"
    r"spring)|in the (?:new year|future|spring)|after|some ?(?:day|time)|another time|down the (?:road|line|"
    r"track))|(?:too|super|crazy|swamped|flat out|snowed under|crazy) (?:busy|season|time|hectic)|bad (?:time|"
    r"timing)|(?:after|once|when) (?:the |we |we're |we've |i |i'm |christmas|thanksgiving|xmas|black friday|"
    r"bfcm|the holidays|peak|q4|easter|summer)[^.!?\n]{0,50}|keep (?:my|our|us|me|it|you|this|"
    r"your)[^.\n]{0,20}(?:on file|in mind|posted|on the list|details)|(?:budget|review)[^.\n]{0,30}(?:next year|"
    r"twice a year|q[1-4]|frozen|until|new year|january|in february|reset)|"
    r"on (?:hold|the back burner|pause)|back burner|mid-migration|(?:next|new) (?:year|quarter|financial year|"
    r"fiscal|season) (?:maybe|perhaps|please|is better|works)|(?:can|could|let's|lets) (?:we )?(?:postpone|park|"
    r"revisit|push|reschedule to (?:next|january|q[1-4]))|park (?:this|it)|rain ?check|some other time|"
    r"not before|remind me|in (?:a (?:few|couple of)|two|three|six|\d) (?:weeks|months)|"
    r"right now\b[^.\n]{0,30}(?:no|not|can't|don't)|(?:no|can't|not)[^.\n]{0,30}right now|this (?:year|quarter|"
    r"month|season)[^.\n]{0,20}\b(?:no|not|nothing|done|booked|full)\b|come (?:january|february|march|april|may|"
    r"june|july|spring|autumn|september)",
    r"(?:melden|meld|schreiben|kommen|fragen|rufen|versuchen|sprechen|hören)[^.\n]{0,50}(?:im (?:januar|februar|"
    r"märz|april|mai|juni|juli|august|september|oktober|november|dezember|neuen|nächsten|frühjahr|herbst|sommer)|"
    r"nochmal|noch ?mal|noch einmal|wieder|später|nach (?:weihnachten|dem|der|den|ostern))|(?:derzeit|momentan|"
    r"aktuell|zurzeit|zur zeit|gerade|im moment|augenblicklich|vorerst|jetzt)[^.\n]{0,30}(?:nicht|kein\w*|"
    r"ungünstig|schlecht|zu viel|land unter|stress)|später (?:gerne|vielleicht|nochmal|wieder)|"
    r"vielleicht (?:später|nächstes|im)|land unter|erst (?:im|nach|wieder|ab|nächstes)|nach (?:weihnachten|"
    r"ostern|dem weihnachtsgeschäft|der saison|der messe|black friday)|(?:auf )?wiedervorlage|nächstes (?:jahr|"
    r"quartal)|im neuen jahr|neues jahr",
    r"pas (?:maintenant|pour (?:l'instant|le moment)|en ce moment|tout de suite|avant|encore)|(?:plus tard|"
    r"ultérieurement)|(?:recontact|rappel|revenez|relanc|reparl|revoy|repren|réécri)\w*[^.\n]{0,50}(?:après|"
    r"en (?:janvier|février|mars|avril|mai|juin|septembre|début)|dans|l'année|plus tard|à la|début|fin|quand)|"
    r"après (?:les fêtes|noël|les soldes|la saison|l'été|la rentrée)|l'année prochaine|à la rentrée|trop (?:tôt|"
    r"occup\w+|de travail)|le mois prochain",
    r"(?:ahora|por (?:ahora|el momento)|de momento|actualmente|en este momento)[^.\n]{0,20}(?:no|imposible|liad)|"
    r"no (?:ahora|por (?:ahora|el momento)|de momento|es (?:un )?buen momento)|más adelante|(?:escríb|llám|"
    r"contact|habl|vuelv|retom|avís)\w*[^.\n]{0,40}(?:en (?:enero|febrero|marzo|abril|mayo|junio|septiembre|unos|"
    r"dos|el|primavera)|después|tras|pasad|cuando|más|luego|año)|después de (?:navidad|las fiestas|reyes|"
    r"la campaña|black)|el (?:año|mes) que viene|próximo (?:año|mes|trimestre)|a partir de (?:enero|febrero)|"
    r"hasta que",
    r"(?:non (?:ora|adesso|in questo momento|per (?:ora|adesso|il momento))|per (?:ora|il momento|adesso) no|"
    r"al momento (?:no|non)|in questo (?:momento|periodo)[^.\n]{0,20}(?:no|non|incasin|pien)|più avanti|"
    r"(?:ci )?(?:risent|ricontatt|riscriv|risentir|riparl|sentiam)\w*|dopo (?:natale|le feste|l'estate|i saldi|"
    r"la stagione|pasqua|le ferie)|l'anno (?:prossimo|nuovo)|a (?:gennaio|febbraio|marzo|settembre)|"
    r"il mese prossimo)",
    r"(?:agora não|não (?:agora|neste momento|no momento|por (?:agora|enquanto))|no momento não|por enquanto não|"
    r"mais (?:tarde|pra frente|para a frente|adiante)|(?:me )?(?:chama|procur|volt|fal|contat|contact|escrev|"
    r"retom)\w*[^.\n]{0,40}(?:quando|depois|em (?:janeiro|fevereiro|março|abril|maio)|ano|mês que vem|após|"
    r"daqui)|depois (?:do|da|das|de) (?:natal|carnaval|black|festas|fim)|ano que vem|próximo ano|virar o ano)",
    r"(?:nu (?:even )?(?:niet|geen)|momenteel (?:niet|geen)|op dit moment (?:niet|geen)|nog niet|later (?:dit|"
    r"nog|misschien|weer)|(?:mail|bel|kom|neem|vraag|probeer|benader)[^.\n]{0,40}(?:na (?:de|kerst|nieuwjaar|"
    r"januari)|in (?:januari|februari|maart|april|mei|het)|later|volgend|weer)|na (?:de feestdagen|kerst|"
    r"nieuwjaar|de zomer|het seizoen)|volgend (?:jaar|kwartaal)|te druk|nieuwe jaar)",
    r"(?:nie teraz|teraz nie|na razie (?:nie|dzięk)|obecnie nie|w tej chwili nie|później|(?:odez|napisz|wróć|"
    r"wróc|zadzwo|przypom|proszę (?:o kontakt|pisać|się odezwać))\w*[^.\n]{0,40}(?:po|w (?:styczniu|lutym|marcu|"
    r"kwietniu|nowym|przyszłym)|za|później|ponownie|jeszcze raz)|po (?:świętach|nowym roku|sezonie|black)|"
    r"w (?:przyszłym|nowym) roku|w przyszłym miesiącu)",
    r"(?:inte nu|inte just nu|just nu (?:inte|har)|ikke (?:nå|nu|lige nu|akkurat nå)|(?:hör|återkom|kontakta|"
    r"kontakt|vend|ta kontakt|skriv)[^.\n]{0,30}(?:efter|etter|igen|igjen|tilbage|nästa|neste|næste|i (?:januari|"
    r"januar|februari|februar|mars|marts))|efter (?:jul|nyår|nytår)|etter (?:jul|nyttår)|senare|senere|nästa år|"
    r"neste år|næste år|ei nyt|myöhemmin|ensi vuonna|joulun jälkeen)",
    r"(?:не сейчас|сейчас (?:не|нет|некогда|завал)|пока (?:не|нет|что не)|позже|попозже|(?:напишите|напиши|"
    r"вернитесь|верн[её]мся|свяжитесь|обратитесь|напомните|поговорим|давайте)[^.\n]{0,40}(?:после|через|"
    r"в (?:январе|феврале|марте|апреле|мае|новом|следующем)|позже|весной|осенью|летом)|после (?:нового года|"
    r"праздников|сезона|ч[её]рной)|в (?:новом|следующем) году|в следующем месяце|до нового года|не раньше|"
    r"nyní ne|teď ne|později|po (?:novém roce|vánocích)|příští rok|今は|後日|来年|また(?:今度|の機会))",
)
REFER = any_of(
    r"(?:stuur|geef|zet)\w* (?:ik )?(?:het |dit |je mail )?door|przekazuj\w+|przekaż\w+|przesyłam dalej|"
    r"transfiero|derivo|encamin\w+|skickar (?:det )?vidare|vidarebefordrar|videresend\w+|välitän|přeposílám|"
    r"пересыла\w+|転送",
    r"not (?:the (?:right )?(?:person|guy|one|contact|lady)|my (?:area|department|job|call|decision|"
    r"thing to decide|responsibility)|me\b|in charge|responsible for|involved)|wrong (?:person|guy|address|"
    r"company|department|contact|one|team|inbox)|(?:i'm|i am|im) not (?:the|in charge|responsible|involved|with)|"
    r"(?:talk|speak|write|reach out|best to (?:ask|speak|contact)|contact|ask|e-?mail|try|ping|message|cc'?ing|"
    r"copying|cc'?d|copied|looping in|adding|looped|added)[^.!?\n]{0,12}"
    r"(?:to |with |in )?(?:my (?:\w+ )?(?:brother|sister|son|daughter|wife|husband|partner|colleague|boss|"
    r"manager|co-?founder|cofounder|assistant|dad|mum|mom|nephew|business partner|accountant|cousin|niece|team)|"
    r"our (?:\w+ )?(?:agency|developer|dev|manager|marketing|team|web|it|ops|operations|e-?commerce|head|buyer|"
    r"purchasing|cto|coo|owner)|them\b|him\b|her\b|the (?:owner|team|manager|agency|other|person|right|guys?))|"
    r"(?:forward(?:ed|ing)?|pass(?:ed|ing)?|sent|handed|hand|redirect\w*)[^.!?\n]{0,30}(?:to|on to|over to|"
    r"along)\b[^.!?\n]{0,5}(?! you)|(?:is|are|'s) (?:done|handled|run|managed|looked after|dealt with|"
    r"taken care of) by|(?:deals|handles|looks after|takes care|is (?:in charge|responsible|the (?:one|person|"
    r"right))|runs|manages|owns)\b[^.!?\n]{0,20}(?:with )?(?:this|that|all|those|these|it\b|our|the (?:shop|"
    r"site|store|website|online|web|e-?commerce|numbers|orders|digital))|(?:is|'s|are) (?:our|my|"
    r"the) (?:\w+[- ]?){0,3}(?:manager|lead|head|buyer|director|coo|cto|developer|person|guy|contact|agency|"
    r"specialist)\b|(?:one|this is|this one's|one's) for you\b|"
    r"(?:he|she|they|best contact|right person|person you want|you (?:probably )?want)(?:'s| is|'re| are)? (?:on|"
    r"at|the (?:one|person|other)|the right|to talk|to speak|glued)|cc'?d?\b|in (?:cc|copy)\b|over to you|"
    r"you(?:'d| would|'ll)? (?:probably |want |need )+(?:to (?:talk|speak)|want|the other)|the other \w+ \w+|"
    r"no longer (?:my|own|run|handle)|sold (?:that|the|my|our) (?:business|shop|store|company)|i (?:only|just|"
    r"build|don't run)[^.\n]{0,30}(?:repair|build|run|own|design|work here)|can you (?:take|look at|handle|"
    r"answer)|what do you think,? [A-Z]",
    r"(?:bin|sind) (?:ich |wir )?(?:dafür )?nicht (?:der|die|zuständig|verantwortlich|richtige)|nicht (?:mein|"
    r"zuständig|der richtige|die richtige)|zuständig (?:ist|dafür|sind)|ansprechpartner(?:in)?|"
    r"wenden sie sich (?:bitte )?an|(?:weitergeleitet|weitergegeben|leite|weiterleiten|gebe)[^.\n]{0,20}(?:an|"
    r"weiter)|(?:macht|betreut|kümmert sich|erledigt)[^.\n]{0,30}(?:bei uns|mein\w*|unser\w*|der kollege|"
    r"die kollegin|eine agentur|darum|um den)|(?:mein|meine|meinen|unser|unsere|unseren) (?:kolleg\w+|chef\w*|"
    r"mann|frau|bruder|schwester|sohn|tochter|partner\w*|agentur|webagentur|steuerberater|it)|fragen sie|"
    r"falsch(?:e|er|en) (?:person|adresse|firma|ansprechpartner|empfänger)|du machst doch|wär das was für (?:uns|"
    r"dich)|guck mal|schau mal|in cc|im cc",
    r"(?:ce n'est pas|c'est pas) (?:moi|mon|à moi)|(?:voir|adress\w+|contact\w+|demand\w+|écri\w+|voyez|"
    r"parlez)[^.\n]{0,16}(?:avec|à|mon|ma|notre|directement) ?(?:mon|ma|notre|l'agence|le|la|son)?|(?:s'occupe|"
    r"gère|gérée?|responsable|en charge)|transf(?:ère|éré|érer|ert)|je (?:fais suivre|transmets|transfère)|"
    r"mauvais(?:e)? (?:personne|adresse|interlocut\w+|destinataire)|en copie|bonne personne|mon (?:associé|"
    r"collègue|mari|frère|fils|comptable)|ma (?:collègue|femme|fille|soeur|sœur)",
    r"(?:no soy (?:yo|la persona|el|quien|responsable)|(?:lo|eso|esto|de eso|de esto) (?:lleva|gestiona|hace|"
    r"se (?:ocupa|encarga))|se (?:ocupa|encarga)|encargad\w|habl\w+ con|contact\w+ con|escrib\w+ a|pregunt\w+ a|"
    r"(?:reenv|pas|remit)\w+[^.\n]{0,15} (?:a|al)\b|en copia|persona (?:adecuada|correcta|indicada|equivocada)|"
    r"mi (?:socio|compañer\w|hermano|marido|mujer|hijo|hija|jefe)|nuestra? (?:agencia|responsable))",
    r"(?:non sono (?:io|la persona|il|quello)|se ne occupa|(?:si )?occup\w+|gestisce|(?:scriv|chied|contatt|parl|"
    r"sent|rivol)\w+[^.\n]{0,12}(?: a| al| alla| con| il| mio| mia| nostro)\b|inoltr\w+|girat[oa] (?:a|al)|"
    r"giro (?:a|al|la)|in copia|persona (?:giusta|sbagliata)|mi[oa] (?:soci[oa]|collega|marito|moglie|fratello|"
    r"figli[oa]|capo)|non è di mia)|"
    r"(?:não sou (?:eu|a pessoa|o)|quem (?:cuida|trata|faz|vê|resolve|toma conta)|(?:fal|escrev|contat|contact|"
    r"pergunt)\w+ (?:com|para|pro|pra|ao|à|a)\b|encaminh\w+|em cópia|pessoa (?:certa|errada)|(?:meu|"
    r"minha) (?:sóci\w|colega|marido|mulher|esposa|irmã\w?|filh\w|chefe))",
    r"(?:niet (?:de juiste|aan mij|mijn)|verkeerde (?:persoon|adres)|(?:moet|kun|kan)[^.\n]{0,15}(?:aan|"
    r"bij) (?:mijn|onze|de)|(?:mijn|onze) (?:collega|zoon|dochter|man|vrouw|broer|zus|partner|baas|compagnon|"
    r"bureau|webbouwer)|(?:gaat|doet|regelt|beheert)[^.\n]{0,15}(?:over|dat|dit|bij ons)|doorgestuurd|"
    r"stuur\w* (?:ik )?(?:het )?door|in (?:de )?cc|contactpersoon|verantwoordelijk)|"
    r"(?:nie (?:ja|do mnie|zajmuję)|zajmuje się|(?:proszę|należy) (?:o kontakt z|pisać (?:do|na)|"
    r"kontaktować się z|zapytać)|przekaza\w+|przesyłam (?:to )?do|(?:mój|moja|mojego|mojej|nasz|"
    r"nasza) (?:wspólni\w+|kole\w+|mąż|żona|szef\w*|brat|syn|córka|dział)|odpowiada za|w kopii|niewłaściw\w+)|"
    r"(?:(?:это )?не (?:ко мне|я (?:решаю|занимаюсь)|по адресу)|(?:этим )?занимается|(?:обратитесь|напишите|"
    r"пишите|свяжитесь|спросите)[^.\n]{0,12}(?: к| у| с| в|му| на)\b|переслал\w*|перенаправ\w+|передал\w*|"
    r"в копии|(?:мой|моя|моему|моей|наш|наша) (?:коллег\w+|муж\w*|жен\w+|партн[её]р\w*|сын\w*|брат\w*|"
    r"начальник\w*)|отвечает за)|(?:min|vår|mit) (?:kollega|man|fru|chef|son|bror)|fel person|tar hand om|"
    r"(?:tager|tar) sig af|担当(?:者|は)|転送",
)
YES = any_of(
    r"\b(?:yes|yep|yeah|yup|sure|absolutely|definitely|of course|ok(?:ay)?|deal|perfect|sounds (?:good|great|"
    r"interesting|like)|great|gladly|happy to|go (?:on|ahead) then|go for it|why not|count me in|i'm in|we're in|"
    r"i'm game|i'm up for|fine,? (?:show|send|let)|let's (?:talk|do|go|chat|set|meet|see|book|try|schedule|give)|"
    r"lets (?:talk|do|go|chat|set|meet|see|book|try|schedule|give)|i(?:'d| would) (?:love|like|be (?:happy|keen|"
    r"interested|up|open|curious))|we(?:'d| would) (?:love|like|be (?:happy|keen|interested|open)))\b",
    r"(?:i'm|i am|we're|we are|very|quite|definitely|really|could be|might be|am|are|still|also|both) (?:very |"
    r"quite |definitely |really |indeed |both |all |still )?(?:interested|keen|curious|intrigued|sold|"
    r"up for (?:it|a))|you have my (?:attention|interest)|(?:colou?r|consider) me|(?:call|ring|phone) me\b|"
    r"give (?:me|us) a (?:call|ring|shout|bell)|tell me more|show me\b|(?:send|share|forward|give|drop|shoot|"
    r"mail|e-?mail) (?:me |us |over |it |them |through |across )*(?:the |a |an |your |some |more |any |it|them|"
    r"over|details?|info|along)[^.?!\n]{0,60}|please (?:send|share|quote|call|book)|(?:send|prepare|need|want|"
    r"get|have)[^.\n]{0,20}(?:quote|proposal|offer|pricing sheet|contract|invoice|demo|link)|"
    r"(?:book(?:ed)?|grabbed|picked|took|scheduled|reserved|accepted|confirmed)[^.\n]{0,30}(?:slot|time|call|"
    r"meeting|tuesday|monday|wednesday|thursday|friday|calendar|invit|demo|\d)|(?:free|available|around|works?|"
    r"good|suits|fine|okay|better|possible)[^.?\n]{0,30}(?:monday|tuesday|wednesday|thursday|friday|tomorrow|"
    r"next week|this week|\d ?(?:am|pm)|\d{1,2}[:.]\d\d|afternoon|morning)|(?:monday|tuesday|wednesday|thursday|"
    r"friday|tomorrow|next week)[^.?\n]{0,40}(?:works|free|suits|is (?:good|fine|ok|better|possible|perfect)|"
    r"at \d|\d ?(?:am|pm)|would|could|instead|after|before)|"
    r"(?:see|talk|speak) (?:you|to you|then)[^.\n]{0,20}(?:then|there|monday|tuesday|wednesday|thursday|friday|"
    r"tomorrow|at \d)|when can (?:we|you) (?:start|talk|show|do|meet|call|speak|set)|how (?:do|can|soon) (?:we|i|"
    r"can we|can you) (?:start|get started|proceed|sign up|begin|go ahead|try)|where do i (?:sign|start)|"
    r"sign me up|(?:start|try|test|trial|pilot)[^.\n]{0,30}(?:asap|now|this|next|with (?:one|a|our)|it)|(?:we|"
    r"i) (?:would|could|can|might|will|'d) (?:pay|spend|start|begin|try|move|test|do)|we can move|what(?:'s|"
    r" is) the next step|next steps|my (?:calendar|number|cell|mobile|phone)|here(?:'s| is) my|niche(?: is|:)|"
    r"budget(?: is|:|\s+(?:about|around|max))|calendly|cal\.com|what do you need from (?:me|us)|this is exactly|"
    r"(?:exactly|just) what (?:we|i)|we've been looking for|where have you been|take my money",
    r"(?:ja|gerne?|klar|na gut|überredet|einverstanden|in ordnung|abgemacht|super|klingt (?:gut|interessant|"
    r"spannend|vernünftig)|interesse (?:besteht|hätte|haben|ja|vorhanden)|(?:bin|sind|wären|wäre|hätte|hätten|"
    r"haben|habe)[^.\n]{0,20}(?:interesse|interessiert|neugierig|dabei)|interessant|schick\w*[^.\n]{0,30}(?:mir|"
    r"uns|mal|angebot|infos?|unterlagen|termin\w*|link|details|bitte)|(?:bitte|können sie|"
    r"könnten sie)[^.\n]{0,30}(?:angebot|terminvorschl\w+|anruf\w*|zusend|schick|melden|rufen)|rufen sie (?:mich|"
    r"uns)|ruf(?:t)? (?:mich|uns|mal|an)|lass(?:en)? (?:sie )?uns (?:sprechen|telefonieren|reden|mal)|(?:termin|"
    r"telefonat|demo)[^.\n]{0,30}(?:passt|gerne|machen|vereinbaren)|passt (?:mir|uns|gut|super)|(?:montag|"
    r"dienstag|mittwoch|donnerstag|freitag|morgen)[^.\n]{0,30}(?:passt|uhr|ginge|geht|wäre|vormittag|nachmittag)|"
    r"zeigen sie|zeig mal|würden? (?:gern\w*|zahlen|ausgeben|starten|testen)|wann (?:können|könnten)|probieren|"
    r"ausprobieren|testen)\b",
    r"(?:oui|d'accord|volontiers|avec plaisir|ça m'intéresse|cela m'intéresse|(?:nous|m'|vous) ?intéress\w+|"
    r"intéressé\w*|intéressant|pourquoi pas|parlons[- ]en|envoyez|envoie|appelez|appelle[- ]moi|rappelez|"
    r"je (?:veux|voudrais|souhaite|suis (?:dispo|preneur|partant|intéress))|nous (?:souhaitons|voudrions|"
    r"sommes (?:intéress|preneurs|partants|dispo))|(?:lundi|mardi|mercredi|jeudi|vendredi|"
    r"demain)[^.\n]{0,30}(?:\d{1,2} ?h|me va|convient|matin|après-midi|possible)|proposez|devis|"
    r"je suis disponible|disponible|quand (?:peut|pouvez|pourri)|allons-y|ok pour|banco|carrément)",
    r"(?:^|[\s,.¡!])(?:s[ií],|s[ií]\b[^.\n]{0,20}(?:interesa|claro|por favor|me|nos)|claro|por supuesto|perfecto|"
    r"vale|de acuerdo|adelante|genial|buenísimo|(?:me|nos) (?:interesa|interesaría|gustaría|viene bien|"
    r"parece bien|encantaría)|interesad\w|interesante|mánd\w+|mand[ae]\w*|enví[ae]\w*|envi[ae]\w*|pás[ae]\w*|"
    r"llám[ae]\w*|habl(?:amos|emos)|(?:lunes|martes|miércoles|jueves|viernes|mañana)[^.\n]{0,30}(?:a las|bien|"
    r"puedo|me va|tarde|mañana)|propuesta|presupuesto|cuándo (?:podemos|pod|empez)|quiero|queremos|podríamos|"
    r"dale)\b",
    r"(?:^|[\s,.!])(?:s[ìi],|certo|volentieri|perfetto|d'accordo|va bene|ok,|(?:mi|ci) (?:interess\w+|piacerebbe|"
    r"va bene)|interessat\w|interessante|mand(?:i|ami|ate|aci)\w*|invi(?:i|ami|ate|aci)\w*|chiam(?:i|ami|atemi|"
    r"atelo)\w*|sentiamoci|parliamone|fissiamo|(?:lunedì|martedì|mercoledì|giovedì|venerdì|"
    r"domani)[^.\n]{0,30}(?:alle|va bene|posso|ore|mattina|pomeriggio)|preventivo|proposta|vorrei|vorremmo|"
    r"quando possiamo|proviamo)\b",
    r"(?:^|[\s,.!])(?:sim|claro|com certeza|perfeito|pode ser|bora|fechado|beleza|top|combinado|(?:me|"
    r"nos) interess\w+|tenho interesse|temos interesse|interessad\w|interessante|quero|queremos|gostaria|"
    r"gostaríamos|mand[ae]\w*|envi[ae]\w*|lig[ue]\w* (?:para )?(?:mim|me)|me lig\w+|vamos (?:conversar|falar|"
    r"marcar|nessa)|(?:segunda|terça|quarta|quinta|sexta|amanhã)[^.\n]{0,30}(?:às|pode|consigo|manhã|tarde)|"
    r"proposta|orçamento|quando podemos|curti)\b",
    r"(?:^|[\s,.!])(?:ja,|ja\b[^.\n]{0,20}(?:graag|leuk|goed|prima|interess)|graag|prima|goed idee|lijkt (?:me|"
    r"ons|mij)|klinkt (?:goed|interessant)|interessant|geïnteresseerd|stuur (?:maar|me|mij|ons|gerust|even|"
    r"door)\w*|bel (?:me|mij|maar|even)|laten we|(?:maandag|dinsdag|woensdag|donderdag|vrijdag|"
    r"morgen)[^.\n]{0,30}(?:kan|past|uur|schikt|prima|middag|ochtend)|offerte|wanneer kunnen|doe maar|kom maar)\b",
    r"(?:^|[\s,.!])(?:tak,|tak\b[^.\n]{0,20}(?:chętn|prosz|jestem|zainter)|chętnie|jasne|pewnie|oczywiście|"
    r"(?:jestem|jesteśmy) zainteresowan\w+|zainteresowan\w+|interesuje (?:mnie|nas)|brzmi (?:dobrze|ciekawie|"
    r"interesująco)|ciekawe|proszę (?:o|przesłać|wysłać|zadzwonić|dzwonić)\w*|(?:prześlij|przyślij|wyślij|"
    r"zadzwoń)\w*|porozmawiajmy|umówmy|(?:poniedziałek|wtorek|środ\w|czwartek|piątek|jutro)[^.\n]{0,30}(?:pasuje|"
    r"godz|może|o \d|rano|po południu)|możemy (?:dać|zapłacić|zacząć|porozmawiać|się)|ofert[ęy]|spróbujmy)",
    r"(?:^|[\s,.!])(?:да,|да\b|давайте|хорошо|конечно|согласен|согласна|договорились|интересно|интересует|"
    r"заинтересован\w*|хотим|хочу|хотелось бы|(?:при|вы)?шлите|пришлите|скиньте|позвоните|набер\w+|созвон\w+|"
    r"готов\w*|мог(?:у|ли|ла|ем) (?:бы )?(?:платить|начать|созвон|попробовать)|можем|попробу\w+|(?:понедельник|"
    r"вторник|сред[уа]|четверг|пятниц[уа]|завтра)[^.\n]{0,30}(?:в \d|удобно|можно|могу|после|до \d)|покажите|"
    r"предложение|когда (?:можно|можем|начн))|(?:ja tack|gärna|ja tak|gerne|ja takk|gjerne|låter (?:bra|"
    r"intressant)|lyder (?:godt|spændende|bra)|kyllä|mielellä\w+|kiinnostaa|soitta\w+|ano,|rád[ai]?\b|zajímá|"
    r"pošlete|興味があります|お願いします|ぜひ|是的|好的|感兴趣|igen,|érdekel|evet)",
)
HARD_YES = any_of(
    r"give (?:me|us) a (?:call|ring|shout)|what's your availability|i'll bite",
    r"^\W{0,3}(?:yes,? |very |definitely |ok,? )?interested\b(?! in (?:what|how|why|who|where))|(?:very|"
    r"definitely|yes,?|we're|we are|i'm|i am|both) interested|budget (?:\w+ )?approved|"
    r"what do you need from (?:me|us)|(?:our|the) (?:call|meeting|demo) (?:to|on|at|tomorrow|today)|(?:for|to|"
    r"about) our (?:call|meeting|demo)|see you (?:on|then|at|there|tomorrow|monday|tuesday|wednesday|thursday|"
    r"friday)|"
    r"you (?:win|got me)|when (?:are|would) you (?:be )?(?:free|available)|(?:agend|program)\w+ (?:una|"
    r"uma) (?:llamada|chamada|reunión|reunião)|when (?:are you|is good)",
    r"(?:how|what) about (?:\w+ ){0,2}(?:monday|tuesday|wednesday|thursday|friday|tomorrow|next|this)|(?:start|"
    r"begin|go) (?:right away|asap|immediately|straight away)|"
    r"when (?:can|could|shall|would|do) (?:we|you) (?:\w+ ){0,2}(?:talk|speak|chat|meet|call|start|show|begin)|"
    r"(?:i|we)(?:'d| would| could| can) (?:start|sign|buy|take it|go ahead)|"
    r"wann (?:können|könnten|hätten|passt)[^.?\n]{0,30}(?:sprechen|telefonieren|reden|starten|zeit)|(?:podemos|"
    r"podríamos) (?:hablar|quedar|vernos|empezar)|possiamo (?:sentirci|parlarne|vederci|fare)|"
    r"(?:on peut|pouvons-nous|pourrait-on) (?:se parler|s'appeler|en parler|échanger)|(?:podemos|"
    r"vamos) (?:conversar|falar|marcar)|kunnen we (?:bellen|praten|afspreken)|możemy (?:się )?(?:porozmawiać|"
    r"zdzwonić|umówić|spotkać)|можем (?:созвониться|поговорить|обсудить)|"
    r"(?:could|can|would|happy to|able to|willing to|up to) (?:pay|spend)|te interesa|me interesa|nos interesa|"
    r"ci interessa|mi interessa|m'intéresse|interessiert (?:mich|uns)",
    r"(?:let's|lets) (?:talk|do|chat|meet|book|go|try|schedule)|call me|\bsend (?:me |us |over )*(?:a |the |your |"
    r"an |some )?(?:link|quote|proposal|offer|info|details|calendar|invit|contract|times|slots|deck|examples?)|"
    r"(?:would|'d) (?:love|like) to (?:see|try|talk|hear|know|learn|have|book|test|do|chat|meet)|please send|"
    r"i'm in\b|sign me up|show me|tell me more|yes please|when can (?:we|you)|(?:can|could) (?:we|you) (?:do|"
    r"talk|call|meet|show|start|set up|send|give)[^.\n]{0,30}(?:monday|tuesday|wednesday|thursday|friday|"
    r"tomorrow|week|demo|call|quote|trial)|"
    r"(?:angebot|terminvorschl|rufen sie|schicken sie|gerne|interesse)|envoyez|devis|proposez|mánd|envíe|"
    r"presupuesto|preventivo|mandi|proposta|stuur|offerte|graag|ofert[ęy]|chętnie|пришлите|давайте|созвон|"
    r"интересно|gärna|gerne|お願い",
)
QUESTION = any_of(
    r"\b(?:is|are) there (?:a|an|any)\b|what's the\b|\bdo(?:es)? (?:you|it|this|your)\b|^\W{0,3}(?:can|"
    r"could) (?:i|it|you|we)\b",
    r"[?？]|\bhow (?:much|does|do|long|many|is|would|will)\b|\bwhat (?:does|is|are|do|would|happens|about|"
    r"makes)\b|\bpric(?:e|ing)\b|\bcosts?\b|was kostet|preis|wie (?:viel|funktioniert|lange)|combien|"
    r"quel(?:le)? (?:est|prix)|cuánto|precio|quanto|prezzo|preço|wat kost|hoeveel|ile kosztuje|cena|сколько|цена|"
    r"hvad koster|hva koster|vad kostar|paljonko|kolik|いくら|料金|多少",
)
PITCH = any_of(
    r"we help (?:\w+ ){0,3}(?:brands|compan|shops|stores|business|founders|agencies|sellers|merchants)|(?:you|"
    r"your brand|your shop|your store) (?:get )?more (?:traffic|leads|sales|customers)",
    r"(?:we|i) can help you\b|(?:our|my) (?:team|agency|company|service|services|firm)[^.\n]{0,60}(?:gets?|"
    r"helps?|offers?|provides?|increase|boost|rank|guarantee|specializ|specialis)|page (?:1|one) of google|"
    r"\bseo\b[^.\n]{0,40}(?:service|rank|audit|packag|agency)|guest posts?|backlinks?|link (?:exchange|building|"
    r"insertion)|(?:we|i) (?:offer|provide|sell|specialise|specialize)[^.\n]{0,40}(?:services?|solutions?|"
    r"development|design|leads|outsourc)|lead generation|website redesign|mobile app development|"
    r"free audit of your|partnership opportunity|are you looking for (?:an? )?(?:investor|developer|agency|va)|"
    r"increase your (?:traffic|sales|ranking)|in return,? (?:would|could|can)",
)
SHOPPER = any_of(
    r"\bmy (?:last )?(?:order|parcel|package|delivery|refund|purchase)\b|(?:order|bestellung|commande|pedido|"
    r"ordine|zamówieni\w) ?(?:no\.?|nr\.?|#|n°)? ?\d{3,}|meine bestellung|ma commande|mi pedido|il mio ordine"
)
NOISE = any_of(
    r"\bdmarc\b|report domain:|aggregate report|newsletter|view (?:this|it) in (?:your )?browser|"
    r"order (?:confirmation|#|number|no)|your (?:order|receipt|invoice|payment|parcel|booking)\b|receipt (?:from|"
    r"for)|has shipped|tracking number|where is my (?:order|parcel|package)|my order|verification code|"
    r"password reset|security alert|digest"
)
MEETING = any_of(
    r"^(?:accepted|tentative(?:ly accepted)?|confirmed|new event|invitation|updated invitation|rescheduled|"
    r"booking confirmed|event (?:scheduled|rescheduled)|zugesagt|angenommen|akzeptiert|accepté|aceptad[oa]|"
    r"accettat[oa]|aceite|geaccepteerd|zaakceptowan\w|принят[оа]?|nouveau rendez-vous|termin bestätigt|"
    r"neuer termin)\b[:\s]|a new event has been scheduled|new (?:booking|meeting|event)[: ]|has (?:accepted|"
    r"tentatively accepted|rescheduled|proposed a new time)|(?:accepted|booked|rescheduled) (?:this|your|the|"
    r"a) (?:invitation|meeting|event|call)|proposed new time|invitation from google calendar|scheduled (?:a|"
    r"an) (?:meeting|event|call)"
)
DECLINED = any_of(
    r"^(?:declined|abgelehnt|abgesagt|refusé|rechazad[oa]|rifiutat[oa]|canceled|cancelled)\b[:\s]|"
    r"has (?:declined|cancell?ed) (?:this|your|the)"
)
OTHER_TIME = any_of(
    r"instead|another (?:time|day)|resched\w+|still keen|(?:monday|tuesday|wednesday|thursday|friday|tomorrow|"
    r"next week)[^.\n]{0,30}(?:\d|works|instead|better)|stattdessen|lieber (?:am|um)|plutôt|mejor (?:el|otro)|"
    r"meglio"
)
