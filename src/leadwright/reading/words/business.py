"""Words that show what kind of business speaks: of shops, of agencies, of makers of tools, of firms that serve people.

Phrases stand in lower case, parted by ``|``; each belongs to a sign, and ``business.py`` says what a sign weighs.
A sign is looked for in one part of a page only: its head (title, description, headings), its menu (words of links)
or its body, for the same word means different things there: "cart" in a menu is a cart, in a sentence it is a word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")  # scripts that put no blank between words
_BLANKS = bytes(byte if byte >= 0x80 or chr(byte).isalnum() else 0x20 for byte in range(256))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases and their signs, found by their longest word; those of unspaced scripts by looking for each."""

    spaced: Mapping[bytes, tuple[tuple[str, str], ...]]
    unspaced: tuple[tuple[str, str], ...]
    known: frozenset[bytes]  # the longest words


def lexicon(**phrases: str) -> Lexicon:
    """Make a lexicon from signs and their phrases."""
    spaced: dict[bytes, list[tuple[str, str]]] = {}
    unspaced = []
    for sign, listed in phrases.items():
        for phrase in filter(None, (one.strip() for one in listed.split("|"))):
            if UNSPACED.search(phrase):
                unspaced.append((phrase, sign))
            else:
                spaced.setdefault(max(_words(phrase), key=len), []).append((phrase, sign))
    return Lexicon({word: tuple(pairs) for word, pairs in spaced.items()}, tuple(unspaced), frozenset(spaced))


def heard(words: Lexicon, text: str) -> Iterator[tuple[str, str, int]]:
    """Give sign, phrase and place of each phrase that stands in a lower-case text, once each, at word borders."""
    for word in sorted(words.known.intersection(_words(text))):
        for phrase, sign in words.spaced[word]:
            at = _at(phrase, text)
            if at >= 0:
                yield sign, phrase, at
    if words.unspaced and not text.isascii() and UNSPACED.search(text):
        for phrase, sign in words.unspaced:
            at = text.find(phrase)
            if at >= 0:
                yield sign, phrase, at


def _words(text: str) -> list[bytes]:
    """Cut a text into words; as bytes, for that is several times as fast as an expression, and only a first look."""
    return text.encode(errors="replace").translate(_BLANKS).split()


