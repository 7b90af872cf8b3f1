"""What a browser keeps of a server's messages, and for how long: Streamlit's ForwardMessageCache in a few lines.

The browser names what it keeps with every click; the server then sends a name in place of the message. A client that
keeps nothing would measure bytes that no reader is sent.
"""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Kept:
    """The messages that one browser keeps, by hash, each with the run that used it last."""

    def __init__(self) -> None:
        self.age_limit, self.run = 0, 0
        self.last_used: dict[str, int] = {}
        self.part_of: dict[str, str] = {}

    def hashes(self) -> list[str]:
        """The names that go with a click."""
        return list(self.last_used)

    def note(self, forward: ForwardMsg) -> None:
        """One message as it comes: kept if it may be, used again, or the end of a run."""
        kind = forward.WhichOneof("type")
        if kind == "new_session":
            self.age_limit = forward.new_session.config.max_cached_message_age
        elif kind == "ref_hash":
            self.last_used[forward.ref_hash] = self.run
        elif kind == "script_finished":
            self._forget(frozenset(forward.metadata.run.fragment_ids))
        if forward.metadata.cacheable:
            self.last_used[forward.hash] = self.run
            self.part_of[forward.hash] = forward.delta.fragment_id

    def _forget(self, parts: frozenset[str]) -> None:
        """After a run: what is older than the server said goes; a fragment's run ages only what belongs to it."""
        self.run += 1
        for one, used in list(self.last_used.items()):
            of_this_run = not parts or self.part_of[one] in parts
            if of_this_run and self.run - used > self.age_limit:
                del self.last_used[one], self.part_of[one]
