from generator.report.sketch import MIN_SHARED, RUN, SIZE, is_same_text, sketch

WIRE = """The government of Norland said on Monday that it would close two of its four mines in the north of the country before
the end of next year, because the price of copper had fallen for the third year in a row. Some nine hundred people work there. A
spokesman for the miners' union called the plan a betrayal and announced protests in the capital for the coming week, while the
opposition asked for a debate in parliament before any decision is made. The minister of trade, Ellen Falk, told reporters that
the state could not go on paying for losses which had doubled since spring, and that everybody who lost a job would be offered
another one at the port or a year of training. Shares of Nordkobber, which runs the other two mines, rose by four per cent."""
OTHER = """Two of four copper mines in northern Norland will be shut by the end of next year, Ellen Falk, the trade minister,
announced on Monday. The union promised to bring its members to the streets. In the town of Olme, where most of the nine hundred
miners live, shops closed early and people gathered in front of the church. The mayor said that she had learned of the plan from
the radio, and asked the minister to come and explain it. Copper has lost a third of its value since the spring of last year."""


def words(text: str, share: float) -> str:
    split = text.split()
    return " ".join(split[: int(len(split) * share)])


def copied(text: str) -> bool:
    return is_same_text(sketch(WIRE), sketch(text))


def test_a_copy_with_another_headline_and_another_agency_is_the_same_text() -> None:
    assert copied(f"Norland shuts mines\n\nOLME (Nordwire) - {WIRE.replace('Monday', 'Oct 12')} (Editing by N. Berg)")


def test_a_text_cut_to_sixty_in_a_hundred_is_the_same_text() -> None:
    assert copied(words(WIRE, 0.6))


def test_a_text_with_a_paragraph_more_is_the_same_text() -> None:
    assert copied(f"{WIRE}\n\n{words(OTHER, 0.4)}")


def test_another_report_of_the_same_news_is_another_text() -> None:
    assert not copied(OTHER)


def test_another_report_that_quotes_a_statement_is_another_text() -> None:
    assert not copied(f"{words(WIRE, 0.25)} {OTHER}")


def test_a_few_words_are_nobodys_copy() -> None:
    brief = " ".join(WIRE.split()[: RUN + MIN_SHARED - 2])
    assert () == sketch(brief)
    assert not is_same_text(sketch(brief), sketch(brief))


def test_a_sketch_is_the_same_anywhere() -> None:
    assert SIZE == len(sketch(WIRE))
    assert sorted(sketch(WIRE)) == list(sketch(WIRE))
    assert 0 <= sketch(WIRE)[0] < sketch(WIRE)[-1] < 2**63
    assert (133647646627943802, 138693274698342586) == sketch(WIRE)[:2] == sketch(WIRE.upper())[:2]
