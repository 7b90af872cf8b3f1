"""What the comparison of places says in words: the headline, the numbers behind it, and the verdict on every pair."""

import pandas as pd

from analytics.catalogue import Indicator
from analytics.comparison import TOLD_APART
from pages.parts.address import language
from pages.parts.format import amount, form, interval, missing, value_text
from pages.parts.place_names import place_text
from pages.parts.text import plain, t, tn

_LIMITS = {"survey_waves": "intervals", "expert_bounds": "intervals", "rates": "register"}
MOST_NAMED = 4


def difference_format(record: Indicator) -> str:
    """The format field of a difference: percentages differ by points."""
    unit, digits = form(record.format)
    return f"{'points' if unit in ('percent', 'points') else 'number'}:{digits}"


def verdict(pair: pd.Series) -> str:
    """The verdict on a pair in a few words, said of its first place."""
    if pair["verdict"] == "two_numbers" and pair["difference"] == 0:
        return t("compare.verdict_same_number")
    return t(f"compare.verdict_{pair['verdict']}")


def reason(pair: pd.Series) -> str:
    """What limits the verdict on a pair, "" when there is nothing to add."""
    return t(f"compare.reason_{pair['reason']}") if pair["reason"] else ""


def headline(record: Indicator, year: int, rows: pd.DataFrame, pairs: pd.DataFrame) -> tuple[str, str]:
    """The claim and its limit on the figures that the reader chose."""
    lang = language()
    subject = t("compare.subject", name=record.name[lang], year=year)
    if len(pairs) == 1:
        claim, limit = _of_two(record, rows, pairs.iloc[0])
    else:
        claim, limit = _of_several(record, rows, pairs)
    return f"{subject}: {claim}", limit


def _of_two(record: Indicator, rows: pd.DataFrame, pair: pd.Series) -> tuple[str, str]:
    lang, key = language(), pair["verdict"]
    names = {
        "first": place_text(pair["first"], "name", lang), "second": place_text(pair["second"], "name", lang),
        "first_in": place_text(pair["first"], "in", lang), "second_in": place_text(pair["second"], "in", lang),
    }  # fmt: skip
    if key == "too_small":
        names["least"] = _least(record)
    if key == "two_numbers":
        written = rows.set_index("place")
        names |= {f"{one}_value": _value(record, written.loc[pair[one]]) for one in ("first", "second")}
    return t(f"compare.claim_{key}", **names), _limit(record, pair)


def _limit(record: Indicator, pair: pd.Series) -> str:
    key = pair["verdict"]
    if key in TOLD_APART and pair["rule"] == "full_count":
        return t("compare.limit_count", difference=_size(record, pair["difference"]))
    if key in TOLD_APART:
        return t(f"compare.limit_{_LIMITS[pair['rule']]}")
    return t(f"compare.limit_{pair['reason']}") if pair["reason"] else t(f"compare.limit_{key}")


def _of_several(record: Indicator, rows: pd.DataFrame, pairs: pd.DataFrame) -> tuple[str, str]:
    told = pairs[~pairs["verdict"].isin(["not_comparable", "two_numbers"])]
    if told.empty:
        return _several_numbers(record, rows, pairs)
    if set(pairs["reason"]) == {"regions_alike"}:
        return tn("compare.claim_alike", len(rows)), t("compare.limit_regions_alike")
    apart = int(told["verdict"].isin(TOLD_APART).sum())
    kind = "count" if set(told["rule"]) == {"full_count"} else "apart"
    least = {"least": _least(record)} if kind == "count" else {}
    claim = tn(f"compare.claims_{kind}" if apart else f"compare.claims_no_{kind}", apart, pairs=len(told), **least)
    return claim, tn(f"compare.limits_{kind}", len(told))


def _least(record: Indicator) -> str:
    """What the smallest difference worth stating of a complete count is called."""
    return t("compare.least_point" if difference_format(record).startswith("points") else "compare.least_unit")


def _several_numbers(record: Indicator, rows: pd.DataFrame, pairs: pd.DataFrame) -> tuple[str, str]:
    if set(pairs["verdict"]) == {"not_comparable"}:
        return t("compare.claims_not_comparable"), t(f"compare.limit_{pairs['reason'].iloc[0]}")
    ordered = rows.sort_values("value")
    low, high = ordered.iloc[0], ordered.iloc[-1]
    claim = t(
        "compare.claims_two_numbers", low=_value(record, low), low_in=place_text(low["place"], "in", language()),
        high=_value(record, high), high_in=place_text(high["place"], "in", language()),
    )  # fmt: skip
    return claim, t(f"compare.limit_{pairs.loc[pairs['verdict'] == 'two_numbers', 'reason'].iloc[0]}")


def lead(record: Indicator, rows: pd.DataFrame, pairs: pd.DataFrame) -> str:
    """The numbers behind the headline: every value with its interval, and of two places the difference with its own."""
    lang = language()
    listed = "; ".join(
        f"{plain(place_text(row['place'], 'name', lang))}: **{plain(_value(record, row))}**"
        for _, row in rows.iterrows()
    )
    sentences = [f"{listed}."]
    if len(pairs) == 1 and not missing(pairs.iloc[0]["difference"]) and pairs.iloc[0]["difference"]:
        sentences.append(plain(_difference(record, pairs.iloc[0])))
    elif told := _told_apart(pairs):
        sentences.append(plain(told))
    sentences += [plain(words) for words in _cautions(pairs)]
    return " ".join(sentences)


def _told_apart(pairs: pd.DataFrame) -> str:
    """The pairs that can be told apart by name, when there are few enough to name."""
    apart = pairs[pairs["verdict"].isin(TOLD_APART)]
    if not 0 < len(apart) <= MOST_NAMED:
        return ""
    named = "; ".join(
        t("compare.above_in", first=place_text(pair["first"], "in", language()),
          second=place_text(pair["second"], "in", language()))
        for _, pair in apart.iterrows()
    )  # fmt: skip
    return t("compare.told_apart", pairs=named)


def _difference(record: Indicator, pair: pd.Series) -> str:
    size = _size(record, pair["difference"])
    if missing(pair["lower"]):
        return t("compare.difference", difference=size)
    ends = interval(record.format, pair["lower"], pair["upper"], language())
    return t("compare.difference_interval", difference=size, interval=ends, level=round(100 * pair["interval_level"]))


def _cautions(pairs: pd.DataFrame) -> list[str]:
    """What must be said of the level of the intervals and of pairs that cannot be compared."""
    found = []
    if 0.68 in set(pairs["interval_level"].dropna().round(2)):
        found.append(t("compare.narrow_bounds"))
    if "rates" in set(pairs["rule"]):
        found.append(t("compare.rates_rule"))
    odd = pairs[pairs["verdict"] == "not_comparable"]
    if len(pairs) > 1 and 0 < len(odd) < len(pairs):
        found.append(tn("compare.odd_pairs", len(odd), reason=t(f"compare.reason_{odd['reason'].iloc[0]}")))
    return found


def _value(record: Indicator, row: pd.Series) -> str:
    qualifier = "" if missing(row["qualifier"]) else str(row["qualifier"])
    return value_text(record, row["value"], row["lower"], row["upper"], qualifier, language())


def _size(record: Indicator, difference: float) -> str:
    """The size of a difference, without a sign: "11.0 points", "0.19"."""
    return amount(difference_format(record), difference, language()).removeprefix("+")
