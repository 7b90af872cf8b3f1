import re

from pages.parts import styles
from pages.parts.front import INDEX, index_in
from pages.parts.menu import LANGUAGES


def test_the_styles_stand_in_the_index_before_the_first_message():
    assert b"@media print" in index_in("ka", INDEX.read_bytes())


def test_the_installed_streamlit_has_every_script_that_is_fetched_early():
    assert [name.partition(".")[0] for name in styles.early_scripts()] == list(styles.EARLY)


def test_every_font_that_is_fetched_early_is_shipped():
    folder = styles.ICONS.parent
    for language in LANGUAGES:
        names = re.findall(r"app/static/([\w-]+\.woff2)", styles.head(language))
        assert names
        assert [name for name in names if not (folder / name).exists()] == []


def test_georgian_letters_are_fetched_early_for_georgian_pages_only():
    assert "georgian-400" in styles.head("ka")
    assert "georgian-400" not in styles.head("en")


def test_only_streamlits_font_of_icons_is_exchanged():
    assert styles.icons("/kvali/static/media/MaterialSymbols-Rounded.abc.woff2") == styles.ICONS
    assert styles.icons("/static/media/SourceSansVF-Upright.woff2") is None
    assert styles.ICONS.stat().st_size < 20_000
