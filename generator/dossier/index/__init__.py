"""The index of all reports: SQLite tables, each in a module with its SQL.

    module       SQL tables                          a row is
    meta         meta                                a named value, such as a hash of the topics that reports were indexed with
    reports      reports                             a report: its file, slug, date and link, and what it adds to counters
    names        entities, actor_names               a name in a report, derived or corrected; the actor that a name is of
    topic_summaries  topic_summaries                 what a report offers for topics: its labels, what stands out in it
    texts        texts, sketches                     a report's sketch, and the text that it shares with others; a hash
    components   ties                                a tie of a name, by which it depends on others
    subjects     subjects                            an actor or a topic, and its card
    rows         entries, locations                  a value that pages show; a list of a subject that has it
    counters     counters                            a number by subject, list and name
    parts        parts                               the parts of a list that is too long for one page
    pages        pages, shown_cards, stale_owners    a page as planned; a card that it shows; an owner to be planned again

Rows are found by subject, list and section, in order of date and name (subjects: `keys`; counters: `dossier.counters`):

    subject                              list        section            name
    report/…                             draft                          none: one row, the report's page without positions
    report/…                             positions                      report/number
    said/…                               quotes                         report/number, not merged yet with the same words
    day/…                                events                         report/event, not merged yet with others of the day
    stands/actor/topic                   positions                      report/number, not compared yet with others
    counted/topic/kind                   figures                        report/figure, not joined to a row yet
    topic/…                              figures                        kind: a row of figures, ranked by weight
    figures                              figures                        report/figure
    actor/…, topic/…, timeline           events      "with" actors      report/event
    publisher/…                          events      "alone"            report/event
    actor/…                              quotes      direct, reported   report/number
    topic/…                              quotes      direct             report/number
    actor/…                              positions   topic              report/number
    topic/…                              positions   actor              report/number
    actor/…                              about                          report/number: quotes that mention the actor
    actor/…                              offices     title              report/number
    actor/…, topic/…, publisher/…        reports                        report
    articles                             reports                        report
    quotes                               quotes, reported               report/number
    positions                            positions, others, changes     report/number: on a topic, on none, changed
    points                               points      round              report/number: key sentences, ranked by weight
    actors, topics, sources              cards       kind of actor      slug
    feed, actor/…, topic/…               records                        report: for feeds, downloads and citations
"""
