"""The words by which a hero sentence is known, but for the goods: what firms do, and what is never said of a firm.

Every text is read *flat*: lower case, punctuation made blanks, a blank at both ends. A phrase below is looked for in
the flat text; an underscore is the edge of a word, so a phrase without one at its end takes every ending.
"""


def _lines(text: str) -> tuple[str, ...]:
    """Give the phrases of a table, set apart by strokes; an underscore is the edge of a word."""
    return tuple(phrase.strip().replace("_", " ") for phrase in text.split("|") if phrase.strip())


def _words(text: str) -> frozenset[str]:
    """Give the words of a table."""
    return frozenset(text.split())


# The shop's furniture: navigation, basket, account, notices of the browser.
_FURNITURE = """
_add to cart_|_add to bag_|_add to basket_|_your cart_|_your basket_|_your bag is_|_view cart_|_at checkout_|
_proceed to checkout_|_log in_|_login_|_sign in_|_sign up_|_signup_|_my account_|_skip to_|_scroll_|_swipe_|
_loading_|_javascript_|_your browser_|_click here_|_read more_|_learn more_|_shop now_|_buy now_|_view all_|
_quick view_|_load more_|_sort by_|_filter by_|_showing 1_|_no results_|_out of stock_|_sold out_|
_all rights reserved_|_copyright_|_powered by_|_theme by_|_site by_|_website by_|_enable cookies_|
_choose your country_|_select your_|_play video_|_watch the video_|_follow us_|_original price_|_current price_|
_regular price_|_pre order now_|_notify me_|_try again_|_search results_|_flash player_|_back to top_|
_track your order_|_terms of service_|_terms of use_|_terms of sale_|_terms and conditions_|_your privacy_|
_privacy policy_|_warenkorb_|_mein konto_|_anmelden_|_einloggen_|_in den warenkorb_|_mehr erfahren_|_jetzt kaufen_|
_jetzt shoppen_|_datenschutzerklärung|_datenschutzeinstell|_ausverkauft_|_alle rechte vorbehalten_|_ihr browser_|
_dein browser_|_panier_|_mon compte_|_connexion_|_se connecter_|_en savoir plus_|_votre navigateur_|_tous droits_|
_rupture de stock_|_carrito_|_mi cuenta_|_iniciar sesión_|_cesta_|_tu navegador_|_su navegador_|_agotado_|
_todos los derechos_|_carrello_|_accedi_|_il mio account_|_esaurito_|_tutti i diritti_|_winkelwagen_|_winkelmand_|
_inloggen_|_mijn account_|_uitverkocht_|_alle rechten_|_varukorg_|_kundvagn_|_logga in_|_mina sidor_|_slutsåld_|
_indkøbskurv_|_log ind_|_min konto_|_udsolgt_|_handlekurv_|_logg inn_|_utsolgt_|_ostoskori|_kirjaudu_|_loppuunmyyty_|
_koszyk|_zaloguj_|_moje konto_|_wyprzedan|_carrinho_|_entrar_|_minha conta_|_esgotado_|カートに|ログイン|マイページ|
売り切れ|会員登録|利用規約|プライバシー|続きを読む
"""

