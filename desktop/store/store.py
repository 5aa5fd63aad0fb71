"""The opened store: every noun's rows over one vault. ``transaction`` is the only way to write."""

from collections.abc import Callable
from datetime import datetime

from desktop.store.attachments import Attachments
from desktop.store.attempts import Attempts
from desktop.store.audit import Audit
from desktop.store.batches import Batches
from desktop.store.branch import Branch
from desktop.store.branches import Branches
from desktop.store.clock import clock_ms, street_time
from desktop.store.conflicts import Conflicts
from desktop.store.contacts import Contacts
from desktop.store.door_pages import DoorPages
from desktop.store.drafts import Drafts
from desktop.store.editions import Editions
from desktop.store.electors import Electors
from desktop.store.enrolment import Enrolments
from desktop.store.erasures import Erasures
from desktop.store.evictions import Evictions
from desktop.store.exchange import Exchange
from desktop.store.exports import Exports
from desktop.store.exposures import Exposures
from desktop.store.extracts import Extracts
from desktop.store.handovers import Handovers
from desktop.store.histories import Histories
from desktop.store.homes import Homes
from desktop.store.households import Households
from desktop.store.imports import Imports
from desktop.store.journal import Journal
from desktop.store.key_generation import KeyGeneration
from desktop.store.laptops import Laptops
from desktop.store.leases import Leases
from desktop.store.members import Members, introductions
from desktop.store.notes_keys import NotesKeys
from desktop.store.opened import Opened
from desktop.store.pages import Pages
from desktop.store.projection import Projection
from desktop.store.reach import Reach
from desktop.store.readers import Readers
from desktop.store.recovery_keys import Helpers
from desktop.store.responses import Responses
from desktop.store.same_people import SamePeople
from desktop.store.sameness import Sameness
from desktop.store.search import Search
from desktop.store.sent import SentEntries
from desktop.store.settings import Settings
from desktop.store.sharing import Sharing
from desktop.store.surveys import Surveys
from desktop.store.transactions import Transactions
from desktop.store.turf_scopes import TurfScopes
from desktop.store.turfs import Turfs
from desktop.store.vouching import Vouching


class Store(Transactions):
    """An opened store. One attribute per noun; operations write through them inside ``transaction``."""

    def __init__(
        self,
        opened: Opened,
        now_ms: Callable[[], int] = clock_ms,
        local_now: Callable[[], datetime] = street_time,
    ) -> None:
        super().__init__(opened, now_ms, local_now)
        try:
            self._furnish()
        except BaseException:
            self.disconnect()
            raise

    def _furnish(self) -> None:
        self.settings = Settings(self)
        self.key_file = KeyGeneration(self)
        self.drafts = Drafts(self)
        self.handovers = Handovers(self, self.settings)
        self.enrolment = Enrolments(self)
        self.sharing = Sharing(self, self.settings, self.enrolment)
        self.sent = SentEntries(self, self.settings)
        self.attachments = Attachments(self)
        self.search = Search(self)
        self.electors = Electors(self)
        self.journal = Journal(self, lambda: introductions(self, self.settings, self.sharing))
        self._sameness = sameness = Sameness(self)
        self.projection = Projection(self, self.journal, sameness)
        self.members = Members(self, self.journal, self.projection, self.settings, self.sharing)
        self.leases = Leases(self, self.enrolment, self.sharing)
        self.exposures = Exposures(self)
        self.branches = Branches(self, self.settings)
        self.laptops = Laptops(self, self.settings, self.members, self.enrolment)
        self.audit = Audit(self, self.settings, self.laptops)
        self.branch = Branch(self, self.journal)
        self.vouching = Vouching(self, self.journal, self.projection, self.enrolment)
        self.notes_keys = NotesKeys(self, self.journal, self.projection, self.settings, self.vouching)
        self.readers = Readers(self, self.vouching, self.notes_keys, self.laptops)
        self.helpers = Helpers(self, self.projection, self.settings, self.members, self.vouching)
        self.households = Households(self, self.projection)
        self.contacts = Contacts(self, self.projection, self.households, self.electors, self.search, sameness)
        self.same_people = SamePeople(self, self.journal, self.projection, sameness, self.contacts)
        self.attempts = Attempts(
            self,
            self.projection,
            self.journal,
            self.households,
            self.contacts,
            self.members,
            self.drafts,
        )
        self.batches = Batches(
            self, self.journal, self.projection, self.contacts, self.attempts, self.members
        )
        self.responses = Responses(self, self.projection)
        self.erasures = Erasures(
            self, self.journal, self.projection, self.households, self.same_people, self.search, self.drafts
        )
        self.exports = Exports(self, self.projection, self.members)
        self.surveys = Surveys(self, self.projection)
        self.turfs = Turfs(self, self.projection, self.journal, self.members)
        self._furnish_turfs(sameness)
        self._furnish_pages()

    def _furnish_turfs(self, sameness: Sameness) -> None:
        self._extracts = Extracts(self, self.projection)
        self.reach = Reach(self, self.projection, self._extracts)
        self.editions = Editions(
            self, self.journal, self.projection, self.attachments, self.contacts, self._extracts
        )
        self.turf_scopes = TurfScopes(
            self,
            self.projection,
            self.editions,
            self._extracts,
            self.attachments,
            self.settings,
            sameness,
            self.laptops,
        )

    def _furnish_pages(self) -> None:
        self.imports = Imports(self, self.journal, self.projection, self.members)
        histories = Histories(self, self.projection, self.members)
        self.conflicts = Conflicts(self, self.projection, self.members, histories)
        self.pages = Pages(
            self, self.electors, self.members, histories, self.conflicts, self.contacts, self._sameness
        )
        self.doors = DoorPages(self, self.journal, self.members)
        self.exchange = Exchange(
            self,
            self.journal,
            self.projection,
            self.attachments,
            self.members,
            self.editions,
            self._extracts,
            self.reach,
            self.erasures,
            Evictions(
                self,
                self.journal,
                self.projection,
                self.households,
                self.attachments,
                self.search,
                self.drafts,
                self.settings,
            ),
        )
        self.bundling = self.exchange.bundling
        self.homes = Homes(
            self, self.journal, self.members, self.turfs, self.conflicts, self.settings, self.laptops
        )
        self.projection.prepare()


def open_store(opened: Opened) -> Store:
    """The store of a vault that was opened; the vault is given back if that fails."""
    try:
        return Store(opened)
    except BaseException:
        opened.release()
        raise
