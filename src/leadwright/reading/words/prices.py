"""Currencies as shops write them, and the words of buttons to buy."""

import re

_ISO_4217 = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK
HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW
"""
CODES = frozenset(_ISO_4217.split())  # the active codes, and HRK until 2023
THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})  # ISO 4217, minor unit 3

_PLAIN_CODES = """
USD EUR GBP CAD AUD NZD SEK NOK DKK ISK CHF JPY CNY PLN CZK HUF RON BGN INR SGD HKD ZAR BRL MXN ILS AED RUB UAH
KRW THB MYR IDR VND PHP TWD SAR QAR KWD
"""
PLAIN_CODES = frozenset(_PLAIN_CODES.split())  # codes that are no English words

_SIGNS = """
USD US$ U$S | CAD C$ CA$ | AUD A$ AU$ | NZD NZ$ | SGD S$ | HKD HK$ | TWD NT$ | BRL R$ | MXN MX$
BZD BZ$ | DOP RD$ | JMD J$ | TTD TT$ | CUC CUC$ | EUR € Euro euro EURO | GBP £ | INR ₹
PLN zł Zł ZŁ | CZK Kč KČ kč | ILS ₪ | TRY ₺ TL | RUB ₽ руб Руб РУБ рублей рубля | UAH ₴ грн
KRW ₩ 원 | JPY 円 | HUF Ft | BGN лв | RON lei Lei LEI | VND ₫ đ | THB ฿ | IDR Rp | MYR RM | PHP ₱
NGN ₦ | KZT ₸ | AZN ₼ | GEL ₾ | AMD ֏ | BDT ৳ | CRC ₡ | PYG ₲ | GHS ₵ | KHR ៛ | LAK ₭ | MNT ₮
KES KSh | CHF Fr. SFr sFr | EGP E£ | KWD KD
"""
SIGNS = {
    sign: code
    for code, *signs in (entry.split() for line in _SIGNS.splitlines() for entry in line.split("|") if entry.strip())
    for sign in signs
}

SHARES = {  # a sign of several currencies -> those it may stand for, beside the one it mostly does
    "$": frozenset({"ARS", "AUD", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "TWD", "USD", "UYU"}),
    "¥": frozenset({"CNY", "JPY"}),
    "￥": frozenset({"CNY", "JPY"}),
    "元": frozenset({"CNY", "TWD"}),
    "kr": frozenset({"DKK", "ISK", "NOK", "SEK"}),
    "Kr": frozenset({"DKK", "ISK", "NOK", "SEK"}),
    "KR": frozenset({"DKK", "ISK", "NOK", "SEK"}),
    "Rs": frozenset({"INR", "LKR", "MUR", "NPR", "PKR"}),
    "р.": frozenset({"BYN", "RUB"}),
    "руб": frozenset({"BYN"}),
    "lei": frozenset({"MDL"}),
    "Lei": frozenset({"MDL"}),
    "LEI": frozenset({"MDL"}),
    "£": frozenset({"EGP", "FKP", "GIP", "LBP", "SHP"}),
    "C$": frozenset({"NIO"}),
    "₱": frozenset({"CUP"}),
    "Fr.": frozenset({"DJF", "XAF", "XOF", "XPF"}),
}

BUY = re.compile(
    r"""add\sto\s(?:my\s|your\s|shopping\s)?(?:cart|bag|basket|trolley) | buy\s(?:it\s)?now | ^buy$ | pre-?order
    | in\sden\s(?:waren|einkaufs)?korb | (?:zum|in)\s(?:den\s)?warenkorb | jetzt\skaufen | ajouter\sau\spanier | acheter
    | añadir\sa(?:l|\sla)\s(?:carrito|cesta|bolsa) | agregar\sal\scarrito | comprar | aggiungi\sal\scarrello | acquista
    | adicionar\s(?:ao|à)\s(?:carrinho|sacola|cesto)
    | (?:in|aan)\s(?:de\s|het\s|mijn\s)?winkel(?:wagen|mand|wagentje) | bestellen
    | lägg\s(?:i|till\si)\s(?:varukorg|kundvagn) | köp | legg\s(?:i|til)\s(?:handle)?kurv
    | (?:læg|tilføj)\s(?:i|til)\s(?:indkøbs)?kurv | kjøp | køb | lisää\sostoskoriin | osta | do\skoszyka | kup\steraz
    | do\sko[šs][íi]ka | koupit | kúpiť | kosárba | în\sco[șs] | adaug[ăa] | sepete\sekle | в\sкорзину | купить
    | до\sкошика | у\sкошик | купити | добави\sв | στο\sκαλάθι | カートに(?:入れる|追加) | 購入
    | 加入购物车 | 加入購物車 | 立即购买 | 장바구니 | 구매하기 | lisa\s(?:ost)?korvi | į\skrepšelį | grozam
    | u\skošaric[ue] | v\skošarico | í\skörfu""",
    re.IGNORECASE | re.VERBOSE,
)