# Promotions, newsletters, shipping claims, gates, notices of opening, hiring and absence.
_NOTICES = """
_promo code_|_discount code_|_discount on_|_coupon code_|_coupons_|_voucher_|_use code_|_with code_|_first order_|
_black friday_|_cyber monday_|_sale_|_clearance_|_save up to_|_limited time_|_limited offer_|_giveaway_|_spin the_|
_spin to_|_gift with_|_newsletter_|_subscribe_|_mailing list_|_join our list_|_join the list_|_inbox club_|
_free shipping_|_free delivery_|_free returns_|_free uk_|_free us_|_free worldwide_|_free standard_|_free express_|
_shipping on_|_worldwide shipping_|_ship worldwide_|_ships worldwide_|_ship only to_|_same day dispatch_|
_next day delivery_|_fast shipping_|_orders over_|_order by_|_order before_|_ordered before_|_delivery times_|
_within 24_|_within 48_|_working days_|_business days_|_werktag|_jours ouvrés_|_jours ouvrables_|_días laborables_|
_giorni lavorativi_|_werkdagen_|_arbetsdagar_|_hverdage_|_virkedager_|_arkipäiv|_dni robocz|_dni roboczych_|
_dias úteis_|営業日|_special offers_|_offers on_|_latest offers_|_exclusive offers_|_deals_|_cash on delivery_|
_money back guarantee_|_no thanks_|_rabatt_|_rabattcode_|_prozent rabatt|_gutschein|_sonderangebot_|_schlussverkauf_|
_versandkostenfrei|_kostenloser versand_|_kostenlose lieferung_|_gratis versand_|_gratisversand_|_versand ab_|
_erste bestellung_|_ersten bestellung_|_soldes_|_code promo_|_de réduction_|_réduction sur_|_première commande_|
_livraison offerte_|_livraison gratuite_|_frais de port_|_infolettre_|_inscrivez_|_abonnez_|_rebajas_|_descuento|
_cupón_|_envío gratis_|_envío gratuito_|_envíos gratis_|_primer pedido_|_primera compra_|_suscríbete_|_suscribirse_|
_boletín_|_saldi_|_sconto_|_sconti_|_spedizione gratuita_|_primo ordine_|_iscriviti_|_korting_|_kortingscode_|
_uitverkoop_|_gratis verzending_|_verzendkosten_|_nieuwsbrief_|_besteld_|_eerste bestelling_|_fri frakt_|
_fraktfritt_|_rea_|_nyhetsbrev_|_första köp_|_första beställning_|_udsalg_|_fri fragt_|_gratis fragt_|_nyhedsbrev_|
_gratis levering_|_på tilbud_|_ugens tilbud_|_første ordre_|_alennus|_alennukse|_ilmainen toimitus_|
_maksuton toimitus_|_toimituskulu|_uutiskirje|_wyprzedaż_|_rabat|_zniżk|_darmowa dostawa_|_darmowa wysyłka_|
_pierwsze zamówienie_|_desconto|_promoção_|_portes grátis_|_frete grátis_|_primeira compra_|_subscreva_|_assine_|
送料無料|クーポン|メルマガ|セール|% off|割引|_happy mother|_happy father|_happy new|_happy easter|_happy holi|
_happy valentine|_merry_|_frohe_|_joyeux_|_joyeuses_|_feliz navidad_|_feliz año_|_buon natale_|_buone feste_|
_prettige_|_god jul_|_glædelig_|_hyvää joulu|_wesołych_|_boas festas_|_day returns_|_returns on_|_return policy_|
_rückgabe|_umtausch_|_devoluciones_|_palautus|_zwroty_|_klarna_|_pay later_|_ratenzahlung_|_quick delivery_|
_buy again_|_changed my_|_my skin_|_my hair_|_my dog_|_my order_|_my daughter_|_my son_|_my husband_|_my wife_|
_opening hours_|_opening times_|_are open_|_open monday_|_öffnungszeiten_|_horaires_|_horario_|_orari_|
_openingstijden_|_öppettider_|_åbningstider_|_åpningstider_|_aukioloajat_|_godziny otwarcia_|営業時間|定休日|
_more than just_|_more than a_|_mehr als nur_|_mehr als ein|_plus qu'un|_más que un|_più di un|_più che un|
_meer dan een_|_mer än ett|_mer än en_|_mere end en_|_carousel_|_slideshow_|_captcha_|_your age_|
_your date of birth_|_verify your_|_dein alter_|_ihr alter_|_alter bestätigen_|_votre âge_|_tu edad_|_su edad_|
_la tua età_|_je leeftijd_|_uw leeftijd_|_din ålder_|_din alder_|_ikäsi_|_twój wiek_|_sua idade_|年齢確認|年齢を確認|
_security check_|_verify you_|_verify that_|_age verification_|_are you over_|_are you of_|_are you 18_|_are you 21_|
_over 18_|_over 21_|_18 or older_|_21 or older_|_legal drinking_|_legal age_|_über 18_|_mindestens 18_|_volljährig_|
_plus de 18_|_être majeur|_suis majeur|_mayor de edad_|_maggiorenne_|_18 jaar_|_18 år_|_20 år_|_ukończone 18_|
_18 lat_|_18 vuot|_maior de 18_|20歳|_coming soon_|_opening soon_|_launching soon_|_launching in_|_is launching_|
_launches soon_|_we launch_|_under construction_|_under maintenance_|_for maintenance_|_maintenance mode_|
_be right back_|_back soon_|_stay tuned_|_is on its way_|_your password_|_store password_|_using password_|
_password protected_|_enter password_|_enter the password_|_our new website_|_our new site_|_new website is_|
_new site is_|_new home page_|_in kürze_|_demnächst_|_noch im aufbau_|_seite im aufbau_|_befindet sich im aufbau_|
_in arbeit_|_wartungsarbeiten_|_wartungsmodus_|_unsere neue website_|_unser neuer shop_|_neue website ist_|
_neue website entsteht_|_bientôt_|_site en construction_|_site est en construction_|_page en construction_|
_boutique en construction_|_en maintenance_|_próximamente_|_web en construcción_|_sitio en construcción_|
_página en construcción_|_tienda en construcción_|_en mantenimiento_|_prossimamente_|_sito in costruzione_|
_è in costruzione_|_in manutenzione_|_binnenkort_|_website in aanbouw_|_site in aanbouw_|_in onderhoud_|
_kommer snart_|_öppnar snart_|_åbner snart_|_åpner snart_|_under uppbyggnad_|_under opbygning_|_under arbeid_|
_tulossa pian_|_avataan pian_|_rakenteilla_|_wkrótce_|_strona w budowie_|_sklep w budowie_|_przerwa techniczna_|
_em breve_|_site em construção_|_página em construção_|_em manutenção_|準備中|近日公開|近日オープン|工事中|
メンテナンス|_we're hiring_|_are hiring_|_now hiring_|_is hiring_|_join our team_|_join the team_|_open positions_|
_vacanc|_job opening|_careers_|_stellenangebot|_mitarbeiter gesucht_|_wir suchen_|_wir stellen ein_|_verstärkung_|
_nous recrutons_|_on recrute_|_rejoignez_|_buscamos personal_|_trabaja con_|_assumiamo_|_lavora con_|_vacature|
_wij zoeken_|_we zoeken_|_vi söker_|_lediga jobb_|_vi søger_|_ledige stillinger_|_vi søker_|_etsimme_|_haemme_|
_avoimet työpaikat_|_szukamy_|_dołącz do_|_rekrutuj|_contratando_|_trabalhe con|_採用|採用情報|求人|_are closed_|
_we're closed_|_temporarily closed_|_closed until_|_closed for_|_on holiday_|_on vacation_|_annual leave_|
_out of office_|_will be back_|_taking a break_|_betriebsferien_|_machen urlaub_|_sommerpause_|_winterpause_|
_betriebsurlaub_|_im urlaub_|_in den urlaub_|_urlaub vom_|_geschlossen_|_congés_|_fermé|_de retour le_|
_de vacaciones_|_por vacaciones_|_cerrado|_chiuso_|_chiusi_|_per ferie_|_gesloten_|_met vakantie_|_op vakantie_|
_semesterstäng|_stängt_|_ferielukket_|_feriestengt_|_holder lukket_|_suljettu_|_lomalla_|_urlop|_nieczynn|_férias_|
_fechado|休業|臨時休|お休み
"""

