import pytest

from leadwright.reading.page import Doc, read_page
from leadwright.reading.stack import markets_of, stack_of
from leadwright.reading.traces import traces_of
from tests.reading.sites import TABLES, page


def doc(body: str, url: str = "https://www.glowcandles.test/", *, head: str = "", lang: str = "en") -> Doc:
    return read_page(page(body, url, head=head, lang=lang))


def tools(body: str, **more: str) -> list[str]:
    return [fact.value for fact in stack_of([doc(body, **more)], TABLES)]


@pytest.mark.parametrize(
    ("markup", "tool"),
    [
        ("<script src='https://static.klaviyo.com/onsite/js/klaviyo.js?company_id=AB'></script>", "Klaviyo"),
        ('<script>var urls = ["https:\\/\\/static.klaviyo.com\\/onsite\\/js\\/AB\\/klaviyo.js"]</script>', "Klaviyo"),
        ("<script>var _learnq = _learnq || []; _learnq.push(['account', 'AB'])</script>", "Klaviyo"),
        ("<script src=https://chimpstatic.com/mcjs-connected/js/users/1/2.js></script>", "Mailchimp"),
        ("<form action='https://glow.us1.list-manage.com/subscribe/post?u=1&id=2' method=post></form>", "Mailchimp"),
        ("<script src=https://omnisnippet1.com/inshop/launcher-v2.js></script>", "Omnisend"),
        ("<script src='https://sibautomation.com/sa.js?key=1'></script>", "Brevo"),
        ("<script src=//js.hs-scripts.com/123.js></script>", "HubSpot"),
        ("<script src='https://www.googletagmanager.com/gtag/js?id=G-ABC1234567'></script>", "Google Analytics 4"),
        ("<script>gtag('config', 'G-ABC1234567');</script>", "Google Analytics 4"),
        ("<script>(function(i){i.src='//www.google-analytics.com/analytics.js'})({})</script>", "Google Analytics"),
        ("<script>(function(w,d,s,l,i){})(window,'script','dataLayer','GTM-AB12CD');</script>", "Google Tag Manager"),
        ("<iframe src='https://www.googletagmanager.com/ns.html?id=GTM-AB12CD'></iframe>", "Google Tag Manager"),
        ("<script>!function(){}('https://connect.facebook.net/en_US/fbevents.js')</script>", "Meta Pixel"),
        ("<script>fbq('init', '123'); fbq('track', 'PageView')</script>", "Meta Pixel"),
        ("<noscript><img src='https://www.facebook.com/tr?id=1&ev=PageView'></noscript>", "Meta Pixel"),
        ("<script>ttq.load('ABC'); ttq.page();</script>", "TikTok Pixel"),
        ("<script>(function(h){h.src='https://static.hotjar.com/c/hotjar-'+1})({})</script>", "Hotjar"),
        ("<script>t.src='https://www.clarity.ms/tag/'+i</script>", "Microsoft Clarity"),
        ("<script>_paq.push(['trackPageView']); u='//stats.glowcandles.test/'</script>", "Matomo"),
        ("<script defer data-domain=glow.test src=https://plausible.io/js/script.js></script>", "Plausible"),
        ("<script src=https://cdn-widgetsrepository.yotpo.com/v1/loader/x></script>", "Yotpo"),
        ("<script src=https://cdn.judge.me/widget_v3/base.js></script>", "Judge.me"),
        ("<script src=//widget.trustpilot.com/bootstrap/v5/tp.widget.bootstrap.min.js></script>", "Trustpilot"),
        ("<script src=https://loox.io/widget/loox.js></script>", "Loox"),
        ("<script src=https://widgets.trustedshops.com/js/X.js></script>", "Trusted Shops"),
        ("<script src=https://config.gorgias.chat/bundle-loader/1></script>", "Gorgias"),
        ("<script src='https://static.zdassets.com/ekr/snippet.js?key=1'></script>", "Zendesk"),
        ("<script>window.intercomSettings = {app_id: 'x'}</script>", "Intercom"),
        ("<script src=//code.tidio.co/x.js></script>", "Tidio"),
        ("<script>s1.src='https://embed.tawk.to/1/default';</script>", "tawk.to"),
        ("<script src=https://static.rechargecdn.com/assets/x.js></script>", "Recharge"),
        ("<script src=https://js.stripe.com/v3/></script>", "Stripe"),
        ("<script src='https://www.paypal.com/sdk/js?client-id=x'></script>", "PayPal"),
        ("<script src=https://js.klarna.com/web-sdk/v1/klarna.js></script>", "Klarna"),
        ('<script>window.ShopifyPay.apiHost = "shop.app\\/pay";</script>', "Shop Pay"),
        ("<script src=https://cdn.searchspring.net/intellisuggest/is.min.js></script>", "Searchspring"),
        ("<script src=https://js.smile.io/v1/smile-shopify.js></script>", "Smile.io"),
        ("<link rel=stylesheet href=/wp-content/plugins/elementor/assets/css/frontend.min.css>", "Elementor"),
        ("<script src=https://cdn.cookielaw.org/scripttemplates/otSDKStub.js></script>", "OneTrust"),
        ("<script id=Cookiebot src=https://consent.cookiebot.com/uc.js type=text/javascript></script>", "Cookiebot"),
        ("<script type=text/plain data-src='https://static.hotjar.com/c/hotjar-1.js'></script>", "Hotjar"),
        ("<script src=https://connect.nosto.com/include/x></script>", "Nosto"),
    ],
)  # fmt: skip
def test_a_tool_shows_where_the_page_loads_it(markup: str, tool: str) -> None:
    assert tool in tools(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>We use Klaviyo, Hotjar, Stripe and the Meta Pixel; see <a href=https://static.klaviyo.com/onsite/js/a.js>x</a></p>",
        "<link rel=preconnect href=https://static.klaviyo.com><link rel=dns-prefetch href=//www.googletagmanager.com>",
        "<a href='https://www.facebook.com/tr?id=1'>x</a><a href=https://wa.me/1>chat</a>",
        "<script type=application/ld+json>{\"sameAs\": [\"https://widget.trustpilot.com/review/x\"]}</script>",
        "<script>var services = ['static.hotjar.com', 'js.stripe.com', 'cdn.attn.tv']</script>",
        "<script>var post = {\"text\": \"https://www.klaviyo.com/blog/x https://judge.me/reviews/x\"}</script>",
        "<img alt='PayPal Klarna Stripe' src=/img/payments.svg>",
        "<iframe src=https://www.youtube.com/embed/x></iframe>",
        "<pre>fbq('init', '1'); gtag('config', 'G-ABC1234567')</pre>",
        "<script src=https://notjs.stripe.com.evil.test/v3/></script>",
        "",
    ],
)  # fmt: skip
def test_a_mention_is_no_tool(markup: str) -> None:
    assert tools(markup) == []


