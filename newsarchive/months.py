"""The name of a month in a language of the press -> its number."""

from __future__ import annotations

# The beginnings of the names, as short as tells them apart. Where one beginning names two months in two languages
# (listopad is October in Zagreb, November in Warsaw and Prague), the larger press has it. "_" stands for a blank.
_BEGINNINGS = {
    1: "jan gen ene ian jän led sty siječ oca sau tammi янв січ яну јан ιαν "
    "يناير كانون_الثاني جانفي जनव জানু ינואר มกรา ม.ค იან",
    2: "feb fev fév úno lut velj şub sub vas helmi shk veeb фев лют феб φεβ "
    "فبراير شباط فيفري फ़र फर ফেব פברואר กุมภา ก.พ თებ",
    3: "mar mär mrz maa mrt már bře ožu kov mac мар бер μαρ μάρ مارس آذار मार्च মার্চ מרץ มีนา มี.ค მარ",
    4: "apr abr avr ápr dub kwi trav nis bal huhti pri апр кві απρ أبريل نيسان أفريل अप्रै এপ্রি אפריל เมษา เม.ย აპრ",
    5: "may mai maj mag mei mayo máj maí kvě svi geg touko мая май мај трав "
    "μαι μαΐ μάι مايو أيار ماي मई מאי พฤษภา พ.ค მაი",
    6: "jun jún jūn juin juni juun giu iun čer cze lipan haz bir kesä qer июн юни чер јун "
    "ιουν ιούν يونيو حزيران جوان जून জুন יוני "
    "มิถุนา มิ.ย ივნ",
    7: "jul júl jūl juil juul lug iul červenc červene lip srpan tem lie heinä korr июл юли лип "
    "јул ιουλ ιούλ يوليو تموز جويلية जुला জুলা "
    "יולי กรกฎา ก.ค ივლ",
    8: "aug ago aoû aou avg ágú srp sie kol ağu agu rugp elo gus авг сер ауг "
    "αυγ αύγ أغسطس أوت अगस्त আগস্ট אוגוסט สิงหา ส.ค აგვ",
    9: "sep set szep zář wrz ruj eyl rugs syys sht сен вер сеп септ σεπ سبتمبر أيلول सितं সেপ্টে ספטמבר กันยา ก.ย სექ",
    10: "oct okt ott out říj paź paz eki spa loka tet окт жов οκτ أكتوبر تشرين_الأول अक्टू অক্টো אוקטובר ตุลา ต.ค ოქტ",
    11: "nov nóv noi lis stu kas lap marr nën ноя лис ное нов νοε νοέ نوفمبر تشرين_الثاني नवं নভে נובמבר พฤศจิ พ.ย ნოე",
    12: "dec dic déc dez des dets pro gru ara joulu dhj дек гру дец δεκ ديسمبر كانون_الأول दिसं ডিসে דצמבר ธันวา ธ.ค დეკ",
}
_NUMBERS = {beginning.replace("_", " "): number for number, line in _BEGINNINGS.items() for beginning in line.split()}
_IN = "ב"  # what Hebrew hangs before the name
_SIZES = sorted({len(beginning) for beginning in _NUMBERS}, reverse=True)


def number(name: str) -> int | None:
    """The month (1..12) that a word names, in full or shortened; None for any other word.

    >>> number("Sept."), number("août"), number("декабря"), number("monday")
    (9, 8, 12, None)
    """
    lower = name.lower().removeprefix(_IN)
    return next((found for size in _SIZES if (found := _NUMBERS.get(lower[:size]))), None)