# Pages that are no firm's, and a theme's own words.
_HOLLOW = """
_page not found_|_page doesn't exist_|_404_|_seite nicht gefunden_|_page introuvable_|_página no encontrada_|
_pagina non trovata_|_pagina niet gevonden_|_sidan hittades inte_|_siden blev ikke fundet_|_siden finnes ikke_|
_sivua ei löy|_nie znaleziono_|_não encontrada_|見つかりません|_access denied_|_welcomes you_|_contact us_|
_unsubscribe_|_keep me_|_this website uses_|_ignore previous_|_ignore all_|_ignore any_|_disregard_|
_previous instructions_|_system prompt_|_forbidden_|_account suspended_|_account has been suspended_|_this domain_|
_buy the domain_|_domain is for_|_domain name is_|_domain for sale_|_parked_|_diese domain_|_domain steht_|
_ce domaine_|_nom de domaine_|_este dominio_|_questo dominio_|_dit domein_|_domänen_|_ten dominio_|_ta domena_|
_verkkotunnus_|このドメイン|_default page_|_default web page_|_nginx_|_apache_|_index of_|_hello world_|
_just another wordpress_|_sample page_|_example page_|_welcome to wordpress_|_lorem_|_ipsum_|_dolor sit_|
_awesome headline_|_catchy headline_|_your headline_|_your heading_|_heading text here_|_your subtitle_|_your title_|
_your text_|_your tagline_|_your slogan_|_your description_|_add a title_|_add text_|_add your_|_click to edit_|
_change this text_|_edit me_|_edit this_|_text block_|_some text inside_|_i'm a paragraph_|_placeholder_|
_your company name_|_your business name_|_your store name_|_talk about your brand_|_tell your brand's_|
_your brand with your customers_|_describe a product_|_pair text with_|_use this text to_|_use this section_|
_your chosen product_|_begins with an idea_|_make it stand out_|_what we stand for_|_feature one_|_feature two_|
_first post_|_create react app_|_create next app_|_next app_|_vite react_|_react app_|_flutter project_|
_generated project_|_get started by editing_|_starter template_|_theme demo_|_demo store_|_test store_|_untitled_|
_undefined_|_ihr text_|_überschrift hier_|_hier klicken_|_votre texte_|_votre titre_|_tu texto_|_aquí tu_|
_il tuo testo_|_jouw tekst_|_din text här_|_din tekst_|_twój tekst_|_seu texto_|ここにテキスト|サンプルテキスト
"""