def test_each_tool_is_named_once_with_what_shows_it() -> None:
    script = "<script src=https://js.stripe.com/v3/></script>"
    first, second = doc(script + script), doc(script, "https://www.glowcandles.test/shop")
    (found,) = stack_of([first, second], TABLES)
    assert found.value == "Stripe"
    assert found.evidence.snippet == "//js.stripe.com/v3/ (payments)"
    assert found.evidence.url == "https://www.glowcandles.test/"
    assert TABLES.tools["Stripe"].kind == "payments"
    assert stack_of([first], TABLES, traces=[traces_of(first)]) == stack_of([first], TABLES)


def markets(body: str, url: str = "https://www.glowcandles.test/", *, lang: str = "en") -> list[str]:
    return [fact.value for fact in markets_of([doc(body, url, lang=lang)], TABLES)]


@pytest.mark.parametrize(
    ("href", "market"),
    [
        ("https://www.etsy.com/shop/GlowCandles", "etsy"),
        ("https://www.etsy.com/de/shop/Kerzenzauber?ref=shop_sugg", "etsy"),
        ("https://glowcandles.etsy.com", "etsy"),
        ("http://Kerzenzauber.Etsy.com/", "etsy"),
        ("https://www.ebay.co.uk/str/waxworks", "ebay"),
        ("https://www.ebay.de/usr/wachs.werk", "ebay"),
        ("https://stores.ebay.com/waxworks", "ebay"),
        ("https://www.amazon.co.uk/stores/Glow/page/1B2C", "amazon"),
        ("https://www.amazon.de/s?me=A1B2C3D4E5F6G7&marketplaceID=x", "amazon"),
        ("https://www.amazon.com/sp?seller=A1B2C3D4E5F6G7", "amazon"),
        ("https://folksy.com/shops/waxworks", "folksy"),
        ("https://www.notonthehighstreet.com/glowcandles", "notonthehighstreet"),
        ("https://www.faire.com/brand/b_ab12cd34", "faire"),
        ("https://glowcandles.faire.com", "faire"),
        ("https://www.walmart.com/seller/101234567", "walmart"),
        ("https://allegro.pl/uzytkownik/swiece_pl", "allegro"),
        ("https://www.bol.com/nl/nl/w/alle-artikelen-glow/1234567/", "bol"),
        ("https://www.zalando.de/glowcandles/", "zalando"),
        ("https://www.mercadolibre.com.ar/tienda/velas", "mercadolibre"),
        ("https://perfil.mercadolivre.com.br/VELAS+LUZ", "mercadolibre"),
        ("https://www.rakuten.co.jp/glowcandles/", "rakuten"),
        ("https://minne.com/@glow", "minne"),
    ],
)
def test_a_stall_linked_beside_the_other_places_is_the_sites_own(href: str, market: str) -> None:
    assert markets(f"<footer><a href='{href}'>we are there too</a></footer>") == [market]


