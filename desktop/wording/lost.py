"""The report on a lost laptop in plain words, to be handed to a regulator as it stands."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.laptops import LaptopStanding
from desktop.domain.lost import Held, LostReport, OrderedWipe, ReportNotPainted, ReportNotWritten
from desktop.wording import counts
from desktop.wording.custody import disk_words
from desktop.wording.dates import moment_words, street_time
from desktop.wording.grants import part_words
from desktop.wording.laptops import laptop_name
from desktop.wording.roles import named_role
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


@dataclass(frozen=True, slots=True)
class Line:
    """What is told, and what of; a sentence that stands by itself has no ``what``."""

    told: str
    what: str = ""

    @property
    def text(self) -> str:
        """Both as one line of plain text."""
        return f"{self.what}: {self.told}" if self.what else self.told


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under its heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ReportText:
    """The whole report in words, as it is shown, printed and painted alike."""

    title: str
    about: str
    sections: tuple[Section, ...]


def report_text(report: LostReport, translate: Translate = english) -> ReportText:
    """The report in words. Nobody is named of whom the branch keeps records; whoever used the laptop is."""
    name = laptop_name(report.laptop, translate)
    sections = (
        Section(translate("Lost", "What this is about"), _about(report, translate)),
        Section(translate("Lost", "What was on it"), _on_it(report, translate)),
        Section(translate("Lost", "How it stands"), _standing(report.laptop, translate)),
        Section(translate("Lost", "What was ordered"), _orders(report, translate)),
        Section(translate("Lost", "How it is protected"), _protection(report.laptop, translate)),
        Section(translate("Lost", "What binds only the program"), _binds(translate)),
    )
    return ReportText(
        translate("Lost", "Report on a lost laptop"),
        translate("Lost", "{laptop}, {branch}").format(laptop=name, branch=report.branch)
        if report.branch
        else name,
        sections,
    )


def report_lines(report: LostReport, translate: Translate = english) -> list[str]:
    """The same as plain text, a paragraph a line, each section after an empty one."""
    text = report_text(report, translate)
    lines = [text.title, text.about]
    for section in text.sections:
        lines += ["", section.heading, *(line.text for line in section.lines)]
    return lines


def wipe_sentence(wipe: OrderedWipe, now: datetime, translate: Translate = english) -> str:
    """What every organiser is told of an order to destroy records. ``now``: the street's time."""
    kept = wipe.laptop.custody
    by = _named(wipe.by, translate) if wipe.by is not None else translate("Lost", "whoever runs the server")
    ordered = moment_words(street_time(kept.wipe_at), now, translate) if kept.wipe_at is not None else ""
    words = {"laptop": laptop_name(wipe.laptop, translate), "by": by, "ordered": ordered}
    if kept.wiped_at is not None:
        words["done"] = moment_words(street_time(kept.wiped_at), now, translate)
        return translate(
            "Lost", "{laptop} has destroyed its records, {done}. That was ordered by {by}, {ordered}."
        ).format(**words)
    told = translate("Lost", "{laptop} is to destroy its records: ordered by {by}, {ordered}.").format(
        **words
    )
    if kept.wipe_told_at is not None:
        return f"{told} " + translate("Lost", "It heard the order, and has not yet said that it did.")
    if not kept.hears:
        return f"{told} " + translate("Lost", "It cannot hear the order.")
    return f"{told} " + translate("Lost", "Not done yet: it has not asked the server since.")


def report_saved_words(translate: Translate = english) -> str:
    """That the report lies in a file."""
    return translate(
        "Lost", "Saved. It names who used the laptop, so hand the file only to whom it is meant for."
    )