def _at(phrase: str, text: str) -> int:
    at = text.find(phrase)
    for _ in range(20):
        if at < 0:
            break
        end = at + len(phrase)
        if not (at and text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
            return at
        at = text.find(phrase, at + 1)
    return -1


def _each(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


CART_LABELS = _each(
    """cart basket checkout warenkorb einkaufswagen panier carrito cesta carrello carrinho cesto
    winkelwagen winkelmand winkelmandje varukorg kundvagn varukorgen kundkorg kurv indkøbskurv handlekurv
    handlevogn ostoskori ostoskärry koszyk košík kosár coș coșul корзина кошик количка sepet sepetim καλάθι
    кошница カート 買い物かご 购物车 購物車 장바구니 keranjang ostukorv grozs krepšelis košarica"""
)
"""What a link to the cart is called, when it is called only that."""

CART_PATHS = _each(
    """cart carts basket checkout checkouts warenkorb kasse panier commande carrito cesta carrello
    carrinho winkelwagen winkelmand varukorg kundvagn kassa kurv handlekurv ostoskori koszyk kosik kosar
    cos-de-cumparaturi sepet kosarica shopping-cart shopping_cart shoppingcart shopping-bag shoppingbag
    shopping-basket viewcart view-cart view_cart showcart show-cart my-cart mycart your-cart korzina
    checkout-cart"""
)
"""Parts of a path that lead to a cart."""

SHELF_PATHS = _each(
    """product products collections shop store product-category catalog produkt produkte produkter produit
    produits boutique producto productos tienda prodotto prodotti negozio winkel butik kauppa tuote sklep
    produto produtos loja"""
)
"""Parts of an address under which goods stand."""

SHOP_LABELS = _each(
    """shop store onlineshop webshop e-shop eshop boutique tienda negozio loja butik butikk winkel webwinkel
    kauppa verkkokauppa sklep obchod магазин mağaza nettbutikk nätbutik netbutik ショップ
    オンラインショップ 商品一覧 商店 商城"""
) | {"shop all", "shop now", "shop online", "online shop", "online store", "our shop", "buy online", "tienda online",
     "boutique en ligne", "negozio online", "loja online", "sklep internetowy", "zum shop", "store home", "the shop",
     "web shop", "e-boutique"}  # fmt: skip
"""What a link to the goods is called, when it is called only that."""

HEAD = lexicon(
    store="""online shop|online store|webshop|web shop|e-shop|onlineshop|shop online|buy online|free shipping|
    fast shipping|free delivery|next day delivery|free returns|shop for|shop our|shop the|shop now|order online|
    official store|official online store|boutique en ligne|vente en ligne|achetez|livraison gratuite|
    livraison offerte|online kaufen|online bestellen|online-shop|versandkostenfrei|kostenloser versand|
    tienda online|comprar online|compra online|envío gratis|negozio online|acquista online|spedizione gratuita|
    loja online|frete grátis|webwinkel|online kopen|gratis verzending|nätbutik|webbutik|köp online|
    handla online|fri frakt|nettbutikk|netbutik|køb online|gratis fragt|verkkokauppa|osta verkosta|
    sklep internetowy|darmowa dostawa|internetový obchod|интернет-магазин|купить|通販|オンラインショップ|
    公式ストア|网上商店|官方商城""",
    software="""software|saas|app|apps|api|platform|open source|open-source|cloud platform|crm|plugin|
    chrome extension|browser extension|low-code|no-code|no code|workflow automation|email marketing platform|
    logiciel|logiciels|plateforme|plattform|software as a service|toepassing|programvara|ohjelmisto|ohjelmistot|
    programvare|oprogramowanie|aplikacja|aplicación|applicazione|aplicativo|forecasting|ソフトウェア|アプリ|
    プラットフォーム|软件|平台""",
    calling="""law firm|attorneys|lawyers|solicitors|dentist|dentistry|dermatology|clinic|hospital|restaurant|
    hotel|university|college|school|church|museum|library|plumbing|plumber|roofing|pest control|movers|
    moving company|insurance|mortgage|bank|credit union|real estate|contractor|contractors|heating|landscaping|
    cleaning services|physiotherapy|tutoring|coaching|resume writing|therapist|psychologist|counselling|salon|
    car wash|dealership|cinema|theater|resort|rechtsanwalt|rechtsanwälte|zahnarzt|zahnärztin|klinik|praxis|
    arztpraxis|steuerberater|handwerker|dachdecker|cabinet d'avocats|avocat|avocats|dentiste|clinique|plombier|
    abogados|abogado|dentista|clínica|fontanero|avvocato|avvocati|idraulico|advocaat|advocaten|tandarts|
    loodgieter|tandläkare|advokat|rörmokare|tannlege|rørlegger|tandlæge|hammaslääkäri|asianajotoimisto|
    ravintola|restauracja|adwokat|dentysta|弁護士|歯科|病院|レストラン""",
)
"""Of title, description and headings."""

MENU = lexicon(
    cart="""view cart|view basket|view bag|shopping cart|shopping bag|shopping basket|my cart|my basket|my bag|
    your cart|your basket|your bag|go to cart|proceed to checkout|mon panier|voir le panier|mein warenkorb|
    zum warenkorb|mi carrito|ver carrito|mi cesta|il mio carrello|vai al carrello|meu carrinho|mijn winkelwagen|
    mijn winkelmand|min varukorg|till kassan|min kurv|min handlekurv|カートを見る|買い物かご|购物车|購物車""",
    account="""track order|track my order|track your order|order status|my orders|wishlist|wish list|gift card|
    gift cards|shipping & returns|shipping and returns|delivery & returns|returns & exchanges|store policy|
    shipping policy|best sellers|bestsellers|new arrivals|size guide|suivi de commande|mes commandes|
    carte cadeau|cartes cadeaux|meilleures ventes|sendungsverfolgung|meine bestellungen|gutscheine|neuheiten|
    mis pedidos|novedades|más vendidos|i miei ordini|novità|spedizioni e resi|meus pedidos|mijn bestellingen|
    cadeaubon|mina beställningar|presentkort|mine ordrer|gavekort|tilaukset|lahjakortti|moje zamówienia|
    bestsellery|お気に入り|配送について|ご注文""",
    plans="""pricing|plans|plans & pricing|plans and pricing|tarifs|preise|precios|prezzi|preços|prijzen|priser|
    hinnoittelu|cennik|料金|定价""",
    entry="""sign up|signup|sign up free|log in|login|create account|get started|start free|dashboard|
    registrieren|s'inscrire|regístrate|registrati|aanmelden|skapa konto|opprett konto|ログイン|新規登録""",
    maker="""integrations|api|api documentation|api reference|api docs|developers|developer docs|documentation|
    docs|changelog|release notes|features|product tour|use cases|status page|system status|security|templates|
    what's new|download app|intégrations|fonctionnalités|funktionen|integrationen|entwickler|funciones|
    integraciones|funzionalità|integrazioni|funktioner|funcionalidades|ominaisuudet|funkcje|integracje|機能|
    開発者""",
    trial="""free trial|start free trial|try for free|try it free|start for free|get a demo|book a demo|
    request a demo|book demo|request demo|schedule a demo|watch demo|live demo|free demo|essai gratuit|
    demander une démo|kostenlos testen|demo buchen|demo anfordern|prueba gratis|prueba gratuita|solicitar demo|
    pedir demo|prova gratuita|richiedi demo|teste grátis|gratis proberen|demo aanvragen|prova gratis|boka demo|
    prøv gratis|kokeile ilmaiseksi|wypróbuj za darmo|無料トライアル|無料で試す|デモを見る|免费试用""",
    craft="""web design|website design|webdesign|web development|website development|app development|
    mobile app development|seo|seo services|ppc|sem|google ads|paid search|paid media|paid social|
    social media marketing|social media management|digital marketing|content marketing|branding|brand strategy|
    brand identity|graphic design|ui/ux design|ux design|ui ux|ecommerce development|e-commerce development|
    shopify development|woocommerce development|magento development|store migration|
    conversion rate optimization|cro|logo design|email marketing|web entwicklung|webentwicklung|
    suchmaschinenoptimierung|création de site|création de sites|référencement|diseño web|desarrollo web|
    posicionamiento web|marketing digital|siti web|sviluppo web|criação de sites|webontwikkeling|
    zoekmachineoptimalisatie|webbutveckling|sökmotoroptimering|annonsering|webudvikling|verkkosivut|
    hakukoneoptimointi|strony internetowe|pozycjonowanie|webサイト制作|ホームページ制作""",
    clients="""clients|our clients|case studies|portfolio|our work|our portfolio|client work|selected work|work|
    projects|success stories|kunden|unsere kunden|referenzen|projekte|nos clients|réalisations|nos réalisations|
    clientes|proyectos|casos de éxito|clienti|i nostri clienti|lavori|klanten|onze klanten|ons werk|kunder|
    våra kunder|våra case|vårt arbete|våre kunder|asiakkaat|työmme|referenssit|klienci|realizacje|
    кейсы|портфолио|наши работы|наши клиенты|клиенты|reference|naše práce|referanslar|実績|制作実績|
    导入案例""",
)
"""Of the words of links."""

BODY = lexicon(
    buy="""add to cart|add to bag|add to basket|add to trolley|in den warenkorb|zum warenkorb hinzufügen|
    ajouter au panier|añadir al carrito|agregar al carrito|añadir a la cesta|comprar ahora|aggiungi al carrello|
    adicionar ao carrinho|in winkelwagen|in winkelmand|in mijn winkelwagen|lägg i varukorg|lägg i varukorgen|
    lägg i kundvagn|læg i kurv|legg i handlekurv|legg i handlevogn|kjøp nå|køb nu|köp nu|lisää ostoskoriin|
    dodaj do koszyka|přidat do košíku|do košíku|kosárba|adaugă în coș|в корзину|добавить в корзину|в кошик|
    sepete ekle|προσθήκη στο καλάθι|カートに入れる|カートに追加|加入购物车|加入購物車|장바구니 담기|buy now|
    buy it now|order now|acheter maintenant|jetzt kaufen|acquista ora|koop nu|osta nyt|kup teraz|
    continue shopping|added to cart|added to your cart|item added to your cart""",
    cart="""your cart is empty|your basket is empty|your bag is empty|your shopping cart is empty|
    no products in the cart|your cart is currently empty|shopping cart|shopping bag|votre panier est vide|
    ihr warenkorb ist leer|dein warenkorb ist leer|tu carrito está vacío|il tuo carrello è vuoto|
    seu carrinho está vazio|je winkelwagen is leeg|din varukorg är tom|din kurv er tom|handlekurven er tom|
    ostoskorisi on tyhjä|twój koszyk jest pusty|カートは空です|购物车是空的""",
    sells="""we sell|i sell|sold out|in stock|out of stock|wir verkaufen|nous vendons|vendemos|vendiamo|
    wij verkopen|vi säljer|vi selger|vi sælger|myymme|sprzedajemy|販売しています|ausverkauft|auf lager|en stock|
    rupture de stock|agotado|esaurito|uitverkocht|op voorraad|i lager|slutsåld|utsolgt|udsolgt|loppuunmyyty""",
    makes="""we make|we bake|we roast|we brew|we sew|we knit|we craft|we pour|we handmake|we hand-make|
    we distil|we throw|we stock|i make|i sew|i knit|i throw|wir fertigen|wir rösten|wir backen|wir liefern|
    nous fabriquons|nous cousons|nous torréfions|vi tillverkar|vi laver|vi lager""",
    trial="""free trial|14-day trial|30-day trial|no credit card required|no credit card needed|start for free|
    sign up free|sign up for free|try for free|try it for free|get started for free|start your free|book a demo|
    book demo|get a demo|request a demo|schedule a demo|free demo|free plan|free forever|per user|per seat|
    essai gratuit|sans carte bancaire|demander une démo|kostenlos testen|ohne kreditkarte|prueba gratis|
    prueba gratuita|sin tarjeta|prova gratuita|senza carta|teste grátis|gratis proberen|prova gratis|utan kort|
    prøv gratis|kokeile ilmaiseksi|wypróbuj za darmo|無料トライアル|クレジットカード不要|免费试用""",
    tooling="""api documentation|our software|our platform|our app|our api|connect your account|
    for shopify sellers|for amazon sellers|for etsy sellers|for ebay sellers|for shopify stores|
    for shopify merchants|for woocommerce stores|notre logiciel|notre plateforme|unsere software|
    unsere plattform|nuestro software|nuestra plataforma|il nostro software|la nostra piattaforma|onze software|
    vår plattform|vår programvara""",
    clients="""our clients|our client|case studies|case study|client work|unsere kunden|nos clients|
    nuestros clientes|i nostri clienti|onze klanten|våra kunder|våre kunder|vores kunder|asiakkaamme|
    nasi klienci""",
    shops="""shopify partner|shopify partners|shopify plus partner|shopify expert|shopify experts|
    shopify developer|shopify developers|woocommerce expert|woocommerce experts|wooexpert|magento partner|
    commerce partners|growth partners|shopify stores|shopify shops|shopify brands|woocommerce stores|
    woocommerce shops|ecommerce stores|e-commerce stores|ecommerce brands|e-commerce brands|ecommerce shops|
    e-commerce shops|for brands|for merchants|for growing brands|for dtc brands|for online stores|
    for online shops|of online shops|of online stores|boutiques en ligne|pour les marques|nos marques|
    nätbutiker|för varumärken|nettbutikker|for merkevarer|netbutikker|verkkokauppojen|verkkokaupoille|
    verkkokauppoja|brändeille|von onlineshops|für onlineshops|für händler|für marken|für online-händler|
    onlineshops|tiendas en línea|tiendas online|para marcas|negozi online|per marchi|per i marchi|webwinkels|
    voor merken|lojas online|lojas virtuais|sklepów internetowych|sklepom internetowym|sklepy internetowe|
    dla marek|ネットショップ|ecサイト|通販サイト""",
    serving="""free estimate|free estimates|free quote|get a quote|request a quote|book an appointment|
    schedule an appointment|make an appointment|book now|reservations|our patients|new patients|tuition|
    apply now|admissions|donate|donate now|office hours|visiting hours|termin vereinbaren|sprechzeiten|
    kostenvoranschlag|devis gratuit|prendre rendez-vous|pide cita|presupuesto|preventivo|prenota|afspraak maken|
    offerte aanvragen|boka tid|bestill time|varaa aika|umów wizytę|ご予約|予約する|見積もり|見積り""",
)
"""Of the running text."""

_FIELD = (
    r"(?:e-?commerce|shopify|woocommerce|magento|prestashop|digital|online|internet|marketing|advertising|web|website|"
    r"web\s?design|web\sdevelopment|app\sdevelopment|mobile\sapp\sdevelopment|seo|ppc|creative|branding|brand|growth|"
    r"design|media|social\smedia|performance|ux|ui/ux|amazon|communications?|pr|content)"
)
_FIRM = r"(?:agency|agentur|agence|agencia|agenzia|agência|byrå|byrån|byråen|bureau|toimisto|agencja|consultancy)"
AGENCY = re.compile(
    rf"\b{_FIELD}[\s-]{{1,3}}(?:[\w&/-]{{1,14}}\s){{0,2}}{_FIRM}\b"
    r"|\b(?:web\s?design|website\sdesign|web\sdevelopment|website\sdevelopment|app\sdevelopment|seo|digital\smarketing|"
    r"e-?commerce\sdevelopment|shopify\sdevelopment|branding|graphic\sdesign|web\sapp\sdevelopment)\s"
    r"(?:\w{1,14}\s){0,1}(?:company|companies|services|studio|firm|experts?|specialists?|partner)\b"
    r"|\b(?:agence|agencia|agenzia|agência|agencja)\s(?:\w{1,14}\s){0,2}(?:e-?commerce|web|digitale?|digital|marketing|"
    r"seo|publicité|publicidad|pubblicitaria|publicitaria|communication|comunicación|comunicazione|interaktywna)\b"
    r"|\b(?:web|werbe|internet|digital|online|marketing|shopify|e-commerce-|seo-|media)-?agentur\b"
    r"|\b(?:webb|reklam|digital|mediebyrå|media|nät|kommunikations)byrå(?:n)?\b"
    r"|\b(?:reklame|web|digital|marketing|internet|online|reclame|communicatie)bureau\b"
    r"|\b(?:mainos|digi|markkinointi|viestintä)toimisto\b"
    r"|\b(?:commerce|growth)\spartners\b|\bwe help (?:[\w&-]{1,14}\s){0,3}(?:brands|stores|shops|merchants|retailers)\b"
    r"|\b(?:веб|web|digital|seo|интернет|рекламн\w{2})[\s-]{1,2}(?:студи|агентств)\w{1,3}\b"
    r"|разработк[аиу]\s(?:и\sпродвижение\s)?(?:интернет-магазинов|сайтов)|создани[ея]м?\s(?:интернет-магазинов|сайтов)"
    r"|\b(?:digitální|reklamní|webová|marketingová|webov[ée]|internetová)\s(?:agentura|studio)\b"
    r"|\btvorba\s(?:webů|webových\sstránek|e-shopů)|\b(?:dijital|reklam|web\stasarım)\sajans[ıi]?\b"
    r"|\b(?:agencja|agencji)\s(?:e-commerce|seo)\b|(?:制作会社|広告代理店|マーケティング会社|运营代理)|(?:運用|運営|登録|制作|広告)[^。\n]{0,8}代行"
)
"""What an agency says of itself; of lower-case text. ``AGENCY_HINTS`` are words without which it cannot match."""
AGENCY_HINTS = (
    "agenc", "agent", "agence", "agenz", "agên", "byrå", "bureau", "toimisto", "consultancy", "design", "development",
    "студи", "агентств", "разработк", "создани", "agentura", "studio", "tvorba", "ajans", "agencj", "seo", "marketing",
    "branding", "partners", "we help", "会社", "代理", "代行",
)  # fmt: skip

SERVING_TYPES = _each(
    """LocalBusiness Restaurant Hotel LodgingBusiness Dentist Physician MedicalBusiness MedicalClinic Hospital
    LegalService Attorney CollegeOrUniversity School EducationalOrganization GovernmentOrganization
    NewsMediaOrganization NGO Plumber Electrician HVACBusiness RoofingContractor HomeAndConstructionBusiness
    MovingCompany AutoDealer AutoRepair RealEstateAgent InsuranceAgency BankOrCreditUnion FinancialService
    BeautySalon HairSalon HealthClub TravelAgency AccountingService Library Museum Church MovieTheater
    EventVenue Course"""
)
"""Types of schema.org that people visit or hire rather than order goods from."""
TOOL_TYPES = frozenset({"SoftwareApplication", "WebApplication", "MobileApplication", "SoftwareSourceCode", "WebAPI"})
"""Types of schema.org for programs."""
