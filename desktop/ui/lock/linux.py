"""What a Linux desktop tells over D-Bus: that the machine will sleep, that the session is locked, that its screen saver is on.

Whoever may speak on these buses may lock us, and nothing more.
"""

import os
from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

from desktop.domain.locking import LockReason

LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
_SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


class LinuxSignals(QObject):
    """Listens on both buses, and holds a sleep back until the lock is done: the system grants a few seconds for it."""

    def __init__(
        self,
        system: QDBusConnection,
        session: QDBusConnection,
        tell: Callable[[LockReason], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._system, self._tell = system, tell
        self._held: QDBusUnixFileDescriptor | None = None
        if system.isConnected():
            _listen(system, LOGIND, f"{LOGIND}.Manager", "PrepareForSleep", self, "sleeping(bool)")
            self._find_session()
            self.hold_back_sleep()
        if session.isConnected():
            for name in _SCREEN_SAVERS:
                _listen(session, "", name, "ActiveChanged", self, "screen_saver(bool)")

    @property
    def holds_back_sleep(self) -> bool:
        """Whether the system waits for us before it sleeps."""
        return self._held is not None and self._held.isValid()

    def hold_back_sleep(self) -> None:
        """Ask the system to let us lock before it sleeps."""
        ask = _call("Inhibit", ["sleep", "Groundswell", "locks your records", "delay"])
        self._ask(ask, self._keep_hold)

    @Slot(bool)
    def sleeping(self, is_beginning: bool) -> None:
        """The machine is about to sleep, or woke."""
        if is_beginning:
            self._tell(LockReason.SLEEP)
            self.let_sleep()
        else:
            self.hold_back_sleep()

    @Slot()
    def session_locked(self) -> None:
        """The session was locked."""
        self._tell(LockReason.SESSION)

    @Slot(bool)
    def screen_saver(self, is_on: bool) -> None:
        """The screen saver came on, or went."""
        if is_on:
            self._tell(LockReason.SESSION)

    def let_sleep(self) -> None:
        """We are locked: let the machine sleep."""
        self._held = None  # the last owner closes what was held

    def _find_session(self) -> None:
        """Listen to our own session's lock; where it has no name, to each: an idle lock too much hides nothing."""
        name = os.environ.get("XDG_SESSION_ID", "")
        self._ask(_call("GetSession", [name]), self._listen_to_session, self._listen_to_any)

    def _listen_to_session(self, answer: QDBusMessage) -> None:
        path = getattr(answer.arguments()[0], "path", lambda: "")() if answer.arguments() else ""
        self._listen_to(path)

    def _listen_to_any(self) -> None:
        self._listen_to("")

    def _listen_to(self, path: str) -> None:
        _listen(self._system, LOGIND, f"{LOGIND}.Session", "Lock", self, "session_locked()", path)

    def _keep_hold(self, answer: QDBusMessage) -> None:
        given = answer.arguments()[0] if answer.arguments() else None
        if isinstance(given, QDBusUnixFileDescriptor):
            self._held = given

    def _ask(
        self,
        call: QDBusMessage,
        then: Callable[[QDBusMessage], None],
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(call), self)

        def answered(ended: QDBusPendingCallWatcher) -> None:
            ended.deleteLater()
            if not ended.isError():
                then(ended.reply())
            elif otherwise is not None:
                otherwise()

        watcher.finished.connect(answered)


def listen_on_this_desktop(tell: Callable[[LockReason], None], parent: QObject) -> LinuxSignals:
    """Listen on the buses of this machine and this person, as far as there are any."""
    return LinuxSignals(QDBusConnection.systemBus(), QDBusConnection.sessionBus(), tell, parent)


def _call(method: str, arguments: list[str]) -> QDBusMessage:
    call = QDBusMessage.createMethodCall(LOGIND, LOGIND_PATH, f"{LOGIND}.Manager", method)
    call.setArguments(arguments)
    return call


def _listen(
    bus: QDBusConnection, service: str, interface: str, signal: str, on: QObject, slot: str, path: str = ""
) -> None:
    bus.connect(service, path, interface, signal, on, SLOT(slot))  # type: ignore[call-overload] # PySide's SLOT gives text, which it takes
