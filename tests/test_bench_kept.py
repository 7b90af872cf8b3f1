"""The bench keeps messages as a browser does: what is used stays, what is old goes, a part ages only its own."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.kept import Kept


def made_up_message(hash, part=""):
    message = ForwardMsg(hash=hash)
    message.metadata.cacheable = True
    message.delta.fragment_id = part
    return message


def begin(kept, limit=1):
    message = ForwardMsg()
    message.new_session.config.max_cached_message_age = limit
    kept.note(message)


def end(kept, *parts):
    message = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    message.metadata.run.fragment_ids.extend(parts)
    kept.note(message)


@pytest.fixture
def kept():
    kept = Kept()
    begin(kept)
    for message in (made_up_message("whole"), made_up_message("in a part", "one")):
        kept.note(message)
    end(kept)
    return kept


def test_what_no_run_uses_goes_when_it_is_older_than_the_server_said(kept):
    assert kept.hashes() == ["whole", "in a part"]
    kept.note(ForwardMsg(ref_hash="whole"))
    end(kept)
    assert kept.hashes() == ["whole"]


def test_a_run_of_a_part_ages_only_what_belongs_to_it(kept):
    end(kept, "one")
    end(kept, "one")
    assert kept.hashes() == ["whole"]
