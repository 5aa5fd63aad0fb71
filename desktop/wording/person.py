"""A person as lines of text: what is known, and what happened so far."""

from desktop.domain.contacts import PersonPage, PersonRow, Standing, Written
from desktop.wording.dates import clock_words, date_words, street_time
from desktop.wording.outcomes import outcome_words
from desktop.wording.people import quoted_words
from desktop.wording.translation import Translate, english


def person_words(page: PersonPage, translate: Translate = english) -> list[str]:
    """Name, address and fields; then attempts; then everything that was ever written."""
    lines = [page.name or translate("Person", "Name not known"), page.address, page.elector_number]
    if page.is_do_not_visit:
        lines.append(translate("Person", "Do not visit. They asked us not to."))
    lines += [also_words(other, translate) for other in page.same]
    lines += [f"{value.name}: {value.value}" for value in page.fields]
    lines += [
        translate("Person", "{day} {time}: {outcome}").format(
            day=date_words(street_time(attempt.at).date(), None, translate),
            time=clock_words(street_time(attempt.at)),
            outcome=outcome_words(attempt.outcome, translate),
        )
        for attempt in page.attempts
        if not attempt.is_voided
    ]
    lines += [quoted_words(words, translate) for words in page.words]
    if page.history:
        lines.append(translate("Person", "Everything that was written:"))
        lines += [f"  {written_words(written, translate)}" for written in page.history]
    return [line for line in lines if line]


def also_words(other: PersonRow, translate: Translate = english) -> str:
    """Under what else somebody stands in the store, because they were said to be one person."""
    told = ", ".join(part for part in (other.name, other.address, other.elector_number) if part)
    return translate("Person", "Also listed as: {who}").format(
        who=told or translate("Person", "Name not known")
    )


def written_words(written: Written, translate: Translate = english) -> str:
    """One value of a field, with who wrote it and when, and whether it still stands."""
    standing = {
        Standing.SHOWN: "",
        Standing.KEPT: translate("Person", "kept beside"),
        Standing.REPLACED: translate("Person", "replaced"),
    }[written.standing]
    who = translate("Person", "from the register") if written.is_from_register else written.by
    when = date_words(street_time(written.at).date(), None, translate) if written.at else ""
    told = ", ".join(part for part in (who, when, written.laptop, standing) if part)
    return f"{written.field}: {written.value} ({told})" if told else f"{written.field}: {written.value}"