# Other people's praise.
_PRAISE = """
_trusted by_|_loved by_|_rated by_|_recommended by_|_as seen_|_as featured_|_featured in_|_featured on_|_seen on_|
_trustpilot_|_customer reviews_|_read reviews_|_verified reviews_|_verified buyer_|_reviews on_|_testimonials_|
_customer ratings_|_out of 5_|_5 stars_|_five stars_|_five star_|_what our customers_|_i ever_|_ever bought_|
_i love_|_highly recommend_|_recommend them_|_my favourite_|_my favorite_|_order again_|_gerne wieder_|
_je recommande_|_lo recomiendo_|_ik raad_|_suosittelen_|_polecam_|_what people say_|_what our clients_|
_happy customers_|_satisfied customers_|_happy clients_|_customers say_|_join thousands_|_join over_|
_join the thousands_|_millions of people_|_thousands of people_|_i bought_|_i ordered_|_my order_|_bekannt aus_|
_kundenstimmen_|_bewertungen_|_zufriedene kunden_|_kunden sagen_|_vertrauen uns_|_vu dans_|_vu sur_|_avis clients_|
_ils nous font confiance_|_clients satisfaits_|_ils parlent de nous_|_opiniones_|_clientes satisfechos_|_confían en_|
_visto en_|_recensioni_|_dicono di noi_|_clienti soddisfatti_|_beoordelingen_|_klanten vertellen_|_tevreden klanten_|
_bekend van_|_omdömen_|_nöjda kunder_|_anmeldelser_|_tilfredse kunder_|_fornøyde kunder_|_glade kunder_|_tyytyväis|
_asiakkaamme sano|_arvostelut_|_opinie_|_zadowolonych klientów_|_avaliações_|_clientes satisfeitos_|_お客様の声|
お客様の声|口コミ
"""

_NEVER = tuple(dict.fromkeys(_lines("|".join((_FURNITURE, _NOTICES, _HOLLOW, _PRAISE)))))
# By their first word, so that a text is asked only about phrases that may begin in it.
NEVER: dict[str, tuple[str, ...]] = {
    first: tuple(phrase for phrase in _NEVER if phrase.strip().split()[0] == first)
    for first in {phrase.strip().split()[0] for phrase in _NEVER if phrase[0] == " " and " " in phrase[1:]}
}
NEVER_BEGUN = tuple(phrase for phrase in _NEVER if phrase[0] == " " and " " not in phrase[1:])
NEVER_EASTERN = tuple(phrase for phrase in _NEVER if phrase[0] > "\u2fff")

# A word for cookies beside one of consent is the banner's; alone it may be a baker's.
COOKIES = ("cookie", "evästei", "eväste", "ciastecz", "informasjonskaps", "クッキー", "galletas")
CONSENT = _lines(
    """
    _use_|_uses_|_using_|_accept|_policy_|_policies_|_consent|_settings_|_preferences_|_website|_site_|_browse|
    _experience_|_track|_verwend|_zustimm|_akzeptier|_einwillig|_nutz|_utilis|_navigation_|_usamos_|_utiliza|_acept|
    _utilizz|_accett|_gebruik|_accepteer|_accepter|_använd|_godkänn|_bruger_|_bruker_|_samtyk|_käytä|_hyväksy|_używ|
    _akcept|_aceit|使用|同意|必要
    """
)

