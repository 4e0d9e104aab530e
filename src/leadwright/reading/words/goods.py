"""What people sell, in many languages: the goods and trades by which a sentence is known to speak of a business.

A word that ends in ``*`` is the beginning of a word, for the languages that bend their words.
"""


def _words(text: str) -> frozenset[str]:
    """Give the words of a table."""
    return frozenset(text.split())


_GOODS = """
handmade hand-made handcrafted hand-crafted handwoven handknitted handpoured organic vintage antique bespoke
artisan* furniture sofa* mattress* chair* table* lamp* lighting rug rugs carpet* curtain* bedding cushion* blanket*
quilt* towel* tableware dinnerware stoneware porcelain ceramic* pottery glassware cookware cutlery kitchenware
homeware* homewares knives knife decor jewellery jewelry jewels ring rings necklace* earring* bracelet* watch
watches clothing clothes apparel fashion dress dresses shirt* t-shirt* knitwear sweater* jumper* sock socks hat hats
scarf scarves shoe shoes boots sneaker* footwear bag bags backpack* wallet* belt belts leather leathergoods wool
yarn* fabric* cotton linen silk textile* thread* vin vins pieczywo kawa kawy kawę uld ull ost oster filters coffee
espresso tea teas chocolate* cocoa soap soaps shampoo* candle* perfume* fragrance* skincare skin-care cosmetic*
makeup balm balms lotion* serum* toy toys puzzle* game games book books notebook* stationery print prints poster*
card cards calendar* artwork* painting* photograph* plant plants flower* bouquet* seed seeds bulbs garden* tool
tools hardware bike bikes bicycle* e-bike* outdoor* camping surfboard* skate* climbing gear equipment pet pets dog
dogs cat cats horse horses saddle* baby kids children's supplement* vitamin* protein food foods snack* cookies
biscuit* cake cakes bread sourdough pastry pastries bakery spice spices herbs honey jam jams cheese olive sauce*
wine wines beer beers cider gin whisky whiskey spirits mead kombucha juice* water spare accessor* component*
machine* headphone* speaker* camera* phone-cases cases electronics cable* battery batteries solar guitar* piano*
instrument* vinyl sticker* fulfilment fulfillment warehousing logistics freight 3pl courier packaging labels signage
software platform app apps api apis saas crm erp plugin* plug-in* extension* template* theme* dashboard* analytics
automation workflow* inventory forecasting invoice* invoicing payroll accounting bookkeeping payments subscription*
e-commerce ecommerce storefront* checkout newsletter-tool marketing seo advertising branding copywriting agency
studio consultancy consulting consultants webdesign developers hosting cloud infrastructure marketplace database*
chatbot* helpdesk crm-system tracking scheduling booking bookings integration* landing management repair repairs
restoration mover movers moving relocation cleaning plumbing plumber* heating cooling conditioning hvac roofing
landscaping exterminator* pest electrician* electrical renovation* builders carpentry joinery tutoring course
courses classes lessons workshops training coaching yoga massage* salon barber* dentist* dental clinic catering
restaurant* cafe hotel* tours rental* hire insurance lawyer* attorney* accountant* retailer* manufacturer* supplier*
wholesaler* distributor* maker makers brewery distillery roastery winery nursery farm workshop florist* publisher*
bookshop video videos chat messaging

werkzeug* handwerkzeug* möbel* tisch* stühle lampen* leuchten* teppich* matratze* bettwäsche kissen decken geschirr
keramik* töpferei porzellan schmuck* ring* kette* uhren kleidung* kleider hemden pullover socken mützen schuhe*
taschen* rucksäcke leder* wolle* garne stoffe* textilien kaffee* schokolade* kakao seife* kerze* duft* parfüm*
kosmetik* naturkosmetik spielzeug* spiele* bücher* buchhandlung* papier* karten* poster* kunst* pflanzen* blumen*
samen saatgut* garten* fahrräder fahrrad* ersatzteile zubehör* hunde* katzen* tierbedarf babykleidung kinder*
nahrungsergänzung* lebensmittel* gewürze* honig* marmelade* käse* brot* gebäck kuchen* wein* bier* brauerei* schnaps
destillerie* rösterei* bäckerei* manufaktur* werkstatt schreinerei* tischlerei* maschinen* elektronik* messer*
onlineshop* online-shop* versandhandel* fachhandel* händler* hersteller* agentur* werbeagentur* handgemacht*
handgefertigt* handarbeit* reparatur* umzüge umzug* reinigung* heizung* sanitär* kurse* verlag* verleih* vermietung*
lagerverwaltung* buchhaltung* warenwirtschaft*

bougie* savon* bijou* vêtement* meuble* céramique* poterie* vaisselle linge literie tapis luminaire* chaussure* sac
sacs cuir maroquinerie laine* tissu* mercerie café cafés torréfact* thé thés chocolat* confiture* miel épice*
fromage* vin vins bière* brasserie* biscuit* boulangerie* pâtisserie* cosmétique* parfum* soins jouet* jeux livre*
librairie* papeterie affiche* fleur* plante* graine* jardin* outil* outillage vélo* pièces accessoire* artisan*
artisanal* fait-main magasin* atelier* logiciel* agence* fabricant* créateur* créations épicerie* électronique*
chien* chat chats bébé* enfant* réparation*

vela velas jabón jabones joya* joyería* ropa muebles cerámica* vajilla* alfombra* lámpara* zapato* calzado bolso*
cuero lana* tela telas hilo* café té chocolate* miel especia* queso* vino* cerveza* pan panadería* galleta* aceite*
cosmétic* perfume* juguete* libro* librería* papelería lámina* flor flores planta* semilla* jardín* herramienta*
bicicleta* repuesto* accesorio* artesan* taller* fábrica fabricante* agencia* plataforma* aplicación* mascota*
perro* bebé* niño* electrónica* alimento* conserva*

candel* sapon* gioiell* abbigliamento vestit* mobili* arredament* ceramic* stovigli* tappet* lampad* scarp*
calzatur* borse borsa pelle cuoio lana filat* tessut* caffè tè cioccolat* miele spezi* formagg* vino vini birra
birre birrificio pane biscott* dolci pasticceri* panific* olio oli cosmetic* profum* giocattol* libri libreria
stampe fiori piante semi giardin* utensil* attrezz* bicicl* ricambi accessor* artigian* bottega laboratorio agenzia
piattaforma produttor* cani gatti bambin*

kaars* kaarsen zeep zepen sieraden kleding meubel* keramiek* servies* lampen tapijt* schoenen tassen leer lederen
wol garen* stoffen koffie* thee* chocola* honing kruiden kaas* wijn* bier* brouwerij* brood* bakkerij* koekjes
speelgoed boeken* boekhandel* posters bloemen* planten* zaden tuin* gereedschap* fiets* fietsen onderdelen
accessoires webwinkel* webshop* werkplaats atelier bureau reclamebureau ambachtelijk* handgemaakt* hond* katten
kinder* baby* cadeau* verzorging* huid* meubelmaker* fabrikant* leverancier*

ljus* tvål* smycken kläder* möbler* keramik* porslin* lampor mattor skor väskor läder* garn* tyg tyger tyget kaffe*
choklad* honung* kryddor ost ostar vin öl bryggeri* bröd* bageri* kakor leksak* böcker* bokhandel* affisch* blommor
växter frön trädgård* verktyg* cykel* cyklar reservdelar tillbehör* webbutik* nätbutik* verkstad* byrå* hantverk*
handgjord* hund* katt* barn* hudvård* rosteri* tillverkare* inredning* textil* hemtextil*

lys stearinlys* sæbe* såpe* såper smykker* tøj klær møbler* lamper tæpper tepper sko tasker vesker læder* skinn*
garn* stof stoffer kaffe* kaffebrenneri* chokolade* sjokolade* honning* krydderier øl bryggeri* brød* bageri*
bakeri* legetøj* leker bøger* bøker* plakater blomster* planter* frø hage* værktøj* verktøy* cykler* sykkel* sykler
reservedele* reservedeler* tilbehør* nettbutikk* netbutik* værksted* verksted* bureau* byrå* håndlavet* håndlavede*
håndlaget* håndlagde* hudpleje* hudpleie* risteri* keramik* keramikk* børnetøj* barneklær* strik*

kynttil* saippu* koruja korut koru* vaattei* vaate* huonekalu* keramiik* astioi* valaisi* matto* mattoja keng*
laukku* laukut nahk* villa* lanka* lankoja langat kanka* kahvi* teetä tee-* suklaa* hunaja* maustei* juusto* viini*
olut* oluita panimo* leip* leipomo* keksej* lelu* kirjo* kirja* juliste* kukka* kasvej* siemen* puutarha* työkalu*
pyörä* pyöri* varaosa* tarvik* lisätarvik* verkkokauppa* verstas* työpaja* käsityö* käsintehty* ohjelmisto* koirill*
koira* lasten* lapsille ihonhoito* kosmetiik* paahtimo*

świec* mydł* mydeł biżuteri* odzież* ubrani* ubrań mebl* ceramik* naczyni* lamp* dywan* buty butów obuwi* torb*
toreb* skór* wełn* włócz* tkanin* herbat* czekolad* miód miody miodu przypraw* serów wino wina piw* browar* chleb*
piekarni* ciast* zabaw* książ* księgarni* plakat* kwiat* roślin* nasion* ogrod* narzędzi* rower* części akcesori*
pracowni* warsztat* rękodzieł* ręcznie oprogramowani* agencj* kosmetyk* palarni* dzieci* producent*

sabonete* sabão joia* joias roupa* móveis móvel mobiliário louça* tapete* candeeiro* luminária* sapato* calçad*
bolsa* couro lã lãs tecido* chá chás mel especiaria* queijo* vinho* cerveja* cervejaria* pão pães padaria* biscoito*
azeite* cosmétic* perfume* brinquedo* livro* livraria* papelaria flores planta* semente* jardim ferramenta*
bicicleta* peças acessório* artesan* oficina ateliê agência* plataforma* crianç*

wood wooden woodwork granola muesli oats salt mustard pickle* chilli pepper sea-salt seaweed salad* mushroom* eggs
meat fish salmon sausage* rucksack* tent tents mug mugs cups bowl bowls plate plates vase* teapot* pens pencil* ink
umbrella* glove* swimwear lingerie underwear denim jeans pyjama* trousers coat coats jacket* nappies pram* kite*
drum drums ukulele* violin* pedals synth* skateboard* wetsuit* kayak* canoe* fishing hammock* axe axes stove*
firewood pasta noodle* vegetable* fruit fruits basket baskets brush brushes broom* bathroom* kitchen* doors window
windows tile tiles paint paints wallpaper* clock* mirror* eyewear glasses sunglasses insoles planning receipts
payroll-tool spreadsheets translation* photography wedding* holz* holzspielzeug* salz* senf nudeln fisch* fleisch
wurst* eier obst gemüse zelte körbe bürsten türen fenster fliesen farben bois sel fleur-de-sel pâtes légumes viande
poisson* bonnet* écharpe* pulls couteau* paniers madera manta* jerséis bufanda* embutido* pescado* fruta* verdura*
cuchillo* cesta* legno grissini focacc* salumi coltell* cestin* maglion* coperte frutta verdura hout zout groente*
messen mand manden dekens truien trä trävaror müsli grøt grød gröt fisk* kött kød kjøtt korgar kurve filtar tröjor
trøjer gensere knive kniver knivar puu puun puus* suola* mysli* kala* kalaa lihaa veits* villapait* peitto* tuoli*
drewn* drewno sól makaron* miod* konfitur* ryb* nóż noże kosze swetr* koc koce pościel* madeira própolis doces
compotas facas cestos mantas camisola* hračk* dřevěn* nábyt* šperk* oblečen* mýdl* svíčk* káv* čaj

flødeis iskrem gelato ice-cream glaces helado* zmrzlin* jäätelö* lody glass

security monitoring email emails sms campaign campaigns therapy counsel* healthcare fitness gym gyms legal tax taxes
loan loans mortgage* banking bank rentals estate recruiting recruitment freelanc* talent agents ai sensors robot*
editing documents document contracts signature* e-signature* forms surveys survey notes task wiki deploy deployment*
server servers serverless backend compute gpu gpus observability logs testing pipelines database warehouse
website-builder builder no-code low-code meetings meeting whiteboard* diagram* prototype* wireframe* spreadsheet*
presentation* slides podcast* streaming newsletter newsletters domain-names ticketing tickets leads outreach
pipeline checkout* wholesale dropshipping parcel parcels packing storage junk removal towing lawn pool pools fence*
gutter* garage septic drain drains locksmith* carpets upholstery dry-cleaning laundry daycare school tuition
translator* notary funeral veterinar* grooming orthodont* chiropract* physiotherap* dermatolog* optometr* pharmacy
nail nails tattoo* spa vpn backup* antivirus firewall*
"""
# These name a trade only beside something else: everybody has products and services.
_VAGUE = """
    protection* privacy identity data sales leads tasks jobs code property homes teams customers collaboration search
    agencies azienda beratung* boutique boutique* brand building butik* butikk* collaboration community conseil*
    construction design designs development diensten dienstleist* empresa* entwicklung* kauppa* location loja*
    lösning* lösung* løsning* marca* marque* messages negozi* oplossing* palvelu* presente* product productivity
    products ratkaisu* regal* regalo* reporting rozwiązani* servic* service service* services servicio* servizi*
    serviço* shop shops sklep* solucion* solution solution* soluzion* soluç* store stores system systems tienda*
    tjenester* tjänster* travel tuotte* tuottei* usług* website* winkel* ydelser*
    """