def report_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a report that could not be written or painted, else None."""
    if isinstance(fault, ReportNotWritten):
        return Told(
            "report_not_written",
            translate("Faults", "The report could not be saved there."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Choose a folder that is there, and that you may write to."),
        )
    if isinstance(fault, ReportNotPainted):
        return Told(
            "report_not_painted",
            translate("Faults", "This installation has no part that makes pages to print."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Ask for the report as text instead."),
        )
    return None


def _about(report: LostReport, translate: Translate) -> tuple[Line, ...]:
    laptop = report.laptop
    role = named_role(laptop.role, translate).lower()
    who = translate("Lost", "{who}, {role}").format(who=laptop.member_name, role=role)
    lines = [
        Line(laptop_name(laptop, translate), translate("Lost", "Laptop")),
        Line(who if laptop.member_name else role, translate("Lost", "Used by")),
        Line(at_words(report.made_at), translate("Lost", "Written")),
        Line(at_words(report.told_at), translate("Lost", "By what the server told")),
    ]
    if report.made_by:
        lines.append(Line(report.made_by, translate("Lost", "Written by")))
    return tuple(line for line in lines if line.told)


def _on_it(report: LostReport, translate: Translate) -> tuple[Line, ...]:
    lines = [_held_line(one, translate) for one in report.held]
    if not lines:
        lines.append(Line(translate("Lost", "Nothing of the branch was ever given to it.")))
    lines.append(
        Line(
            translate(
                "Lost",
                "The counts are of what these parts hold now; the laptop held no more than was written when it was last heard.",
            )
        )
    )
    return tuple(lines)


def _held_line(held: Held, translate: Translate) -> Line:
    until = at_words(held.until_at) if held.until_at else translate("Lost", "no end")
    told = translate(
        "Lost",
        "from {since}, until {until}: {people}, {households}, turfs: {turfs}, surveys: {surveys}, files: {files}.",
    ).format(
        since=at_words(held.from_at),
        until=until,
        people=counts.people(held.people, translate),
        households=counts.households(held.households, translate),
        turfs=counts.number(held.turfs),
        surveys=counts.number(held.surveys),
        files=counts.number(held.attachments),
    )
    part = part_words(held.part, held.turf_name, translate)
    return Line(told, part[:1].upper() + part[1:])


def _standing(laptop: LaptopStanding, translate: Translate) -> tuple[Line, ...]:
    kept = laptop.custody
    never = translate("Lost", "never")
    lines = [
        Line(at_words(laptop.seen_at) or never, translate("Lost", "Last heard from")),
        Line(
            counts.changes(laptop.pending, translate),
            translate("Lost", "Not sent when it was last heard"),
        ),
        Line(
            at_words(laptop.revoked_at) or translate("Lost", "no, it may still send and receive"),
            translate("Lost", "Shut out"),
        ),
        Line(
            at_words(kept.lease_until) or translate("Lost", "not known"),
            translate("Lost", "Shows more than doors until"),
        ),
        Line(at_words(kept.asked_at) or never, translate("Lost", "Last asked while it was locked")),
    ]
    if kept.handed_in:
        lines.append(
            Line(
                counts.changes(kept.handed_in, translate),
                translate("Lost", "Handed in, and not yet decided about"),
            )
        )
    return tuple(lines)


def _orders(report: LostReport, translate: Translate) -> tuple[Line, ...]:
    kept = report.laptop.custody
    if kept.wipe_at is None:
        return (Line(translate("Lost", "Nobody ordered its records destroyed.")),)
    by = report.ordered_by or translate("Lost", "whoever runs the server")
    ordered = translate("Lost", "{at}, by {who}").format(at=at_words(kept.wipe_at), who=by)
    lines = [Line(ordered, translate("Lost", "Its records were ordered destroyed"))]
    if kept.wipe_told_at is not None:
        lines.append(Line(at_words(kept.wipe_told_at), translate("Lost", "It heard the order")))
    elif kept.hears:
        lines.append(Line(translate("Lost", "It has not yet asked, so it does not know of the order.")))
    else:
        lines.append(Line(translate("Lost", "It cannot hear the order.")))
    if kept.wiped_at is not None:
        lines.append(Line(at_words(kept.wiped_at), translate("Lost", "It said that they were destroyed")))
    elif kept.wipe_withdrawn_at is not None:
        lines.append(Line(at_words(kept.wipe_withdrawn_at), translate("Lost", "The order was taken back")))
    else:
        lines.append(Line(translate("Lost", "It has not said that they were destroyed.")))
    return tuple(lines)


def _protection(laptop: LaptopStanding, translate: Translate) -> tuple[Line, ...]:
    sealed = translate(
        "Lost",
        "Everything of the branch on it is encrypted, and opens with a passphrase that the program never keeps.",
    )
    return Line(sealed), Line(disk_words(laptop.custody.disk, translate))


def _binds(translate: Translate) -> tuple[Line, ...]:
    return (
        Line(
            translate(
                "Lost",
                "What follows from being shut out, from the day given above and from an order binds the program as it was made:"
                " somebody who knows the passphrase and copied the files can read what was on the laptop, whatever was ordered"
                " since.",
            )
        ),
        Line(
            translate(
                "Lost", "That its records were destroyed is what the laptop said; nobody else can check it."
            )
        ),
    )


def _named(laptop: LaptopStanding, translate: Translate) -> str:
    name = laptop_name(laptop, translate)
    if not laptop.member_name:
        return name
    return translate("Lost", "{laptop} ({who})").format(laptop=name, who=laptop.member_name)


def at_words(moment: datetime | None) -> str:
    """A moment as a report gives it: to the minute, and of which clock; nothing for none."""
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment is not None else ""
