"""How shops name the pages that say who they are, how to reach them, how they deliver, and what they sell.

For each kind: how many of them are read, and the words of its links and paths (a verbose regular expression).
"""

GROUPS: tuple[tuple[str, int, str], ...] = (
    (
        "contact",
        2,
        r"""contact | kontakt | contatt | contato | fale[\s-]con(?:n)?osco | yhteystiedot | ota[\s-]yhteytt
        | kapcsolat
        | get[\s-]in[\s-]touch | reach[\s-]us | klantenservice | kundeservice | kundservice | kundenservice
        | nap[ií][sš]te[\s-]n[aá]m
        | haf(?:a|ðu|du)[\s-]samband | võta[\s-]ühendust | sazin(?:a|ies) | susisiek | お問い?合わ?せ | toiawase
        | inquiry
        | связаться | обратн(?:ая|ой)[\s-]связ | контакт | зв['’ʼ]яз | iletisim | İletişim | bize[\s-]ula[sş][iı]n
        | επικοινων
        | epikoinon | 연락처 | 문의 | 고객센터 | 联系 | 聯絡 | 聯繫""",
    ),
    (
        "imprint",
        2,
        r"""imprint | impressum | legal[\s-]?(?:notice|info) | /legal/?(?:\s|$) | mentions?[\s-]l[ée]gales
        | aviso[\s-]legal | note[\s-]legali | colofon | 特定商取引 | tokushoho | 会社概要 | company[\s-]info
        | juridisk
        | informacje[\s-]o[\s-]firmie | реквизит | реквізит | rekvizit | impresszum | obchodn[ií][\s-]podm[ií]nky
        | obchodn[eé][\s-]podmienky | date[\s-](?:firm[aă]|de[\s-]identificare) | στοιχεία[\s-]εταιρ | k[uü]nye
        | mesafeli[\s-]sat[iı][sş] | 사업자 | 法律声明 | handelsbetingelser | opći[\s-]uvjeti | opci[\s-]uvjeti
        | splo[sš]ni[\s-]pogoji | общи[\s-]условия""",
    ),
    (
        "about",
        1,
        r"""about | (?:über|ueber|uber)[\s-]uns | [àa][\s-]propos | qui[\s-]sommes
        | sobre(?:[\s-]n[oó]s|[\s-]nosotros)?
        | qu(?:i[ée]nes|em)[\s-]somos | chi[\s-]siamo | over[\s-]ons | \bom[\s-]oss\b | \bom[\s-]os\b | meist[äa]
        | /meist/?(?:\s|$)
        | tietoa | \bo[\s-]n[aá]s\b | \bo[\s-]nama\b | o[\s-]firmie | o[\s-]podjetju | our[\s-](?:story|team)
        | the[\s-]team
        | 私たち | 会社情報 | 회사[\s]?소개 | 브랜드[\s]?소개 | 关于 | 關於 | 公司简介 | о[\s-](?:нас|компании)
        | про[\s-](?:нас|компанію)
        | \bза[\s-]нас | hakk[ıi]m[ıi]zda | r[óo]lunk | despre | ποιοι[\s-]είμαστε | σχετικά[\s-]με | \bum[\s-]okkur
        | \bpar[\s-]mums | \bapie[\s-]mus""",
    ),
    (
        "terms",
        1,
        r"""shipping | delivery | versand | lieferung | livraison | env[ií]os? | spedizion | verzend | bezorg
        | leverans
        | levering | frakt | \bfragt | toimitus | dostaw | entrega | \bfrete\b | doprava | dodan[ií] | dodanie
        | sz[aá]ll[ií]t[aá]s
        | livrare | αποστολ | τρόποι[\s-]αποστολ | teslimat | 送料 | 配送 | 运费 | 運費 | 배송 | доставк | dostav
        | kargo
        | pieg[aā]d | pristatym | \btarne | afhending | terms | \bagb\b | \bcgv\b | conditions | t[ée]rminos | termos
        | termeni | condizioni
        | voorwaarden | villkor | vilkår | betingelser | ehdot | regulamin | [áa]szf | όροι | 利用規約 | 이용약관
        | 条款 | условия | умови
        | noteikumi | taisykl | tingimused | skilm[aá]la | uvjeti | pogoji""",
    ),
    (
        "product",
        3,
        r"""/(?:products?|produkte?|produkt[yr]|produits?|productos?|prodott[oi]|produtos?|tuote|items?|product-page|p|produs
        |proizvod|izdelek|izdelki|term[eé]k|urun|tovar|vare|toode|prek[eė]|prece|voru|goods|商品)/[\w%.-]
        | /listing/\d | /\d{1,8}-[\w-]{3,80}\.html$""",
    ),
)
