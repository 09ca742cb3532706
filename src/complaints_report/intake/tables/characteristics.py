"""What people answer when they are asked who they are: the usual words stand, others are counted as "Other".

Whatever somebody typed into such a cell would be printed as the name of a group, a child's name too; and a group of
one would help to work back what is withheld.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from complaints_report.intake.faults import HIDDEN, Fault
from complaints_report.intake.headings.mapping import Mapped
from complaints_report.intake.records.names import folded, normalised
from complaints_report.intake.rulebook import Rule
from complaints_report.intake.tables.typed_rows import Table
from complaints_report.procedures import CHARACTERISTICS

OTHER, FEWEST = "Other", 5
"""What a rare value is counted as, and how many rows must have a value that it may stand."""

NOT_RECORDED = "Not recorded"
"""The group of a blank."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_CODE = re.compile(r"\A\s*(?:[A-Za-z]?\d{1,2}[A-Za-z]?|[A-Za-z](?=\s*[-–:.)]))\b(?=.*[^\W\d_]{2})", re.DOTALL)
"""What may stand before an answer, as in "A1 White British" or "A - White British"."""
_OLDEST = 120


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ANYWHERE = _words(
    """
    a and another answer answered any applicable applies as asked at available blank but by client collected
    complainant complete completed confirmed currently data declared decline declined describe described did didn't
    disclose disclosed do does don't for from given has have held i identifies identify identity in inclusive
    information is it know known left missing n na nk no none not nothing null obtained of on or other others own
    people person prefer preferred prefers provide provided rather recorded refusal refuse refused say self service
    specified specify stated still supplied tba tbc term than that the their they this to unanswered unavailable
    unconfirmed undetermined undisclosed unknown unrecorded unspecified unstated unsure use user uses want wants way
    who wish wished wishes with withheld would yet
    """
)
_AGES = _words(
    """
    above adolescent adult adults age aged ages and babies baby band below between birth born child childhood children
    cyp early eighteen elderly infant infants later less mid minor minors month months more mths newborn nursery of
    old older olds over people person persons plus post pre preschool primary school secondary senior seniors sixteen
    teen teenage teenager teenagers teens through toddler toddlers unborn under up upto upwards week weeks wks working
    y year years yo young younger youth yp yr yrs
    """
)
_GENDERS = _words(
    """
    agender androgynous assigned bi bigender binary birth both boy boys cis cisgender couple demi demiboy demigirl
    dysphoria f female females fluid ftm gay gender genderfluid genderqueer girl girls identified inc incl including
    indeterminate intersex joint lady m male males man men mixed more mtf neither neutral non nonbinary one pangender
    queer questioning reassigned reassignment registered same sex spirit third trans transexual transfemale
    transgender transgendered transitioning transmale transman transsexual transwoman two u unisex variant woman women
    x
    """
)
_ETHNICITIES = _words(
    """
    aban abpa acrl afghan afghani afghanistani african aind albanian algerian american amerindian anglo angolan aoth
    apkn arab arabian arabic asian australian austrian background backgrounds bafr baltic bame bangali bangladeshi
    bargee bcrb belgian bengali bgha black bme bngn boat bolivian bosnian both brazilian british briton bsom bulgarian
    burmese burundian cambodian cameroonian canadian carib caribbean carribean celtic central chilean chinese chne
    circus colombian columbian commonwealth congolese cornish croatian cuban cypriot cypriote czech danish descent
    dominican dual dutch dweller dwellers east eastern ecuadorian egyptian english eritrean estonian ethiopian ethnic
    ethnicities ethnicity europe european fairground far filipino finnish former french gambian georgian german
    ghanaian ghanian global gm goan great greek group groups guinean gujarati gurkha gypsies gypsy haitian heritage
    himalayan hispanic hong hungarian icelandic igbo inc incl including indian indonesian iranian iraqi irish israeli
    italian ivorian jamaican japanese jewish kashmiri kazakh kenyan kingdom kong korean kosovan kosovar kurd kurdish
    lankan latin latina latino latvian lebanese leonean liberian libyan lithuanian macedonian majority malawian malay
    malaysian maltese manx maori mauritian mediterranean mexican middle minority mix mixed moldovan mongolian
    montenegrin moroccan moth mozambican multiple mwac mwai mwap mwas mwba mwbc mwbo myanmar namibian nationality
    nepalese nepali new nigerian nobt north northern norwegian occupational ooth oriental origin orthodox pacific
    pakistani palestinian panjabi pashtun persian peruvian philippine polish polynesian portuguese punjabi race races
    racial refu refugee roma romani romanian romany russian rwandan saudi scandinavian scot scots scottish senegalese
    serbian seychellois showman showmen showpeople sierra sikh sindhi singaporean sinhalese slav slavic slovak
    slovakian slovenian somali somalian south southeast southern spanish sri sudanese swedish swiss sylheti syrian
    taiwanese tamil tanzanian thai tibetan tobagonian tongan traveler travelers traveller travellers trinidadian
    tunisian turk turkish turkmen ugandan uk ukrainian ulster union united uzbek vietnamese wbri wcor weeu welsh weng
    west western wgre wgrt white wiad wiri wirt witn wmbc woth wowb wrom wroma wscot wtur wwel wweu yemeni yoruba
    yugoslav yugoslavian zambian zealander zimbabwean
    """
)
_DISABILITIES = _words(
    """
    acquired activities activity add adhd affecting aid aids all also anxiety arthritis articulation asc asd asperger
    asperger's aspergers attention aut autism autistic beh behavioral behaviour behavioural blind brain cancer care
    carer cerebral challenging cognitive comm communication complex con condition conditions consciousness continence
    daily day dda deaf deafblind deficit delay dementia depression development developmental diabetes diagnosed
    diagnosis difficulties difficulty disabilities disability disabled disorder disorders down's downs dual due
    dyscalculia dyslexia dyslexic dyspraxia ehcp emotional epilepsy false function global hand hard health hear
    hearing heart hi hidden hiv ill illness impaired impairment impairments inc incontinence injury intellectual
    invisible language ld learning life limited limiting little long longstanding loss lot manual mental mh mild mob
    mobility moderate month months more ms multiple need needs neuro neurodivergent neurodiverse neurodiversity
    neurological one or organ palsy partial partially pc pd personal physical profound progressive reduced registered
    respiratory sclerosis sen send sensory severe sight sighted significant since social something specific spectrum
    speech standing substance support syndrome temporary term terminal threatening true twelve two understanding
    undiagnosed unseen vi vis visual visually wellbeing wheelchair y yes
    """
)
_ORIENTATIONS = _words(
    """
    ace allosexual aromantic asexual attracted attraction bi bicurious bisexual both curious demisexual female fluid
    gay gender genders hetero heterosexual heterosexuality homosexual lesbian lesbians lgb lgbt lgbtq lgbtqi lgbtqia
    male man men more one opposite orientation orientations pan pansexual people persons plus queer questioning same
    sex sexual sexualities sexuality straight undecided woman women
    """
)
_USUAL: Mapping[str, frozenset[str]] = {
    "age_band": _ANYWHERE | _AGES,
    "gender": _ANYWHERE | _GENDERS,
    "ethnicity": _ANYWHERE | _ETHNICITIES | set("abcdefghjklmnprsz"),  # the NHS's codes
    "disability": _ANYWHERE | _DISABILITIES,
    "sexual_orientation": _ANYWHERE | _ORIENTATIONS,
}