@pytest.mark.parametrize(
    "href",
    [
        "https://www.etsy.com/listing/123/soy-candle",
        "https://www.etsy.com/search?q=candles",
        "https://www.etsy.com/uk/c/home-and-living",
        "https://www.etsy.com/",
        "https://help.etsy.com/",
        "https://www.amazon.com/dp/B00ABC1234",
        "https://www.amazon.com/dp/B00ABC1234?m=A1B2C3D4E5F6G7",
        "https://www.amazon.com/stores/Bosch/page/1?tag=glowblog-20",
        "https://www.amazon.com/shop/glow",
        "https://www.ebay.com/itm/1234567",
        "https://www.ebay.com/sch/i.html?_nkw=candle",
        "https://www.ebay.com/str/waxworks?mkevt=1&campid=5338",
        "https://www.walmart.com/ip/123",
        "https://www.zalando.de/damen/",
        "https://www.notonthehighstreet.com/gifts",
        "https://www.pinterest.com/pin/create/?url=https://www.etsy.com/shop/GlowCandles",
        "https://etsy.com.evil.test/shop/GlowCandles",
        "mailto:glow@etsy.com",
    ],
)
def test_a_product_a_search_or_an_affiliate_link_is_no_stall(href: str) -> None:
    assert markets(f"<footer><a href='{href}'>x</a></footer>") == []


def test_stalls_of_others_are_not_the_sites_own() -> None:
    article = "https://www.glowcandles.test/blog/my-favourite-makers"
    friend = "<p>My friend <a href=https://www.etsy.com/shop/JanesPots>Jane</a> makes pots.</p>"
    assert markets(friend, article) == []
    many = "".join(f"<a href=https://www.etsy.com/shop/Maker{at}Pots>{at}</a>" for at in range(5))
    assert markets(f"<footer>{many}</footer>") == []
    assert markets(f"<footer>{many}<a href=https://www.etsy.com/shop/GlowCandlesCo>ours</a></footer>") == ["etsy"]
    assert markets("<p><a href=https://www.etsy.com/shop/GlowCandlesCo>ours</a>", article) == ["etsy"]


def test_a_marketplaces_own_pages_say_nothing() -> None:
    body = "<a href=https://www.etsy.com/shop/GlowCandles>shop</a><a href=https://www.etsy.com/shop/Other>other</a>"
    assert markets(body, "https://www.etsy.com/listing/1/candle") == []
    head = "<meta property=og:url content=https://www.etsy.com/listing/1>"
    assert markets_of([doc(body, "https://mirror.test/x", head=head)], TABLES) == ()


def test_a_stall_is_shown_by_its_link() -> None:
    (found,) = markets_of([doc("<nav><a href=https://www.etsy.com/shop/GlowCandles>Etsy</a></nav>")], TABLES)
    assert found.evidence.snippet == "Etsy https://www.etsy.com/shop/GlowCandles"
    assert found.confidence == 1.0