GOODS = frozenset(word.strip("*") for word in _GOODS.split() if not word.endswith("*"))
GOODS_STEMS = frozenset(word[:-1] for word in _GOODS.split() if word.endswith("*"))
VAGUE = frozenset(word for word in _VAGUE.split() if not word.endswith("*"))
VAGUE_STEMS = frozenset(word[:-1] for word in _VAGUE.split() if word.endswith("*"))
# A compound ends in what it is: Bienenwachskerzen, kaffebryggeri.
TAILS = frozenset(word.strip("*") for word in _GOODS.split() if 5 <= len(word.strip("*")) <= 10)
# A craft says so in every language.
BY_HAND = (
    *(" by hand ", " von hand ", " in handarbeit ", " à la main ", " a mano ", " met de hand ", " för hand "),
    *(" i hånden ", " for hånd ", " käsin ", " ręcznie ", " à mão ", " ručně "),
)
EASTERN_GOODS = tuple(
    _words(
        """
    椅子 積み木 木工 お茶 茶 塩 麺 魚 肉 卵 野菜 果物 鉢 皿 箸 鉛筆 万年筆 インク 傘 手袋 ニット ジャム
    石鹸 石けん せっけん ろうそく キャンドル 陶器 磁器 うつわ 器 家具 雑貨 服 革 靴 バッグ 鞄 帽子 アクセサリー
    ジュエリー 指輪 時計 眼鏡 珈琲 コーヒー お茶 紅茶 日本茶 抹茶 チョコレート 菓子 クッキー パン ケーキ 味噌 醤油
    酒 ワイン ビール 蜂蜜 はちみつ 米 野菜 果物 食品 調味料 化粧品 コスメ 香水 おもちゃ 玩具 絵本 文具 紙 本屋 花
    植物 苗 種 包丁 道具 工具 自転車 布 糸 毛糸 着物 和服 タオル 寝具 木工 漆器 ガラス ペット 犬 猫 ベビー 子供服
    部品 機械 ソフト アプリ システム サービス プラットフォーム デザイン 専門店 ショップ 通販 メーカー 工房 手作り
    オンラインストア
    """
    )
)