GREETINGS = _words(
    """
    welcome hello hi hey willkommen herzlich hallo bienvenue bonjour bienvenido bienvenidos bienvenida bienvenidas
    hola benvenuto benvenuti benvenuta benvenute ciao välkommen välkomna hej welkom hoi velkommen hei tervetuloa moi
    witamy witaj cześć bem-vindo bem-vinda bem-vindos bem-vindas olá vítejte ようこそ
    """
)

# Headings of a part of the page: what follows may be quoted, they may not.
SECTIONS = frozenset(
    _lines(
        """
        about|about us|our story|our mission|our vision|our values|who we are|what we do|our products|our services|
        our work|our clients|our customers|our team|meet our team|meet the team|management team|staff|our history|
        product favorites|media|press|our collection|our collections|services|products|product|shop|home|menu|
        contact|contact us|get in touch|featured|featured products|featured collection|best sellers|bestsellers|
        our bestsellers|new arrivals|new in|latest products|popular products|collections|all products|shop all|
        shop by category|categories|news|blog|latest news|from the blog|faq|frequently asked questions|how it works|
        why choose us|why us|gallery|portfolio|search|shipping|returns|overview|introduction|learn more|read more|
        quick links|support|help|main menu|home page|homepage|über uns|unsere geschichte|unsere produkte|
        unsere leistungen|leistungen|produkte|neuheiten|startseite|kontakt|aktuelles|sortiment|beliebte produkte|
        à propos|qui sommes nous|notre histoire|nos produits|nos services|accueil|nouveautés|produits|
        meilleures ventes|nos collections|sobre nosotros|quiénes somos|nuestra historia|nuestros productos|productos|
        inicio|novedades|servicios|chi siamo|la nostra storia|i nostri prodotti|prodotti|servizi|novità|contatti|
        over ons|ons verhaal|onze producten|producten|diensten|nieuw|om oss|vår historia|våra produkter|produkter|
        nyheter|tjänster|om os|vores historie|vores produkter|nyheder|om oss|våre produkter|tjenester|meistä|
        tarinamme|tuotteet|tuotteemme|palvelut|uutuudet|etusivu|o nas|nasze produkty|produkty|usługi|nowości|
        nasza historia|sobre nós|a nossa história|nossos produtos|produtos|serviços|novidades|início|会社概要|
        商品一覧|新着商品|お知らせ|私たちについて|ホーム
        """
    )
)

# A sentence that begins so speaks of parcels, thanks, or of somebody else.
ASIDES = _lines(
    """
    _we ship_|_we deliver_|_wir versenden_|_nous expédions_|_nous livrons_|_enviamos_|_spediamo_|_wij verzenden_|
    _we verzenden_|_vi skickar_|_vi sender_|_lähetämme_|_wysyłamy_|_thank you_|_thanks_|_danke_|_vielen dank_|
    _merci_|_gracias_|_grazie_|_bedankt_|_tack_|_tak_|_takk_|_kiitos_|_dziękujemy_|_obrigado_|_obrigada_|
    _every purchase_|_every order_|_my_|_visit us_|_visit our_|_besuchen sie_|_sorry_|_oops_|_please_|_bitte_|_note_|
    _questions_
    """
)

# A sentence that begins so leans on the one before it.
HANGING = _lines(
    """
    _that's_|_that is why_|_to do this_|_to do so_|_it_|_it's_|_this_|_they_|_these_|_those_|_so_|_but_|_and_|
    _because_|_therefore_|_which_|_he_|_she_|_his_|_her_|_their_|_also_|_then_|_in addition_|_however_|_for example_|
    _außerdem_|_de plus_|_además_|_inoltre_|_bovendien_|_dessutom_|_deshalb_|_darum_|_daher_|_dafür_|_dazu_|_sie_|
    _es_|_das_|_dies|_aber_|_und_|_denn_|_c'est pourquoi_|_c'est_|_cela_|_ils_|_elles_|_mais_|_et_|_por eso_|_esto_|
    _pero_|_per questo_|_questo_|_ma_|_daarom_|_dat_|_dit_|_maar_|_därför_|_det_|_men_|_derfor_|_siksi_|_se_|_mutta_|
    _dlatego_|_to_|_ale_|_por isso_|_isso_|_mas_|そのため|これ|それ|だから
    """
)

