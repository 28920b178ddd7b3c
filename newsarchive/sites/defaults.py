"""A host in, the Site that we assume of it out: language and time zone by the domain, the rest as the schema has it."""

from __future__ import annotations

from newsarchive.sites.schema import Site

# Country (top-level domain, or region of a language tag) -> time zone and language of its press. Where a country spans
# several zones, the one of its national press. Domains sold as mere names (tv, io, cc, ai) say nothing and are absent.
_COUNTRIES = {
    country: (zone, language)
    for line in """
    cn Asia/Shanghai zh-CN; hk Asia/Hong_Kong zh-HK; mo Asia/Macau zh-MO; tw Asia/Taipei zh-TW; sg Asia/Singapore
    jp Asia/Tokyo ja; kr Asia/Seoul ko; kp Asia/Pyongyang ko; mn Asia/Ulaanbaatar mn; vn Asia/Ho_Chi_Minh vi
    th Asia/Bangkok th; la Asia/Vientiane lo; kh Asia/Phnom_Penh km; mm Asia/Yangon my; my Asia/Kuala_Lumpur
    id Asia/Jakarta id; ph Asia/Manila; in Asia/Kolkata; pk Asia/Karachi; bd Asia/Dhaka bn; lk Asia/Colombo
    np Asia/Kathmandu ne; kz Asia/Almaty; uz Asia/Tashkent uz; ir Asia/Tehran fa; iq Asia/Baghdad ar
    sa Asia/Riyadh ar; ae Asia/Dubai ar; qa Asia/Qatar ar; kw Asia/Kuwait ar; jo Asia/Amman ar; lb Asia/Beirut ar
    sy Asia/Damascus ar; il Asia/Jerusalem he; tr Europe/Istanbul tr; az Asia/Baku az; am Asia/Yerevan hy
    ge Asia/Tbilisi ka; ru Europe/Moscow ru; su Europe/Moscow ru; ua Europe/Kyiv uk; by Europe/Minsk
    md Europe/Chisinau ro; ee Europe/Tallinn et; lv Europe/Riga lv; lt Europe/Vilnius lt; fi Europe/Helsinki fi
    se Europe/Stockholm sv; no Europe/Oslo no; dk Europe/Copenhagen da; is Atlantic/Reykjavik is
    uk Europe/London en; gb Europe/London en; ie Europe/Dublin en; nl Europe/Amsterdam nl; be Europe/Brussels
    lu Europe/Luxembourg; fr Europe/Paris fr; de Europe/Berlin de; at Europe/Vienna de; ch Europe/Zurich
    li Europe/Vaduz de; it Europe/Rome it; es Europe/Madrid es; pt Europe/Lisbon pt; mt Europe/Malta
    gr Europe/Athens el; cy Asia/Nicosia el; pl Europe/Warsaw pl; cz Europe/Prague cs; sk Europe/Bratislava sk
    hu Europe/Budapest hu; ro Europe/Bucharest ro; bg Europe/Sofia bg; rs Europe/Belgrade sr; hr Europe/Zagreb hr
    si Europe/Ljubljana sl; ba Europe/Sarajevo; mk Europe/Skopje mk; al Europe/Tirane sq; me Europe/Podgorica
    eg Africa/Cairo ar; ma Africa/Casablanca; dz Africa/Algiers; tn Africa/Tunis; ly Africa/Tripoli ar
    ng Africa/Lagos en; gh Africa/Accra en; ke Africa/Nairobi; ug Africa/Kampala; tz Africa/Dar_es_Salaam
    et Africa/Addis_Ababa; za Africa/Johannesburg en; zw Africa/Harare en; zm Africa/Lusaka en; na Africa/Windhoek
    us America/New_York en; ca America/Toronto; mx America/Mexico_City es; br America/Sao_Paulo pt
    ar America/Argentina/Buenos_Aires es; cl America/Santiago es; pe America/Lima es; uy America/Montevideo es
    py America/Asuncion es; bo America/La_Paz es; ec America/Guayaquil es; ve America/Caracas es
    cr America/Costa_Rica es; pa America/Panama es; cu America/Havana es; do America/Santo_Domingo es
    gt America/Guatemala es; au Australia/Sydney en; nz Pacific/Auckland en
    """.strip().splitlines()
    for country, zone, language in ((*entry.split(), None)[:3] for entry in line.split(";"))
}

# Countries whose press sits in several zones: there the zone of the national press is a guess for any one paper.
_OF_SEVERAL_ZONES = frozenset("us ca au mx br".split())

# Languages of a press that sits (nearly) in one country; English, Spanish, Arabic and the like tell no zone.
_LANGUAGES = dict(
    pair.split(":")
    for pair in "zh:cn ja:jp ko:kr vi:vn th:th id:id ru:ru uk:ua tr:tr he:il fa:ir el:gr pl:pl cs:cz sk:sk hu:hu ro:ro "
    "bg:bg sr:rs hr:hr sl:si mk:mk sq:al et:ee lv:lv lt:lt fi:fi sv:se no:no nb:no nn:no da:dk is:is de:de fr:fr it:it "
    "nl:nl ka:ge hy:am az:az kk:kz uz:uz mn:mn ne:np bn:bd".split()
)
_SCRIPTS = {"hant": "tw", "hans": "cn"}


def for_host(host: str) -> Site:
    """The Site of a host of which no file tells anything."""
    zone, language = _COUNTRIES.get(_country(host), (None, None))
    return Site(host=host, language=language, timezone=zone)


def is_guess(site: Site) -> bool:
    """Whether a site's zone is merely that of its country's national press, where others have another zone.

    >>> is_guess(for_host("news.example.com.au")), is_guess(for_host("news.example.cn"))
    (True, False)
    """
    country = _country(site.host)
    return country in _OF_SEVERAL_ZONES and site.timezone == _COUNTRIES[country][0]


def timezone_of(host: str, language: str | None) -> str | None:
    """The IANA zone of a host's press: by its country domain, else by the language (BCP 47) of its pages; None if open.

    >>> timezone_of("news.example.com.tw", None), timezone_of("news.example.com", "zh-Hans"), timezone_of("a.com", "en")
    ('Asia/Taipei', 'Asia/Shanghai', None)
    """
    tag = (language or "").replace("_", "-").lower().split("-")
    hints = (_country(host), *(part for part in tag[1:] if len(part) == 2), *map(_SCRIPTS.get, tag[1:]))
    return next((_COUNTRIES[hint][0] for hint in (*hints, _LANGUAGES.get(tag[0])) if hint in _COUNTRIES), None)


def _country(host: str) -> str:
    return host.partition(":")[0].rstrip(".").rpartition(".")[2].lower()
