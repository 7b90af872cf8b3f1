"""Sentences from templates: words and numbers apart, endings beside their numbers."""

from analytics.briefing.blocks import Claim, Number, Run, Sentence
from analytics.briefing.telling import Teller

FIVE = Number(("kmadeup22222",), 5.0, "5", "difference")


def test_a_number_is_a_run_of_its_own_with_its_facts():
    runs = Teller("en").phrase("by_points", count=5, size=FIVE)
    assert runs == (Run("by "), Run("5", FIVE), Run(" points"))


def test_one_takes_the_singular():
    one = Number(("kmadeup22222",), 1.0, "1")
    assert "".join(run.text for run in Teller("en").phrase("by_points", count=1, size=one)) == "by 1 point"


def test_a_georgian_ending_is_glued_to_a_number_in_another_run():
    runs = Teller("ka").phrase("by_number", size=FIVE)
    assert runs == (Run("5", FIVE), Run("\u2060-\u2060ით"))


def test_neighbouring_words_are_one_run():
    assert Teller("en").phrase("subject", name="Made up", place="Georgia") == (Run("Made up, Georgia"),)


def test_a_phrase_keeps_its_numbers_inside_a_sentence():
    tell = Teller("en")
    sentence = tell.sentence("why", year=2024, steps=tell.listed([tell.phrase("step", place="A", step=FIVE)] * 2))
    assert [run.number for run in sentence.runs if run.number] == [FIVE, FIVE]
    assert "A (5), A (5)." in sentence.text


def test_sentences_together_keep_the_first_claim_and_leave_out_empty_ones():
    claim = Claim("made up", "rose", ())
    told = Teller("en").together(Sentence(()), Sentence((Run("One."),), claim), Sentence((Run("Two."),)))
    assert (told.text, told.claim) == ("One. Two.", claim)