# A heading or line that begins so asks for something; it tells nothing.
ASKING = _words(
    """
    call contact request book download subscribe join follow click register donate apply schedule reserve start try
    see watch read explore discover browse view enter select choose get order buy visit check kontaktieren entdecken
    entdecke bestellen jetzt découvrez commandez contactez descubre compra pide reserva contacta scopri acquista
    ordina contatta prenota ontdek bestel shop upptäck beställ handla kontakta opdag bestil køb kontakt oppdag bestill
    kjøp tutustu tilaa osta katso ota odkryj zamów kup sprawdź zobacz descubra compre peça reserve contacte
    """
)

# Verbs of the first person plural that say nothing of a trade; any other that stands with goods does.
IDLE = _words(
    """
    sommes avons croyons pensons aimons utilisons acceptons voulons savons allons serons pouvons devons souhaitons
    remercions attendons espérons rêvons recherchons cherchons recrutons vivons somos tenemos creemos pensamos amamos
    usamos utilizamos aceptamos queremos sabemos vamos podemos debemos esperamos buscamos estamos vivimos agradecemos
    soñamos temos acreditamos aceitamos podemos procuramos vivemos siamo abbiamo crediamo pensiamo amiamo usiamo
    utilizziamo accettiamo vogliamo sappiamo andiamo possiamo dobbiamo speriamo cerchiamo stiamo viviamo ringraziamo
    sogniamo olemme uskomme rakastamme käytämme hyväksymme haluamme tiedämme voimme toivomme etsimme elämme jesteśmy
    mamy wierzymy kochamy używamy akceptujemy chcemy wiemy możemy musimy szukamy żyjemy dziękujemy
    """
)
WE = _words("we i we're i'm wir ich nous je j' wij ik vi jag jeg")
WE_ARE = _lines(
    """
    _we are a_|_we are an_|_we are the_|_we're a_|_we're an_|_we're the_|_is a_|_is an_|_is the_|_are a_|_is your_|
    _wir sind ein|_wir sind eine_|_ist ein_|_ist eine_|_ist der_|_ist die_|_nous sommes un_|_nous sommes une_|
    _est un_|_est une_|_somos un_|_somos una_|_somos uma_|_somos um_|_somos artesan|_es un_|_es una_|_siamo un_|
    _siamo una_|_siamo un'|_è un_|_è una_|_wij zijn een_|_we zijn een_|_is een_|_vi är en_|_vi är ett_|_är en_|
    _är ett_|_vi er en_|_vi er et_|_er en_|_er et_|_olemme suomalainen_|_olemme pieni_|_on suomalainen_|
    _jesteśmy małą_|_jesteśmy producentem_|_jesteśmy rodzinn|_é uma_|_é um_
    """
)

