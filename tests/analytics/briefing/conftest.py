"""Documents that several tests read, made once a session."""

import pytest


@pytest.fixture(scope="session")
def documents(release):
    """Makes a document of the session's release, each once: documents("region:GE-KK", "ka", length="full")."""
    from analytics.briefing import make
    from analytics.briefing.choices import Choices

    made = {}

    def document(subject, language="en", **choices):
        key = (subject, language, *sorted(choices.items()))
        if key not in made:
            made[key] = make.document(Choices(subject=subject, language=language, **choices), release)
        return made[key]

    return document