def is_usual(column: str, text: str) -> bool:
    """Whether an answer is made of usual words alone, or is an age or band of ages."""
    usual, said = _USUAL[column], text.casefold().replace("’", "'")
    if normalised(said) in usual:
        return True
    words = _WORD.findall(said if column == "age_band" else _CODE.sub("", said, count=1))
    ages = [word for word in words if word.isdecimal()]
    if ages and (column != "age_band" or len(ages) > 2 or any(len(age) > 3 or int(age) > _OLDEST for age in ages)):
        return False
    return bool(words) and usual.issuperset({*words} - {*ages}) and not _has_initials(words)


def _has_initials(words: Sequence[str]) -> bool:
    """Whether a single letter stands among words where it may be somebody's."""
    return len(words) == 2 and any(len(word) == 1 and word.isalpha() for word in words)


def one_spelling(table: Table, parts: Sequence[Mapped]) -> Table:
    """The table with characteristics that differ in case or spaces alone spelled in one way, as one group."""
    for column in CHARACTERISTICS:
        if table.has(column):
            values = table.frame[column]
            ours = _spelled(values, _accepted(column, parts))
            if any(theirs != one for theirs, one in ours.items()):
                spelled = values.map(ours, na_action="ignore").astype(values.dtype)
                table = replace(table, frame=table.frame.assign(**{column: spelled}))
    return table