# What a firm does, in the form that stands beside "we"; -s forms stand alone.
DEEDS = _words(
    """
    make sell bake roast craft design build grow brew sew knit print produce offer provide stock supply create help
    import source distil distill throw forge restore repair manufacture specialise specialize carry rent run teach
    develop manage serve curate pour weave carve cut dye publish blend press collect handcraft ferment cure smoke pick
    wrap hand-make handmake upcycle mend bind raise breed keep mill bottle upholster engrave stitch tailor cook turn
    train coach advise host install service clean fix automate connect translate write shoot film plan verkaufen
    fertigen machen bauen entwickeln produzieren bieten stellen rösten nähen gestalten brauen backen führen vertreiben
    drucken stricken gießen töpfern reparieren vermieten beraten entwerfen schmieden imkern schneidern züchten
    verleihen helfen betreuen destillieren verkaufe fertige mache baue nähe röste backe töpfere stelle stricke
    fabriquons vendons proposons créons concevons offrons torréfions produisons cousons brassons cultivons imprimons
    réparons développons façonnons tricotons accompagnons louons aidons élevons sélectionnons fabrique vends crée
    couds maken verkopen bieden ontwerpen brouwen bakken branden bouwen ontwikkelen produceren naaien drukken telen
    repareren verhuren helpen maak verkoop naai säljer tillverkar gör erbjuder designar syr rostar bakar brygger
    stickar trycker odlar utvecklar bygger hjälper skapar producerar reparerar hyr gjuter drejar sælger laver
    producerer tilbyder fremstiller rister bager brygger strikker trykker dyrker udvikler hjælper selger lager tilbyr
    produserer brenner baker strikker trykker dyrker utvikler hjelper
    """
)
# These fit every slogan ("we create moments"): they count where goods or products are named.
ANY_DEEDS = _words(
    """
    make pour create help build offer provide serve bring turn train design develop grow run cut carry produce machen
    bieten stellen bauen gestalten entwickeln führen helfen züchten mache baue créons proposons offrons développons
    aidons accompagnons crée maken bieten bouwen helpen ontwikkelen maak skapar gör erbjuder hjälper bygger utvecklar
    laver tilbyder hjælper udvikler lager tilbyr hjelper utvikler hacemos creamos ofrecemos ayudamos cultivamos
    desarrollamos facciamo creiamo offriamo realizziamo sviluppiamo teemme tarjoamme autamme rakennamme kehitämme
    fazemos criamos oferecemos desenvolvemos robimy tworzymy oferujemy pomagamy budujemy tvoříme nabízíme
    """
)
# These say "we do it" in one word.
OUR_DEEDS = _words(
    """
    vendemos hacemos fabricamos ofrecemos diseñamos creamos elaboramos producimos cosemos tejemos tostamos horneamos
    cultivamos desarrollamos imprimimos reparamos alquilamos ayudamos importamos confeccionamos vendiamo produciamo
    offriamo creiamo realizziamo facciamo progettiamo cuciamo tostiamo coltiviamo sviluppiamo stampiamo lavoriamo
    ripariamo distilliamo sforniamo myymme valmistamme teemme tarjoamme suunnittelemme leivomme paahdamme ompelemme
    neulomme kehitämme rakennamme viljelemme panemme autamme painamme tuotamme korjaamme vuokraamme kudomme valamme
    fazemos produzimos oferecemos criamos desenhamos costuramos torramos desenvolvemos confecionamos confeccionamos
    assamos imprimimos sprzedajemy produkujemy tworzymy szyjemy oferujemy robimy projektujemy palimy pieczemy
    drukujemy wytwarzamy uprawiamy warzymy budujemy naprawiamy pomagamy wykonujemy lepimy odlewamy
    """
)
# These say something only beside goods: "we deliver in two days" is no trade.
ITS_DEEDS = _words(
    """
    deliver liefern leveren levererar leverer fournissons toimitamme dostarczamy suministramos forniamo fornecemos
    sells offers provides manufactures supplies specialises specializes streamlines bakes roasts brews develops
    produces automates verkauft fertigt liefert bietet entwickelt produziert röstet näht braut vertreibt gestaltet
    fabrique vend propose crée conçoit torréfie produit vende fabrica ofrece diseña elabora realizza verkoopt maakt
    levert biedt ontwerpt bakt brouwt säljer tillverkar erbjuder sælger laver tilbyder fremstiller selger tilbyr
    produserer myy valmistaa tarjoaa sprzedaje produkuje oferuje tworzy szyje fabrica oferece
    """
)
# How the goods came to be: a heading that says so is no bare slogan.
MADE = _words(
    """
    made baked poured woven roasted brewed sewn knitted grown built crafted printed designed handmade handcrafted
    thrown forged distilled carved stitched cut engraved delivered blended pressed sourced restored dyed cured smoked
    bottled gefertigt gebacken gegossen geröstet gewebt genäht gebraut hergestellt gemacht gestrickt gedruckt
    geschmiedet handgemacht handgefertigt handgemachte handgefertigte handgegossene fabriqué fabriqués fabriquée
    fabriquées faits faites fait cousu cousus cousues torréfié torréfiés tissés imprimés hecho hechos hecha hechas
    tejidos tejidas cosidos cosidas tostado fabricado fabricados elaborado elaborados fatto fatti fatta fatte cucito
    cuciti cucite tostato prodotto prodotti tessuti artigianali gemaakt gebakken gebrand gebrouwen genaaid geweven
    ontworpen handgemaakt handgemaakte gjord gjorda tillverkad tillverkade bakade bakat rostat sydda stickade
    handgjorda handgjord lavet håndlavet håndlavede bagt ristet syet strikket fremstillet laget håndlaget håndlagde
    bakt brent produsert tehty tehdyt tehtyjä valmistettu valmistetut valmistettuja leivottu paahdettu ommeltu
    neulottu käsintehty käsintehtyjä szyte robione pieczone palona palone wykonane tworzone zrobione feito feitos
    feita feitas costurado costurados
    """
)
FOR = _words("for für pour para per voor för til dla")
EASTERN_DEEDS = tuple(
    _words(
        """
    販売 作って つくって 製造 製作 制作 お届け 提供 専門店 工房 焙煎 通販 手作り 手づくり 手仕事 仕立て 醸造 焼いて
    開発
    """
    )
)
