import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_report.audit.reading.document import Control, Segment, Sentence, joined


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("We had 94. Of these 24 were upheld.", 2),
        ("It rose! Why? 12 more came.", 3),
        ("It was 5.1 per cent, i.e. 19 of 371, approx. 5 in each area.", 1),
        ("See para. 4.2 and Fig. 3 for St. Mary and No. 5 of Dr. Gill, e.g. Adoption.", 1),
        ("Many (see Table 2. It shows 94) were late. Some were not.", 2),
        ("24 upheld; 12 not upheld; 3 withdrawn.", 1),
        ("one line\nanother line\tand a third", 3),
        ("“It took long.” She said so 3 times.", 2),
        ("In 2023. 24 were upheld.", 2),
        ("1. Complaints rose. They fell.", 2),
        ("A.B. Smith heard 3.", 1),
        ("An open bracket (without an end. Two here. Three here.", 3),
        ("Stage One 239 · Stage Two 31 | Stage Three 8", 3),
        ("301 complaints   38 investigations", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_stops(words: str, parts: int) -> None:
    assert len(Sentence(words).sentences()) == parts


@given(st.text(alphabet="aA1 .(\n\t,", max_size=60), st.lists(st.integers(0, 59), max_size=6))
def test_every_sentence_knows_where_it_stands(words: str, starts: list[int]) -> None:
    at = sorted({0, *(one for one in starts if one < len(words))})
    whole = Sentence(words, tuple(Segment(one, str(one)) for one in at), (Control("all", words, 0, len(words)),))
    found = whole.sentences()
    assert "".join("".join(one.words.split()) for one in found) == "".join(words.split())
    for one in found:
        place = one.place(0, 1)
        assert place is not None
        assert words[int(place.node) + place.begins] == one.words[0]
        assert [(it.begins, it.ends) for it in one.controls] == [(0, len(one.words))]


@given(st.lists(st.text(max_size=9), max_size=5))
def test_joined_sentences_keep_their_places(parts: list[str]) -> None:
    whole = joined(Sentence(one, (Segment(0, place),)) for place, one in enumerate(parts))
    assert whole.words == "\n".join(parts)
    for segment, words in zip(whole.segments, parts, strict=True):
        assert whole.part(segment.begins, segment.begins + len(words)).words == words.strip()