def _spelled(values: pd.Series, accepted: dict[str, str]) -> dict[str, str]:
    """Each value with how its group is spelled: as we or the settings do, else as most rows, or the first of them."""
    places, answers = pd.factorize(values)
    times = np.bincount(places[places >= 0], minlength=len(answers))
    often = [str(answer) for answer in answers[np.argsort(-times, kind="stable")]]
    spelled = {folded(value): value for value in reversed(often)}
    spelled |= accepted | {folded(word): word for word in (OTHER, NOT_RECORDED)}
    return {value: spelled[folded(value)] for value in often}


RARE_VALUE = Rule(
    "rare-value",
    "A characteristic had a rare value",
    "warning",
    "This is not one of the usual answers and fewer than five rows have it, so it is counted as 'Other', and "
    "its text is not shown.",
    'Put it right, or accept it in report.toml: under [sources.complaints.values.{name}] write "X" = "X", with '
    "the value as the export spells it for X.",
)


def rare_as_other(table: Table, parts: Sequence[Mapped]) -> tuple[Table, list[Fault]]:
    """The table with rare values of characteristics counted as "Other", and a `rare-value` fault for each."""
    faults: list[Fault] = []
    for column in CHARACTERISTICS:
        if table.has(column):
            rare = _is_rare(table.frame, column, _accepted(column, parts))
            faults += [table.fault(RARE_VALUE, at, column, HIDDEN, name=column) for at in rare.index[rare].tolist()]
            if rare.any():
                values = table.frame[column].mask(rare, OTHER)
                table = replace(table, frame=table.frame.assign(**{column: values}))
    return table, faults


def _is_rare(rows: pd.DataFrame, column: str, accepted: Collection[str]) -> pd.Series:
    """Which values are neither usual, nor accepted, nor those of several complaints, whatever rows each has."""
    places, answers = pd.factorize(rows[column])
    keys = [folded(answer) for answer in answers]
    unusual = [key not in accepted and not is_usual(column, key) for key in keys]
    is_unusual = np.array([*unusual, False])[places]  # a blank has place -1
    asked = rows.loc[is_unusual, "reference"].groupby([keys[place] for place in places[is_unusual]])
    times = asked.nunique()
    rare = {*times.index[times < FEWEST]}
    return pd.Series(np.array([*(key in rare for key in keys), False])[places], index=rows.index)


def _accepted(column: str, parts: Sequence[Mapped]) -> dict[str, str]:
    """The values that a person has named in the settings, as they are spelled there."""
    sources = [part.part.source for part in parts]
    named: list[object] = [value for source in sources for value in source.values.get(column, {}).values()]
    named += [source.constants[column] for source in sources if column in source.constants]
    return {folded(value): " ".join(str(value).split()) for value in reversed(named) if folded(value)}
